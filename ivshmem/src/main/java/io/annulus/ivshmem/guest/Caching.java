// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

/** What the processor does with memory as it is mapped. */
public enum Caching {
    /** It caches it, as any memory (write-back). */
    CACHED,
    /** Every load goes to the memory itself (uncached, or write-combining). */
    UNCACHED;

    /**
     * Its word in text and JSON.
     *
     * @return {@code cached} or {@code uncached}
     */
    public String word() {
        return this == CACHED ? "cached" : "uncached";
    }
}
