// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import java.util.Optional;

/**
 * Whether the processor's locked operations (compare-and-set) are sane on the memory of a region. On memory that is not
 * cached each of them locks the bus of the whole machine, so that sides for several threads, whose every operation needs
 * one, are refused there; those for one thread at a time need none, but one or two when their role is taken.
 */
public final class LockedOperations {
    private static final LockedOperations USUAL = new LockedOperations(null);

    private final Objection objection;

    private LockedOperations(Objection objection) {
        this.objection = objection;
    }

    /**
     * Why not.
     *
     * @param found what the memory is, for messages: such as {@code memory that is not cached}
     * @param remedy what helps
     */
    public record Objection(String found, String remedy) {}

    /**
     * They are as fast and as atomic as anywhere: the memory is cached.
     *
     * @return allows every mode
     */
    public static LockedOperations usual() {
        return USUAL;
    }

    /**
     * They are to be avoided.
     *
     * @param found what the memory is, for messages: such as {@code memory that is not cached}
     * @param remedy what helps
     * @return refuses sides for several threads, unless they are taken by force
     */
    public static LockedOperations avoided(String found, String remedy) {
        return new LockedOperations(new Objection(found, remedy));
    }

    /**
     * What speaks against them.
     *
     * @return empty if nothing does
     */
    public Optional<Objection> objection() {
        return Optional.ofNullable(objection);
    }
}
