// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.Registers;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.vfio.VfioDevice;
import io.annulus.posix.vfio.VfioLayout;
import io.annulus.posix.vfio.VfioRegion;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * An ivshmem device in our hands: its interrupts are signals of our eventfds.
 *
 * <p>The order matters: with the eventfds in place MSI-X is on, and then the device is made a bus master, since an MSI is a write to
 * memory and a device that is none cannot send it; nobody else does that, and nothing would tell. Whatever was rung before is
 * lost.
 */
final class VfioDriver implements AutoCloseable {
    private static final int MEMORY = 2;
    private static final long COMMAND = 4;
    private static final int MEMORY_AND_MASTER = 2 | 4;
    private static final int MOST_VECTORS = 2048;

    private final VfioDevice device;
    private final Bells bells;

    private VfioDriver(VfioDevice device, Bells bells) {
        this.device = device;
        this.bells = bells;
    }

    static VfioDriver start(GuestDevice guest) {
        VfioBinding binding = VfioBinding.of(guest)
                .orElseThrow(() -> new AnnulusException(
                        Reason.UNSUPPORTED_PLATFORM,
                        guest + ": expected an IOMMU group, found none",
                        "As root: annulus guest setup " + guest.address()));
        VfioDevice device = VfioDevice.open(binding.group(), guest.address().toString());
        Bells bells = null;
        try {
            int vectors = device.interrupts(VfioLayout.PCI_MSIX_IRQ);
            if (vectors < 1 || vectors > MOST_VECTORS) {
                throw new AnnulusException(
                        Reason.UNSUPPORTED_PLATFORM,
                        guest + ": expected 1 to " + MOST_VECTORS + " vectors of MSI-X, found " + vectors,
                        "Start the machine with -device ivshmem-doorbell,vectors=N");
            }
            bells = Bells.create(vectors);
            device.signal(VfioLayout.PCI_MSIX_IRQ, bells.vectors());
            device.signal(VfioLayout.PCI_REQUEST_IRQ, List.of(bells.request()));
            VfioRegion config = device.region(VfioLayout.PCI_CONFIG_REGION);
            device.writeShort(config, COMMAND, device.readShort(config, COMMAND) | MEMORY_AND_MASTER);
            return new VfioDriver(device, bells);
        } catch (RuntimeException | Error e) {
            device.close();
            if (bells != null) {
                bells.close();
            }
            throw e;
        }
    }

    Registers registers(Arena arena) {
        return new Registers(device.map(device.region(Registers.BAR), arena));
    }

    MemorySegment memory(Arena arena) {
        return device.map(device.region(MEMORY), arena);
    }

    int vectors() {
        return bells.vectors().size();
    }

    long await(int vector, Duration patience) {
        return bells.await(vector, patience);
    }

    EventFd duplicate(int vector) {
        return EventFd.of(bells.vectors().get(vector).descriptor().duplicate());
    }

    boolean isRequested() {
        return bells.isRequested();
    }

    @Override
    public void close() {
        device.close();
        bells.close();
    }
}
