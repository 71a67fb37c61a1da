// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import static io.annulus.ivshmem.client.FakeServer.GENEROUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.OpenDescriptors;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Servers that say anything: a client understands what is right, refuses what is not, and keeps nothing that it should not. */
class FuzzedServerTest {
    private static final JoinSpec SPEC =
            JoinSpec.usual().withPatience(GENEROUS).withLimits(Script.MOST_VECTORS, Script.MOST_DESCRIPTORS);

    private final Set<String> before = OpenDescriptors.now();
    private final long seed = Long.getLong("annulus.seed", System.nanoTime());

    @TempDir
    private Path directory;

    @Test
    void whateverAServerSaysIsUnderstoodOrRefusedAndNothingIsKept() {
        say(20_000);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "annulus.long",
            matches = "true",
            disabledReason = "takes minutes; to run it: ./test -Plong")
    void aMillionMessagesAreUnderstoodOrRefusedAndNothingIsKept() {
        say(1_000_000);
    }

    private void say(int messages) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        int said = 0;
        for (long round = seed; said < messages; round++) {
            Random random = new Random(round);
            Script script = new Script(random);
            try (FakeServer server = new FakeServer(directory.resolve("s"))) {
                outcomes.merge(play(server, script, random), 1, Integer::sum);
            } catch (AssertionError | RuntimeException e) {
                throw repeatable(round, e);
            }
            requireNothingKept(round);
            said += script.length();
        }
        assertThat(outcomes).containsOnlyKeys(Outcome.values());
    }

    private static Outcome play(FakeServer server, Script script, Random random) {
        try (IvshmemClient client = Joining.join(server, SPEC, s -> script.say(s, random))) {
            assertThat(script.lets()).isTrue();
            Outcome outcome = listen(client);
            assertThat(outcome).isEqualTo(script.isSound() ? Outcome.UNDERSTOOD : Outcome.LEFT);
            assertThat(client.id()).isEqualTo((int) script.ownId());
            assertThat(client.vectors()).isEqualTo(script.ownVectors());
            assertThat(client.peers()).isEqualTo(script.peers());
            return outcome;
        } catch (AnnulusException e) {
            // What is wrong may come close enough behind the memory to be noticed while joining.
            assertThat(e.reason()).isEqualTo(script.isSound() ? Reason.CLOSED : Reason.BAD_MESSAGE);
            assertThat(script.isSound() && script.lets()).isFalse();
            return script.isSound() ? Outcome.TOO_SHORT : Outcome.REFUSED;
        }
    }

    private static Outcome listen(IvshmemClient client) {
        try {
            while (!client.isServerGone()) {
                client.update();
            }
            return Outcome.UNDERSTOOD;
        } catch (AnnulusException e) {
            assertThat(e.reason()).isEqualTo(Reason.BAD_MESSAGE);
            assertThat(client.isServerGone()).isTrue();
            return Outcome.LEFT;
        }
    }

    private void requireNothingKept(long round) {
        try {
            OpenDescriptors.requireSameAs(before);
        } catch (AssertionError e) {
            throw repeatable(round, e);
        }
    }

    private static AssertionError repeatable(long round, Throwable cause) {
        return new AssertionError("to repeat it: ./test -pl ivshmem -am -Dannulus.seed=" + round, cause);
    }

    private enum Outcome {
        /** All of it was right. */
        UNDERSTOOD,
        /** All of it was right, and ended before the memory came. */
        TOO_SHORT,
        /** It was refused while joining. */
        REFUSED,
        /** The client had joined, and left. */
        LEFT
    }
}
