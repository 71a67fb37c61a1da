// SPDX-License-Identifier: Apache-2.0
// Prints what linux/vfio.h says of the structures and numbers that io.annulus.posix.vfio.VfioLayout has.
#include <linux/vfio.h>
#include <stddef.h>
#include <stdio.h>

#define NUMBER(name) printf("%s %lu\n", #name, (unsigned long)(name))
#define OFFSET(type, field) printf("%s.%s %lu\n", #type, #field, (unsigned long)offsetof(struct type, field))
#define SIZE(type) printf("sizeof.%s %lu\n", #type, (unsigned long)sizeof(struct type))

int main(void)
{
    NUMBER(VFIO_API_VERSION);
    NUMBER(VFIO_TYPE1v2_IOMMU);
    NUMBER(VFIO_NOIOMMU_IOMMU);
    NUMBER(VFIO_GET_API_VERSION);
    NUMBER(VFIO_CHECK_EXTENSION);
    NUMBER(VFIO_SET_IOMMU);
    NUMBER(VFIO_GROUP_GET_STATUS);
    NUMBER(VFIO_GROUP_SET_CONTAINER);
    NUMBER(VFIO_GROUP_GET_DEVICE_FD);
    NUMBER(VFIO_DEVICE_GET_REGION_INFO);
    NUMBER(VFIO_DEVICE_GET_IRQ_INFO);
    NUMBER(VFIO_DEVICE_SET_IRQS);
    NUMBER(VFIO_GROUP_FLAGS_VIABLE);
    NUMBER(VFIO_REGION_INFO_FLAG_MMAP);
    NUMBER(VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER);
    NUMBER(VFIO_PCI_CONFIG_REGION_INDEX);
    NUMBER(VFIO_PCI_MSIX_IRQ_INDEX);
    NUMBER(VFIO_PCI_REQ_IRQ_INDEX);
    SIZE(vfio_group_status);
    OFFSET(vfio_group_status, argsz);
    OFFSET(vfio_group_status, flags);
    SIZE(vfio_region_info);
    OFFSET(vfio_region_info, argsz);
    OFFSET(vfio_region_info, flags);
    OFFSET(vfio_region_info, index);
    OFFSET(vfio_region_info, size);
    OFFSET(vfio_region_info, offset);
    SIZE(vfio_irq_info);
    OFFSET(vfio_irq_info, argsz);
    OFFSET(vfio_irq_info, flags);
    OFFSET(vfio_irq_info, index);
    OFFSET(vfio_irq_info, count);
    SIZE(vfio_irq_set);
    OFFSET(vfio_irq_set, argsz);
    OFFSET(vfio_irq_set, flags);
    OFFSET(vfio_irq_set, index);
    OFFSET(vfio_irq_set, start);
    OFFSET(vfio_irq_set, count);
    OFFSET(vfio_irq_set, data);
    return 0;
}
