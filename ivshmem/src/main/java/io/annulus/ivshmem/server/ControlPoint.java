// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import io.annulus.posix.socket.Connection;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells those who may ask how the server stands, and hangs up: the protocol of the clients has no room for it. Only a few are
 * answered at a time; of those who do not read, the oldest makes room.
 */
final class ControlPoint implements AutoCloseable {
    private static final int MOST_AT_ONCE = 8;

    private final Epoll epoll;
    private final Map<Long, Answer> answers = new LinkedHashMap<>();

    ControlPoint(Epoll epoll) {
        this.epoll = epoll;
    }

    private static final class Answer implements AutoCloseable {
        private final Connection connection;
        private final Arena arena = Arena.ofShared();
        private MemorySegment rest;

        Answer(Connection connection, String text) {
            this.connection = connection;
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            rest = arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
        }

        boolean isSent() {
            int taken;
            while (rest.byteSize() > 0 && (taken = connection.send(rest, Optional.empty())) > 0) {
                rest = rest.asSlice(taken);
            }
            return rest.byteSize() == 0;
        }

        @Override
        public void close() {
            connection.close();
            arena.close();
        }
    }

    /** Answers somebody who asks, by connecting. */
    void answer(Connection connection, long key, ServerStatus status) {
        if (answers.size() >= MOST_AT_ONCE) {
            Iterator<Answer> oldest = answers.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
        Answer answer = new Answer(connection, status.json());
        answers.put(key, answer);
        try {
            if (answer.isSent()) {
                end(key);
            } else {
                epoll.add(connection.descriptor(), Interest.READ_AND_WRITE, key);
            }
        } catch (AnnulusException e) {
            end(key);
        }
    }

    /** Something happened at a connection, perhaps one of these. */
    void attend(Readiness ready) {
        Answer answer = answers.get(ready.key());
        if (answer == null) {
            return;
        }
        try {
            if (ready.readable() || ready.hungUp() || answer.isSent()) {
                end(ready.key());
            }
        } catch (AnnulusException e) {
            end(ready.key());
        }
    }

    private void end(long key) {
        answers.remove(key).close();
    }

    @Override
    public void close() {
        answers.values().forEach(Answer::close);
        answers.clear();
    }
}
