// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.posix.OpenDescriptors;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device's memory: mapped, and with a region in it. */
class DeviceMemoryTest {
    private static final int MIB = 1 << 20;
    private static final RegionSpec SPEC = RegionSpec.ofSize(MIB, 16, 16);

    @TempDir
    private Path directory;

    private FakeMachine machine;
    private GuestDevices devices;

    @BeforeEach
    void start() {
        machine = FakeMachine.in(directory);
        devices = new GuestDevices(machine.files());
    }

    @Test
    void theRegionThatTheHostLaidIntoItIsAttachedTo() throws IOException {
        FakeDevice fake = machine.plain("0000:00:04.0", 4 * MIB);
        Files.delete(fake.path("resource2"));
        try (Region host = Region.create(fake.path("resource2"), RegionSpec.ofSize(4 * MIB))) {
            Ring.create(host, "orders", RingSpec.ofEntries(8));
            try (Region guest = devices.only().attach();
                    Producer producer = Ring.attach(guest, "orders").producer();
                    Consumer consumer = Ring.attach(host, "orders").consumer()) {
                assertThat(guest.info().path()).isEqualTo("pci:0000:00:04.0");
                assertThat(producer.enqueue(17L)).isTrue();
                assertThat(consumer.dequeueOr(-1L)).isEqualTo(17);
            }
        }
    }

    @Test
    void aGuestCreatesARegionWhereItsMemoryIsZero() {
        machine.plain("0000:00:04.0", 2 * MIB);
        GuestDevice device = devices.only();
        try (Region made = device.createRegion(SPEC);
                Region found = device.attach()) {
            assertThat(found.info().uuid()).isEqualTo(made.info().uuid());
            refused(Reason.ALREADY_EXISTS, () -> device.createRegion(SPEC)).contains("found something in it");
            assertThat(found.info().sizeBytes()).isEqualTo(MIB);
        }
        refused(Reason.NO_SPACE, () -> device.createRegion(RegionSpec.ofSize(3 * MIB)))
                .contains("found " + 2 * MIB);
    }

    @Test
    void aRegionOpenedForReadingIsMappedForReading() {
        machine.plain("0000:00:04.0", MIB);
        devices.only().createRegion(SPEC).close();
        try (Region region = devices.only().attach(Access.READ_ONLY)) {
            refused(Reason.READ_ONLY, () -> Ring.create(region, "orders", RingSpec.ofEntries(8)));
            assertThat(region.zones()).isEmpty();
        }
    }

    @Test
    void memoryWithoutARegionIsNoneAndNothingStaysOpen() {
        machine.plain("0000:00:04.0", MIB);
        Set<String> before = OpenDescriptors.now();
        refused(Reason.NOT_A_REGION, () -> devices.only().attach()).contains("pci:0000:00:04.0");
        OpenDescriptors.requireSameAs(before);
        assertThat(mappings()).isZero();
    }

    @Test
    void allOfItIsMappedAndOnlyAsLongAsTheArenaLives() {
        machine.plain("0000:00:04.0", 3 * MIB);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = devices.only().map(Access.READ_ONLY, arena);
            assertThat(memory.byteSize()).isEqualTo(3 * MIB);
            assertThat(memory.isReadOnly()).isTrue();
            assertThat(mappings()).isEqualTo(1);
        }
        assertThat(mappings()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 65_535})
    void theIdOfADoorbellIsReadFromItsRegister(int id) {
        machine.doorbell("0000:00:05.0", MIB, 1).withId(id);
        assertThat(devices.only().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE})
    void whatCannotBeAnIdIsNone(int id) {
        machine.doorbell("0000:00:05.0", MIB, 1).withId(id);
        refused(Reason.IO, devices.only()::id).contains("expected an id of 0 to 65535, found " + id);
    }

    @Test
    void aPlainDeviceIsAtNoServer() {
        machine.plain("0000:00:04.0", MIB).withId(9);
        assertThat(devices.only().id()).isZero();
    }

    @Test
    void aDeviceThatIsNotEnabledIsLeftAloneAndItIsSaidHowToEnableIt() {
        machine.doorbell("0000:00:05.0", MIB, 1).notEnabled();
        GuestDevice device = devices.only();
        for (Runnable use : new Runnable[] {device::attach, device::measure, device::id}) {
            refused(Reason.UNSUPPORTED_PLATFORM, use::run)
                    .contains("found its memory switched off", "echo 1 > ", "/0000:00:05.0/enable");
        }
    }

    @Test
    void aDeviceWithoutMemoryIsSaidSo() {
        machine.plain("0000:00:04.0", MIB).ranges(FakeDevice.bar(0xfebf1000L, 256));
        assertThat(devices.only().memoryBytes()).isZero();
        refused(Reason.UNSUPPORTED_PLATFORM, devices.only()::attach).contains("expected BAR 2", "found none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x0",
                "nonsense nonsense nonsense",
                "0x00000000fc000000 0x00000000fbffffff 0x14220c",
                "0xffffffffffffffff 0xffffffffffffffff 0x14220c",
                "0x0000000000000000 0x7fffffffffffffff 0x14220c"
            })
    void aRangeThatCannotBeIsNone(String line) {
        machine.plain("0000:00:04.0", MIB).ranges("0 0 0", "0 0 0", line);
        assertThat(devices.only().bar(2)).isEqualTo(Optional.empty());
    }

    @Test
    void aFileOfAnotherSizeThanTheBusSaysIsNotMapped() {
        FakeDevice fake = machine.plain("0000:00:04.0", 2 * MIB).length("resource2", MIB);
        refused(Reason.BAD_GEOMETRY, devices.only()::attach).contains("expected 2097152 bytes", "found 1048576");
        assertThat(fake.path("resource2")).hasSize(MIB);
    }

    @Test
    void aDeviceThatWentAwayIsNotFound() throws IOException {
        FakeDevice fake = machine.plain("0000:00:04.0", MIB);
        GuestDevice device = devices.only();
        Files.delete(fake.path("resource2"));
        refused(Reason.NOT_FOUND, device::attach).contains("resource2", "no such file");
    }

    private long mappings() {
        try {
            return Files.readString(Path.of("/proc/self/maps"))
                    .lines()
                    .filter(line -> line.contains(directory.toString()))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
