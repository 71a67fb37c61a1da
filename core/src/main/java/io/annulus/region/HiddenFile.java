// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.KernelWitness;
import io.annulus.liveness.ProcessIdentity;
import io.annulus.liveness.Realm;
import io.annulus.liveness.Verdict;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name a region file has until it is complete: {@code .annulus-new.<pid>.<start>.<realm>.<random>}. It says who is
 * making it, so that the file of a dead creator can be told from that of a living one.
 */
final class HiddenFile {
    private static final String PREFIX = ".annulus-new.";
    private static final String SEPARATOR = "\\.";

    private HiddenFile() {}

    static Path newIn(Path directory) {
        ProcessIdentity self = ProcessIdentity.current();
        return directory.resolve(PREFIX
                + String.join(
                        ".",
                        Long.toString(self.pid()),
                        Long.toString(IdentityWord.startTicks(self.word())),
                        realmTag(self.realm()),
                        UUID.randomUUID().toString()));
    }

    /** Removes what creators of our realm that are certainly dead have left in a directory. */
    static void sweep(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path file : files) {
                if (makerIsDead(file.getFileName().toString())) {
                    remove(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Sweeping is a courtesy; whatever is wrong with the directory, the caller's own work on it will say.
        }
    }

    private static boolean makerIsDead(String name) {
        String[] parts = name.substring(PREFIX.length()).split(SEPARATOR, -1);
        Realm ours = ProcessIdentity.current().realm();
        if (parts.length != 4 || !parts[2].equals(realmTag(ours))) {
            return false;
        }
        try {
            long word = IdentityWord.of(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            return new KernelWitness().judge(new ProcessIdentity(word, ours)) == Verdict.DEAD;
        } catch (NumberFormatException e) {
            return false; // Not a name we gave.
        }
    }

    static void remove(Path hidden) {
        try {
            Files.deleteIfExists(hidden);
        } catch (IOException e) {
            // It costs memory until someone who may removes it, and harms nothing else.
        }
    }

    private static String realmTag(Realm realm) {
        return Integer.toHexString(realm.hashCode());
    }
}
