// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.GuestDevices;
import io.annulus.ivshmem.guest.PciAddress;
import io.annulus.ivshmem.guest.SystemFiles;
import io.annulus.region.Access;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/**
 * A region in the memory of an ivshmem device of this virtual machine.
 *
 * @param address of the device; empty for the only one there is
 */
public record DevicePath(Optional<PciAddress> address) implements RegionPath {

    /** The devices of this machine; tests give another tree than {@code /sys}. */
    public static GuestDevices devices() {
        String tree = System.getProperty("annulus.sysfs", System.getenv("ANNULUS_SYSFS"));
        return new GuestDevices(tree == null ? SystemFiles.ofThisMachine() : new SystemFiles(Path.of(tree)));
    }

    /** The only device there is. */
    public static DevicePath auto() {
        return new DevicePath(Optional.empty());
    }

    /** Finds it. */
    public GuestDevice device() {
        return address.map(devices()::at).orElseGet(devices()::only);
    }

    @Override
    public Region open(Access access) {
        return device().attach(access);
    }

    @Override
    public Region create(RegionSpec spec) {
        return device().createRegion(spec);
    }

    @Override
    public void remove() {
        throw new CommandFailure(
                ExitCode.USAGE,
                this
                        + ": a region in a device's memory has no name to remove. Whoever owns the memory, on the host, removes"
                        + " it with its region.");
    }

    @Override
    public void removeByForce() {
        remove();
    }

    @Override
    public LockedOperations lockedOperations() {
        return device().measure().lockedOperations();
    }

    @Override
    public Path path() {
        throw new CommandFailure(ExitCode.USAGE, this + ": expected a file here, found a device.");
    }

    @Override
    public String toString() {
        return "pci:" + address.map(PciAddress::toString).orElse("auto");
    }

    /** For picocli: an address with or without {@code pci:} before it, or {@code auto}. */
    public static final class Converter implements ITypeConverter<DevicePath> {
        /** Made by picocli. */
        public Converter() {}

        @Override
        public DevicePath convert(String text) {
            return RegionPath.Converter.device(text.replaceFirst("^pci:", ""));
        }
    }
}
