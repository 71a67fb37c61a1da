// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.region.Zone;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rings come by their names, are found by them, and go, as with {@code rte_ring_create}, {@code _lookup}, {@code _free}. */
final class NamedRingTest {
    private static final String NOT_FOUND = "errno 2";
    private static final String EXISTS = "errno 17";
    private static final String NOT_VALID = "errno 22";
    private static final String NAME_TOO_LONG = "errno 36";

    @Test
    void aRingIsFoundUnderItsNameUntilItIsRemoved() {
        try (TestRegion home = TestRegion.create();
                CProcess c = CPeers.start("ring_eal")) {
            assertThat(c.ask("lookup orders")).isEqualTo(NOT_FOUND);
            Refused.with(Reason.NOT_FOUND, () -> Ring.attach(home.region(), "orders"));

            assertThat(c.ask("create orders 8 16 0")).isEqualTo("created 16 15");
            assertSize(Ring.create(home.region(), "orders", RingSpec.ofEntries(16)), 16, 15);

            assertThat(c.ask("lookup orders")).isEqualTo("found 16 15");
            assertSize(Ring.attach(home.region(), "orders"), 16, 15);

            assertThat(c.ask("create orders 8 32 0")).isEqualTo(EXISTS);
            Refused.with(Reason.ALREADY_EXISTS, () -> Ring.create(home.region(), "orders", RingSpec.ofEntries(32)));
            assertThat(c.ask("lookup orders")).isEqualTo("found 16 15");
            assertSize(Ring.attach(home.region(), "orders"), 16, 15);

            assertThat(c.ask("free orders")).isEqualTo("ok");
            home.region().removeZone("orders");

            assertThat(c.ask("lookup orders")).isEqualTo(NOT_FOUND);
            assertThat(c.ask("free orders")).isEqualTo(NOT_FOUND);
            Refused.with(Reason.NOT_FOUND, () -> Ring.attach(home.region(), "orders"));
            Refused.with(Reason.NOT_FOUND, () -> home.region().removeZone("orders"));
            assertThat(c.ask("free")).as("rte_ring_free(NULL)").isEqualTo("ok");
        }
    }

    @Test
    void allOfThemAreListed() {
        try (TestRegion home = TestRegion.create();
                CProcess c = CPeers.start("ring_eal")) {
            assertThat(c.ask("list")).isEmpty();
            for (String name : List.of("one", "two", "three")) {
                assertThat(c.ask("create " + name + " 8 16 0")).startsWith("created");
                Ring.create(home.region(), name, RingSpec.ofEntries(16));
            }
            assertThat(c.ask("list")).isEqualTo("one two three");
            assertThat(home.region().zones()).extracting(Zone::name).containsExactlyInAnyOrder("one", "two", "three");
        }
    }

    @Test
    void aNameHasUpTo28Characters() {
        String name = "a-name-of-28-characters-----";
        try (TestRegion home = TestRegion.create();
                CProcess c = CPeers.start("ring_eal")) {
            assertThat(c.ask("create " + name + " 8 16 0")).isEqualTo("created 16 15");
            assertThat(Ring.create(home.region(), name, RingSpec.ofEntries(16)).name())
                    .isEqualTo(name);
            assertThat(c.ask("create " + name + "- 8 16 0")).isEqualTo(NAME_TOO_LONG);
            Refused.with(Reason.BAD_NAME, () -> Ring.create(home.region(), name + "-", RingSpec.ofEntries(16)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "23, 4096,       POWER_OF_TWO",
        "8,  4097,       POWER_OF_TWO",
        "8,  2147483648, POWER_OF_TWO",
        "8,  1073741824, EXACT"
    })
    void whatDpdkDoesNotCreateWeDoNot(int elementSize, long entries, Sizing sizing) {
        int flags = sizing == Sizing.EXACT ? 4 : 0;
        try (CProcess c = CPeers.start("ring_eal")) {
            assertThat(c.ask("create ring " + elementSize + " " + entries + " " + flags))
                    .isEqualTo(NOT_VALID);
            Refused.with(
                    Reason.BAD_SPEC,
                    () -> new RingSpec((int) entries, sizing, elementSize, SyncMode.MULTI, SyncMode.MULTI));
        }
    }

    /** The result of {@code rte_ring_init} is not looked at there: these are rings without slots. */
    @ParameterizedTest
    @CsvSource({"9", "18", "33", "66", "128"})
    void whatDpdkCreatesFromFlagsThatCannotBeIsNoRing(int flags) {
        try (CProcess c = CPeers.start("ring_eal")) {
            assertThat(c.ask("create ring 8 8 " + flags)).isEqualTo("created 0 0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, 0,          0, 0 4294967295",
        "8, 1,          0, 1 0",
        "8, 0,          4, 1 0",
        "8, 4294967295, 4, 0 4294967295",
        "0, 8,          0, 8 7"
    })
    void whatDpdkCreatesThoughNothingFitsInItWeDoNot(int elementSize, long entries, int flags, String created) {
        Sizing sizing = flags == 4 ? Sizing.EXACT : Sizing.POWER_OF_TWO;
        try (CProcess c = CPeers.start("ring_eal")) {
            assertThat(c.ask("create ring " + elementSize + " " + entries + " " + flags))
                    .isEqualTo("created " + created);
            Refused.with(
                    Reason.BAD_SPEC,
                    () -> new RingSpec((int) entries, sizing, elementSize, SyncMode.MULTI, SyncMode.MULTI));
        }
    }

    private static void assertSize(Ring ring, int size, int capacity) {
        assertThat(ring.size()).isEqualTo(size);
        assertThat(ring.capacity()).isEqualTo(capacity);
        assertThat(ring.isEmpty()).isTrue();
    }
}
