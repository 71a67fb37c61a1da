// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What QEMU is told, and what it is spared. */
class ExportTest {
    private static final QemuVersion OLD = new QemuVersion(5, 2);
    private static final QemuVersion NEW = new QemuVersion(6, 0);

    @TempDir
    private Path directory;

    private Export plain() {
        return plain(TestRegions.market(directory));
    }

    private static Export plain(Path path) {
        return Export.plain(SharedRegion.inFile(path), VisibleNames.all());
    }

    private Export doorbell(int vectors) {
        SharedRegion market = SharedRegion.inFile(TestRegions.market(directory));
        return Export.doorbell(market, VisibleNames.all(), directory.resolve("s"), vectors);
    }

    private String real(String name) throws Exception {
        return directory.toRealPath().resolve(name).toString();
    }

    @Test
    void aPlainDeviceIsTheWholeFile() throws Exception {
        assertThat(QemuCommandLine.of(plain()).arguments())
                .containsExactly(
                        "-object",
                        "memory-backend-file,id=market-memory,share=on,size=1048576,mem-path=" + real("market"),
                        "-device",
                        "ivshmem-plain,id=market,memdev=market-memory");
    }

    @Test
    void aDoorbellDeviceIsAtTheServersSocket() throws Exception {
        assertThat(QemuCommandLine.of(doorbell(4)).arguments())
                .containsExactly(
                        "-chardev",
                        "socket,id=market-server,path=" + real("s"),
                        "-device",
                        "ivshmem-doorbell,id=market,chardev=market-server,vectors=4");
    }

    @Test
    void commasInPathsAreDoubledAndOtherCharactersQuotedForTheShell() throws Exception {
        Path path = TestRegions.market(directory.resolve("a,b c'd"), TestRegions.BYTES);
        Export export = plain(path);
        assertThat(export.id()).isEqualTo("a-b-c-d");
        assertThat(QemuCommandLine.of(export).arguments().get(1)).endsWith("mem-path=" + real("a,,b c'd"));
        assertThat(QemuCommandLine.of(export).text())
                .startsWith("-object 'memory-backend-file,id=a-b-c-d-memory,")
                .contains("a,,b c'\\''d' -device ivshmem-plain,id=a-b-c-d,");
    }

    @Test
    void idAndBusAreThoseAskedFor() {
        Export export = plain().withId("vm.1_a").onBus("port1");
        assertThat(QemuCommandLine.of(export).text())
                .contains("id=vm.1_a-memory,", "ivshmem-plain,id=vm.1_a,memdev=vm.1_a-memory,bus=port1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "-x", "a b", "a,b", "ä", "a/b"})
    void anIdOrBusThatQemuWouldNotTakeIsRefused(String name) {
        refused(Reason.BAD_NAME, () -> plain().withId(name)).contains("id '" + name + "'");
        Path other = TestRegions.empty(directory.resolve("other"), TestRegions.BYTES);
        refused(Reason.BAD_NAME, () -> plain(other).onBus(name)).contains("bus '" + name + "'");
    }

    @ParameterizedTest
    @CsvSource({"market, market", "1st, region-1st", "über, region--ber", "a.b-c_d, a.b-c_d"})
    void anIdIsMadeOfTheFilesName(String file, String id) {
        assertThat(plain(TestRegions.empty(directory.resolve(file), TestRegions.BYTES))
                        .id())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"1052672, 2097152", "131072000, 134217728", "196608, 262144"})
    void aSizeThatIsNoPowerOfTwoIsRefusedWithTheNextOne(long bytes, long next) {
        Path path = directory.resolve("odd");
        refused(Reason.BAD_SPEC, () -> new Attachment.Plain(path.toAbsolutePath(), bytes))
                .contains("found " + bytes, "--size " + next);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -4096, 0, 1, 2048, 4095})
    void aSizeThatIsTooSmallForADeviceIsRefused(long bytes) {
        Path path = directory.resolve("small").toAbsolutePath();
        refused(Reason.BAD_SPEC, () -> new Attachment.Plain(path, bytes)).contains("--size 4096");
    }

    @Test
    void aRegionOfSuchASizeIsRefusedForBothDevices() {
        SharedRegion odd = SharedRegion.inFile(TestRegions.empty(directory.resolve("odd"), 196_608));
        refused(Reason.BAD_SPEC, () -> Export.plain(odd, VisibleNames.all())).contains("--size 262144");
        refused(Reason.BAD_SPEC, () -> Export.doorbell(odd, VisibleNames.all(), directory.resolve("s"), 1))
                .contains("--size 262144");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65, Integer.MAX_VALUE})
    void aNumberOfVectorsThatNoServerGivesIsRefused(int vectors) {
        refused(Reason.BAD_SPEC, () -> doorbell(vectors)).contains("expected 1 to 64, found " + vectors);
    }

    @Test
    void aSocketsPathThatIsTooLongForOneIsRefused() {
        Path path = Path.of("/" + "x".repeat(107));
        refused(Reason.BAD_NAME, () -> new Attachment.Doorbell(path, 1)).contains("found 108");
        assertThat(new Attachment.Doorbell(Path.of("/" + "x".repeat(106)), 1).model())
                .isEqualTo("ivshmem-doorbell");
    }

    @Test
    void theMonitorOfANewQemuTakesAnObjectsPropertiesBesideItsId() throws Exception {
        assertThat(QmpScript.of(plain(), NEW).plug())
                .extracting(QmpScript.Command::json)
                .containsExactly(
                        "{\"execute\":\"object-add\",\"arguments\":{\"qom-type\":\"memory-backend-file\","
                                + "\"id\":\"market-memory\",\"mem-path\":\"" + real("market")
                                + "\",\"size\":1048576,\"share\":true}}",
                        "{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"ivshmem-plain\",\"id\":\"market\","
                                + "\"memdev\":\"market-memory\"}}");
    }

    @Test
    void theMonitorOfAnOldQemuTakesThemInProps() throws Exception {
        assertThat(QmpScript.of(plain(), OLD).plug().getFirst().json())
                .isEqualTo("{\"execute\":\"object-add\",\"arguments\":{\"qom-type\":\"memory-backend-file\","
                        + "\"id\":\"market-memory\",\"props\":{\"mem-path\":\"" + real("market")
                        + "\",\"size\":1048576,\"share\":true}}}");
    }

    @Test
    void aDoorbellIsPluggedWithItsConnectionAndOnItsBus() throws Exception {
        assertThat(QmpScript.of(doorbell(2).onBus("port1"), OLD).plug())
                .extracting(QmpScript.Command::json)
                .containsExactly(
                        "{\"execute\":\"chardev-add\",\"arguments\":{\"id\":\"market-server\",\"backend\":{"
                                + "\"type\":\"socket\",\"data\":{\"addr\":{\"type\":\"unix\",\"data\":{\"path\":\""
                                + real("s") + "\"}},\"server\":false}}}}",
                        "{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"ivshmem-doorbell\",\"id\":\"market\","
                                + "\"chardev\":\"market-server\",\"vectors\":2,\"bus\":\"port1\"}}");
    }

    @Test
    void whatWasPluggedIsUnpluggedInTheOtherOrder() {
        assertThat(QmpScript.of(plain(), NEW).unplug())
                .extracting(QmpScript.Command::json)
                .containsExactly(
                        "{\"execute\":\"device_del\",\"arguments\":{\"id\":\"market\"}}",
                        "{\"execute\":\"object-del\",\"arguments\":{\"id\":\"market-memory\"}}");
        Path other = TestRegions.empty(directory.resolve("other"), TestRegions.BYTES);
        Export doorbell = Export.doorbell(SharedRegion.inFile(other), VisibleNames.all(), directory.resolve("s"), 1);
        assertThat(QmpScript.of(doorbell, NEW).unplug())
                .extracting(QmpScript.Command::execute)
                .containsExactly("device_del", "chardev-remove");
    }

    @Test
    void quotesAndBackslashesInPathsAreEscapedInJson() throws Exception {
        Path path = TestRegions.empty(directory.resolve("a\"b\\c"), TestRegions.BYTES);
        assertThat(QmpScript.of(plain(path), NEW).plug().getFirst().json()).contains(real("a\\\"b\\\\c"));
    }
}
