// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.interop.LayoutProbe;
import io.annulus.posix.vfio.Iommu;
import io.annulus.posix.vfio.VfioLayout;
import org.junit.jupiter.api.Test;

/** Our numbers for VFIO are those of the kernel's header. */
class VfioLayoutTest {
    @Test
    void everyNumberAndOffsetIsTheHeaders() {
        LayoutProbe.of("vfio_probe", ".*")
                .expect("VFIO_API_VERSION", VfioLayout.API_VERSION)
                .expect("VFIO_TYPE1v2_IOMMU", Iommu.TYPE1.number())
                .expect("VFIO_NOIOMMU_IOMMU", Iommu.NONE.number())
                .expect("VFIO_GET_API_VERSION", VfioLayout.GET_API_VERSION)
                .expect("VFIO_CHECK_EXTENSION", VfioLayout.CHECK_EXTENSION)
                .expect("VFIO_SET_IOMMU", VfioLayout.SET_IOMMU)
                .expect("VFIO_GROUP_GET_STATUS", VfioLayout.GROUP_GET_STATUS)
                .expect("VFIO_GROUP_SET_CONTAINER", VfioLayout.GROUP_SET_CONTAINER)
                .expect("VFIO_GROUP_GET_DEVICE_FD", VfioLayout.GROUP_GET_DEVICE_FD)
                .expect("VFIO_DEVICE_GET_REGION_INFO", VfioLayout.DEVICE_GET_REGION_INFO)
                .expect("VFIO_DEVICE_GET_IRQ_INFO", VfioLayout.DEVICE_GET_IRQ_INFO)
                .expect("VFIO_DEVICE_SET_IRQS", VfioLayout.DEVICE_SET_IRQS)
                .expect("VFIO_GROUP_FLAGS_VIABLE", VfioLayout.GROUP_VIABLE)
                .expect("VFIO_REGION_INFO_FLAG_MMAP", VfioLayout.REGION_MAPPABLE)
                .expect("VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER", VfioLayout.IRQ_SET_EVENTFD_TRIGGER)
                .expect("VFIO_PCI_CONFIG_REGION_INDEX", VfioLayout.PCI_CONFIG_REGION)
                .expect("VFIO_PCI_MSIX_IRQ_INDEX", VfioLayout.PCI_MSIX_IRQ)
                .expect("VFIO_PCI_REQ_IRQ_INDEX", VfioLayout.PCI_REQUEST_IRQ)
                .expect("sizeof.vfio_group_status", VfioLayout.GROUP_STATUS_SIZE)
                .expect("vfio_group_status.argsz", VfioLayout.ARGSZ_OFFSET)
                .expect("vfio_group_status.flags", VfioLayout.FLAGS_OFFSET)
                .expect("sizeof.vfio_region_info", VfioLayout.REGION_INFO_SIZE)
                .expect("vfio_region_info.argsz", VfioLayout.ARGSZ_OFFSET)
                .expect("vfio_region_info.flags", VfioLayout.FLAGS_OFFSET)
                .expect("vfio_region_info.index", VfioLayout.REGION_INDEX_OFFSET)
                .expect("vfio_region_info.size", VfioLayout.REGION_SIZE_OFFSET)
                .expect("vfio_region_info.offset", VfioLayout.REGION_OFFSET_OFFSET)
                .expect("sizeof.vfio_irq_info", VfioLayout.IRQ_INFO_SIZE)
                .expect("vfio_irq_info.argsz", VfioLayout.ARGSZ_OFFSET)
                .expect("vfio_irq_info.flags", VfioLayout.FLAGS_OFFSET)
                .expect("vfio_irq_info.index", VfioLayout.IRQ_INDEX_OFFSET)
                .expect("vfio_irq_info.count", VfioLayout.IRQ_COUNT_OFFSET)
                .expect("sizeof.vfio_irq_set", VfioLayout.IRQ_SET_SIZE)
                .expect("vfio_irq_set.argsz", VfioLayout.ARGSZ_OFFSET)
                .expect("vfio_irq_set.flags", VfioLayout.FLAGS_OFFSET)
                .expect("vfio_irq_set.index", VfioLayout.IRQ_INDEX_OFFSET)
                .expect("vfio_irq_set.start", VfioLayout.IRQ_SET_START_OFFSET)
                .expect("vfio_irq_set.count", VfioLayout.IRQ_SET_COUNT_OFFSET)
                .expect("vfio_irq_set.data", VfioLayout.IRQ_SET_SIZE)
                .assertNothingLeft();
    }
}
