// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import io.annulus.region.LockedOperations;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Whether a device's memory is cached as it is mapped. The guest's kernel maps it uncached; whether that holds is up to the
 * host: KVM on Intel's processors overrules it, on AMD's it does not, and TCG has no caches.
 *
 * @param caching what was measured
 * @param megabytesPerSecond how fast the memory was read; not a benchmark: one thread, a millisecond
 * @param ordinaryMegabytesPerSecond how fast ordinary memory was, at the same time
 * @param processor what it was measured on
 */
public record MappingVerdict(
        Caching caching, long megabytesPerSecond, long ordinaryMegabytesPerSecond, Processor processor) {
    // Cached memory is as fast as ordinary memory, uncached memory slower by a factor of 20 to 100.
    private static final int FACTOR = 8;
    // 64 bytes in 32 ns: even loads of 64 bytes at a time are slower than this when each goes to the memory.
    private static final long FASTEST_UNCACHED = 2000;

    /** Measures. */
    static MappingVerdict of(MemorySegment memory, SystemFiles files) {
        return judge(ReadSpeed.of(memory), Processor.in(files));
    }

    static MappingVerdict judge(ReadSpeed speed, Processor processor) {
        boolean slow = speed.megabytesPerSecond() < FASTEST_UNCACHED
                && speed.megabytesPerSecond() * FACTOR < speed.ordinaryMegabytesPerSecond();
        return new MappingVerdict(
                slow ? Caching.UNCACHED : Caching.CACHED,
                speed.megabytesPerSecond(),
                speed.ordinaryMegabytesPerSecond(),
                processor);
    }

    /**
     * What is known of hosts with such a processor.
     *
     * @return one sentence without a full stop
     */
    public String hostHint() {
        if (processor.accelerator() == Accelerator.TCG) {
            return "under TCG there are no caches, and the guest's mapping makes no difference";
        }
        return switch (processor.vendor()) {
            case "AuthenticAMD", "HygonGenuine" ->
                "on hosts with AMD's processors the guest's mapping counts: the memory is uncached, unless a kernel module"
                        + " of the guest maps it";
            case "GenuineIntel" ->
                "on hosts with Intel's processors KVM makes the memory cached whatever the guest's mapping says, unless a"
                        + " device with non-coherent DMA is assigned to the machine, or it is a TDX one";
            default -> "nothing is known about hosts with this processor: what was measured counts";
        };
    }

    /**
     * What helps.
     *
     * @return empty if the memory is cached
     */
    public Optional<String> remedy() {
        return caching == Caching.CACHED
                ? Optional.empty()
                : Optional.of(
                        "Use rings with single sides, one for each pair of threads; or have the memory cached: a host"
                                + " with an Intel processor, or a kernel module in the guest that maps it write-back"
                                + " (docs/guest.md)");
    }

    /**
     * What roles on rings in that memory may do.
     *
     * @return refuses sides for several threads, unless forced, where the memory is not cached
     */
    public LockedOperations lockedOperations() {
        return remedy().map(remedy -> LockedOperations.avoided(
                        "memory that is not cached (" + megabytesPerSecond + " MB/s)",
                        remedy
                                + ". To use that side all the same, slow as it is for the whole machine: take the role by"
                                + " force (--force)"))
                .orElseGet(LockedOperations::usual);
    }
}
