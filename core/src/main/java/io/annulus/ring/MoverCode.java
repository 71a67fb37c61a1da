// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Mapping;
import io.annulus.sync.Dispatch;
import io.annulus.sync.Reserved;
import io.annulus.sync.Side;
import io.annulus.sync.SideSync;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * The code that moves elements, and the template for copies of itself (docs/decisions/010). In a copy, what {@link Code} says
 * is a constant; everything called here is inlined into it, and sees the constants too.
 *
 * <p>Between {@code reserve} and {@code publish} nothing is loaded, linked or allocated: {@link #rehearse} has linked all
 * that this class, or this copy, calls there.
 */
final class MoverCode implements Mover {
    private static final Code CODE = Code.of(MethodHandles.lookup());

    MoverCode() {
        rehearse();
    }

    @Override
    public boolean put(SideSync producer, Table table, long value) {
        Side side = CODE.producers(producer);
        Mapping mapping = CODE.mapping(side);
        long reserved = Dispatch.reserve(side, producer, mapping, 1, 1);
        if (reserved == Reserved.NOTHING) {
            return false;
        }
        int position = Reserved.position(reserved);
        CODE.table(table).put(mapping.segment(), position, value);
        Dispatch.publish(side, producer, mapping, position, 1);
        return true;
    }

    @Override
    public boolean put(SideSync producer, Table table, int value) {
        Side side = CODE.producers(producer);
        Mapping mapping = CODE.mapping(side);
        long reserved = Dispatch.reserve(side, producer, mapping, 1, 1);
        if (reserved == Reserved.NOTHING) {
            return false;
        }
        int position = Reserved.position(reserved);
        CODE.table(table).put(mapping.segment(), position, value);
        Dispatch.publish(side, producer, mapping, position, 1);
        return true;
    }

    @Override
    public int put(SideSync producer, Table table, long[] values, int from, int least, int most) {
        if (most == 1) {
            return put(producer, table, values[from]) ? 1 : 0;
        }
        Side side = CODE.producers(producer);
        Mapping mapping = CODE.mapping(side);
        long reserved = Dispatch.reserve(side, producer, mapping, least, most);
        int count = Reserved.count(reserved);
        if (count != 0) {
            int position = Reserved.position(reserved);
            CODE.table(table).put(mapping.segment(), position, values, from, count);
            Dispatch.publish(side, producer, mapping, position, count);
        }
        return count;
    }

    @Override
    public int put(SideSync producer, Table table, int[] values, int from, int least, int most) {
        if (most == 1) {
            return put(producer, table, values[from]) ? 1 : 0;
        }
        Side side = CODE.producers(producer);
        Mapping mapping = CODE.mapping(side);
        long reserved = Dispatch.reserve(side, producer, mapping, least, most);
        int count = Reserved.count(reserved);
        if (count != 0) {
            int position = Reserved.position(reserved);
            CODE.table(table).put(mapping.segment(), position, values, from, count);
            Dispatch.publish(side, producer, mapping, position, count);
        }
        return count;
    }

    @Override
    public int put(SideSync producer, Table table, MemorySegment elements, long offset, int least, int most) {
        Side side = CODE.producers(producer);
        Mapping mapping = CODE.mapping(side);
        long reserved = Dispatch.reserve(side, producer, mapping, least, most);
        int count = Reserved.count(reserved);
        if (count != 0) {
            int position = Reserved.position(reserved);
            try {
                CODE.table(table).put(mapping.segment(), position, elements, offset, count);
            } catch (Throwable e) {
                Dispatch.undo(side, producer, position);
                throw e;
            }
            Dispatch.publish(side, producer, mapping, position, count);
        }
        return count;
    }

    @Override
    public long get(SideSync consumer, Table table, long ifEmpty) {
        Side side = CODE.consumers(consumer);
        Mapping mapping = CODE.mapping(side);
        long reserved = Dispatch.reserve(side, consumer, mapping, 1, 1);
        if (reserved == Reserved.NOTHING) {
            return ifEmpty;
        }
        int position = Reserved.position(reserved);
        long value = CODE.table(table).getLong(mapping.segment(), position);
        Dispatch.publish(side, consumer, mapping, position, 1);
        return value;
    }

    @Override
    public int get(SideSync consumer, Table table, int ifEmpty) {
        Side side = CODE.consumers(consumer);
        Mapping mapping = CODE.mapping(side);
        long reserved = Dispatch.reserve(side, consumer, mapping, 1, 1);
        if (reserved == Reserved.NOTHING) {
            return ifEmpty;
        }
        int position = Reserved.position(reserved);
        int value = CODE.table(table).getInt(mapping.segment(), position);
        Dispatch.publish(side, consumer, mapping, position, 1);
        return value;
    }

    @Override
    public int get(SideSync consumer, Table table, long[] values, int from, int least, int most) {
        Side side = CODE.consumers(consumer);
        Mapping mapping = CODE.mapping(side);
        if (most == 1) {
            long one = Dispatch.reserve(side, consumer, mapping, 1, 1);
            if (one == Reserved.NOTHING) {
                return 0;
            }
            int position = Reserved.position(one);
            values[from] = CODE.table(table).getLong(mapping.segment(), position);
            Dispatch.publish(side, consumer, mapping, position, 1);
            return 1;
        }
        long reserved = Dispatch.reserve(side, consumer, mapping, least, most);
        int count = Reserved.count(reserved);
        if (count != 0) {
            int position = Reserved.position(reserved);
            CODE.table(table).get(mapping.segment(), position, values, from, count);
            Dispatch.publish(side, consumer, mapping, position, count);
        }
        return count;
    }

    @Override
    public int get(SideSync consumer, Table table, int[] values, int from, int least, int most) {
        Side side = CODE.consumers(consumer);
        Mapping mapping = CODE.mapping(side);
        if (most == 1) {
            long one = Dispatch.reserve(side, consumer, mapping, 1, 1);
            if (one == Reserved.NOTHING) {
                return 0;
            }
            int position = Reserved.position(one);
            values[from] = CODE.table(table).getInt(mapping.segment(), position);
            Dispatch.publish(side, consumer, mapping, position, 1);
            return 1;
        }
        long reserved = Dispatch.reserve(side, consumer, mapping, least, most);
        int count = Reserved.count(reserved);
        if (count != 0) {
            int position = Reserved.position(reserved);
            CODE.table(table).get(mapping.segment(), position, values, from, count);
            Dispatch.publish(side, consumer, mapping, position, count);
        }
        return count;
    }

    @Override
    public int get(SideSync consumer, Table table, MemorySegment elements, long offset, int least, int most) {
        Side side = CODE.consumers(consumer);
        Mapping mapping = CODE.mapping(side);
        long reserved = Dispatch.reserve(side, consumer, mapping, least, most);
        int count = Reserved.count(reserved);
        if (count != 0) {
            int position = Reserved.position(reserved);
            try {
                CODE.table(table).get(mapping.segment(), position, elements, offset, count);
            } catch (Throwable e) {
                if (!Dispatch.undo(side, consumer, position)) {
                    Dispatch.publish(side, consumer, mapping, position, count);
                }
                throw e;
            }
            Dispatch.publish(side, consumer, mapping, position, count);
        }
        return count;
    }

    /** Calls all that the operations call, on a ring of our own, with one element and with many. */
    private static void rehearse() {
        MemorySegment memory = Scratch.memory();
        SideSync sync = Dispatch.open(Scratch.side(memory), Long.BYTES);
        Side side = sync.side();
        CODE.producers(sync);
        CODE.consumers(sync);
        CODE.mapping(side);
        CODE.table(Scratch.LONGS);
        for (int most = 1; most < Scratch.SIZE; most += Scratch.SIZE - 2) {
            long reserved = Dispatch.reserve(side, sync, side.mapping(), 1, most);
            int position = Reserved.position(reserved);
            int count = Reserved.count(reserved);
            rehearse(Scratch.LONGS, memory, position, new long[count], count);
            rehearse(Scratch.INTS, memory, position, new int[count], count);
            rehearse(memory, position, MemorySegment.ofArray(new long[count]), count);
            rehearse(memory, position, Scratch.memory(), count);
            Dispatch.undo(side, sync, position);
            Dispatch.publish(side, sync, side.mapping(), position, 0);
        }
    }

    private static void rehearse(Table table, MemorySegment memory, int position, long[] values, int count) {
        table.put(memory, position, table.getLong(memory, position));
        table.put(memory, position, values, 0, count);
        table.get(memory, position, values, 0, count);
    }

    private static void rehearse(Table table, MemorySegment memory, int position, int[] values, int count) {
        table.put(memory, position, table.getInt(memory, position));
        table.put(memory, position, values, 0, count);
        table.get(memory, position, values, 0, count);
    }

    private static void rehearse(MemorySegment memory, int position, MemorySegment elements, int count) {
        Scratch.LONGS.put(memory, position, elements, 0, count);
        Scratch.LONGS.get(memory, position, elements, 0, count);
    }
}
