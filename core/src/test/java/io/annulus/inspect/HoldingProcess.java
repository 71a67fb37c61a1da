// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that takes a role, reserves elements, and then does nothing more. */
final class HoldingProcess implements AutoCloseable {
    private static final String HOLDS = "HOLDS";
    private static final long DEADLINE_SECONDS = 60;

    private final Process process;

    private HoldingProcess(Process process) {
        this.process = process;
    }

    /** The process itself: a region's path, a ring's name, the side, and how many elements to reserve. */
    public static void main(String[] args) throws Exception {
        try (Region region = Region.open(Path.of(args[0]))) {
            Ring ring = Ring.attach(region, args[1]);
            try (AutoCloseable role = take(ring, Purpose.valueOf(args[2]), Integer.parseInt(args[3]))) {
                System.out.println(HOLDS);
                System.in.read();
                System.out.println(role);
            }
        }
    }

    private static AutoCloseable take(Ring ring, Purpose side, int count) {
        if (side == Purpose.PRODUCER) {
            Producer producer = ring.producer();
            if (count > 0) {
                producer.reserveBulk(count);
            }
            return producer;
        }
        Consumer consumer = ring.consumer();
        if (count > 0) {
            consumer.reserveBulk(count);
        }
        return consumer;
    }

    /** Starts one, which has reserved, or for 0 elements has its role, when this returns. */
    static HoldingProcess start(Path path, String ring, Purpose side, int count) throws IOException {
        HoldingProcess started = new HoldingProcess(new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingProcess.class.getName(),
                        path.toString(),
                        ring,
                        side.name(),
                        Integer.toString(count)))
                .redirectErrorStream(true)
                .start());
        String line = started.process.inputReader().readLine();
        if (!HOLDS.equals(line)) {
            started.close();
            throw new AssertionError("expected " + HOLDS + ", heard " + line);
        }
        return started;
    }

    long pid() {
        return process.pid();
    }

    /** SIGSTOP, and the certainty that it stands still. */
    void stop() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid()))
                        .start()
                        .waitFor())
                .isZero();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!Files.readString(Path.of("/proc/" + pid() + "/stat")).contains(") T ")) {
            assertThat(System.nanoTime() - end).as("stopped by now").isNegative();
            Thread.sleep(1);
        }
    }

    /** SIGKILL, and the certainty that it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
