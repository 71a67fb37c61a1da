// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.annulus.cli.Annulus;
import io.annulus.cli.JsonReader;
import io.annulus.cli.Outcome;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.MemorySource;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.region.Region;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.RingSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final String GREETING = "{\"execute\":\"qmp_capabilities\"}";

    @TempDir
    private Path directory;

    private Path qemu;
    private Path market;

    @BeforeEach
    void create() throws Exception {
        qemu = qemu("7.2.22", "ivshmem-plain ivshmem-doorbell");
        market = directory.toRealPath().resolve("market");
        Annulus.run("region", "create", market, "--size", "1M").requireQuietSuccess();
        Annulus.run("ring", "create", market, "orders", "--entries", 64).requireQuietSuccess();
    }

    private void addFills() {
        Annulus.run("ring", "create", market, "fills", "--entries", 8).requireQuietSuccess();
    }

    /** A script that answers as QEMU of this version with these devices. */
    private Path qemu(String version, String devices) throws Exception {
        Path script = Files.writeString(directory.resolve("qemu-" + version), """
                #!/bin/sh
                if [ "$1" = --version ]; then
                    echo 'QEMU emulator version %s'
                else
                    for device in %s; do echo "name \\"$device\\", bus PCI"; done
                fi
                """.formatted(version, devices));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private Outcome export(Object... more) {
        return exportFor(qemu, more);
    }

    private Outcome exportFor(Object program, Object... more) {
        return Annulus.run(Stream.concat(Stream.of("ivshmem", "export", "--qemu", program), Stream.of(more))
                .toArray());
    }

    @Test
    void aRegionIsPrintedAsArgumentsOfQemu() {
        String line = "-object memory-backend-file,id=market-memory,share=on,size=1048576,mem-path=" + market
                + " -device ivshmem-plain,id=market,memdev=market-memory";
        assertThat(export(market).requireQuietSuccess().lines()).containsExactly(line);
        assertThat(export(market, "--device", "plain", "--ring", "orders")
                        .requireQuietSuccess()
                        .lines())
                .containsExactly(line);
        assertThat(export(market, "--format", "json").requireQuietSuccess().json())
                .asInstanceOf(MAP)
                .containsEntry("region", market.toString())
                .containsEntry("sizeBytes", 1L << 20)
                .containsEntry("device", "ivshmem-plain")
                .containsEntry("qemuVersion", "7.2")
                .containsEntry("visible", List.of("orders"))
                .containsEntry("arguments", List.of(line.split(" ", -1)));
    }

    @Test
    void aRegionWithMoreInItIsRefusedUnlessAllIsShared() {
        addFills();
        export(market, "--ring", "orders")
                .requireRefusal(2, "ring 'fills' besides", "annulus ring create", "--share-all", "AN-104");
        assertThat(export(market, "--ring", "orders", "--share-all")
                        .requireQuietSuccess()
                        .out())
                .contains("ivshmem-plain");
        export(market, "--ring", "orders", "--ring", "fills").requireQuietSuccess();
        export(market, "--ring", "trades").requireRefusal(3, "found ring 'orders', ring 'fills'", "AN-101");
        export(market, "--zone", "orders").requireRefusal(1, "--ring orders", "AN-105");
    }

    @Test
    void theCommandsOfTheRefusalMakeARegionThatIsAccepted() {
        addFills();
        String said = export(market, "--ring", "orders").err();
        String commands = said.substring(said.indexOf("annulus region create"), said.indexOf(" ; or share"));
        for (String command : commands.split(" && ", -1)) {
            List<String> words = List.of(command.split(" ", -1));
            Annulus.run(words.subList(1, words.size()).toArray()).requireQuietSuccess();
        }
        export(market + "-vm", "--ring", "orders").requireQuietSuccess();
    }

    @Test
    void aMachineThatRunsGetsCommandsForItsMonitor() {
        Outcome here = export(market, "--as", "qmp", "--bus", "port1").requireQuietSuccess();
        assertThat(here.lines())
                .containsExactly(
                        GREETING,
                        "{\"execute\":\"object-add\",\"arguments\":{\"qom-type\":\"memory-backend-file\",\"id\":"
                                + "\"market-memory\",\"mem-path\":\"" + market + "\",\"size\":1048576,\"share\":true}}",
                        "{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"ivshmem-plain\",\"id\":\"market\","
                                + "\"memdev\":\"market-memory\",\"bus\":\"port1\"}}");
        Outcome away = export(market, "--as", "qmp", "--unplug");
        assertThat(away.err()).contains("DEVICE_DELETED").doesNotContain("can crash");
        assertThat(away.lines())
                .containsExactly(
                        GREETING,
                        "{\"execute\":\"device_del\",\"arguments\":{\"id\":\"market\"}}",
                        "{\"execute\":\"object-del\",\"arguments\":{\"id\":\"market-memory\"}}");
        Map<?, ?> both = (Map<?, ?>) export(market, "--as", "qmp", "--format", "json", "--bus", "port1")
                .requireQuietSuccess()
                .json();
        assertThat(both.get("plug"))
                .isEqualTo(here.lines().stream().skip(1).map(JsonReader::read).toList());
        assertThat(both.get("unplug"))
                .isEqualTo(away.lines().stream().skip(1).map(JsonReader::read).toList());
    }

    @Test
    void theBusOfAMachineThatRunsIsSpokenOf() {
        assertThat(export(market, "--as", "qmp").err())
                .contains("no --bus", "pcie-root-port")
                .doesNotContain("pref64");
        Path large = directory.resolve("large");
        Annulus.run("region", "create", large, "--size", "4M").requireQuietSuccess();
        assertThat(export(large, "--as", "qmp").err()).contains("pref64-reserve=8388608");
        assertThat(export(large, "--as", "qmp", "--bus", "port1").err())
                .contains("id=port1,", "pref64-reserve=8388608");
    }

    @Test
    void theMonitorsCommandsAreInTheFormOfTheQemuThatWasAsked() throws Exception {
        Path old = qemu("5.2.0", "ivshmem-plain");
        assertThat(exportFor(old, market, "--as", "qmp").out()).contains("\"props\":{\"mem-path\"");
        assertThat(export(market, "--as", "qmp").out()).doesNotContain("props");
    }

    @Test
    void aQemuWithoutTheDeviceIsRefusedAndNoneNeedBeAsked() throws Exception {
        exportFor(qemu("9.1.0", "e1000"), market).requireRefusal(1, "built without it", "AN-306");
        exportFor(directory.resolve("none"), market).requireRefusal(1, "--qemu none", "AN-306");
        Outcome unasked = exportFor("none", market, "--format", "json");
        assertThat(unasked.err()).contains("no QEMU was asked");
        assertThat(unasked.json()).asInstanceOf(MAP).containsEntry("qemu", null);
        assertThat(unasked.status()).isZero();
    }

    @Test
    void libvirtGetsAnElementAndAWordAboutTheFilesOwner() {
        String name = "annulus-test-" + UUID.randomUUID();
        Annulus.run("region", "create", name, "--size", "1M").requireQuietSuccess();
        try {
            Outcome outcome = export(name, "--as", "libvirt");
            assertThat(outcome.lines())
                    .startsWith("<shmem name='" + name + "'>")
                    .endsWith("</shmem>");
            assertThat(outcome.err()).contains("alone", "0660");
            assertThat(export(name, "--as", "libvirt", "--format", "json").json())
                    .asInstanceOf(MAP)
                    .containsEntry("xml", outcome.out().stripTrailing());
        } finally {
            Annulus.run("region", "remove", name).requireQuietSuccess();
        }
        export(market, "--as", "libvirt").requireRefusal(2, "/dev/shm", "<qemu:commandline>", "AN-104");
    }

    @Test
    void aDumpShowsWhatAMachineWouldSee() {
        addFills();
        try (Region region = Region.open(market)) {
            region.createZone(ZoneSpec.raw("state", 256), memory -> {});
        }
        // Nobody needs a QEMU to look.
        Outcome dump = exportFor("no-such-program", market, "--as", "dump").requireQuietSuccess();
        assertThat(dump.lines())
                .anyMatch(line -> line.matches("entries +3 of 256"))
                .anyMatch(line -> line.matches("INDEX +NAME +KIND +OFFSET +BYTES +ELEMENT SIZE .*"))
                .anyMatch(line -> line.matches("0 +orders +ring +[0-9]+ +[0-9]+ +8 +63 +multi +multi"))
                .anyMatch(line -> line.matches("2 +state +zone +[0-9]+ +256 +0 +- +- +-"));
        Map<?, ?> fields = (Map<?, ?>) export(market, "--as", "dump", "--ring", "fills", "--format", "json")
                .requireQuietSuccess()
                .json();
        assertThat(fields.get("zoneCapacity")).isEqualTo(256L);
        assertThat(fields.get("entries"))
                .asInstanceOf(LIST)
                .singleElement(MAP)
                .containsEntry("index", 1L)
                .containsEntry("name", "fills")
                .containsEntry("kind", "ring")
                .containsEntry("elementSize", 8L)
                .containsEntry("capacity", 7L)
                .containsKeys("offset", "length", "producers", "consumers");
        export(market, "--as", "dump", "--ring", "trades").requireRefusal(3, "trades");
    }

    @Test
    void aServersSocketIsAskedForItsRegionAndGivesADoorbellDevice() {
        Path socket = market.resolveSibling("vm1");
        ServerSpec spec = ServerSpec.of(socket, 1 << 20)
                .withVectors(2)
                .withRegion(new RegionPlan(Map.of("orders", RingSpec.ofEntries(64))));
        try (IvshmemServer _ = IvshmemServer.start(spec, event -> {})) {
            assertThat(export(socket, "--vectors", 2, "--ring", "orders")
                            .requireQuietSuccess()
                            .lines())
                    .containsExactly("-chardev socket,id=vm1-server,path=" + socket
                            + " -device ivshmem-doorbell,id=vm1,chardev=vm1-server,vectors=2");
            assertThat(export(socket).err()).contains("2 vectors or more", "--vectors");
            assertThat(export(socket, "--as", "qmp", "--unplug").err()).contains("DEVICE_DELETED", "can crash");
            export(socket, "--device", "plain").requireRefusal(1, "a server's memory", "AN-105");
            export(socket, "--ring", "fills").requireRefusal(3, "found ring 'orders'");
            assertThat(exportFor("none", socket, "--as", "dump").out()).contains("orders");
            export(market, "--socket", socket)
                    .requireRefusal(4, "expected a server of region", "--memory file:" + market, "AN-204");
        }
    }

    @Test
    void aFileThatAServerSharesIsComparedWithWhatItServes() {
        Path socket = market.resolveSibling("vm1");
        Outcome before = export(market, "--device", "doorbell", "--socket", socket);
        assertThat(before.err()).contains("nobody listens at " + socket, "annulus ivshmem serve --socket " + socket);
        assertThat(before.out()).contains("ivshmem-doorbell,id=market,");
        ServerSpec spec =
                ServerSpec.of(socket, 1 << 20).withMemory(new MemorySource.InFile(market), ServerSpec.Afterwards.KEEP);
        try (IvshmemServer _ = IvshmemServer.start(spec, event -> {})) {
            assertThat(export(market, "--socket", socket).requireQuietSuccess().out())
                    .isEqualTo(before.out());
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        export(market, "--device", "doorbell").requireRefusal(2, "--socket");
        export(market, "--device", "plain", "--socket", "/run/x").requireRefusal(2, "only a doorbell");
        export(market, "--unplug").requireRefusal(2, "--as qmp");
        export(market, "--id", "1").requireRefusal(2, "AN-103");
        export(market, "--bus", "a,b").requireRefusal(2, "AN-103");
        export(market, "--socket", "/run/x", "--vectors", 65).requireRefusal(2, "expected 1 to 64");
        export(market, "--socket", market).requireRefusal(1, "expected a server's socket");
        export("pci:auto").requireRefusal(2, "expected a file here, found a device");
        export(directory.resolve("nothing")).requireRefusal(3, "AN-101");
        export(qemu).requireRefusal(4, "AN-201");
        Path odd = directory.resolve("odd");
        Annulus.run("region", "create", odd, "--size", "192K").requireQuietSuccess();
        export(odd).requireRefusal(2, "--size 262144", "AN-104");
    }
}
