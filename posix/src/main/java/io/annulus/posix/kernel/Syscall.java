// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.kernel;

import java.util.Locale;

/**
 * The calls that are used, with their numbers.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/syscalls.2.html">syscalls(2)</a>
 */
public enum Syscall {
    READ(0, 63),
    WRITE(1, 64),
    CLOSE(3, 57),
    MMAP(9, 222),
    MUNMAP(11, 215),
    PREAD64(17, 67),
    PWRITE64(18, 68),
    IOCTL(16, 29),
    SOCKET(41, 198),
    CONNECT(42, 203),
    SENDMSG(46, 211),
    RECVMSG(47, 212),
    SHUTDOWN(48, 210),
    BIND(49, 200),
    LISTEN(50, 201),
    SETSOCKOPT(54, 208),
    GETSOCKOPT(55, 209),
    FCNTL(72, 25),
    FLOCK(73, 32),
    FTRUNCATE(77, 46),
    FCHMOD(91, 52),
    GETEUID(107, 175),
    FSTATFS(138, 44),
    EPOLL_CTL(233, 21),
    OPENAT(257, 56),
    EPOLL_PWAIT(281, 22),
    FALLOCATE(285, 47),
    ACCEPT4(288, 242),
    EVENTFD2(290, 19),
    EPOLL_CREATE1(291, 20),
    PRLIMIT64(302, 261),
    MEMFD_CREATE(319, 279),
    STATX(332, 291);

    private final int onX86;
    private final int onOthers;

    Syscall(int onX86, int onOthers) {
        this.onX86 = onX86;
        this.onOthers = onOthers;
    }

    int onX86() {
        return onX86;
    }

    int onOthers() {
        return onOthers;
    }

    /**
     * Its number on this processor.
     *
     * @return that of x86-64, or of arm64 (and every newer architecture)
     */
    int number() {
        return Machine.choose(onX86, onOthers);
    }

    /**
     * Its name in the manual.
     *
     * @return such as {@code sendmsg}
     */
    public String manualName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
