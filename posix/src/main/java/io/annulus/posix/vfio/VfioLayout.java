// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.vfio;

/**
 * The structures and request numbers of Linux's VFIO, as in {@code linux/vfio.h}; all words in the processor's order.
 *
 * <pre>
 *   group status  0        4       8
 *                 | argsz  | flags |
 *
 *   region info   0        4       8       12      16              24              32
 *                 | argsz  | flags | index |  cap  |     size      |    offset     |
 *
 *   irq info      0        4       8       12      16
 *                 | argsz  | flags | index | count |
 *
 *   irq set       0        4       8       12      16      20      24
 *                 | argsz  | flags | index | start | count | fd 0  | fd 1 ...
 * </pre>
 *
 * @see <a href="https://docs.kernel.org/driver-api/vfio.html">VFIO - "Virtual Function I/O"</a>
 */
public final class VfioLayout {
    /** Asks for the version of the interface. */
    public static final int GET_API_VERSION = 0x3b64;
    /** Asks whether a kind of IOMMU is there. */
    public static final int CHECK_EXTENSION = 0x3b65;
    /** Chooses it. */
    public static final int SET_IOMMU = 0x3b66;
    /** Asks for a group's status. */
    public static final int GROUP_GET_STATUS = 0x3b67;
    /** Puts a group into a container. */
    public static final int GROUP_SET_CONTAINER = 0x3b68;
    /** Opens a device of a group. */
    public static final int GROUP_GET_DEVICE_FD = 0x3b6a;
    /** Asks for a region of a device. */
    public static final int DEVICE_GET_REGION_INFO = 0x3b6c;
    /** Asks for a kind of interrupt of a device. */
    public static final int DEVICE_GET_IRQ_INFO = 0x3b6d;
    /** Says what becomes of a device's interrupts. */
    public static final int DEVICE_SET_IRQS = 0x3b6e;

    /** The version of the interface that is spoken here. */
    public static final int API_VERSION = 0;
    /** First word of every structure: how long it is. */
    public static final int ARGSZ_OFFSET = 0;
    /** Second word of every structure. */
    public static final int FLAGS_OFFSET = 4;

    /** Of a group's status. */
    public static final int GROUP_STATUS_SIZE = 8;
    /** All devices of the group can be used. */
    public static final int GROUP_VIABLE = 1;

    /** Of a region's description. */
    public static final int REGION_INFO_SIZE = 32;
    /** Which region. */
    public static final int REGION_INDEX_OFFSET = 8;
    /** Bytes. */
    public static final int REGION_SIZE_OFFSET = 16;
    /** Where in the device's file. */
    public static final int REGION_OFFSET_OFFSET = 24;
    /** It can be mapped. */
    public static final int REGION_MAPPABLE = 4;

    /** Of the description of a kind of interrupt. */
    public static final int IRQ_INFO_SIZE = 16;
    /** Which kind; in a set, too. */
    public static final int IRQ_INDEX_OFFSET = 8;
    /** How many. */
    public static final int IRQ_COUNT_OFFSET = 12;

    /** Of a set without descriptors. */
    public static final int IRQ_SET_SIZE = 20;
    /** The first one. */
    public static final int IRQ_SET_START_OFFSET = 12;
    /** How many. */
    public static final int IRQ_SET_COUNT_OFFSET = 16;
    /** What follows are eventfds, to be signalled. */
    public static final int IRQ_SET_EVENTFD_TRIGGER = 4 | 32;

    /** Configuration space, among the regions of a PCI device; BARs are 0 to 5. */
    public static final int PCI_CONFIG_REGION = 7;
    /** MSI-X, among its kinds of interrupt. */
    public static final int PCI_MSIX_IRQ = 2;
    /** "Somebody wants the device back", among its kinds of interrupt. */
    public static final int PCI_REQUEST_IRQ = 4;

    private VfioLayout() {}
}
