// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding devices, and telling them apart. */
class GuestDevicesTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private FakeMachine machine;
    private GuestDevices devices;

    @BeforeEach
    void start() {
        machine = FakeMachine.in(directory).withOther("0000:00:02.0", "0x1af4", "0x1050");
        devices = new GuestDevices(machine.files());
    }

    @Test
    void areFoundAmongOthersInTheOrderOfTheirAddresses() {
        machine.doorbell("0001:00:05.0", MIB, 4);
        machine.plain("0000:00:1f.7", MIB);
        machine.plain("0000:00:04.0", 4 * MIB);
        assertThat(devices.all())
                .extracting(device -> device.address().toString())
                .containsExactly("0000:00:04.0", "0000:00:1f.7", "0001:00:05.0");
        assertThat(devices.at(PciAddress.parse("00:04.0")).memoryBytes()).isEqualTo(4 * MIB);
    }

    @Test
    void anOnlyOneNeedNotBeNamed() {
        machine.plain("0000:00:04.0", MIB);
        assertThat(devices.only()).hasToString("pci:0000:00:04.0");
    }

    @Test
    void ofSeveralOneMustBeNamed() {
        machine.plain("0000:00:04.0", MIB);
        machine.doorbell("0000:00:05.0", MIB, 1);
        refused(Reason.BAD_NAME, devices::only).contains("0000:00:04.0 (plain)", "0000:00:05.0 (doorbell)");
    }

    @Test
    void ifThereIsNoneItIsSaidHowToHaveOne() {
        assertThat(devices.all()).isEmpty();
        refused(Reason.NOT_FOUND, devices::only).contains("1af4:1110", "-device ivshmem-plain");
        GuestDevices nowhere = new GuestDevices(new SystemFiles(directory.resolve("nothing")));
        assertThat(nowhere.all()).isEmpty();
        refused(Reason.NOT_FOUND, nowhere::only).contains("no PCI bus");
    }

    @Test
    void anAddressWithoutOneListsThoseThereAre() {
        machine.plain("0000:00:04.0", MIB);
        refused(Reason.NOT_FOUND, () -> devices.at(PciAddress.parse("0000:00:09.0")))
                .contains("0000:00:04.0 (plain)");
        refused(Reason.WRONG_KIND, () -> devices.at(PciAddress.parse("0000:00:02.0")))
                .contains("found 1af4:1050", "0000:00:04.0 (plain)");
    }

    @Test
    void aDoorbellIsKnownByItsInterruptsAndNotByItsId() {
        machine.doorbell("0000:00:05.0", MIB, 2048).withId(0);
        GuestDevice device = devices.only();
        assertThat(device.kind()).isEqualTo(DeviceKind.DOORBELL);
        assertThat(device.config().vectors()).isEqualTo(OptionalInt.of(2048));
        assertThat(device.id()).isZero();
    }

    @Test
    void theCapabilityIsFoundBehindOthers() {
        machine.doorbell("0000:00:05.0", MIB, 7)
                .config(0x34, 0x60)
                .config(0x60, 0x05)
                .config(0x61, 0x40);
        assertThat(devices.only().config().vectors()).isEqualTo(OptionalInt.of(7));
    }

    @ParameterizedTest
    @CsvSource({"0x60, 0x60", "0x60, 0xfc", "0x60, 0x04", "0x60, 0", "0x00, 0", "0xff, 0"})
    void aListOfCapabilitiesThatLeadsNowhereEnds(String first, String next) {
        machine.doorbell("0000:00:05.0", MIB, 7)
                .config(0x34, Integer.decode(first))
                .config(0x60, 0x05)
                .config(0x61, Integer.decode(next))
                .config(0x40, 0);
        assertThat(devices.only().kind()).isEqualTo(DeviceKind.PLAIN);
    }

    @Test
    void usersWhoSeeOnlyTheHeaderTellThemApartByTheirAddresses() {
        machine.doorbell("0000:00:05.0", MIB, 4).withHeaderAlone();
        machine.plain("0000:00:06.0", MIB).withHeaderAlone();
        assertThat(devices.all()).extracting(GuestDevice::kind).containsExactly(DeviceKind.DOORBELL, DeviceKind.PLAIN);
        assertThat(devices.all().getFirst().config().vectors()).isEmpty();
    }

    @Test
    void aDriverIsNamed() {
        machine.plain("0000:00:04.0", MIB);
        machine.doorbell("0000:00:05.0", MIB, 1).boundTo("vfio-pci");
        assertThat(devices.all())
                .extracting(device -> device.driver().orElse("none"))
                .containsExactly("none", "vfio-pci");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "auto", "4", "0000:00:04", "00:04.8", "00:20.0", "0000:00:04.0/..", "000000000:00:04.0"})
    void whatIsNoAddressIsRefused(String text) {
        refused(Reason.BAD_NAME, () -> PciAddress.parse(text)).contains("'" + text + "'");
    }

    @Test
    void addressesAreReadAsTheyAreWritten() {
        assertThat(PciAddress.parse("00:1F.7")).hasToString("0000:00:1f.7").isEqualTo(PciAddress.parse("0000:00:1f.7"));
        assertThat(PciAddress.parse("10000:e1:00.0")).hasToString("10000:e1:00.0");
        assertThat(PciAddress.parse("ffffffff:00:00.0").domain()).isEqualTo(0xffff_ffffL);
    }

    @Test
    void aConfigurationSpaceThatIsCutShortIsSaidSo() {
        machine.plain("0000:00:04.0", MIB).file("config", "short");
        refused(Reason.IO, devices::all).contains("config", "expected 64 bytes or more, found 5");
    }
}
