// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.ring.Defect;
import io.annulus.ring.SyncMode;

/** The defective rings; each a class, since Lincheck makes them itself. */
final class Defective {
    private Defective() {}

    /** Two producers can get the same slot. */
    public static final class LostSlot extends DefectiveRing {
        public LostSlot() {
            super(SyncMode.MULTI, Defect.HEAD_WITHOUT_COMPARE_AND_SET);
        }
    }

    /** Consumers can come too early. */
    public static final class EarlyTail extends DefectiveRing {
        public EarlyTail() {
            super(SyncMode.MULTI, Defect.TAIL_BEFORE_ELEMENT);
        }
    }

    /** Producers do not wait for each other. */
    public static final class HastyTail extends DefectiveRing {
        public HastyTail() {
            super(SyncMode.MULTI, Defect.TAIL_WITHOUT_WAIT);
        }
    }

    /** The first to finish shows the slots of all. */
    public static final class HastyRtsTail extends DefectiveRing {
        public HastyRtsTail() {
            super(SyncMode.MULTI_RTS, Defect.TAIL_THOUGH_OTHERS_ARE_IN_BETWEEN);
        }
    }

    /** Somebody in between is not counted. */
    public static final class OldRtsHead extends DefectiveRing {
        public OldRtsHead() {
            super(SyncMode.MULTI_RTS, Defect.HEAD_OLDER_THAN_TAIL);
        }
    }

    /** Two producers work at a time. */
    public static final class HastyHtsHead extends DefectiveRing {
        public HastyHtsHead() {
            super(SyncMode.MULTI_HTS, Defect.HEAD_WHILE_ANOTHER_IS_IN_BETWEEN);
        }
    }

    /** Consumers of references can come too early. */
    public static final class EarlyObjectTail extends DefectiveObjectRing {
        public EarlyObjectTail() {
            super(Defect.TAIL_BEFORE_ELEMENT);
        }
    }

    /** Producers of references can come too early. */
    public static final class LateClearing extends DefectiveObjectRing {
        public LateClearing() {
            super(Defect.SLOT_CLEARED_AFTER_TAIL);
        }
    }
}
