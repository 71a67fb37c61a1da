// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A connection to QEMU's monitor, which takes lines of JSON and answers each. */
public final class Monitor implements AutoCloseable {
    private static final String GREETING = "{\"execute\":\"qmp_capabilities\"}";

    private static final String END = "";

    private final SocketChannel channel;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Queue<String> events = new ArrayDeque<>();

    private boolean isGreeted;

    private Monitor(SocketChannel channel) {
        this.channel = channel;
        Thread.ofPlatform().daemon().start(this::listen);
    }

    /** QEMU's arguments for a monitor at this socket. */
    public static List<String> arguments(Path socket) {
        return List.of("-qmp", "unix:" + socket + ",server=on,wait=off");
    }

    /** Connects; QEMU says its version first. */
    public static Monitor at(Path socket) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            Monitor monitor = new Monitor(channel);
            monitor.answer("{\"QMP\"");
            return monitor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            // Closed.
        } finally {
            said.add(END);
        }
    }

    /** Sends a line, whose answer must be no error. A greeting is sent once. */
    public void accepts(String line) {
        if (!line.equals(GREETING) || !isGreeted) {
            send(line);
            answer("{\"return\"");
            isGreeted = true;
        }
    }

    /** Sends a line; the error that is its answer. */
    public String refuses(String line) {
        send(line);
        return answer("{\"error\"");
    }

    private void send(String line) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(String beginning) {
        while (true) {
            String line = next();
            if (line.contains("\"event\":")) {
                events.add(line);
            } else if (line.startsWith(beginning)) {
                return line;
            } else {
                throw new AssertionError("expected " + beginning + ", found " + line);
            }
        }
    }

    /** Waits for an event of this name that says this. */
    public void awaitEvent(String name, String word) {
        String event;
        do {
            event = events.isEmpty() ? next() : events.remove();
        } while (!event.contains("\"event\": \"" + name) || !event.contains(word));
    }

    private String next() {
        try {
            String line = said.poll(Guests.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("the monitor said nothing more within " + Guests.DEADLINE);
            }
            if (line.equals(END)) {
                throw new AssertionError("the monitor hung up: QEMU has ended");
            }
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
