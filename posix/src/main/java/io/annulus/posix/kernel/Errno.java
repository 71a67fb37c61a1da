// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.kernel;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;

/**
 * The error numbers that calls here end with, what they mean to whoever made the call, and what helps.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a>
 */
public enum Errno {
    EPERM(1, Reason.NO_PERMISSION, "operation not permitted", "Run as a user who may, or ask for less"),
    ENOENT(2, Reason.NOT_FOUND, "no such file or directory", "Check the path"),
    EINTR(4, Reason.IO, "interrupted", "Try again"),
    EIO(5, Reason.IO, "input/output error", "See the kernel's log (dmesg)"),
    ENXIO(6, Reason.IO, "no such device", "Check that the device is there and has a driver"),
    EBADF(9, Reason.CLOSED, "bad descriptor", "It was closed before, or never opened for this"),
    EAGAIN(11, Reason.IO, "not now", "Try again"),
    ENOMEM(12, Reason.NO_SPACE, "not enough memory", "Ask for less, or free memory or huge pages"),
    EACCES(13, Reason.NO_PERMISSION, "permission denied", "Run as its owner, or have the owner change its mode"),
    EBUSY(16, Reason.IN_USE, "busy", "End whatever uses it first"),
    EEXIST(17, Reason.ALREADY_EXISTS, "exists already", "Choose another name, or remove it first"),
    ENODEV(19, Reason.UNSUPPORTED_PLATFORM, "no such device", "Check that the kernel has a driver for it"),
    ENOTDIR(20, Reason.WRONG_KIND, "not a directory", "Check the path"),
    EISDIR(21, Reason.WRONG_KIND, "a directory", "Give the path of a file"),
    EINVAL(22, Reason.BAD_SPEC, "invalid argument", "Check the size and options"),
    ENFILE(23, Reason.NO_DESCRIPTORS, "the system's table of open files is full", "Raise fs.file-max, or end programs"),
    EMFILE(
            24,
            Reason.NO_DESCRIPTORS,
            "too many open files in this process",
            "Raise the limit (ulimit -n, LimitNOFILE= in a systemd unit), or allow fewer peers"),
    ENOSPC(28, Reason.NO_SPACE, "no space left", "Ask for less, or enlarge the file system"),
    EROFS(30, Reason.READ_ONLY, "read-only file system", "Choose a file system that can be written"),
    EPIPE(32, Reason.CLOSED, "the other side is gone", "Connect again"),
    ENAMETOOLONG(36, Reason.BAD_NAME, "name too long", "Choose a shorter one"),
    ENOSYS(38, Reason.UNSUPPORTED_PLATFORM, "not in this kernel", "Use a newer kernel"),
    ELOOP(40, Reason.SYMBOLIC_LINK, "a symbolic link", "Give the path it leads to, if you trust it"),
    EADDRINUSE(
            98, Reason.ALREADY_EXISTS, "address in use", "Choose another path, or end the program that listens there"),
    ECONNRESET(104, Reason.CLOSED, "the other side hung up", "Connect again"),
    ETOOMANYREFS(109, Reason.IO, "too many descriptors on their way", "Try again"),
    ECONNREFUSED(111, Reason.NOT_FOUND, "nobody listens there", "Start the server first");

    private final int number;
    private final Reason reason;
    private final String meaning;
    private final String remedy;

    Errno(int number, Reason reason, String meaning, String remedy) {
        this.number = number;
        this.reason = reason;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /**
     * Whether a call ended with this.
     *
     * @param result as {@link Kernel#call} returned it
     * @return true for this error number
     */
    public boolean is(long result) {
        return result == -number;
    }

    /**
     * What a call returned, if it did not fail.
     *
     * @param result as {@link Kernel#call} returned it
     * @param call which
     * @param what its arguments, for people: such as {@code fd 7, 4096 bytes}
     * @return the result, 0 or more
     * @throws AnnulusException otherwise, with the call, its arguments, the error's name and a remedy
     */
    public static long require(long result, Syscall call, String what) {
        if (result >= 0) {
            return result;
        }
        throw failure(result, call, what);
    }

    /**
     * The error that a call ended with.
     *
     * @param result negative
     * @param call which
     * @param what its arguments, for people
     * @return to be thrown
     */
    public static AnnulusException failure(long result, Syscall call, String what) {
        String head = call.manualName() + "(" + what + "): ";
        for (Errno errno : values()) {
            if (errno.is(result)) {
                return new AnnulusException(errno.reason, head + errno + ", " + errno.meaning, errno.remedy);
            }
        }
        return new AnnulusException(Reason.IO, head + "error " + -result, "See the manual: man 2 " + call.manualName());
    }
}
