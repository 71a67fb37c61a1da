// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Access;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * An ivshmem device of the virtual machine this runs in. It was looked at once, when it was found; its driver, its id and its
 * memory are asked for anew each time. Safe for use by several threads.
 *
 * @see <a href="https://www.qemu.org/docs/master/specs/ivshmem-spec.html">QEMU: Device Specification for Inter-VM shared
 *     memory device</a>
 */
public final class GuestDevice {
    private static final int INTERRUPTS = 1;
    private static final int MEMORY = 2;
    private static final int SMALLEST = 4096;

    private final SystemFiles files;
    private final PciAddress address;
    private final PciConfig config;
    private final String resources;

    private GuestDevice(SystemFiles files, PciAddress address, PciConfig config, String resources) {
        this.files = files;
        this.address = address;
        this.config = config;
        this.resources = resources;
    }

    /** Looks at the device of an address, which is known to be one. */
    static GuestDevice at(SystemFiles files, PciAddress address) {
        Path directory = files.pciDevices().resolve(address.toString());
        try {
            byte[] config = SystemFiles.bytes(directory.resolve("config"));
            if (config.length < PciConfig.HEADER) {
                throw new AnnulusException(
                        Reason.IO,
                        directory + "/config: expected " + PciConfig.HEADER + " bytes or more, found " + config.length,
                        "See the kernel's log (dmesg)");
            }
            String resources = SystemFiles.text(directory.resolve("resource")).orElse("");
            return new GuestDevice(files, address, PciConfig.of(config), resources);
        } catch (IOException e) {
            throw new DeviceErrors(files, address).opening(directory.resolve("config"), "read", e);
        }
    }

    /**
     * Where it is.
     *
     * @return its address on the PCI bus
     */
    public PciAddress address() {
        return address;
    }

    /**
     * Whether it has interrupts.
     *
     * @return by its MSI-X capability; where only root sees that, by the range of addresses for it
     */
    public DeviceKind kind() {
        boolean doorbell = config.isWhole()
                ? config.vectors().isPresent()
                : bar(INTERRUPTS).isPresent();
        return doorbell ? DeviceKind.DOORBELL : DeviceKind.PLAIN;
    }

    /**
     * What its configuration space says.
     *
     * @return as it was when the device was found
     */
    public PciConfig config() {
        return config;
    }

    /**
     * One of its ranges of addresses.
     *
     * @param number 0 for the registers, 1 for the interrupts, 2 for the memory
     * @return empty if the device has none of that number
     */
    public Optional<BaseAddress> bar(int number) {
        return BaseAddress.in(resources, number);
    }

    /**
     * Who has it.
     *
     * @return the name of the kernel driver bound to it; empty for none, which is the normal state
     */
    public Optional<String> driver() {
        try {
            Path link = Files.readSymbolicLink(directory().resolve("driver"));
            return Optional.ofNullable(link.getFileName()).map(Path::toString);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Its id among the peers of its server, read from the device.
     *
     * @return 0 to 65535; always 0 on a plain device, which is at no server
     * @throws AnnulusException if the device is not enabled, its registers cannot be mapped, or it has no id yet
     */
    public int id() {
        if (kind() == DeviceKind.PLAIN) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            return registers(Access.READ_ONLY, arena).id();
        }
    }

    /**
     * Maps its registers, from the file {@code resource0}.
     *
     * @param access to read its id alone, or to ring, too
     * @param arena unmaps them when it closes
     * @return the registers
     * @throws AnnulusException if the device is not enabled, held by vfio, or access is refused, with the remedy
     */
    public Registers registers(Access access, Arena arena) {
        return new Registers(DeviceFile.map(this, requireBar(Registers.BAR, Registers.BYTES), access, arena));
    }

    /**
     * How much memory it has.
     *
     * @return bytes, as the bus says; 0 if there is none (yet)
     */
    public long memoryBytes() {
        return bar(MEMORY).map(BaseAddress::bytes).orElse(0L);
    }

    /**
     * Maps all of its memory. It may not be cached, see {@link #measure}.
     *
     * @param access what for
     * @param arena unmaps it when it closes
     * @return the memory, which the host and other guests may write to at any time
     * @throws AnnulusException if the device is not enabled, held by vfio, or access is refused, with the remedy
     */
    public MemorySegment map(Access access, Arena arena) {
        return DeviceFile.map(this, requireBar(MEMORY, SMALLEST), access, arena);
    }

    /**
     * Opens the region in its memory for reading and writing. Writes nothing; measures whether the memory is cached, which
     * takes a few milliseconds, and if it is not, the region refuses roles on sides for several threads unless they are taken
     * by force.
     *
     * @return the region, to be closed
     * @throws AnnulusException as {@link #map}, or if there is no complete region of this format in it
     */
    public Region attach() {
        return attach(Access.READ_WRITE);
    }

    /**
     * Opens the region in its memory.
     *
     * @param access what for; for reading alone, nothing needs to be measured
     * @return the region, to be closed
     * @throws AnnulusException as {@link #map}, or if there is no complete region of this format in it
     */
    @SuppressWarnings("MustBeClosedChecker") // The region owns its arena from here on, and closes it.
    public Region attach(Access access) {
        if (access == Access.READ_WRITE) {
            return attach(arena -> map(access, arena));
        }
        Arena arena = Arena.ofShared();
        try {
            return Region.attach(map(access, arena), arena, where());
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Opens the region in its memory as somebody else maps it, such as whoever drives the device.
     *
     * @param mapping maps all of the memory for reading and writing, in the arena it is given
     * @return the region, to be closed
     * @throws AnnulusException as the mapping does, or if there is no complete region of this format in it
     */
    @SuppressWarnings("MustBeClosedChecker") // As above.
    public Region attach(Function<Arena, MemorySegment> mapping) {
        Arena arena = Arena.ofShared();
        try {
            MemorySegment memory = mapping.apply(arena);
            LockedOperations locked = MappingVerdict.of(memory, files).lockedOperations();
            return Region.attach(memory, arena, where(), locked);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Creates a region in its memory and opens it. Only for guests to which whoever owns the memory has left that: normally
     * the host lays the region out, and a guest {@linkplain #attach attaches} to it.
     *
     * @param spec size and capacities; its permissions are not used
     * @return the region, to be closed
     * @throws AnnulusException as {@link #map}, {@link Reason#NO_SPACE} if the memory is smaller, {@link
     *     Reason#ALREADY_EXISTS} if it does not begin with zeros
     */
    @SuppressWarnings("MustBeClosedChecker") // As above.
    public Region createRegion(RegionSpec spec) {
        Arena arena = Arena.ofShared();
        try {
            Region.createIn(map(Access.READ_WRITE, arena), spec, arena, where()).close();
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
        return attach();
    }

    /**
     * Measures whether its memory is cached. Only reads, a few milliseconds long.
     *
     * @return what was found, and what helps
     * @throws AnnulusException as {@link #map}
     */
    public MappingVerdict measure() {
        try (Arena arena = Arena.ofConfined()) {
            return MappingVerdict.of(map(Access.READ_ONLY, arena), files);
        }
    }

    /**
     * The processor that would work on its memory.
     *
     * @return as the kernel describes it
     */
    public Processor processor() {
        return Processor.in(files);
    }

    private BaseAddress requireBar(int number, long least) {
        errors().requireEnabled(config);
        return bar(number)
                .filter(bar -> bar.bytes() >= least)
                .orElseThrow(() -> new AnnulusException(
                        Reason.UNSUPPORTED_PLATFORM,
                        this + ": expected BAR " + number + " of " + least + " bytes or more, found none",
                        "If the machine has just started, try again; else see the kernel's log (dmesg): it may have had no"
                                + " room for the device's addresses"));
    }

    /**
     * Where the kernel shows it.
     *
     * @return its directory in sysfs
     */
    public Path directory() {
        return files.pciDevices().resolve(address.toString());
    }

    /**
     * Where it was looked for.
     *
     * @return the files of the machine it belongs to
     */
    public SystemFiles files() {
        return files;
    }

    DeviceErrors errors() {
        return new DeviceErrors(files, address);
    }

    private String where() {
        return "pci:" + address;
    }

    @Override
    public String toString() {
        return where();
    }
}
