// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.vfio;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A group in a container of its own: both have to stay open as long as the device is used. */
final class VfioGroup implements AutoCloseable {
    private final Descriptor container;
    private final Descriptor group;

    private VfioGroup(Descriptor container, Descriptor group) {
        this.container = container;
        this.group = group;
    }

    /** Opens both, in the one order in which the kernel has them. */
    static VfioGroup open(GroupPlace place) {
        Descriptor container = Descriptor.open(place.container());
        try {
            requireInterface(container, place);
            Descriptor group = openGroup(place);
            try {
                requireViable(group, place);
                join(group, container, place);
                return new VfioGroup(container, group);
            } catch (RuntimeException | Error e) {
                group.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            container.close();
            throw e;
        }
    }

    private static void requireInterface(Descriptor container, GroupPlace place) {
        long version = Kernel.call(Syscall.IOCTL, container.number(), VfioLayout.GET_API_VERSION, 0);
        if (version != VfioLayout.API_VERSION) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_PLATFORM,
                    container + ": expected VFIO's interface " + VfioLayout.API_VERSION + ", found " + version,
                    "Use a kernel with VFIO: /dev/vfio/vfio must be its file");
        }
        int iommu = place.iommu().number();
        if (Kernel.call(Syscall.IOCTL, container.number(), VfioLayout.CHECK_EXTENSION, iommu) != 1) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_PLATFORM,
                    container + ": expected that VFIO knows IOMMUs of kind " + place.iommu()
                            + ", found that it does not",
                    place.iommu() == Iommu.TYPE1
                            ? "As root: modprobe vfio_iommu_type1"
                            : "It needs a kernel with CONFIG_VFIO_NOIOMMU, and enable_unsafe_noiommu_mode of module vfio");
        }
    }

    private static Descriptor openGroup(GroupPlace place) {
        try {
            return Descriptor.open(place.file());
        } catch (AnnulusException e) {
            if (e.reason() == Reason.IN_USE) {
                throw new AnnulusException(
                        Reason.IN_USE,
                        place.file() + ": expected that no program drives the device, found that one does (EBUSY)",
                        "End that program (fuser -v " + place.file() + " names it), or have it do what you want to do",
                        e);
            }
            throw e;
        }
    }

    private static void requireViable(Descriptor group, GroupPlace place) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = VfioDevice.sized(arena, VfioLayout.GROUP_STATUS_SIZE);
            long result = Kernel.call(Syscall.IOCTL, group.number(), VfioLayout.GROUP_GET_STATUS, status.address());
            Errno.require(result, Syscall.IOCTL, place.file() + ", GROUP_GET_STATUS");
            if ((status.get(Kernel.INT, VfioLayout.FLAGS_OFFSET) & VfioLayout.GROUP_VIABLE) == 0) {
                throw new AnnulusException(
                        Reason.IN_USE,
                        place.file()
                                + ": expected a group of devices that all are free for VFIO, found that some are bound"
                                + " to other drivers",
                        "Put the device on a bus of its own (QEMU: on pcie.0), or unbind the others: ls"
                                + " /sys/kernel/iommu_groups/" + place.name() + "/devices");
            }
        }
    }

    private static void join(Descriptor group, Descriptor container, GroupPlace place) {
        try (Arena arena = Arena.ofConfined()) {
            long number = arena.allocateFrom(Kernel.INT, container.number()).address();
            long joined = Kernel.call(Syscall.IOCTL, group.number(), VfioLayout.GROUP_SET_CONTAINER, number);
            Errno.require(joined, Syscall.IOCTL, place.file() + ", GROUP_SET_CONTAINER");
            long set = Kernel.call(
                    Syscall.IOCTL,
                    container.number(),
                    VfioLayout.SET_IOMMU,
                    place.iommu().number());
            Errno.require(set, Syscall.IOCTL, place.container() + ", SET_IOMMU, " + place.iommu());
        }
    }

    Descriptor descriptor() {
        return group;
    }

    @Override
    public void close() {
        group.close();
        container.close();
    }
}
