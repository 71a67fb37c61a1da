// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Mapping;
import io.annulus.sync.Side;
import io.annulus.sync.SideSync;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Objects;

/**
 * What a copy of {@link MoverCode} was made for: its class data, and so a constant to the compiler, which leaves nearly all
 * of a segment's checks out then. A copy is a hidden class, and is unloaded when nobody uses it any more.
 *
 * @param mapping a region or a ring's memory; null for any
 * @param ring null for any in that memory
 * @see <a href="https://openjdk.org/jeps/371">JEP 371, Hidden Classes</a>
 */
record Code(Mapping mapping, Sides ring) {
    /** Code for any ring anywhere. */
    static final Code COMMON = new Code(null, null);

    private static final String FILE = MoverCode.class.getSimpleName() + ".class";

    /**
     * What code for one ring knows.
     *
     * @param producers its producer side
     * @param consumers its consumer side
     * @param table its slots
     */
    record Sides(Side producers, Side consumers, Table table) {}

    /** What the class that asks was made for. */
    static Code of(MethodHandles.Lookup asking) {
        if (!asking.lookupClass().isHidden()) {
            return COMMON;
        }
        try {
            return MethodHandles.classData(asking, "_", Code.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a class could not read its own data", e);
        }
    }

    /** A mover of its own for this. */
    Mover copy() {
        try (InputStream file = Objects.requireNonNull(MoverCode.class.getResourceAsStream(FILE), FILE)) {
            MethodHandles.Lookup copy =
                    MethodHandles.lookup().defineHiddenClassWithClassData(file.readAllBytes(), this, true);
            return (Mover) copy.lookupClass().getDeclaredConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("code could not be copied", e);
        }
    }

    Mapping mapping(Side side) {
        return mapping == null ? side.mapping() : mapping;
    }

    Side producers(SideSync producer) {
        return ring == null ? producer.side() : ring.producers();
    }

    Side consumers(SideSync consumer) {
        return ring == null ? consumer.side() : ring.consumers();
    }

    Table table(Table any) {
        return ring == null ? any : ring.table();
    }
}
