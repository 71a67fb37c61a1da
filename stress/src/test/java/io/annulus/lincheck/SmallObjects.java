// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.ring.SyncMode;

/** Object rings with three slots of room, which are used again within a run; as {@link Small}. */
final class SmallObjects {
    private SmallObjects() {}

    private static RealObjectRing ring(SyncMode both) {
        return new RealObjectRing(Small.spec(both, both));
    }

    /** SINGLE on both sides. */
    public static final class Single extends HoldableSides {
        public Single() {
            super(ring(SyncMode.SINGLE));
        }
    }

    /** MULTI on both sides. */
    public static final class Multi extends PeekedSides {
        public Multi() {
            super(ring(SyncMode.MULTI));
        }
    }

    /** MULTI_HTS on both sides. */
    public static final class Hts extends HoldableSides {
        public Hts() {
            super(ring(SyncMode.MULTI_HTS));
        }
    }

    /** MULTI_RTS on both sides, without limit. */
    public static final class Rts extends PeekedSides {
        public Rts() {
            super(ring(SyncMode.MULTI_RTS));
        }
    }

    /** A view as a queue, of MULTI sides. */
    public static final class MultiQueue extends SharedQueue {
        public MultiQueue() {
            super(Small.spec(SyncMode.MULTI, SyncMode.MULTI));
        }
    }

    /** A view as a queue, of MULTI_HTS sides. */
    public static final class HtsQueue extends SharedQueue {
        public HtsQueue() {
            super(Small.spec(SyncMode.MULTI_HTS, SyncMode.MULTI_HTS));
        }
    }

    /** A view as a queue, of MULTI_RTS sides. */
    public static final class RtsQueue extends SharedQueue {
        public RtsQueue() {
            super(Small.spec(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS));
        }
    }
}
