// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Outcome;
import io.annulus.region.Region;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingCommandsTest {
    @TempDir
    private Path directory;

    private Place place;

    @BeforeEach
    void createRegion() {
        place = Place.in(directory);
    }

    @Test
    void jsonHasExactlyThePromisedFields() {
        place.ring("create", "--entries", 8, "--consumers", "single").requireQuietSuccess();
        place.ring("enqueue", 1, 2, 3).requireQuietSuccess();
        assertThat(place.info().keySet().stream().map(Object::toString))
                .containsExactly(
                        "name",
                        "offset",
                        "memoryBytes",
                        "size",
                        "mask",
                        "capacity",
                        "flags",
                        "elementSize",
                        "producers",
                        "consumers",
                        "used",
                        "free",
                        "producerHead",
                        "producerTail",
                        "consumerHead",
                        "consumerTail",
                        "producerHeadTailDistance",
                        "consumerHeadTailDistance",
                        "producerReserved",
                        "consumerReserved",
                        "consistency",
                        "findings",
                        "leftovers",
                        "dpdk");
        assertThat(place.info().toString())
                .contains("name=orders", "memoryBytes=448", "size=8", "mask=7", "capacity=7", "flags=2")
                .contains("elementSize=8", "producers=multi", "consumers=single", "used=3", "free=4")
                .contains("producerHead=3", "producerTail=3", "consumerHead=0", "consumerTail=0")
                .contains("producerHeadTailDistance=null", "producerReserved=0", "consistency=consistent")
                .contains("findings=[]");
        assertThat(place.info().get("dpdk"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", "orders")
                .containsEntry("producer_type", "MP")
                .containsEntry("consumer_type", "SC")
                .containsEntry("mask", "0x7")
                .containsEntry("used_count", 3L)
                .containsEntry("mz_name", "RG_orders");
    }

    @Test
    void anExactRingHoldsWhatItWasAskedFor() {
        place.ring("create", "--entries", 100, "--exact", "--element-size", 20).requireQuietSuccess();
        assertThat(place.info().toString()).contains("size=128", "capacity=100", "elementSize=20", "flags=4");
    }

    @ParameterizedTest
    @CsvSource({"single, 1", "multi, 0", "rts, 8", "hts, 32"})
    void modesHaveOneWordEach(String mode, int flags) {
        place.ring("create", "--entries", 8, "--producers", mode).requireQuietSuccess();
        assertThat(place.info().toString()).contains("producers=" + mode, "flags=" + flags);
    }

    @Test
    void textSaysTheSameForPeople() {
        place.ring("create", "--entries", 8, "--producers", "single").requireQuietSuccess();
        assertThat(place.ring("info").requireQuietSuccess().out())
                .contains("orders", "holds 7 elements of 8 bytes", "RING_F_SP_ENQ", "used", "producers", "single");
    }

    @Test
    void ringsAreListed() {
        place.ring("create", "--entries", 8).requireQuietSuccess();
        assertThat(Annulus.run("ring", "list", place.path())
                        .requireQuietSuccess()
                        .out())
                .contains("orders", "multi");
        List<?> rings = (List<?>)
                Annulus.run("ring", "list", place.path(), "--format", "json").json();
        assertThat(rings).singleElement().isEqualTo(place.info());
    }

    @Test
    void aRemovedRingIsGoneAndItsUsersAreNamed() {
        place.ring("create", "--entries", 8).requireQuietSuccess();
        try (Region region = Region.open(place.path())) {
            Producer producer = Ring.attach(region, Place.RING).producer();
            Outcome removal = place.ring("remove");
            assertThat(removal.status()).isZero();
            assertThat(removal.err())
                    .contains("still in use", "pid " + ProcessHandle.current().pid());
            producer.close();
        }
        place.ring("info").requireRefusal(3, "AN-101");
        place.ring("remove").requireRefusal(3, "AN-101");
    }

    @Test
    void anUnknownRingIsNotFoundAndTheOthersAreNamed() {
        place.ring("create", "--entries", 8).requireQuietSuccess();
        Annulus.run("ring", "info", place.path(), "order").requireRefusal(3, "orders", "AN-101");
        Annulus.run("ring", "info", directory.resolve("nowhere"), "orders").requireRefusal(3, "AN-101");
    }

    @Test
    void aRawZoneIsNoRing() {
        try (Region region = Region.open(place.path())) {
            region.createZone(ZoneSpec.raw(Place.RING, 4096), _ -> {});
        }
        place.ring("info").requireRefusal(1, "raw zone", "AN-105");
        place.ring("remove").requireRefusal(1, "is not a ring");
        assertThat(Annulus.run("ring", "list", place.path(), "--format", "json").json())
                .isEqualTo(List.of());
    }

    @Test
    void whatCannotBeIsAUsageError() {
        place.ring("create").requireRefusal(2, "--entries");
        place.ring("create", "--entries", 7).requireRefusal(2, "power of two", "AN-104");
        place.ring("create", "--entries", 8, "--element-size", 6).requireRefusal(2, "multiple of 4", "AN-104");
        place.ring("create", "--entries", 8, "--producers", "many").requireRefusal(2, "single, multi, rts or hts");
        Annulus.run("ring", "create", place.path(), "a/b", "--entries", 8).requireRefusal(2, "AN-103");
        Annulus.run("ring", "info", place.path()).requireRefusal(2, "NAME");
        place.ring("info", "more").requireRefusal(2, "'more'");
    }

    @ParameterizedTest
    @CsvSource({"rts, rts", "hts, hts", "rts, single", "multi, hts", "hts, rts"})
    void everyModeMovesElements(String producers, String consumers) {
        place.ring("create", "--entries", 8, "--producers", producers, "--consumers", consumers)
                .requireQuietSuccess();
        place.ring("enqueue", 1, 2, 3).requireQuietSuccess();
        assertThat(place.ring("dequeue").requireQuietSuccess().lines()).containsExactly("1", "2", "3");
        assertThat(place.info().toString()).contains("producers=" + producers, "consumers=" + consumers, "used=0");
    }

    @Test
    void theHeadTailDistanceOfRtsSidesIsChosenShownAndChanged() {
        place.ring("create", "--entries", 64, "--producers", "rts", "--head-tail-distance", 5)
                .requireQuietSuccess();
        assertThat(place.info().toString()).contains("producerHeadTailDistance=5", "consumerHeadTailDistance=null");
        assertThat(place.ring("tune", "--producer-distance", 4294967295L)
                        .requireQuietSuccess()
                        .lines())
                .containsExactly("producers: head-tail distance was 5, is 4294967295");
        assertThat(place.info().toString()).contains("producerHeadTailDistance=4294967295");
        assertThat(place.ring("info").requireQuietSuccess().out()).contains("head count 0", "distance 4294967295");
    }

    @Test
    void aSideWithoutAHeadTailDistanceRefusesTheWholeChange() {
        place.ring("create", "--entries", 64, "--producers", "rts").requireQuietSuccess();
        place.ring("tune", "--producer-distance", 3, "--consumer-distance", 3).requireRefusal(4, "MULTI_RTS", "AN-208");
        assertThat(place.info().toString()).contains("producerHeadTailDistance=7");
        place.ring("tune").requireRefusal(2, "--producer-distance");
        place.ring("tune", "--producer-distance", -1).requireRefusal(2, "0 to 4294967295");
        Annulus.run("ring", "create", place.path(), "other", "--entries", 8, "--head-tail-distance", 1)
                .requireRefusal(2, "only rts sides");
        Annulus.run(
                        "ring",
                        "create",
                        place.path(),
                        "other",
                        "--entries",
                        8,
                        "--producers",
                        "rts",
                        "--head-tail-distance",
                        -2)
                .requireRefusal(2, "0 or more");
    }

    @Test
    void aSecondRingOfANameAndOneTooLargeAreRefused() {
        place.ring("create", "--entries", 8).requireQuietSuccess();
        place.ring("create", "--entries", 8).requireRefusal(1, "AN-102");
        Annulus.run("ring", "create", place.path(), "huge", "--entries", 1 << 20)
                .requireRefusal(1, "AN-301");
        assertThat((List<?>) Annulus.run("ring", "list", place.path(), "--format", "json")
                        .json())
                .singleElement()
                .isInstanceOf(Map.class);
    }
}
