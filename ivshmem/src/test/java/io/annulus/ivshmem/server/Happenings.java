// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.server.ServerEvent.Kind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What a server has said. */
final class Happenings implements Consumer<ServerEvent> {
    private static final long PAUSE_MILLIS = 2;

    private final List<ServerEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void accept(ServerEvent event) {
        events.add(event);
    }

    List<ServerEvent> of(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    /** Waits until something has been said so often. */
    void await(Kind kind, int times) throws InterruptedException {
        eventually(() -> of(kind).size() >= times);
        assertThat(of(kind)).hasSize(times);
    }

    static void eventually(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("time that something took to happen")
                    .isLessThan(FakeQemu.GENEROUS.toNanos());
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
