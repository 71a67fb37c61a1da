// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.ring.SyncMode;

/** Object rings with room for more than a run of Lincheck enqueues; as {@link NeverFull}. */
final class NeverFullObjects {
    private NeverFullObjects() {}

    private static RealObjectRing ring(SyncMode both) {
        return new RealObjectRing(NeverFull.spec(both, both));
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
            super(NeverFull.spec(SyncMode.MULTI, SyncMode.MULTI));
        }
    }

    /** A view as a queue, of MULTI_HTS sides. */
    public static final class HtsQueue extends SharedQueue {
        public HtsQueue() {
            super(NeverFull.spec(SyncMode.MULTI_HTS, SyncMode.MULTI_HTS));
        }
    }

    /** A view as a queue, of MULTI_RTS sides. */
    public static final class RtsQueue extends SharedQueue {
        public RtsQueue() {
            super(NeverFull.spec(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS));
        }
    }
}
