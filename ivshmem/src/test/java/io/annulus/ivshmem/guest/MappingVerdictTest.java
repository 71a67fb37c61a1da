// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.region.AbiProfile;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether memory is cached, and what follows for the rings in it. */
class MappingVerdictTest {
    private static final Processor AMD = processor("AuthenticAMD", Accelerator.KVM);

    private static Processor processor(String vendor, Accelerator accelerator) {
        return new Processor(vendor, "a model", accelerator, "a test says so", 4);
    }

    @ParameterizedTest
    @CsvSource({
        // Read at, ordinary memory at: from measurements, and what a slow or interpreting machine makes of them.
        "27617, 27852, CACHED",
        "9000, 30000, CACHED",
        "700, 900, CACHED",
        "150, 400, CACHED",
        "2500, 30000, CACHED",
        "400, 20000, UNCACHED",
        "100, 9000, UNCACHED",
        "210, 5000, UNCACHED",
        "1, 900, UNCACHED"
    })
    void onlyMemoryMuchSlowerThanOrdinaryOneIsNotCached(long speed, long ordinary, Caching caching) {
        assertThat(MappingVerdict.judge(new ReadSpeed(speed, ordinary), AMD).caching())
                .isEqualTo(caching);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 4096, 1 << 20})
    void measuringOnlyReadsHoweverSmallTheMemory(int bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(bytes, 8).asReadOnly();
            ReadSpeed speed = ReadSpeed.of(memory);
            assertThat(speed.megabytesPerSecond()).isPositive();
            assertThat(speed.ordinaryMegabytesPerSecond()).isPositive();
        }
    }

    @Test
    void aFakeMachinesMemoryIsCached(@TempDir Path directory) {
        FakeMachine machine = FakeMachine.in(directory);
        machine.plain("0000:00:04.0", 1 << 20);
        MappingVerdict verdict = new GuestDevices(machine.files()).only().measure();
        assertThat(verdict.caching()).isEqualTo(Caching.CACHED);
        assertThat(verdict.remedy()).isEmpty();
        assertThat(verdict.lockedOperations().objection()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SINGLE"})
    void sidesForSeveralThreadsAreRefusedOnUncachedMemoryUnlessForced(SyncMode mode) {
        try (Region region = uncached()) {
            Ring ring = Ring.create(
                    region, "jobs", RingSpec.ofEntries(8).withProducers(mode).withConsumers(mode));
            refused(Reason.UNSUPPORTED_MODE, ring::producer)
                    .contains("'jobs': expected a SINGLE producer side", "not cached (210 MB/s)", "found " + mode)
                    .contains("single sides", "docs/guest.md", "--force");
            refused(Reason.UNSUPPORTED_MODE, ring::consumer).contains("SINGLE consumer side");
            assertThat(region.participants()).isEmpty();
            try (var producer = ring.producerByForce();
                    var consumer = ring.consumerByForce()) {
                assertThat(producer.enqueue(17L)).isTrue();
                assertThat(consumer.dequeueOr(-1L)).isEqualTo(17);
            }
        }
    }

    @Test
    void singleSidesAreUsedOnUncachedMemoryAsAnywhere() {
        try (Region region = uncached()) {
            Ring ring = Ring.create(
                    region,
                    "jobs",
                    RingSpec.ofEntries(8).withProducers(SyncMode.SINGLE).withConsumers(SyncMode.SINGLE));
            try (var producer = ring.producer();
                    var consumer = ring.consumer()) {
                assertThat(producer.enqueue(17L)).isTrue();
                assertThat(consumer.dequeueOr(-1L)).isEqualTo(17);
            }
        }
    }

    @Test
    void ringsWithoutARegionAreRefusedThereToo() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(4096, 64);
            Ring.createRaw(memory, "raw", RingSpec.ofEntries(8), AbiProfile.LINE_64);
            Ring ring = Ring.attachRaw(memory, 8, AbiProfile.LINE_64, avoided());
            refused(Reason.UNSUPPORTED_MODE, ring::producer).contains("not cached");
            ring.producerByForce().close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AuthenticAMD, KVM, the guest's mapping counts",
        "HygonGenuine, KVM, the guest's mapping counts",
        "GenuineIntel, KVM, whatever the guest's mapping says",
        "GenuineIntel, TCG, under TCG there are no caches",
        "'', UNKNOWN, nothing is known"
    })
    void theHostsProcessorIsTakenIntoAccount(String vendor, Accelerator accelerator, String words) {
        Processor processor = processor(vendor, accelerator);
        assertThat(MappingVerdict.judge(new ReadSpeed(1, 1), processor).hostHint())
                .contains(words);
    }

    private static LockedOperations avoided() {
        return MappingVerdict.judge(new ReadSpeed(210, 20_000), AMD).lockedOperations();
    }

    @SuppressWarnings("MustBeClosedChecker") // The region closes it.
    private static Region uncached() {
        Arena arena = Arena.ofShared();
        MemorySegment memory = arena.allocate(1 << 20, 4096);
        Region.createIn(memory, RegionSpec.ofSize(1 << 20, 16, 16), Arena.ofShared(), "memory")
                .close();
        return Region.attach(memory, arena, "memory", avoided());
    }
}
