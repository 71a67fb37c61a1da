// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

/**
 * The loops that are measured, and nothing else. A method is left and entered again every thousand calls, so that a compiled one
 * takes over soon.
 */
final class Traffic {
    /** Values sent are below this. */
    static final int VALUES = 64;

    private Traffic() {}

    /** Values that count up and begin anew. */
    static void send(Sender sender, int calls, int pauses, int from) {
        for (int i = 0; i < calls; i++) {
            while (!sender.send(from + i & VALUES - 1)) {
                rest(pauses);
            }
        }
    }

    /** The sum of what was received. */
    static long receive(Receiver receiver, int calls, int pauses) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            long value;
            while ((value = receiver.receive()) == Receiver.NOTHING) {
                rest(pauses);
            }
            sum += value;
        }
        return sum;
    }

    static void send(Sender sender, long[] values, int calls, int pauses) {
        for (int i = 0; i < calls; i++) {
            while (!sender.send(values)) {
                rest(pauses);
            }
        }
    }

    static void receive(Receiver receiver, long[] values, int calls, int pauses) {
        for (int i = 0; i < calls; i++) {
            while (!receiver.receive(values)) {
                rest(pauses);
            }
        }
    }

    static void alternate(Sender sender, Receiver receiver, int calls, int pauses) {
        long value = 1;
        for (int i = 0; i < calls; i++) {
            while (!sender.send(value)) {
                rest(pauses);
            }
            while ((value = receiver.receive()) == Receiver.NOTHING) {
                rest(pauses);
            }
        }
    }

    static void alternate(Sender sender, Receiver receiver, long[] values, long[] into, int calls, int pauses) {
        for (int i = 0; i < calls; i++) {
            while (!sender.send(values)) {
                rest(pauses);
            }
            while (!receiver.receive(into)) {
                rest(pauses);
            }
        }
    }

    /** How many of so many polls found something, in an empty queue. */
    static int poll(Receiver receiver, int calls) {
        int found = 0;
        for (int i = 0; i < calls; i++) {
            found += receiver.receive() == Receiver.NOTHING ? 0 : 1;
        }
        return found;
    }

    /** How many of so many offers were taken, by a full queue. */
    static int offer(Sender sender, int calls) {
        int taken = 0;
        for (int i = 0; i < calls; i++) {
            taken += sender.send(i) ? 1 : 0;
        }
        return taken;
    }

    private static void rest(int pauses) {
        for (int i = 0; i < pauses; i++) {
            Thread.onSpinWait();
        }
    }
}
