// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A region in memory that somebody else mapped. */
@SuppressWarnings("MustBeClosedChecker") // Arenas are handed to regions, which close them.
class MappedRegionTest {
    private static final RegionSpec SPEC = RegionSpec.ofSize(64 << 10, 4, 8);

    private final Arena owner = Arena.ofShared();
    private final MemorySegment memory = owner.allocate(128 << 10, 4096);

    @AfterEach
    void unmap() {
        owner.close();
    }

    @Test
    void isFoundInTheSameMemoryByWhoeverMapsIt() {
        try (Region one = Region.createIn(memory, SPEC, Arena.ofShared(), "memory");
                Region other = Region.attach(memory, Arena.ofShared(), "the same")) {
            assertThat(other.info().uuid()).isEqualTo(one.info().uuid());
            assertThat(other.info().sizeBytes()).isEqualTo(64 << 10);
            Ring.create(one, "ring", RingSpec.ofEntries(8));
            try (Producer producer = Ring.attach(one, "ring").producer();
                    Consumer consumer = Ring.attach(other, "ring").consumer()) {
                assertThat(producer.enqueue(17L)).isTrue();
                assertThat(consumer.dequeueOr(-1L)).isEqualTo(17);
            }
        }
    }

    @Test
    void closesTheArenaThatCameWithIt() {
        Arena arena = Arena.ofShared();
        Region.createIn(arena.allocate(64 << 10, 4096), SPEC, arena, "memory").close();
        assertThat(arena.scope().isAlive()).isFalse();
    }

    @Test
    void isNotLaidOverAnythingElse() {
        memory.set(ValueLayout.JAVA_LONG, 8, 1);
        byte[] before = memory.toArray(ValueLayout.JAVA_BYTE);
        refused(Reason.ALREADY_EXISTS, () -> Region.createIn(memory, SPEC, owner, "memory"));
        assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(before);
        assertThat(owner.scope().isAlive()).isTrue();
    }

    @Test
    void doesNotFitIntoLess() {
        refused(Reason.NO_SPACE, () -> Region.createIn(memory.asSlice(0, 60 << 10), SPEC, owner, "memory"));
        refused(Reason.NO_SPACE, () -> Region.createIn(memory.asSlice(0, 8), SPEC, owner, "memory"));
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        refused(Reason.NOT_A_REGION, () -> Region.attach(memory, owner, "memory"));
        refused(Reason.NOT_A_REGION, () -> Region.attach(memory.asSlice(0, 4000), owner, "memory"));
        Region.createIn(memory, SPEC, Arena.ofShared(), "memory").close();
        refused(Reason.TRUNCATED, () -> Region.attach(memory.asSlice(0, 32 << 10), owner, "memory"));
    }

    @Test
    void isReadOnlyWhereItIsMappedSo() {
        Region.createIn(memory, SPEC, Arena.ofShared(), "memory").close();
        try (Region region = Region.attach(memory.asReadOnly(), Arena.ofShared(), "memory")) {
            refused(Reason.READ_ONLY, region::requireWritable);
            assertThat(region.zones()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void givesOnlySingleSidesWhereLockedOperationsAreToBeAvoidedUnlessForced(SyncMode mode) {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(mode).withConsumers(mode);
        Region.createIn(memory, SPEC, Arena.ofShared(), "memory").close();
        LockedOperations avoided = LockedOperations.avoided("odd memory", "Do this");
        try (Region region = Region.attach(memory, Arena.ofShared(), "memory", avoided)) {
            Ring ring = Ring.create(region, "ring", spec);
            if (mode == SyncMode.SINGLE) {
                ring.producer().close();
                ring.consumer().close();
            } else {
                refused(Reason.UNSUPPORTED_MODE, ring::producer);
                assertThatThrownBy(ring::consumer)
                        .hasMessage(
                                "'ring': expected a SINGLE consumer side on odd memory, found " + mode + ". Do this.");
            }
            ring.producerByForce().close();
            ring.consumerByForce().close();
            assertThat(region.participants()).isEmpty();
        }
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(AnnulusException.class))
                .extracting(AnnulusException::reason)
                .isEqualTo(reason);
    }
}
