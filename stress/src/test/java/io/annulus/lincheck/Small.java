// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;

/** The rings of {@link NeverFull} with three slots of room. */
final class Small {
    private Small() {}

    static RingSpec spec(SyncMode producers, SyncMode consumers) {
        return RingSpec.ofCapacity(RelaxedRefusals.CAPACITY)
                .withProducers(producers)
                .withConsumers(consumers)
                .withHeadTailDistance(RelaxedRefusals.CAPACITY);
    }

    /** SINGLE on both sides. */
    public static final class Single extends HoldableSides {
        public Single() {
            super(new RealRing(spec(SyncMode.SINGLE, SyncMode.SINGLE)));
        }
    }

    /** MULTI on both sides. */
    public static final class Multi extends SharedSides {
        public Multi() {
            super(new RealRing(spec(SyncMode.MULTI, SyncMode.MULTI)));
        }
    }

    /** MULTI_HTS on both sides. */
    public static final class Hts extends HoldableSides {
        public Hts() {
            super(new RealRing(spec(SyncMode.MULTI_HTS, SyncMode.MULTI_HTS)));
        }
    }

    /** MULTI_RTS on both sides, without limit. */
    public static final class Rts extends SharedSides {
        public Rts() {
            super(new RealRing(spec(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS)));
        }
    }

    /** MULTI_RTS on both sides, one operation at a time. */
    public static final class RtsInTurn extends SharedSides {
        public RtsInTurn() {
            super(new RealRing(spec(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS).withHeadTailDistance(0)));
        }
    }

    /** MULTI_RTS producers, a SINGLE consumer. */
    public static final class RtsToSingle extends SharedSides {
        public RtsToSingle() {
            super(new RealRing(spec(SyncMode.MULTI_RTS, SyncMode.SINGLE)));
        }
    }

    /** MULTI_HTS producers, MULTI_RTS consumers. */
    public static final class HtsToRts extends SharedSides {
        public HtsToRts() {
            super(new RealRing(spec(SyncMode.MULTI_HTS, SyncMode.MULTI_RTS)));
        }
    }

    /** MULTI producers, MULTI_HTS consumers. */
    public static final class MultiToHts extends SharedSides {
        public MultiToHts() {
            super(new RealRing(spec(SyncMode.MULTI, SyncMode.MULTI_HTS)));
        }
    }
}
