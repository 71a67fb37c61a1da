// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.kernel;

/** Where the kernel's interface differs between processors. */
public final class Machine {
    private static final boolean X86_64 = System.getProperty("os.arch").equals("amd64");

    private Machine() {}

    /**
     * The number for this machine.
     *
     * @param x86 on x86-64
     * @param others on arm64 and every newer architecture
     * @return one of the two
     */
    public static int choose(int x86, int others) {
        return X86_64 ? x86 : others;
    }
}
