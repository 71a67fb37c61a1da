// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.sync.SideSync;
import java.lang.foreign.MemorySegment;

/**
 * Moves elements between a ring and a role's caller: head, copy, tail. The role has checked all arguments before. Of arrays
 * and memory, {@code least} to {@code most} elements are moved, or none, from the first on; {@code least} is 1 or more.
 */
interface Mover {

    /** False if the ring is full. */
    boolean put(SideSync producer, Table table, long value);

    boolean put(SideSync producer, Table table, int value);

    /** How many went in. */
    int put(SideSync producer, Table table, long[] values, int from, int least, int most);

    int put(SideSync producer, Table table, int[] values, int from, int least, int most);

    /** If the memory cannot be read, nothing went in where that can be undone. */
    int put(SideSync producer, Table table, MemorySegment elements, long offset, int least, int most);

    /** The element, or {@code ifEmpty}. */
    long get(SideSync consumer, Table table, long ifEmpty);

    int get(SideSync consumer, Table table, int ifEmpty);

    /** How many came out. */
    int get(SideSync consumer, Table table, long[] values, int from, int least, int most);

    int get(SideSync consumer, Table table, int[] values, int from, int least, int most);

    /** If the memory cannot be written to, nothing came out where that can be undone; elsewhere the elements are lost. */
    int get(SideSync consumer, Table table, MemorySegment elements, long offset, int least, int most);
}
