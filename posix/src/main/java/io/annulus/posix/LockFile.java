// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.nio.file.Path;

/**
 * A file that one process holds at a time. The kernel lets go of it when the process ends, however it ends. Its holder can
 * remove it: who opened it before and locks it afterwards sees that it has no name any more, and takes the new one.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/flock.2.html">flock(2)</a>
 */
public final class LockFile implements AutoCloseable {
    private static final int EXCLUSIVE = 2;
    private static final int DO_NOT_WAIT = 4;
    private static final int PERMISSIONS = 0600;

    private final Descriptor file;

    private final Path path;
    private volatile boolean left;

    private LockFile(Descriptor file, Path path) {
        this.file = file;
        this.path = path;
    }

    /**
     * Takes the lock, without waiting.
     *
     * @param path of the lock file, made if there is none
     * @return the lock
     * @throws AnnulusException {@link Reason#IN_USE} if another process holds it
     */
    public static LockFile take(Path path) {
        long result;
        do {
            Descriptor file = Descriptor.open(path, OpenMode.CREATE, PERMISSIONS);
            result = Kernel.call(Syscall.FLOCK, file.number(), EXCLUSIVE | DO_NOT_WAIT);
            if (result == 0 && FileStatus.of(file).links() > 0) {
                return new LockFile(file, path);
            }
            file.close();
        } while (result == 0); // Its last holder removed it after we had opened it.
        if (Errno.EAGAIN.is(result)) {
            throw new AnnulusException(
                    Reason.IN_USE,
                    path + ": expected a lock that is free, found it held by another process",
                    "End that process first (fuser " + path + " names it), or choose another path");
        }
        throw Errno.failure(result, Syscall.FLOCK, path.toString());
    }

    /**
     * One that came from another process: the lock is the open file's, and so held by all who have it until the last lets go.
     *
     * @param file owned by the result from here on, and closed if this throws
     * @param path of the lock file
     * @return the lock
     * @throws AnnulusException {@link Reason#BAD_MESSAGE} if it is no file, {@link Reason#IN_USE} if the lock is another's
     */
    public static LockFile of(Descriptor file, Path path) {
        try {
            if (FileStatus.of(file).kind() != FileStatus.REGULAR) {
                throw new AnnulusException(
                        Reason.BAD_MESSAGE,
                        file + ": expected a lock file, found " + file.kernelName(),
                        "Whoever sent it is not what it should be; check the socket's path");
            }
            // Nothing changes if the open file has the lock; if it has not, nobody else may.
            long result = Kernel.call(Syscall.FLOCK, file.number(), EXCLUSIVE | DO_NOT_WAIT);
            if (Errno.EAGAIN.is(result)) {
                throw new AnnulusException(
                        Reason.IN_USE,
                        path + ": expected the lock of the process that sent it, found it held by another",
                        "End that process first (fuser " + path + " names it), or choose another path");
            }
            Errno.require(result, Syscall.FLOCK, path.toString());
            return new LockFile(file, path);
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /**
     * The descriptor, to hand to another process.
     *
     * @return owned by this
     */
    public Descriptor descriptor() {
        return file;
    }

    /**
     * Leaves the file when it would be removed: for another process that has the lock, too.
     *
     * @return this
     */
    public LockFile keepFile() {
        left = true;
        return this;
    }

    /** Removes it, unless it is kept, and lets go of it. A second time does nothing. */
    public void remove() {
        if (!left) {
            path.toFile().delete();
        }
        close();
    }

    /** Lets go of it; the file stays. */
    @Override
    public void close() {
        left = true;
        file.close();
    }
}
