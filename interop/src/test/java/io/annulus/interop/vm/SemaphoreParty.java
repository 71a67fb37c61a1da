// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.doorbell.SharedSemaphore;
import io.annulus.ivshmem.driver.GuestDoorbells;
import io.annulus.ivshmem.guest.GuestDevices;
import io.annulus.ivshmem.guest.SystemFiles;
import io.annulus.region.Region;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One of two parties that wake each other with semaphores: {@code ROUNDS} in a guest, {@code ROUNDS SOCKET} on the host. It goes down
 * on {@value #PING} and up on {@value #PONG}.
 */
final class SemaphoreParty {
    static final String PING = "ping";
    static final String PONG = "pong";
    static final int VECTOR = 1;

    private SemaphoreParty() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            try (IvshmemClient client = IvshmemClient.join(
                            Path.of(arguments[1]), JoinSpec.usual().withVectors(2));
                    Region region = client.attach()) {
                answer(client, region, rounds);
            }
        } else {
            try (GuestDoorbells doorbells =
                            GuestDoorbells.openWithInterrupts(new GuestDevices(SystemFiles.ofThisMachine()).only());
                    Region region = doorbells.attach()) {
                answer(doorbells, region, rounds);
            }
        }
    }

    private static void answer(Doorbells doorbells, Region region, int rounds) {
        Listening own = new Listening(doorbells);
        SharedSemaphore ping = SharedSemaphore.attach(region, PING);
        SharedSemaphore pong = SharedSemaphore.attach(region, PONG);
        System.out.println("attached");
        for (int i = 0; i < rounds; i++) {
            if (!ping.down(own, VECTOR, Patience.LONGEST)) {
                throw new IllegalStateException("nobody went up in round " + i);
            }
            pong.up(own);
        }
        System.out.println("rounds " + rounds + ", woken " + (own.rings() > 0));
    }

    /** Rings first, and then waits, as often; returns how often it was rung, at least. */
    static long ask(Doorbells doorbells, Region region, int rounds) {
        Listening own = new Listening(doorbells);
        SharedSemaphore ping = SharedSemaphore.attach(region, PING);
        SharedSemaphore pong = SharedSemaphore.attach(region, PONG);
        for (int i = 0; i < rounds; i++) {
            ping.up(own);
            if (!pong.down(own, VECTOR, Patience.LONGEST)) {
                throw new IllegalStateException("nobody went up in round " + i);
            }
        }
        return own.rings();
    }

    /** Doorbells that count how often they were rung while somebody waited. */
    private static final class Listening implements Doorbells {
        private final Doorbells real;
        private long rings;

        Listening(Doorbells real) {
            this.real = real;
        }

        long rings() {
            return rings;
        }

        @Override
        public int id() {
            return real.id();
        }

        @Override
        public int vectors() {
            return real.vectors();
        }

        @Override
        public void ring(int peer, int vector) {
            real.ring(peer, vector);
        }

        @Override
        public long await(int vector, Duration patience) {
            long now = real.await(vector, patience);
            rings += now;
            return now;
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
