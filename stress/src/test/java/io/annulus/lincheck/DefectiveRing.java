// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.region.AbiProfile;
import io.annulus.ring.Consumer;
import io.annulus.ring.Defect;
import io.annulus.ring.DefectiveHts;
import io.annulus.ring.DefectiveMulti;
import io.annulus.ring.DefectiveProducer;
import io.annulus.ring.DefectiveRts;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** Producers with a mistake in them, and real consumers: single elements only. */
@Param(name = "value", gen = LongGen.class, conf = "1:1000")
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class DefectiveRing {
    private static final MemorySegment MEMORY = Arena.global().allocate(4096, 64);

    private final DefectiveProducer producer;
    private final Consumer[] consumers = new Consumer[RingOperations.THREADS];

    protected DefectiveRing(SyncMode producers, Defect defect) {
        RingSpec spec = RingSpec.ofCapacity(RelaxedRefusals.CAPACITY).withProducers(producers);
        MEMORY.fill((byte) 0);
        Ring ring = Ring.createRaw(MEMORY, "defective", spec, AbiProfile.host());
        producer = switch (producers) {
            case MULTI -> new DefectiveMulti(MEMORY, spec, defect);
            case MULTI_RTS -> new DefectiveRts(MEMORY, spec, defect);
            case MULTI_HTS -> new DefectiveHts(MEMORY, spec);
            case SINGLE -> throw new IllegalArgumentException("nothing is wrong with it");
        };
        for (int i = 0; i < consumers.length; i++) {
            consumers[i] = ring.consumer();
        }
    }

    @Operation(params = "value")
    public int enqueue(long value) {
        return producer.enqueue(value) ? 1 : 0;
    }

    @Operation(params = "thread")
    public List<Long> dequeue(int thread) {
        long found = consumers[thread].dequeueOr(-1L);
        return found == -1 ? List.of() : List.of(found);
    }
}
