// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.inspect.Consistency;
import io.annulus.inspect.RingRates;
import io.annulus.inspect.RingSnapshot;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardTest {
    private static final int LARGEST = 1 << 30;
    private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");

    private static RingSnapshot ring(String name, int used, int capacity) {
        SideInfo side = new SideInfo(SyncMode.MULTI, 0, 0, 0, 0, OptionalLong.empty());
        RingInfo info =
                new RingInfo(name, 0, 448, LARGEST, LARGEST - 1, capacity, 0, 8, used, capacity - used, side, side);
        return new RingSnapshot(
                info, Consistency.ONE_MOMENT, Optional.empty(), List.of(), List.of(), List.of(), TIME, 0);
    }

    private static Frame frame(String path, List<Row> rows) {
        return new Frame(TIME, path, new UUID(0, 0), rows);
    }

    private static List<String> lines(List<Row> rows) {
        return Board.lines(frame("/dev/shm/demo", rows), 100);
    }

    @Test
    void aRingIsALine() {
        RingRates rates = new RingRates(2_400_000, 1_234, Duration.ofSeconds(2));
        Row row = Row.of(ring("orders", 512, 1023), Optional.of(rates), RingState.OK);
        assertThat(lines(List.of(row)))
                .containsExactly(
                        "2026-01-31 12:00:00 UTC  /dev/shm/demo",
                        "RING                            USED CAPACITY FILL          IN/S  OUT/S STATE",
                        "orders                           512     1023 ###...  50%   1.2M    617 ok");
    }

    @Test
    void theLongestNamesAndTheLargestNumbersFitEightyColumns() {
        RingRates fastest = new RingRates(0xffff_ffffL, 0xffff_ffffL, Duration.ofNanos(1));
        List<Row> rows = new ArrayList<>();
        for (RingState state : RingState.values()) {
            rows.add(Row.of(ring("n".repeat(28), LARGEST - 1, LARGEST - 1), Optional.of(fastest), state));
        }
        rows.add(Row.damaged("n".repeat(40), "what is wrong with it".repeat(20)));
        String path = "/a/very/long/path".repeat(20) + "/region";
        List<String> lines = Board.lines(frame(path, rows), 100);
        assertThat(lines)
                .hasSize(2 + rows.size())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80))
                .anySatisfy(line -> assertThat(line).endsWith("100%   4.3E   4.3E damaged"));
        assertThat(lines.getFirst()).contains("...").endsWith("/region");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, ......, 0%",
        "1, 1000, #....., 0%",
        "500, 1000, ###..., 50%",
        "999, 1000, #####., 99%",
        "1000, 1000, ######, 100%",
        "1, 1, ######, 100%"
    })
    void theBarIsEmptyOnlyWhereTheRingIsAndFullOnlyWhereTheRingIs(int used, int capacity, String bar, String percent) {
        Row row = Row.of(ring("orders", used, capacity), Optional.empty(), RingState.OK);
        assertThat(lines(List.of(row)).getLast()).containsPattern(" " + bar.replace(".", "\\.") + " +" + percent + " ");
    }

    @Test
    void whatIsNotKnownIsADash() {
        Row first = Row.of(ring("orders", 1, 7), Optional.empty(), RingState.OK);
        assertThat(lines(List.of(first)).getLast()).endsWith(" 14%      -      - ok");
        assertThat(lines(List.of(Row.damaged("orders", "gone bad"))).getLast())
                .startsWith("orders  ")
                .endsWith("-      -      - damaged");
        assertThat(lines(List.of()).getLast()).isEqualTo("(no ring)");
    }

    @Test
    void aLowTerminalShowsWhatFitsAndSaysWhatDoesNot() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(Row.of(ring("ring" + i, 0, 7), Optional.empty(), i == 9 ? RingState.STALLED : RingState.EMPTY));
        }
        assertThat(Board.lines(frame("/dev/shm/demo", rows), 12)).hasSize(12);
        List<String> lines = Board.lines(frame("/dev/shm/demo", rows), 11);
        assertThat(lines).hasSize(11);
        assertThat(lines.getLast())
                .isEqualTo("... and 2 more, 1 of them stalled or damaged; a taller terminal shows them");
        assertThat(Board.lines(frame("/dev/shm/demo", rows), 3)).hasSize(3);
    }
}
