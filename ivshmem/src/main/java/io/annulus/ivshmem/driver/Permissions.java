// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/** Who may use a device's files. */
final class Permissions {
    private static final String GROUP = "unix:gid";
    private static final String MODE = "unix:mode";
    private static final int ROOT = 0;
    private static final int GROUP_TOO = 0660;
    private static final int OWNER_ALONE = 0600;
    private static final int BITS = 07777;

    private Permissions() {}

    /** A group of this machine. */
    static GroupPrincipal group(String name) {
        try {
            return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
        } catch (UserPrincipalNotFoundException e) {
            throw new AnnulusException(
                    Reason.NOT_FOUND,
                    "group '" + name + "': expected one of this machine, found none",
                    "As root: groupadd --system " + name,
                    e);
        } catch (IOException e) {
            throw failure(Path.of("/etc/group"), e);
        }
    }

    static void give(Path file, GroupPrincipal group) {
        try {
            Files.getFileAttributeView(file, PosixFileAttributeView.class).setGroup(group);
            Files.setAttribute(file, MODE, GROUP_TOO);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Whether there was anything to take back. */
    static boolean takeBack(Path file) {
        try {
            if (!Files.exists(file)
                    || (Files.getAttribute(file, GROUP).equals(ROOT)
                            && ((Integer) Files.getAttribute(file, MODE) & BITS) == OWNER_ALONE)) {
                return false;
            }
            Files.setAttribute(file, GROUP, ROOT);
            Files.setAttribute(file, MODE, OWNER_ALONE);
            return true;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static AnnulusException failure(Path file, IOException e) {
        return new AnnulusException(
                Reason.NO_PERMISSION,
                file + ": expected to give it to a group, found " + e.getMessage(),
                "Run as root, on a machine's own /sys and /dev",
                e);
    }
}
