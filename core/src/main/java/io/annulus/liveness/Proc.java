// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What Linux says about processes, read from {@code /proc} (proc(5)). */
final class Proc {
    private static final Path ROOT = Path.of("/proc");
    // Fields of /proc/<pid>/stat, counted from the one after the command in brackets, which is number 3 in proc(5).
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START_TICKS = 19;

    private Proc() {}

    /** One line of {@code /proc/<pid>/stat}. */
    record Stat(String command, char state, long threads, long startTicks) {

        /** A zombie whose threads have all ended: it holds no memory any more, only its exit status. */
        boolean ended() {
            return state == 'X' || (state == 'Z' && threads <= 1);
        }
    }

    /** The process as the kernel shows it, or null if there is none of that pid. */
    static Stat stat(long pid) throws IOException {
        return stat(Long.toString(pid));
    }

    static long ownStartTicks() throws IOException {
        Stat own = stat("self");
        if (own == null) {
            throw new NoSuchFileException("/proc/self/stat");
        }
        return own.startTicks();
    }

    private static Stat stat(String directory) throws IOException {
        String line;
        try {
            line = read(ROOT.resolve(directory).resolve("stat"));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            // The process can end between open and read: "No such process".
            if (Files.notExists(ROOT.resolve(directory))) {
                return null;
            }
            throw e;
        }
        // The command may contain spaces and brackets of its own; it ends at the last one.
        int end = line.lastIndexOf(')');
        String[] fields = line.substring(end + 2).split(" ", -1);
        return new Stat(
                line.substring(line.indexOf('(') + 1, end),
                fields[STATE].charAt(0),
                Long.parseLong(fields[THREADS]),
                Long.parseLong(fields[START_TICKS].trim()));
    }

    static Realm ownRealm() throws IOException {
        UUID boot =
                UUID.fromString(read(ROOT.resolve("sys/kernel/random/boot_id")).trim());
        return new Realm(
                boot.getMostSignificantBits(), boot.getLeastSignificantBits(), namespace("pid"), namespace("time"));
    }

    // A link such as "pid:[4026531836]". Kernels without time namespaces have no such link: 0 for all of them.
    private static long namespace(String kind) throws IOException {
        try {
            String target =
                    Files.readSymbolicLink(ROOT.resolve("self/ns/" + kind)).toString();
            return Long.parseLong(target.substring(target.indexOf('[') + 1, target.length() - 1));
        } catch (NoSuchFileException e) {
            if (kind.equals("time")) {
                return 0;
            }
            throw e;
        }
    }

    /**
     * Whether a pid missing from {@code /proc} really is gone. It is not if this {@code /proc} shows another pid
     * namespace than ours ({@code unshare --pid} without a fresh mount), or hides other users' processes.
     */
    static boolean showsEveryProcess() throws IOException {
        return showsOwnNamespace() && !hidesProcesses();
    }

    private static boolean showsOwnNamespace() throws IOException {
        for (String line : lines(ROOT.resolve("self/status"))) {
            if (line.startsWith("NSpid:")) {
                // One number a namespace, from the one this mount shows down to ours.
                return line.substring("NSpid:".length()).trim().split("\\s+", -1).length == 1;
            }
        }
        return false;
    }

    private static boolean hidesProcesses() throws IOException {
        for (String line : lines(ROOT.resolve("self/mountinfo"))) {
            String[] fields = line.split(" ", -1);
            boolean isProc = fields.length > 4 && fields[4].equals("/proc");
            if (isProc && line.contains("hidepid=") && !line.contains("hidepid=0") && !line.contains("hidepid=off")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> lines(Path file) throws IOException {
        return read(file).lines().toList();
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
