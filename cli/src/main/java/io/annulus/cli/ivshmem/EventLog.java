// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Json;
import io.annulus.ivshmem.server.ServerEvent;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a server says: for people on standard error, and for programs as lines of JSON in a file. People who connect again and
 * again cannot fill either: of what others can make happen, so many a second are written, and how many were not.
 */
final class EventLog implements Consumer<ServerEvent>, AutoCloseable {
    private static final int MOST_A_SECOND = 100;
    private static final Set<Kind> QUIET = Set.of(Kind.JOINED, Kind.LEFT);
    private static final Set<Kind> ALWAYS = Set.of(Kind.STARTED, Kind.STOPPED);

    private final PrintWriter err;
    private final Set<Kind> notSaid;
    private final BufferedWriter file;
    private final Map<Kind, Rate> rates = new EnumMap<>(Kind.class);

    private EventLog(PrintWriter err, Set<Kind> notSaid, BufferedWriter file) {
        this.err = err;
        this.notSaid = notSaid;
        this.file = file;
    }

    private static final class Rate {
        private long second;
        private int written;
        private long omitted;

        boolean admits(ServerEvent event) {
            long now = event.at().getEpochSecond();
            if (now != second) {
                second = now;
                written = 0;
            }
            if (written == MOST_A_SECOND) {
                omitted++;
                return false;
            }
            written++;
            return true;
        }

        long takeOmitted() {
            long taken = omitted;
            omitted = 0;
            return taken;
        }
    }

    /** All but who comes and goes; to a file, too, unless that is null. */
    static EventLog brief(PrintWriter err, Path path) {
        return new EventLog(err, QUIET, open(path));
    }

    /** Everything; to a file, too, unless that is null. */
    static EventLog verbose(PrintWriter err, Path path) {
        return new EventLog(err, Set.of(), open(path));
    }

    private static BufferedWriter open(Path path) {
        try {
            return path == null
                    ? null
                    : Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, path + ": cannot be written: " + e.getMessage() + ".");
        }
    }

    @Override
    public synchronized void accept(ServerEvent event) {
        Rate rate = rates.computeIfAbsent(event.kind(), _ -> new Rate());
        if (!ALWAYS.contains(event.kind()) && !rate.admits(event)) {
            return;
        }
        long omitted = rate.takeOmitted();
        if (!notSaid.contains(event.kind())) {
            err.println("annulus: " + event.text() + (omitted == 0 ? "" : " (and " + omitted + " more)"));
            err.flush();
        }
        write(event, omitted);
    }

    private void write(ServerEvent event, long omitted) {
        if (file == null) {
            return;
        }
        try {
            file.write(Json.compact(fields(event, omitted)));
            file.newLine();
            file.flush();
        } catch (IOException e) {
            err.println("annulus: the event log cannot be written: " + e.getMessage() + ".");
        }
    }

    private static Map<String, Object> fields(ServerEvent event, long omitted) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", event.at());
        fields.put("event", event.kind().word());
        event.id().ifPresent(id -> fields.put("id", id));
        event.client().ifPresent(client -> {
            fields.put("pid", client.pid());
            fields.put("uid", Integer.toUnsignedLong(client.uid()));
            fields.put("gid", Integer.toUnsignedLong(client.gid()));
        });
        fields.put("detail", event.detail());
        if (omitted > 0) {
            fields.put("omitted", omitted);
        }
        return fields;
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
