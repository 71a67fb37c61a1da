/* golden_image with a cache line of 128 bytes, as DPDK is built with for generic 64-bit Arm. */
#include <rte_config.h>

#undef RTE_CACHE_LINE_SIZE
#define RTE_CACHE_LINE_SIZE 128
#define OTHER_CACHE_LINE

#include "golden_image.c"
