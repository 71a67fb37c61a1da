// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.guest.DeviceKind;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.SystemFiles;
import io.annulus.posix.vfio.GroupPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Binds a device to {@code vfio-pci}, so that programs can drive it, and takes that back. For root. Each step that was taken is
 * said; if one fails, those before it are taken back.
 *
 * @param device with doorbells
 * @param modules loads kernel modules
 */
public record DriverSetup(GuestDevice device, KernelModules modules) {
    private static final String OVERRIDE = "driver_override";
    private static final String NONE = "\n";
    /** The memory and the registers, for those who do without interrupts. */
    private static final List<String> RESOURCES = List.of("resource2", "resource0");

    private static final String ROOT = "root";

    /**
     * Binds it. Does what is still to do: a device that is bound already only gets its group.
     *
     * @param spec for whom
     * @return what was done, a sentence each; in their order
     * @throws AnnulusException {@link Reason#UNSUPPORTED_PLATFORM} for a plain device, or without an IOMMU; {@link Reason#IN_USE} if
     *     another driver has it; {@link Reason#NO_PERMISSION}; {@link Reason#NOT_FOUND} if there is no such group
     */
    public List<String> apply(SetupSpec spec) {
        if (device.kind() == DeviceKind.PLAIN) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_PLATFORM,
                    device + ": expected an ivshmem device with doorbells, found a plain one, which has no interrupts",
                    "Start the machine with -device ivshmem-doorbell, at a server; rings work without");
        }
        List<String> done = new ArrayList<>();
        Optional<GroupPrincipal> group = spec.group().map(Permissions::group);
        if (!isBound()) {
            requireFree();
            done.addAll(load(spec));
            bind(done);
        }
        GroupPlace place =
                VfioBinding.of(device).orElseThrow(this::withoutIommu).group();
        List<Path> files = new ArrayList<>(List.of(place.file()));
        RESOURCES.forEach(name -> files.add(device.directory().resolve(name)));
        if (group.isPresent()) {
            files.forEach(file -> Permissions.give(file, group.get()));
            done.add("gave " + place.file() + " and the device's memory to group "
                    + spec.group().get());
        }
        return done;
    }

    private boolean isBound() {
        return device.driver().equals(Optional.of(VfioBinding.DRIVER));
    }

    private void requireFree() {
        device.driver().ifPresent(other -> {
            throw new AnnulusException(
                    Reason.IN_USE,
                    device + ": expected a device without a driver, found it bound to " + other,
                    "As root: annulus guest unbind " + device.address());
        });
    }

    private List<String> load(SetupSpec spec) {
        List<String> done = new ArrayList<>();
        boolean hasGroup = VfioBinding.of(device).isPresent();
        if (!hasGroup) {
            // Before anything is loaded that may taint the kernel.
            modules.load("vfio").ifPresent(done::add);
            requireNoIommuAllowed(spec, done);
        }
        modules.load("vfio_iommu_type1").ifPresent(done::add);
        modules.load("vfio-pci").ifPresent(done::add);
        return done;
    }

    private void requireNoIommuAllowed(SetupSpec spec, List<String> done) {
        Path parameter = device.files().sysfs().resolve("module/vfio/parameters/enable_unsafe_noiommu_mode");
        if (!Files.exists(parameter)) {
            throw withoutIommu();
        }
        if (SystemFiles.text(parameter).equals(Optional.of("Y"))) {
            return;
        }
        if (spec.noIommu() == NoIommu.REFUSE) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_PLATFORM,
                    device + ": expected an IOMMU in this machine, found none",
                    VfioBinding.RECIPE + "; or, if every user of the device may be root: setup --allow-no-iommu");
        }
        KernelFile.write(parameter, "Y");
        done.add("had VFIO do without an IOMMU: who drives the device can write anywhere in this machine");
    }

    private AnnulusException withoutIommu() {
        return new AnnulusException(
                Reason.UNSUPPORTED_PLATFORM,
                device + ": expected an IOMMU in this machine, found none, and a kernel whose VFIO does not do without",
                VfioBinding.RECIPE + "; without it the device's memory and rings to others work, interrupts do not");
    }

    private void bind(List<String> done) {
        Path override = device.directory().resolve(OVERRIDE);
        KernelFile.write(override, VfioBinding.DRIVER);
        try {
            KernelFile.write(
                    device.files().sysfs().resolve("bus/pci/drivers_probe"),
                    device.address().toString());
            if (!isBound()) {
                throw new AnnulusException(
                        Reason.IO,
                        device + ": expected it bound to " + VfioBinding.DRIVER + ", found "
                                + device.driver().orElse("no driver"),
                        "See the kernel's log (dmesg)");
            }
        } catch (RuntimeException | Error e) {
            KernelFile.write(override, NONE);
            throw e;
        }
        done.add("bound " + device + " to " + VfioBinding.DRIVER);
    }

    /**
     * Takes it back: the device is without a driver, and root's alone. A program that drives it is asked for it, and this waits for
     * that program. Modules stay loaded. What is so already is left so.
     *
     * @return what was done, a sentence each
     * @throws AnnulusException {@link Reason#NO_PERMISSION}
     */
    public List<String> undo() {
        List<String> done = new ArrayList<>();
        device.driver().ifPresent(driver -> {
            KernelFile.write(
                    device.directory().resolve("driver").resolve("unbind"),
                    device.address().toString());
            done.add("unbound " + device + " from " + driver);
        });
        Path override = device.directory().resolve(OVERRIDE);
        if (SystemFiles.text(override).filter(VfioBinding.DRIVER::equals).isPresent()) {
            KernelFile.write(override, NONE);
        }
        for (String name : RESOURCES) {
            Path file = device.directory().resolve(name);
            if (Permissions.takeBack(file)) {
                done.add("gave " + file + " back to " + ROOT);
            }
        }
        return done;
    }
}
