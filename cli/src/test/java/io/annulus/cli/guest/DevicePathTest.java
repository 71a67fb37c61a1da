// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Forked;
import io.annulus.cli.Outcome;
import io.annulus.ivshmem.guest.FakeDevice;
import io.annulus.ivshmem.guest.FakeMachine;
import io.annulus.region.AbiProfile;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pci:ADDRESS} and {@code pci:auto}, where other commands take a file. */
class DevicePathTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private FakeMachine machine;
    private FakeDevice device;

    @BeforeEach
    void start() {
        machine = FakeMachine.in(directory);
        device = machine.plain("0000:00:04.0", 4 * MIB);
        System.setProperty("annulus.sysfs", machine.sysfs().toString());
    }

    @AfterEach
    void end() {
        System.clearProperty("annulus.sysfs");
    }

    /** As the host does it, on the file that is the device's memory. */
    private void layRegion() throws IOException {
        Files.delete(device.path("resource2"));
        Annulus.run("region", "create", device.path("resource2"), "--size", "4M")
                .requireQuietSuccess();
        Annulus.run("ring", "create", device.path("resource2"), "orders", "--entries", 8)
                .requireQuietSuccess();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pci:auto", "pci:0000:00:04.0", "pci:00:04.0"})
    void everyCommandOnRegionsAndRingsTakesADevice(String path) throws IOException {
        layRegion();
        assertThat(Annulus.run("region", "info", path).requireQuietSuccess().out())
                .contains("pci:0000:00:04.0", "orders");
        Annulus.run("ring", "create", path, "jobs", "--entries", 64, "--producers", "rts")
                .requireQuietSuccess();
        assertThat(Annulus.run("ring", "list", path).requireQuietSuccess().out())
                .contains("orders", "jobs");
        Annulus.run("ring", "enqueue", path, "orders", 17, 18).requireQuietSuccess();
        assertThat(Annulus.run("ring", "info", path, "orders", "--format", "json")
                        .requireQuietSuccess()
                        .out())
                .contains("\"used\": 2");
        assertThat(Annulus.run("ring", "watch", path, "--count", 1, "--format", "json")
                        .requireQuietSuccess()
                        .out())
                .contains("orders", "pci:0000:00:04.0");
        Annulus.run("ring", "diagnose", path).requireQuietSuccess();
        Annulus.run("ring", "tune", path, "jobs", "--producer-distance", 3).requireQuietSuccess();
        Annulus.run("ring", "remove", path, "jobs").requireQuietSuccess();
        assertThat(Annulus.run("ring", "dequeue", device.path("resource2"), "orders")
                        .requireQuietSuccess()
                        .lines())
                .containsExactly("17", "18");
    }

    @Test
    void aRingThatACProgramMadeThereIsUsedToo() throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel memory =
                        FileChannel.open(device.path("resource2"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Ring.createRaw(
                    memory.map(MapMode.READ_WRITE, 0, 4 * MIB, arena).asSlice(8192),
                    "raw",
                    RingSpec.ofEntries(8),
                    AbiProfile.host());
        }
        Annulus.run("ring", "enqueue", "pci:auto", "--raw", 8192, "--element-size", 8, 17)
                .requireQuietSuccess();
        assertThat(Annulus.run("ring", "dequeue", "pci:auto", "--raw", 8192, "--element-size", 8)
                        .requireQuietSuccess()
                        .lines())
                .containsExactly("17");
        Annulus.run("ring", "info", "pci:auto", "--raw", "4M", "--element-size", 8)
                .requireRefusal(4, "found 4194304 bytes", "AN-203");
    }

    @Test
    void ofSeveralDevicesOneMustBeNamed() throws IOException {
        layRegion();
        machine.doorbell("0000:00:05.0", MIB, 1);
        Annulus.run("ring", "list", "pci:auto")
                .requireRefusal(2, "0000:00:04.0 (plain)", "0000:00:05.0 (doorbell)", "AN-103");
        Annulus.run("ring", "list", "pci:00:04.0").requireQuietSuccess();
        Annulus.run("ring", "list", "pci:00:05.0").requireRefusal(4, "pci:0000:00:05.0", "AN-201");
    }

    @Test
    void aGuestCreatesARegionOnlyInMemoryThatIsZero() throws IOException {
        Annulus.run("region", "create", "pci:auto", "--size", "8M").requireRefusal(1, "found 4194304", "AN-301");
        Annulus.run("region", "create", "pci:auto", "--size", "4M").requireQuietSuccess();
        Annulus.run("region", "create", "pci:auto", "--size", "4M").requireRefusal(1, "AN-102");
        Annulus.run("region", "info", device.path("resource2")).requireQuietSuccess();
    }

    @Test
    void aRegionInADeviceHasNoNameToRemove() throws IOException {
        layRegion();
        Annulus.run("region", "remove", "pci:auto").requireRefusal(2, "on the host");
        Annulus.run("region", "remove", "pci:auto", "--force").requireRefusal(2, "on the host");
        assertThat(device.path("resource2")).exists();
    }

    @Test
    void whatIsNoAddressIsAUsageErrorAndAFileOfSuchANameNeedsItsDirectory() throws IOException {
        Annulus.run("ring", "list", "pci:nothing").requireRefusal(2, "'nothing'", "0000:00:04.0");
        Path odd = directory.resolve("pci:auto");
        Annulus.run("region", "create", odd, "--size", "1M").requireQuietSuccess();
        assertThat(odd).exists();
    }

    @Test
    void bytesAreReadAsTheyAre() throws Exception {
        byte[] all = new byte[4 * MIB];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) ((i * 31) >> 3);
        }
        Files.write(device.path("resource2"), all);
        Path part = directory.resolve("part");
        ProcessBuilder read =
                Forked.builder("guest", "read", "0x1001", "200001", "--raw").redirectOutput(part.toFile());
        // The name that scripts use.
        read.environment().put("ANNULUS_SYSFS", machine.sysfs().toString());
        try (Forked forked = Forked.of(read.start())) {
            Outcome outcome = forked.finish("");
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).isZero();
        }
        assertThat(Files.readAllBytes(part)).isEqualTo(Arrays.copyOfRange(all, 0x1001, 0x1001 + 200_001));
    }
}
