// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.timing.Deadline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A file with this process's number in it, for as long as it runs. It replaces only one that a process left which has ended,
 * and removes only what it wrote itself.
 */
final class PidFile implements AutoCloseable {
    private static final String NUMBER = "[1-9][0-9]{0,9}\n?";

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path path;
    private final String own = ProcessHandle.current().pid() + "\n";
    private boolean written;
    private boolean over;

    /** The path may be null: then there is none. */
    PidFile(Path path) {
        this.path = path;
    }

    /** Writes it; not any more after {@link #close}, which another thread may call. */
    synchronized void write() {
        if (path == null || over) {
            return;
        }
        try {
            removeStale();
            Files.writeString(path, own, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            written = true;
        } catch (NoSuchFileException e) {
            throw failure("expected a directory " + path.toAbsolutePath().getParent() + ", found none");
        } catch (IOException e) {
            throw failure("cannot be written: " + e.getMessage());
        }
    }

    /**
     * Writes it when the process that it names has ended, if that is soon. If it cannot be written the service goes on without
     * it, and says so: there is no way back to the one before.
     */
    void writeOnceFree(Duration soon, PrintWriter err) {
        Deadline deadline = Deadline.after(soon);
        while (namesAnother() && !deadline.hasPassed()) {
            deadline.pause(PAUSE);
        }
        try {
            write();
        } catch (CommandFailure e) {
            err.println("annulus: warning: no pid file: " + e.getMessage());
        }
    }

    private boolean namesAnother() {
        try {
            String content = path == null ? "" : Files.readString(path);
            return content.matches(NUMBER)
                    && ProcessHandle.of(Long.parseLong(content.strip())).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void removeStale() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) <= own.length() + 10
                ? Files.readString(path)
                : "";
        if (!content.matches(NUMBER)) {
            throw failure("expected a pid file or nothing, found something else, and left it alone");
        }
        if (ProcessHandle.of(Long.parseLong(content.strip())).isPresent()) {
            throw failure("expected the pid file of a process that has ended, found that of " + content.strip()
                    + ", which runs; remove it by hand if that is another program");
        }
        Files.delete(path);
    }

    private CommandFailure failure(String what) {
        return new CommandFailure(ExitCode.FAILURE, path + ": " + what + ".");
    }

    @Override
    public synchronized void close() {
        over = true;
        try {
            if (written && Files.readString(path).equals(own)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // Somebody else has removed it, or may alone.
        }
    }
}
