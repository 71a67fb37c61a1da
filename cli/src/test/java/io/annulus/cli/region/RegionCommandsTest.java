// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Forked;
import io.annulus.cli.Outcome;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionCommandsTest {
    @TempDir
    private Path directory;

    private Path create() {
        Path path = directory.resolve("region");
        Annulus.run("region", "create", path, "--size", "1M").requireQuietSuccess();
        return path;
    }

    @Test
    void aRegionIsCreatedListedShownAndRemoved() {
        Path path = create();
        assertThat(Annulus.run("region", "list", directory)
                        .requireQuietSuccess()
                        .out())
                .contains(path.toString(), "1 MiB");
        assertThat(Annulus.run("region", "info", path).requireQuietSuccess().out())
                .contains("1048576 bytes", "0 of 256");
        Annulus.run("region", "remove", path).requireQuietSuccess();
        assertThat(path).doesNotExist();
    }

    @Test
    void aSessionIsBegunShownAndWaitedFor() {
        Path path = create();
        assertThat(Annulus.run("region", "begin-session", path)
                        .requireQuietSuccess()
                        .lines())
                .containsExactly("2");
        Map<?, ?> info = (Map<?, ?>) Annulus.run("region", "info", path, "--format", "json")
                .requireQuietSuccess()
                .json();
        assertThat(info.get("session")).isEqualTo(2L);
        assertThat(Annulus.run("region", "wait-session", path, "--after", 1)
                        .requireQuietSuccess()
                        .lines())
                .containsExactly("2");
        Annulus.run("region", "wait-session", path, "--timeout", "10ms").requireRefusal(1, "session is still 2");
        Annulus.run("region", "begin-session", directory.resolve("none")).requireRefusal(3, "none");
    }

    @Test
    void aWaitForASessionEndsWhenAnotherProcessBeginsIt() throws Exception {
        Path path = create();
        try (Forked waiting = Forked.start("region", "wait-session", path, "--after", 1, "--timeout", "60s");
                Region region = Region.open(path)) {
            assertThat(region.beginSession()).isEqualTo(2);
            assertThat(waiting.finish("").out()).isEqualTo("2\n");
        }
    }

    @Test
    void aNameWithoutADirectoryIsCreatedInSharedMemory() {
        String name = "annulus-test-" + UUID.randomUUID();
        try {
            Annulus.run("region", "create", name, "--size", "128K").requireQuietSuccess();
            assertThat(Path.of("/dev/shm", name)).hasSize(128 << 10);
        } finally {
            Annulus.run("region", "remove", name).requireQuietSuccess();
        }
    }

    @Test
    void capacitiesAndPermissionsAreThoseAskedFor() throws IOException {
        Path path = directory.resolve("shared");
        Annulus.run("region", "create", path, "--size", "64K", "--zones", 3, "--participants", 5, "--mode", "0664")
                .requireQuietSuccess();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw-r--");
        assertThat(Annulus.run("region", "info", path, "--format", "json").json())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("sizeBytes", 65536L)
                .containsEntry("zoneCapacity", 3L)
                .containsEntry("participantCapacity", 5L);
    }

    @Test
    void whoHasARoleOpenIsShownAndKeepsTheRegionFromBeingRemoved() {
        Path path = create();
        Annulus.run("ring", "create", path, "orders", "--entries", 8).requireQuietSuccess();
        long pid = ProcessHandle.current().pid();
        try (Region region = Region.open(path)) {
            Consumer consumer = Ring.attach(region, "orders").consumer();
            assertThat(Annulus.run("region", "info", path).requireQuietSuccess().out())
                    .contains("orders", "ring", "consumer", "alive", Long.toString(pid));
            assertThat(((Map<?, ?>) Annulus.run("region", "info", path, "--format", "json")
                                    .json())
                            .get("participants"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .singleElement(InstanceOfAssertFactories.MAP)
                    .containsEntry("pid", pid)
                    .containsEntry("purpose", "consumer")
                    .containsEntry("zone", "orders");
            Annulus.run("region", "remove", path).requireRefusal(1, "in use by pid " + pid, "AN-402");
            Annulus.run("region", "remove", path, "--force").requireQuietSuccess();
            consumer.close();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void theRingsAreShownAndWhatIsWrongEndsWithTheStatusOfTheUnhealthy() throws IOException {
        Path path = create();
        Annulus.run("ring", "create", path, "orders", "--entries", 8).requireQuietSuccess();
        Annulus.run("ring", "create", path, "fills", "--entries", 8, "--consumers", "hts")
                .requireQuietSuccess();
        assertThat(Annulus.run("region", "info", path).requireQuietSuccess().out())
                .contains("RING", "fills", "hts");
        Map<?, ?> well = (Map<?, ?>) Annulus.run("region", "info", path, "--format", "json")
                .requireQuietSuccess()
                .json();
        assertThat(well.get("findings")).isEqualTo(List.of());
        List<?> rings = (List<?>) well.get("rings");
        assertThat(rings).hasSize(2);
        Map<?, ?> orders = (Map<?, ?>) rings.getFirst();
        assertThat(orders)
                .isEqualTo(Annulus.run("ring", "info", path, "orders", "--format", "json")
                        .json());

        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek((Long) orders.get("offset") + 48);
            file.write(3);
        }
        Outcome damaged = Annulus.run("region", "info", path);
        assertThat(damaged.status()).isEqualTo(5);
        assertThat(damaged.out()).contains("finding", "fills", "power of two", "AN-204");
        Outcome json = Annulus.run("region", "info", path, "--format", "json");
        assertThat(json.status()).isEqualTo(5);
        assertThat(json.json().toString()).contains("findings=[", "error=", "name=fills");
    }

    @Test
    void aRingThatStandsStillIsUnhealthyToo() throws IOException {
        Path path = create();
        Annulus.run("ring", "create", path, "orders", "--entries", 8).requireQuietSuccess();
        Map<?, ?> orders = (Map<?, ?>)
                Annulus.run("ring", "info", path, "orders", "--format", "json").json();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek((Long) orders.get("offset") + 128);
            file.write(2);
        }
        Outcome info = Annulus.run("region", "info", path);
        assertThat(info.status()).isEqualTo(5);
        assertThat(info.err()).contains("'orders' is stalled", "2 elements");
    }

    @Test
    void aFileIsNoDirectoryToList() {
        Annulus.run("region", "list", create())
                .requireRefusal(1, "expected a directory, found a file", "annulus region info", "AN-105");
        Annulus.run("region", "list", directory.resolve("nowhere")).requireRefusal(3, "no such directory", "AN-101");
    }

    @Test
    void aTakenNameIsNotReplaced() {
        Annulus.run("region", "create", create(), "--size", "1M")
                .requireRefusal(1, "nothing is ever replaced", "AN-102");
    }

    @Test
    void aMissingRegionIsNotFoundAndTheOthersThereAreNamed() {
        create();
        Annulus.run("region", "info", directory.resolve("other")).requireRefusal(3, "region", "AN-101");
        Annulus.run("region", "remove", directory.resolve("other")).requireRefusal(3, "AN-101");
        Annulus.run("region", "list", directory.resolve("nowhere")).requireRefusal(3, "AN-101");
    }

    @Test
    void anyOtherFileIsIncompatibleAndLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("notes"), "not a region\n".repeat(1000));
        Annulus.run("region", "info", file).requireRefusal(4, "AN-201");
        Annulus.run("region", "remove", file, "--force").requireRefusal(4, "AN-201");
        assertThat(file).hasContent("not a region\n".repeat(1000));
    }

    @Test
    void aDamagedRegionIsListedWithWhatIsWrongAndRemovedByForceOnly() throws IOException {
        Path path = create();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(65536);
        }
        Outcome list = Annulus.run("region", "list", directory).requireQuietSuccess();
        assertThat(list.out()).contains("damaged", "AN-203");
        List<?> regions = (List<?>)
                Annulus.run("region", "list", directory, "--format", "json").json();
        assertThat(((Map<?, ?>) regions.getFirst()).get("error").toString()).contains("AN-203");
        Annulus.run("region", "remove", path).requireRefusal(4, "AN-203");
        Annulus.run("region", "remove", path, "--force").requireQuietSuccess();
    }

    @Test
    void anEmptyListIsEmptyAndSaysHowToBegin() {
        Outcome text = Annulus.run("region", "list", directory);
        assertThat(text).extracting(Outcome::status, Outcome::out).containsExactly(0, "");
        assertThat(text.err()).contains("annulus region create");
        assertThat(Annulus.run("region", "list", directory, "--format", "JSON")
                        .requireQuietSuccess()
                        .json())
                .isEqualTo(List.of());
    }

    @Test
    void whatCannotBeIsAUsageError() {
        Path path = directory.resolve("region");
        Annulus.run("region", "create", path).requireRefusal(2, "--size");
        Annulus.run("region", "create", path, "--size", "64Q").requireRefusal(2, "64Q");
        Annulus.run("region", "create", path, "--size", "1K").requireRefusal(2, "at least", "AN-104");
        Annulus.run("region", "create", path, "--size", "1M", "--zones", 0).requireRefusal(2, "AN-104");
        Annulus.run("region", "create", path, "--size", "1M", "--mode", "999").requireRefusal(2, "999");
        Annulus.run("region", "info", path, "--format", "yaml").requireRefusal(2, "yaml");
        assertThat(path).doesNotExist();
    }

    @Test
    void moreThanThereIsRoomForIsRefused() {
        Annulus.run("region", "create", directory.resolve("huge"), "--size", "1000000T")
                .requireRefusal(1, "bytes free", "AN-301");
    }
}
