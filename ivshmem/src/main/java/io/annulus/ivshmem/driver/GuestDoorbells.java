// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.guest.DeviceKind;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.Registers;
import io.annulus.posix.event.EventFd;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The doorbells of an ivshmem device, driven from user space.
 *
 * <pre>{@code
 * GuestDevice device = new GuestDevices(SystemFiles.ofThisMachine()).only();
 * try (GuestDoorbells doorbells = GuestDoorbells.open(device);
 *         Region region = doorbells.attach()) {
 *     ...                                                                 // write what the peer shall read
 *     doorbells.ring(0, 0);                                               // interrupt peer 0 on its vector 0
 *     doorbells.awaitUntil(0, () -> !ring.isEmpty(), Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p><b>Who has the device.</b> With interrupts, one process at a time: no other can drive the device or map its memory until this
 * is closed, and the region and every other mapping of it. Such a process maps the memory through {@link #attach}. Without
 * interrupts, any number of processes can.
 *
 * <p><b>Threads.</b> Safe for several; but each vector is waited for by one thread at a time. Waits hold their thread, a virtual
 * one's carrier too, and an interrupt does not end them: their deadline does.
 *
 * <p><b>Removal.</b> When the host unplugs the device, or somebody unbinds it, the kernel asks this process for it and waits: {@link
 * #isRemovalRequested} says so from then on, and waits end with {@link Reason#REMOVED}. Close everything then.
 */
public final class GuestDoorbells implements Doorbells {
    private final GuestDevice device;
    private final SignallingVerdict verdict;
    private final Optional<VfioDriver> driver;
    private final Arena arena;
    private final Registers registers;
    private final int id;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private GuestDoorbells(
            GuestDevice device,
            SignallingVerdict verdict,
            Optional<VfioDriver> driver,
            Arena arena,
            Registers registers) {
        this.device = device;
        this.verdict = verdict;
        this.driver = driver;
        this.arena = arena;
        this.registers = registers;
        this.id = registers.id();
    }

    /**
     * Takes the device's doorbells in the best way that there is: {@link #verdict} says which, and why.
     *
     * @param device one with doorbells
     * @return to be closed
     * @throws AnnulusException {@link Reason#UNSUPPORTED_PLATFORM} for a plain device, {@link Reason#IN_USE} if another process has
     *     the device, {@link Reason#NO_PERMISSION}
     */
    public static GuestDoorbells open(GuestDevice device) {
        SignallingVerdict verdict = SignallingVerdict.of(device);
        if (device.kind() == DeviceKind.PLAIN) {
            throw unsupported(device, "an ivshmem device with doorbells", verdict);
        }
        return open(device, verdict);
    }

    /**
     * The same, but only with interrupts.
     *
     * @param device one with doorbells
     * @return to be closed
     * @throws AnnulusException as above, and {@link Reason#UNSUPPORTED_PLATFORM} where there are none, saying why and what helps
     */
    public static GuestDoorbells openWithInterrupts(GuestDevice device) {
        SignallingVerdict verdict = SignallingVerdict.of(device);
        if (verdict.signalling() == Signalling.POLLING) {
            throw unsupported(device, "interrupts", verdict);
        }
        return open(device, verdict);
    }

    private static AnnulusException unsupported(GuestDevice device, String expected, SignallingVerdict verdict) {
        return new AnnulusException(
                Reason.UNSUPPORTED_PLATFORM,
                device + ": expected " + expected + ", found none, since " + verdict.because(),
                verdict.remedy().orElse("See docs/guest.md"));
    }

    @SuppressWarnings("MustBeClosedChecker") // Owned by the result, which closes it.
    private static GuestDoorbells open(GuestDevice device, SignallingVerdict verdict) {
        Arena arena = Arena.ofShared();
        Optional<VfioDriver> driver = Optional.empty();
        try {
            if (verdict.signalling() != Signalling.POLLING) {
                driver = Optional.of(VfioDriver.start(device));
            }
            Registers registers = driver.map(vfio -> vfio.registers(arena))
                    .orElseGet(() -> device.registers(Access.READ_WRITE, arena));
            return new GuestDoorbells(device, verdict, driver, arena, registers);
        } catch (RuntimeException | Error e) {
            arena.close();
            driver.ifPresent(VfioDriver::close);
            throw e;
        }
    }

    /**
     * How it learns of rings.
     *
     * @return as chosen when it was opened
     */
    public SignallingVerdict verdict() {
        return verdict;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public int vectors() {
        return driver.map(VfioDriver::vectors).orElse(0);
    }

    @Override
    public void ring(int peer, int vector) {
        requireOpen();
        if ((peer & ~0xffff) != 0 || (vector & ~0xff) != 0) {
            throw new IndexOutOfBoundsException(
                    "peer " + peer + ", vector " + vector + ": expected 0 to 65535, and 0 to 255");
        }
        registers.ring(peer, vector);
    }

    @Override
    public long await(int vector, Duration patience) {
        requireOpen();
        long rings = requireVector(vector).await(vector, patience);
        requireNotRequested();
        return rings;
    }

    /**
     * A vector's eventfd, to wait for with an {@code Epoll} among others.
     *
     * @param vector 0 or more
     * @return another descriptor of it, owned by the caller; silent once this is closed
     */
    public EventFd event(int vector) {
        requireOpen();
        return requireVector(vector).duplicate(vector);
    }

    private VfioDriver requireVector(int vector) {
        if (vector < 0 || vector >= vectors()) {
            throw new AnnulusException(
                    Reason.NOT_FOUND,
                    device + ": expected a vector " + vector + " of its own, found "
                            + (vectors() == 0 ? "none, since " + verdict.because() : vectors() + " of them"),
                    vectors() == 0 ? verdict.remedy().orElse("See docs/guest.md") : "Vectors are numbered from 0");
        }
        return driver.orElseThrow();
    }

    /**
     * Whether the host, or somebody in this machine, wants the device back, and waits for this to be closed.
     *
     * @return true from then on
     */
    public boolean isRemovalRequested() {
        return driver.map(VfioDriver::isRequested).orElse(false);
    }

    private void requireNotRequested() {
        if (isRemovalRequested()) {
            throw new AnnulusException(
                    Reason.REMOVED,
                    device + ": expected to keep the device, found that its removal was requested",
                    "Close these doorbells and every region in the device's memory: the removal waits for that");
        }
    }

    /**
     * Maps all of the device's memory. The mapping keeps the device until that is closed.
     *
     * @param mapping unmaps it when it closes
     * @return the memory, which the host and other guests may write to at any time
     * @throws AnnulusException as {@link GuestDevice#map}
     */
    public MemorySegment map(Arena mapping) {
        requireOpen();
        return driver.map(vfio -> vfio.memory(mapping)).orElseGet(() -> device.map(Access.READ_WRITE, mapping));
    }

    /**
     * Opens the region in the device's memory. Its mapping outlives this object, and keeps the device until the region is closed.
     *
     * @return the region, to be closed
     * @throws AnnulusException as {@link GuestDevice#attach}
     */
    public Region attach() {
        requireOpen();
        return driver.map(vfio -> device.attach(vfio::memory)).orElseGet(device::attach);
    }

    private void requireOpen() {
        if (!open.get()) {
            throw new AnnulusException(Reason.CLOSED, device + ": its doorbells were closed", "Open them again");
        }
    }

    /** No thread may be in another method meanwhile. A second time does nothing. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            arena.close();
            driver.ifPresent(VfioDriver::close);
        }
    }

    @Override
    public String toString() {
        return device + ", peer " + id + ", " + verdict.signalling().word();
    }
}
