/* SPDX-License-Identifier: Apache-2.0 */
/* The C side of README.md: enqueues one element on a ring that Java made. */
#include <stdio.h>
#include "annulus.h"
#include <rte_ring_elem.h>

int main(int argc, char **argv)
{
    struct annulus_region region;
    if (argc != 3 || annulus_open(&region, argv[1]) != 0)
        return fprintf(stderr, "%s\n", argc == 3 ? region.error : "usage: example REGION RING"), 1;
    struct rte_ring *ring = annulus_ring(&region, argv[2], sizeof(uint64_t));
    uint64_t order = 42;
    if (ring == NULL || rte_ring_enqueue_elem(ring, &order, sizeof order) != 0)
        return fprintf(stderr, "%s\n", ring == NULL ? region.error : "the ring is full"), 1;
    annulus_close(&region);
    return 0;
}
