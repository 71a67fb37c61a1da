// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import java.nio.file.Path;

/** Something that a process does and dies of, at any step. Made by its title in the child, so it has no arguments. */
interface Scenario {

    /** The name of its class or, of a {@link SideDeath}, of its work. */
    default String title() {
        return getClass().getSimpleName();
    }

    static Scenario named(String title) throws ReflectiveOperationException {
        for (SideWork work : SideWork.values()) {
            if (work.name().equals(title)) {
                return new SideDeath(work);
            }
        }
        return Class.forName(Scenario.class.getPackageName() + "." + title)
                .asSubclass(Scenario.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    /** Before: makes what the child finds. In the parent. */
    default void prepare(Path region) {}

    /** What the child does before its steps count. */
    Runnable begin(Path region);

    /** After the child's death: another process goes on. In the parent, on the same object as {@link #prepare}. */
    void goOn(Path region);
}
