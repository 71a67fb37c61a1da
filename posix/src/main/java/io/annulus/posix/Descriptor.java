// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Machine;
import io.annulus.posix.kernel.Syscall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One open file descriptor, with one owner, who closes it. Descriptors made here are closed when another program is started
 * (close-on-exec).
 *
 * <p>Safe for several threads as long as none closes it while another uses its number: the kernel gives the number to the
 * next file that is opened.
 */
public final class Descriptor implements AutoCloseable {
    private static final int AT_FDCWD = -100;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_NOFOLLOW = Machine.choose(0x20000, 0x8000);
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;
    private static final int ACCESS = 3;

    private final int number;
    private final String what;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Descriptor(int number, String what) {
        this.number = number;
        this.what = what;
    }

    /**
     * Takes a descriptor that the kernel has just handed out.
     *
     * @param number of the descriptor
     * @param what it is, for messages: such as {@code memfd 'market'}
     * @return its owner
     */
    public static Descriptor owning(long number, String what) {
        return new Descriptor(Math.toIntExact(number), what);
    }

    /**
     * Opens a file for reading and writing. A symbolic link is not followed.
     *
     * @param path of a file that exists
     * @return the open file
     * @throws AnnulusException with the error's name and a remedy
     */
    public static Descriptor open(Path path) {
        return open(path, OpenMode.READ_WRITE, 0);
    }

    /**
     * Opens a file. A symbolic link as its last part is not followed.
     *
     * @param path of the file
     * @param mode what for, and whether it may or must exist
     * @param permissions of a file that this creates, less the umask; otherwise not used
     * @return the open file
     * @throws AnnulusException with the error's name and a remedy
     */
    public static Descriptor open(Path path, OpenMode mode, int permissions) {
        return open(path, mode.flags() | O_NOFOLLOW, permissions);
    }

    /**
     * Opens what a process has open, for reading and writing: a name in {@code /proc}, which is a link that leads there.
     *
     * @param pathForOthers as {@link #pathForOthers} of that process gave it
     * @return the open file
     * @throws AnnulusException with the error's name and a remedy
     */
    public static Descriptor openOfOther(Path pathForOthers) {
        return open(pathForOthers, OpenMode.READ_WRITE.flags(), 0);
    }

    private static Descriptor open(Path path, int how, int permissions) {
        try (Arena arena = Arena.ofConfined()) {
            long name = Kernel.text(arena, path).address();
            int flags = how | O_CLOEXEC;
            long result = Kernel.call(Syscall.OPENAT, AT_FDCWD, name, flags, permissions);
            return owning(Errno.require(result, Syscall.OPENAT, path.toString()), path.toString());
        }
    }

    /**
     * Its number, for a call that is made now.
     *
     * @return 0 or more
     * @throws AnnulusException {@link Reason#CLOSED}
     */
    public int number() {
        if (!open.get()) {
            throw new AnnulusException(Reason.CLOSED, what + ": was closed", "Open it again");
        }
        return number;
    }

    /**
     * Another descriptor of the same open file, with an owner of its own.
     *
     * @return the duplicate
     */
    public Descriptor duplicate() {
        long result = Kernel.call(Syscall.FCNTL, number(), F_DUPFD_CLOEXEC, 0);
        return owning(Errno.require(result, Syscall.FCNTL, this + ", F_DUPFD_CLOEXEC"), what);
    }

    /** Makes reads and writes of this open file, through any of its descriptors, return instead of wait. */
    public void doNotBlock() {
        long flags = Errno.require(Kernel.call(Syscall.FCNTL, number(), F_GETFL), Syscall.FCNTL, this + ", F_GETFL");
        Errno.require(
                Kernel.call(Syscall.FCNTL, number(), F_SETFL, flags | O_NONBLOCK), Syscall.FCNTL, this + ", F_SETFL");
    }

    /**
     * Whether it was opened for reading and writing, as memory that is shared must be.
     *
     * @return false if it allows less
     */
    public boolean isWritable() {
        long flags = Errno.require(Kernel.call(Syscall.FCNTL, number(), F_GETFL), Syscall.FCNTL, this + ", F_GETFL");
        return (flags & ACCESS) == 2;
    }

    /**
     * Gives or takes away memory of a file, up to a length.
     *
     * @param bytes the new length
     */
    public void setLength(long bytes) {
        Errno.require(
                Kernel.call(Syscall.FTRUNCATE, number(), bytes), Syscall.FTRUNCATE, this + ", " + bytes + " bytes");
    }

    /**
     * Makes sure that a file's bytes exist, so that no later access can fail for want of room.
     *
     * @param bytes from the start of the file on
     * @throws AnnulusException {@link Reason#NO_SPACE}
     */
    public void allocate(long bytes) {
        Errno.require(
                Kernel.call(Syscall.FALLOCATE, number(), 0, 0, bytes),
                Syscall.FALLOCATE,
                this + ", " + bytes + " bytes");
    }

    /**
     * Sets the permission bits of an open file.
     *
     * @param permissions such as 0600
     */
    public void setPermissions(int permissions) {
        Errno.require(
                Kernel.call(Syscall.FCHMOD, number(), permissions),
                Syscall.FCHMOD,
                this + ", 0" + Integer.toOctalString(permissions));
    }

    /**
     * A name under which another process of the same user can open the same file.
     *
     * @return such as {@code /proc/4711/fd/7}
     */
    public Path pathForOthers() {
        return Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd", Integer.toString(number()));
    }

    /**
     * What the kernel calls the open file.
     *
     * @return a path, or such as {@code anon_inode:[eventfd]} or {@code socket:[4711]}
     */
    public String kernelName() {
        Path link = Path.of("/proc/self/fd", Integer.toString(number()));
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_PLATFORM, link + ": " + e.getMessage(), "Mount /proc in this container", e);
        }
    }

    /** Gives the descriptor back. A second time does nothing. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            // The kernel frees the number whatever it answers; a second try could close another's file.
            Kernel.call(Syscall.CLOSE, number);
        }
    }

    @Override
    public String toString() {
        return what + " (fd " + number + ")";
    }
}
