/*
 * Prints the memory of rings that a fixed little script was carried out on, for every pair of modes and three shapes.
 *
 *     golden_image         as DPDK lays rings out with the cache line it was built for
 *     golden_image_128     with one of 128 bytes (golden_image_128.c)
 *
 * For each ring a line "ring FLAGS ENTRIES ELEMENT_SIZE START BYTES", in decimal, and its BYTES as lines "OFFSET:" and 16
 * bytes in hexadecimal; lines of zeros are left out. The script, in which element k of an enqueue from F stands for the
 * number F + k (element.h), in memory of zeros:
 *
 *     make the ring, named "golden", and set its indices to START
 *     enqueue bulk 3 from 100, dequeue burst 2, enqueue burst of one more than the capacity from 200, dequeue bulk 3
 *     if the producers can peek: start bulk 2, finish 1 from 300; start zero copy bulk 2, fill both from 400, finish 0
 *     if the consumers can peek: start bulk 1, finish 1; start zero copy burst 2, finish 0
 */
#include <err.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <rte_ring.h>

#include "element.h"
#include "sides.h"

#define LINE 16
#define MAX_ELEMENTS 64
#define MAX_ELEMENT_SIZE 64

struct shape {
    uint32_t entries;
    uint32_t exact;
    uint32_t element_size;
    uint32_t start;
};

static const struct shape shapes[] = {
    {8, 0, 8, 0},
    {5, RING_F_EXACT_SZ, 20, UINT32_MAX - 2},
    {16, RING_F_EXACT_SZ, 4, 0x7fffffff},
};

static const uint32_t producer_flags[] = {0, RING_F_SP_ENQ, RING_F_MP_RTS_ENQ, RING_F_MP_HTS_ENQ};
static const uint32_t consumer_flags[] = {0, RING_F_SC_DEQ, RING_F_MC_RTS_DEQ, RING_F_MC_HTS_DEQ};
static const enum rte_ring_sync_type sync_types[] = {RTE_RING_SYNC_MT, RTE_RING_SYNC_ST, RTE_RING_SYNC_MT_RTS,
                                                     RTE_RING_SYNC_MT_HTS};

/* What rte_ring_init does, which is compiled for one cache line size only. */
static void make(struct rte_ring *ring, const struct shape *shape, unsigned producers, unsigned consumers)
{
    memset(ring, 0, sizeof *ring);
    snprintf(ring->name, sizeof ring->name, "golden");
    ring->flags = (int)(producer_flags[producers] | consumer_flags[consumers] | shape->exact);
    ring->size = shape->exact ? rte_align32pow2(shape->entries + 1) : shape->entries;
    ring->mask = ring->size - 1;
    ring->capacity = shape->exact ? shape->entries : ring->mask;
    ring->prod.sync_type = sync_types[producers];
    ring->cons.sync_type = sync_types[consumers];
    if (sync_types[producers] == RTE_RING_SYNC_MT_RTS)
        rte_ring_set_prod_htd_max(ring, ring->capacity / 8);
    if (sync_types[consumers] == RTE_RING_SYNC_MT_RTS)
        rte_ring_set_cons_htd_max(ring, ring->capacity / 8);
}

#ifndef OTHER_CACHE_LINE
/* Where both exist, they are the same. */
static void check_make(const struct rte_ring *made, const struct shape *shape)
{
    static struct rte_ring initialised;
    if (rte_ring_init(&initialised, made->name, shape->entries, (unsigned)made->flags) != 0)
        errx(1, "rte_ring_init");
    if (memcmp(made, &initialised, sizeof initialised) != 0)
        errx(1, "flags %d, %u entries: rte_ring_init makes another header", made->flags, shape->entries);
}
#endif

static void expect(uint32_t expected, uint32_t found, const char *what)
{
    if (expected != found)
        errx(1, "%s: expected %u, found %u", what, expected, found);
}

static void copy(struct rte_ring *ring, uint32_t size)
{
    unsigned char elements[MAX_ELEMENTS * MAX_ELEMENT_SIZE];
    fill_elements(elements, size, 3, 100);
    expect(3, rte_ring_enqueue_bulk_elem(ring, elements, size, 3, NULL), "enqueue bulk");
    expect(2, rte_ring_dequeue_burst_elem(ring, elements, size, 2, NULL), "dequeue burst");
    fill_elements(elements, size, ring->capacity + 1, 200);
    expect(ring->capacity - 1, rte_ring_enqueue_burst_elem(ring, elements, size, ring->capacity + 1, NULL),
           "enqueue burst");
    expect(3, rte_ring_dequeue_bulk_elem(ring, elements, size, 3, NULL), "dequeue bulk");
}

static void peek_enqueue(struct rte_ring *ring, uint32_t size)
{
    unsigned char element[MAX_ELEMENT_SIZE];
    struct rte_ring_zc_data zc;
    fill_elements(element, size, 1, 300);
    expect(2, rte_ring_enqueue_bulk_elem_start(ring, 2, NULL), "enqueue start");
    rte_ring_enqueue_elem_finish(ring, element, size, 1);
    expect(2, rte_ring_enqueue_zc_bulk_elem_start(ring, size, 2, &zc, NULL), "enqueue zero copy start");
    fill_elements(zc.ptr1, size, zc.n1, 400);
    fill_elements(zc.ptr2, size, 2 - zc.n1, 400 + zc.n1);
    rte_ring_enqueue_zc_elem_finish(ring, 0);
}

static void peek_dequeue(struct rte_ring *ring, uint32_t size)
{
    unsigned char element[MAX_ELEMENT_SIZE];
    struct rte_ring_zc_data zc;
    expect(1, rte_ring_dequeue_bulk_elem_start(ring, element, size, 1, NULL), "dequeue start");
    rte_ring_dequeue_elem_finish(ring, 1);
    rte_ring_dequeue_zc_burst_elem_start(ring, size, 2, &zc, NULL);
    rte_ring_dequeue_zc_elem_finish(ring, 0);
}

static bool can_peek(enum rte_ring_sync_type sync)
{
    return sync == RTE_RING_SYNC_ST || sync == RTE_RING_SYNC_MT_HTS;
}

static void print(const struct rte_ring *ring, const struct shape *shape, size_t bytes)
{
    static const unsigned char zeros[LINE];
    const unsigned char *memory = (const unsigned char *)ring;
    printf("ring %d %u %u %u %zu\n", ring->flags, shape->entries, shape->element_size, shape->start, bytes);
    for (size_t at = 0; at < bytes; at += LINE) {
        if (memcmp(memory + at, zeros, LINE) == 0)
            continue;
        printf("%zu:", at);
        for (size_t k = 0; k < LINE; k++)
            printf(" %02x", memory[at + k]);
        printf("\n");
    }
}

static void play(const struct shape *shape, unsigned producers, unsigned consumers)
{
    static union {
        struct rte_ring ring;
        unsigned char bytes[sizeof(struct rte_ring) + MAX_ELEMENTS * MAX_ELEMENT_SIZE];
    } memory;
    struct rte_ring *ring = &memory.ring;
    uint32_t size = shape->element_size;
    memset(&memory, 0, sizeof memory);
    make(ring, shape, producers, consumers);
#ifndef OTHER_CACHE_LINE
    check_make(ring, shape);
#endif
    seed_side(ring, true, shape->start);
    seed_side(ring, false, shape->start);
    copy(ring, size);
    if (can_peek(rte_ring_get_prod_sync_type(ring)))
        peek_enqueue(ring, size);
    if (can_peek(rte_ring_get_cons_sync_type(ring)))
        peek_dequeue(ring, size);
    print(ring, shape, RTE_ALIGN_CEIL(sizeof *ring + (size_t)ring->size * size, RTE_CACHE_LINE_SIZE));
}

int main(void)
{
    for (unsigned producers = 0; producers < RTE_DIM(producer_flags); producers++)
        for (unsigned consumers = 0; consumers < RTE_DIM(consumer_flags); consumers++)
            for (unsigned shape = 0; shape < RTE_DIM(shapes); shape++)
                play(&shapes[shape], producers, consumers);
    return 0;
}
