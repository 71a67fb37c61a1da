// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Outcome;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.guest.FakeMachine;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.MemorySource;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code annulus guest}, in a machine that a test made up. */
class GuestCommandsTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private FakeMachine machine;

    @BeforeEach
    void start() {
        machine = FakeMachine.in(directory);
        System.setProperty("annulus.sysfs", machine.sysfs().toString());
    }

    @AfterEach
    void end() {
        System.clearProperty("annulus.sysfs");
    }

    private static Outcome guest(Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = "guest";
        System.arraycopy(words, 0, all, 1, words.length);
        return Annulus.run(all);
    }

    @Test
    void devicesAreListed() {
        machine.plain("0000:00:04.0", 4 * MIB);
        machine.doorbell("0000:00:05.0", MIB, 8).withId(3).boundTo("vfio-pci").notEnabled();
        assertThat(guest("list").requireQuietSuccess().lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("0000:00:04\\.0 +plain +4 MiB +0 +0 +- +enabled"))
                .anyMatch(line -> line.matches("0000:00:05\\.0 +doorbell +1 MiB +\\? +8 +vfio-pci +not enabled"));
    }

    @Test
    void jsonHasExactlyThePromisedFields() {
        machine.doorbell("0000:00:05.0", MIB, 8).withId(3);
        Map<?, ?> device = (Map<?, ?>) ((List<?>)
                        guest("list", "--format", "json").requireQuietSuccess().json())
                .getFirst();
        assertThat(device.toString())
                .isEqualTo("{address=0000:00:05.0, kind=doorbell, revision=1, vectors=8, id=3, memoryBytes=1048576,"
                        + " driver=null, signalling={by=polling, because=the device is without a driver,"
                        + " remedy=As root: annulus guest setup 0000:00:05.0}, enabled=true, bars=[{number=0, start=0xfebf1000, bytes=256},"
                        + " {number=1, start=0xfebf2000, bytes=4096}, {number=2, start=0xfc000000, bytes=1048576}]}");
    }

    @Test
    void whoIsAtTheServerStandsInTheMemory() {
        Path memory = machine.doorbell("0000:00:05.0", MIB, 2).withId(0).path("resource2");
        guest("peers").requireRefusal(4, "expected the magic");
        Path socket = directory.resolve("s");
        ServerSpec spec = ServerSpec.of(socket, MIB)
                .withVectors(2)
                .withMemory(new MemorySource.InFile(memory), Afterwards.KEEP)
                .withRegion(new RegionPlan(Map.of()));
        JoinSpec usual = JoinSpec.usual().withVectors(2);
        try (IvshmemServer server = IvshmemServer.start(spec, event -> {});
                IvshmemClient first = IvshmemClient.join(socket, usual);
                IvshmemClient second = IvshmemClient.join(socket, usual)) {
            assertThat(guest("peers").requireQuietSuccess().lines()).containsExactly("0", "1");
            Map<?, ?> json = (Map<?, ?>)
                    guest("peers", "--format", "json").requireQuietSuccess().json();
            assertThat(json.get("vectors")).isEqualTo(2L);
            assertThat(json.get("peers")).isEqualTo(List.of(0L, 1L));
            assertThat(List.of(first.id(), second.id(), server.vectors())).containsExactly(0, 1, 2);
        }
        assertThat(guest("peers").requireQuietSuccess().out()).isEmpty();
    }

    @Test
    void withoutADeviceAListIsEmptyAndAllElseSaysHowToHaveOne() {
        Outcome list = guest("list");
        assertThat(list).extracting(Outcome::status, Outcome::out).containsExactly(0, "");
        assertThat(list.err()).contains("-device");
        assertThat(guest("list", "--format", "json").requireQuietSuccess().json())
                .isEqualTo(List.of());
        guest("info").requireRefusal(3, "1af4:1110", "-device ivshmem-plain", "AN-101");
        guest("read", 0, 1).requireRefusal(3, "AN-101");
        guest("write", 0).requireRefusal(3, "AN-101");
        guest("info", "00:04.0").requireRefusal(3, "this machine has no ivshmem device", "AN-101");
        guest("info", "nonsense").requireRefusal(2, "0000:00:04.0");
    }

    @Test
    void aDeviceIsShownWithItsMappingAndItsRegion() {
        machine.plain("0000:00:04.0", MIB);
        assertThat(guest("info").requireQuietSuccess().out()).contains("cached", "none in its memory");
        Annulus.run("region", "create", "pci:auto", "--size", "1M").requireQuietSuccess();
        Annulus.run("ring", "create", "pci:auto", "orders", "--entries", 8).requireQuietSuccess();
        assertThat(guest("info", "0000:00:04.0").requireQuietSuccess().out())
                .contains("see below", "pci:0000:00:04.0", "orders")
                .containsPattern("sides +multi, single, rts, hts without --force");
        Map<?, ?> info = (Map<?, ?>) guest("info", "pci:00:04.0", "--format", "json")
                .requireQuietSuccess()
                .json();
        assertThat(info.get("mapping").toString()).contains("caching=cached", "remedy=null");
        assertThat(info.get("processor").toString()).contains("accelerator=an unknown hypervisor");
        assertThat(((Map<?, ?>) info.get("region")).get("zones").toString()).contains("name=orders");
    }

    @Test
    void whatIsKnownIsShownBeforeARefusal() {
        machine.plain("0000:00:04.0", MIB).notEnabled();
        Outcome info = guest("info");
        assertThat(info.status()).isEqualTo(1);
        assertThat(info.out()).contains("0000:00:04.0", "not enabled");
        assertThat(info.err()).contains("echo 1 > ", "AN-306");
        Outcome json = guest("info", "--format", "json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(((Map<?, ?>) json.json()).get("mapping")).isNull();
    }

    @Test
    void oneProcessorUnderTcgIsWarnedOf() {
        machine.plain("0000:00:04.0", MIB);
        machine.with("sys/devices/system/cpu/possible", "0\n")
                .with("proc/cpuinfo", "model name : QEMU TCG CPU version 2.5+\nflags : hypervisor\n");
        Outcome info = guest("info");
        assertThat(info.status()).isZero();
        assertThat(info.err()).startsWith("annulus: warning: ").contains("maxcpus=2");
    }

    @Test
    void memoryIsDumped() throws IOException {
        Files.writeString(
                machine.plain("0000:00:04.0", MIB).path("resource2"),
                "Hello, world! And more.\n",
                StandardOpenOption.WRITE);
        assertThat(guest("read", 2, 20).requireQuietSuccess().lines())
                .containsExactly(
                        "00000002  6c 6c 6f 2c 20 77 6f 72  6c 64 21 20 41 6e 64 20  |llo, world! And |",
                        "00000012  6d 6f 72 65                                       |more|");
        assertThat(guest("read", "00:04.0", 0, 0).requireQuietSuccess().out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1", "1048575, 2", "0, 1048577", "9223372036854775807, 9223372036854775807", "1, 1M"})
    void rangesBeyondTheMemoryAreRefused(String offset, String count) {
        machine.plain("0000:00:04.0", MIB);
        guest("read", offset, count).requireRefusal(2, "expected a range within its 1048576 bytes");
    }

    @Test
    void rangesThatAreNoneAreRefused() {
        machine.plain("0000:00:04.0", MIB);
        guest("read").requireRefusal(2, "expected OFFSET and COUNT");
        guest("read", 0).requireRefusal(2, "expected OFFSET and COUNT");
        guest("read", "auto", 0, 1, 2).requireRefusal(2, "found 3 numbers");
        guest("read", 0, "many").requireRefusal(2, "'many'");
        guest("write").requireRefusal(2, "expected OFFSET");
    }

    @Test
    void memoryIsWrittenFromStandardInput() throws IOException {
        Path memory = machine.plain("0000:00:04.0", MIB).path("resource2");
        byte[] bytes = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(writing(bytes, "write", "0x10").requireQuietSuccess().lines())
                .containsExactly("wrote 100000 bytes at 16");
        byte[] now = Files.readAllBytes(memory);
        assertThat(new String(now, StandardCharsets.US_ASCII).strip().replace("\0", ""))
                .isEqualTo("x".repeat(100_000));
        assertThat(now[15]).isZero();
        assertThat(now[16]).isEqualTo((byte) 'x');
        assertThat(now).hasSize(MIB);
    }

    @Test
    void moreThanFitsStopsAtTheEndOfTheMemory() throws IOException {
        Path memory = machine.plain("0000:00:04.0", MIB).path("resource2");
        writing("hello".getBytes(StandardCharsets.US_ASCII), "write", MIB - 3)
                .requireRefusal(1, "3 bytes went in", "there were more");
        assertThat(memory).hasSize(MIB);
        assertThat(Files.readString(memory)).endsWith("\0hel");
        writing(new byte[1], "write", MIB + 1).requireRefusal(2, "expected a range");
        writing(new byte[0], "write", MIB).requireQuietSuccess();
    }

    @Test
    void memoryWithARegionIsWrittenOnlyByForce() throws IOException {
        Path memory = machine.plain("0000:00:04.0", MIB).path("resource2");
        Annulus.run("region", "create", "pci:auto", "--size", "1M").requireQuietSuccess();
        byte[] before = Files.readAllBytes(memory);
        writing(new byte[8], "write", 0).requireRefusal(1, "there is a region", "--force");
        assertThat(Files.readAllBytes(memory)).isEqualTo(before);
        writing(new byte[8], "write", 0, "--force").requireQuietSuccess();
        assertThat(guest("info").requireQuietSuccess().out()).contains("none in its memory");
    }

    private static Outcome writing(byte[] input, Object... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return guest(words);
        } finally {
            System.setIn(before);
        }
    }
}
