// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the ivshmem devices of this machine. */
public final class GuestDevices {
    private static final String VENDOR = "0x1af4";
    private static final String DEVICE = "0x1110";
    private static final String REMEDY = "Start the machine with -device ivshmem-plain or ivshmem-doorbell;"
            + " 'lspci -d 1af4:1110' shows what the machine has";

    private final SystemFiles files;

    /**
     * Where to look.
     *
     * @param files {@link SystemFiles#ofThisMachine} outside tests
     */
    public GuestDevices(SystemFiles files) {
        this.files = files;
    }

    /**
     * All of them.
     *
     * @return in the order of their addresses; empty if there is none
     */
    public List<GuestDevice> all() {
        List<PciAddress> found = new ArrayList<>();
        if (Files.isDirectory(files.pciDevices())) {
            try (DirectoryStream<Path> devices = Files.newDirectoryStream(files.pciDevices())) {
                for (Path device : devices) {
                    if (isIvshmem(device)) {
                        found.add(PciAddress.parse(device.getFileName().toString()));
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw unreadable(e.getCause());
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
        return found.stream()
                .sorted()
                .map(address -> GuestDevice.at(files, address))
                .toList();
    }

    /**
     * The one of an address.
     *
     * @param address as in {@code lspci -D}
     * @return the device
     * @throws AnnulusException {@link Reason#NOT_FOUND} listing those there are, {@link Reason#WRONG_KIND} if something else
     *     is there
     */
    public GuestDevice at(PciAddress address) {
        Path directory = files.pciDevices().resolve(address.toString());
        if (!Files.isDirectory(directory)) {
            throw new AnnulusException(
                    Reason.NOT_FOUND, address + ": expected a PCI device, found none; " + others(), REMEDY);
        }
        if (!isIvshmem(directory)) {
            throw new AnnulusException(
                    Reason.WRONG_KIND,
                    address + ": expected an ivshmem device (1af4:1110), found " + id(directory, "vendor") + ":"
                            + id(directory, "device") + "; " + others(),
                    REMEDY);
        }
        return GuestDevice.at(files, address);
    }

    /**
     * The only one.
     *
     * @return the device
     * @throws AnnulusException {@link Reason#NOT_FOUND} if there is none, {@link Reason#BAD_NAME} listing them if there are
     *     several
     */
    public GuestDevice only() {
        List<GuestDevice> all = all();
        return switch (all.size()) {
            case 0 -> throw none();
            case 1 -> all.getFirst();
            default ->
                throw new AnnulusException(
                        Reason.BAD_NAME,
                        "pci:auto: expected one ivshmem device, found " + names(all),
                        "Name one of them: pci:" + all.getFirst().address());
        };
    }

    private AnnulusException none() {
        String found =
                Files.isDirectory(files.pciDevices()) ? "found none" : "found no PCI bus at " + files.pciDevices();
        return new AnnulusException(
                Reason.NOT_FOUND, "expected an ivshmem device (1af4:1110) in this machine, " + found, REMEDY);
    }

    private AnnulusException unreadable(IOException e) {
        return new AnnulusException(
                Reason.IO, files.pciDevices() + ": " + e.getMessage(), "See what the operating system says of it", e);
    }

    private String others() {
        List<GuestDevice> all = all();
        return all.isEmpty() ? "this machine has no ivshmem device" : "ivshmem devices here: " + names(all);
    }

    private static String names(List<GuestDevice> devices) {
        return devices.stream()
                .map(device -> device.address() + " (" + device.kind().word() + ")")
                .collect(Collectors.joining(", "));
    }

    private static boolean isIvshmem(Path device) {
        return SystemFiles.text(device.resolve("vendor")).orElse("").equals(VENDOR)
                && SystemFiles.text(device.resolve("device")).orElse("").equals(DEVICE);
    }

    private static String id(Path device, String file) {
        return SystemFiles.text(device.resolve(file)).orElse("?").replaceFirst("^0x", "");
    }
}
