// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.LockFile;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last word of a hand-over says whose everything is: whether it comes or not, it is never both sides'. */
class LastWordTest {
    private static final Duration GENEROUS = Duration.ofMinutes(2);
    private static final long BYTES = 4096;

    @TempDir
    private Path directory;

    @Test
    void whenItDoesNotComeItCannotComeLaterEither() {
        Set<String> before = OpenDescriptors.now();
        Path socket = directory.resolve("s");
        try (Premises premises = premises(socket);
                Taking taking = Taking.from(socket, Wish.anything(Purpose.SERVE));
                Line giver = new Line(accepted(premises.successors()))) {
            giver.within(GENEROUS);
            give(giver, premises);
            Estate received = taking.receive();
            assertThat(received.members()).isEmpty();

            // This side says "I have it", and waits in vain.
            assertThatThrownBy(taking::confirm)
                    .isInstanceOfSatisfying(
                            AnnulusException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
            received.letGo();

            giver.receive(Kind.HAVE, 0);
            giver.page().marked(Kind.YOURS, HandOverLayout.VERSION);
            assertThatThrownBy(() -> giver.send(List.of()))
                    .as("so the giver learns that everything is its own still")
                    .isInstanceOf(AnnulusException.class);
            assertThat(socket).exists();
        }
        OpenDescriptors.requireSameAs(before);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whenItHasComeEverythingIsOnThisSide() {
        Path socket = directory.resolve("s");
        try (Premises premises = premises(socket);
                Taking taking = Taking.from(socket, Wish.anything(Purpose.SERVE));
                Line giver = new Line(accepted(premises.successors()))) {
            giver.within(GENEROUS);
            give(giver, premises);
            Estate received = taking.receive();
            giver.page().marked(Kind.YOURS, HandOverLayout.VERSION);
            giver.send(List.of());
            taking.confirm();
            premises.keepNames();
            received.close();
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static Premises premises(Path socket) {
        return new Premises(
                SharedMemory.sealed("hand-over", BYTES),
                "memfd",
                LockFile.take(Premises.lockOf(socket)),
                Listener.at(socket, 0600),
                Listener.at(Premises.controlOf(socket), 0600),
                Listener.at(Premises.successorOf(socket), 0600));
    }

    private static Connection accepted(Listener listener) {
        Optional<Connection> connection = listener.accept();
        return connection.orElseThrow();
    }

    private static void give(Line giver, Premises premises) {
        giver.receive(Kind.HELLO, 0);
        giver.page()
                .marked(Kind.ESTATE, HandOverLayout.VERSION)
                .put(HandOverLayout.BYTES_OFFSET, BYTES)
                .put(premises.label());
        giver.send(List.of(
                premises.memory().descriptor(),
                premises.lock().descriptor(),
                premises.clients().descriptor(),
                premises.askers().descriptor(),
                premises.successors().descriptor()));
        giver.page().marked(Kind.END, 0);
        giver.send(List.of());
    }
}
