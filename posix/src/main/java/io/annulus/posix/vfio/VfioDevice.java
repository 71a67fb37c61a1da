// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.vfio;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import io.annulus.posix.memory.Mapping;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A device that this process drives. Nobody else can have it meanwhile; its mappings keep it, too, until they end.
 *
 * <p>Safe for several threads, as its {@link Descriptor} is.
 */
public final class VfioDevice implements AutoCloseable {
    private static final int PAGE = 4096;

    private final VfioGroup group;
    private final Descriptor file;

    private VfioDevice(VfioGroup group, Descriptor file) {
        this.group = group;
        this.file = file;
    }

    /**
     * Opens a device that is bound to {@code vfio-pci}.
     *
     * @param place its group
     * @param name of the device, such as {@code 0000:00:04.0}
     * @return the device, closed by the caller
     * @throws AnnulusException {@link Reason#NOT_FOUND}, {@link Reason#NO_PERMISSION}, {@link Reason#IN_USE} if another process
     *     has it, {@link Reason#UNSUPPORTED_PLATFORM}
     */
    public static VfioDevice open(GroupPlace place, String name) {
        VfioGroup group = VfioGroup.open(place);
        try (Arena arena = Arena.ofConfined()) {
            long made = Kernel.call(
                    Syscall.IOCTL,
                    group.descriptor().number(),
                    VfioLayout.GROUP_GET_DEVICE_FD,
                    Kernel.text(arena, name).address());
            String what = place.file() + ", GROUP_GET_DEVICE_FD, " + name;
            return new VfioDevice(group, Descriptor.owning(Errno.require(made, Syscall.IOCTL, what), "vfio " + name));
        } catch (RuntimeException | Error e) {
            group.close();
            throw e;
        }
    }

    /**
     * Describes a part of it.
     *
     * @param index 0 to 5 for the BARs, {@link VfioLayout#PCI_CONFIG_REGION}
     * @return as the kernel says
     */
    public VfioRegion region(int index) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = sized(arena, VfioLayout.REGION_INFO_SIZE);
            info.set(Kernel.INT, VfioLayout.REGION_INDEX_OFFSET, index);
            ask(VfioLayout.DEVICE_GET_REGION_INFO, info, "region " + index);
            int flags = info.get(Kernel.INT, VfioLayout.FLAGS_OFFSET);
            return new VfioRegion(
                    index,
                    info.get(Kernel.LONG, VfioLayout.REGION_SIZE_OFFSET),
                    info.get(Kernel.LONG, VfioLayout.REGION_OFFSET_OFFSET),
                    (flags & VfioLayout.REGION_MAPPABLE) != 0);
        }
    }

    /**
     * Maps a part of it for reading and writing.
     *
     * @param region one of this device's
     * @param arena unmaps it when it closes
     * @return exactly that part
     * @throws AnnulusException {@link Reason#UNSUPPORTED_PLATFORM} if it cannot be mapped
     */
    public MemorySegment map(VfioRegion region, Arena arena) {
        if (!region.isMappable() || region.bytes() <= 0) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_PLATFORM,
                    file + ": expected that region " + region.index() + " can be mapped, found that it cannot",
                    "See the kernel's log (dmesg)");
        }
        // A part that is smaller than a page has its page for itself.
        long whole = Math.ceilDiv(region.bytes(), PAGE) * PAGE;
        return Mapping.of(file, region.offset(), whole, arena).asSlice(0, region.bytes());
    }

    /**
     * Reads 16 bits of a part that cannot be mapped, such as the configuration space.
     *
     * @param region one of this device's
     * @param offset in that part
     * @return 0 to 65535
     */
    public int readShort(VfioRegion region, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment word = arena.allocate(Kernel.SHORT);
            transfer(Syscall.PREAD64, word, region, offset);
            return Short.toUnsignedInt(word.get(Kernel.SHORT, 0));
        }
    }

    /**
     * Writes 16 bits there.
     *
     * @param region one of this device's
     * @param offset in that part
     * @param value of which the low 16 bits count
     */
    public void writeShort(VfioRegion region, long offset, int value) {
        try (Arena arena = Arena.ofConfined()) {
            transfer(Syscall.PWRITE64, arena.allocateFrom(Kernel.SHORT, (short) value), region, offset);
        }
    }

    private void transfer(Syscall call, MemorySegment word, VfioRegion region, long offset) {
        String what = file + ", region " + region.index() + " at " + offset;
        long moved = Errno.require(
                Kernel.call(call, file.number(), word.address(), word.byteSize(), region.offset() + offset),
                call,
                what);
        if (moved != word.byteSize()) {
            throw new AnnulusException(
                    Reason.IO,
                    call.manualName() + "(" + what + "): expected " + word.byteSize() + " bytes, found " + moved,
                    "See the kernel's log (dmesg)");
        }
    }

    /**
     * Asks for a kind of interrupt.
     *
     * @param index {@link VfioLayout#PCI_MSIX_IRQ} or another
     * @return how many of them the device has; 0 for none
     */
    public int interrupts(int index) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = sized(arena, VfioLayout.IRQ_INFO_SIZE);
            info.set(Kernel.INT, VfioLayout.IRQ_INDEX_OFFSET, index);
            ask(VfioLayout.DEVICE_GET_IRQ_INFO, info, "interrupts " + index);
            return Math.max(0, info.get(Kernel.INT, VfioLayout.IRQ_COUNT_OFFSET));
        }
    }

    /**
     * Has the kernel signal an eventfd for each interrupt, and so switches them on.
     *
     * @param index which kind
     * @param events one for each, from the first on; 1 or more
     */
    public void signal(int index, List<EventFd> events) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = sized(arena, VfioLayout.IRQ_SET_SIZE + (long) Integer.BYTES * events.size());
            set.set(Kernel.INT, VfioLayout.FLAGS_OFFSET, VfioLayout.IRQ_SET_EVENTFD_TRIGGER);
            set.set(Kernel.INT, VfioLayout.IRQ_INDEX_OFFSET, index);
            set.set(Kernel.INT, VfioLayout.IRQ_SET_START_OFFSET, 0);
            set.set(Kernel.INT, VfioLayout.IRQ_SET_COUNT_OFFSET, events.size());
            for (int i = 0; i < events.size(); i++) {
                int number = events.get(i).descriptor().number();
                set.set(Kernel.INT, VfioLayout.IRQ_SET_SIZE + (long) Integer.BYTES * i, number);
            }
            ask(VfioLayout.DEVICE_SET_IRQS, set, events.size() + " interrupts " + index);
        }
    }

    private void ask(int request, MemorySegment structure, String what) {
        long result = Kernel.call(Syscall.IOCTL, file.number(), request, structure.address());
        Errno.require(result, Syscall.IOCTL, file + ", " + what);
    }

    static MemorySegment sized(Arena arena, long bytes) {
        MemorySegment structure = arena.allocate(bytes, Long.BYTES);
        structure.set(Kernel.INT, VfioLayout.ARGSZ_OFFSET, (int) bytes);
        return structure;
    }

    /** Switches its interrupts off and lets go of it, as soon as its mappings end, too. */
    @Override
    public void close() {
        file.close();
        group.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
