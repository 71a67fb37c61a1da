// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a virtual machine is made of.
 *
 * @param acceleration what runs its instructions
 * @param image what it boots
 * @param devices QEMU's arguments for more than processor, memory and console
 */
public record MachineSpec(Acceleration acceleration, GuestImage image, List<String> devices) {
    private static final String MEMORY = "1G";
    // Without no_timer_check, one boot in some twenty panics on a busy host.
    private static final String KERNEL_ARGUMENTS = "console=ttyS0 quiet panic=-1 no_timer_check intel_iommu=on";

    /** Keeps a copy of the list. */
    public MachineSpec {
        devices = List.copyOf(devices);
    }

    /** A machine with a plain ivshmem device whose memory is the whole of a file, of a power of two bytes. */
    public static MachineSpec plain(Acceleration acceleration, GuestImage image, Path memory, long bytes) {
        return new MachineSpec(
                acceleration,
                image,
                List.of(
                        "-object",
                        "memory-backend-file,id=memory,share=on,size=" + bytes + ",mem-path="
                                + memory.toString().replace(",", ",,"),
                        "-device",
                        "ivshmem-plain,memdev=memory"));
    }

    /**
     * A machine with an ivshmem device that has doorbells, at an ivshmem server's socket; and with an IOMMU, so that a program in the
     * guest can be given the device's interrupts.
     */
    public static MachineSpec doorbell(Acceleration acceleration, GuestImage image, Path socket, int vectors) {
        return new MachineSpec(
                acceleration,
                image,
                List.of(
                        "-device",
                        "intel-iommu,intremap=on",
                        "-chardev",
                        "socket,id=server,path=" + socket.toString().replace(",", ",,"),
                        "-device",
                        "ivshmem-doorbell,chardev=server,vectors=" + vectors));
    }

    /** The same machine with something else to run its instructions. */
    public MachineSpec with(Acceleration other) {
        return new MachineSpec(other, image, devices);
    }

    List<String> command() {
        List<String> command = new ArrayList<>();
        // QEMU would outlive us if we were killed.
        Programs.find("setpriv").ifPresent(setpriv -> command.addAll(List.of(setpriv, "--pdeathsig", "KILL")));
        command.addAll(List.of(Programs.QEMU, "-machine", acceleration.machine()));
        command.addAll(acceleration.arguments());
        command.addAll(List.of("-m", MEMORY, "-nodefaults", "-no-user-config", "-no-reboot"));
        command.addAll(List.of("-display", "none", "-serial", "stdio"));
        command.addAll(List.of("-kernel", image.kernel().toString()));
        command.addAll(List.of("-initrd", image.initrd().toString()));
        command.addAll(List.of("-append", KERNEL_ARGUMENTS));
        command.addAll(devices);
        return command;
    }
}
