// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.ivshmem.guest.DeviceKind;
import io.annulus.ivshmem.guest.GuestDevice;
import java.nio.file.Files;
import java.util.Optional;

/**
 * How a device signals as things stand, and why. Looks, and changes nothing.
 *
 * @param signalling the best way there is
 * @param because a clause that says why, such as {@code the device is bound to vfio-pci}
 * @param remedy how to have a better way; empty if this is the best one
 */
public record SignallingVerdict(Signalling signalling, String because, Optional<String> remedy) {

    /**
     * Looks at a device.
     *
     * @param device found on this machine
     * @return as things stand now
     */
    public static SignallingVerdict of(GuestDevice device) {
        if (device.kind() == DeviceKind.PLAIN) {
            return polling(
                    "a plain device has no interrupts", "Start the machine with -device ivshmem-doorbell, at a server");
        }
        Optional<String> driver = device.driver();
        if (!driver.equals(Optional.of(VfioBinding.DRIVER))) {
            return polling(
                    "the device is " + driver.map(name -> "bound to " + name).orElse("without a driver"),
                    "As root: annulus guest setup " + device.address());
        }
        Optional<VfioBinding> binding = VfioBinding.of(device);
        if (binding.isEmpty()) {
            return polling(
                    "the device is bound to vfio-pci, and has no IOMMU group",
                    "As root: annulus guest unbind " + device.address() + "; annulus guest setup " + device.address());
        }
        if (!Files.isReadable(binding.get().group().file())
                || !Files.isWritable(binding.get().group().file())) {
            return polling(
                    "this user may not read and write " + binding.get().group().file(),
                    "As root: annulus guest setup " + device.address() + " --group GROUP, with a group of this user's");
        }
        return new SignallingVerdict(
                binding.get().signalling(),
                "the device is bound to vfio-pci",
                binding.get().caveat());
    }

    private static SignallingVerdict polling(String because, String remedy) {
        return new SignallingVerdict(Signalling.POLLING, because, Optional.of(remedy));
    }
}
