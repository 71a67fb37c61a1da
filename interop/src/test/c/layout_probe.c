/*
 * Prints every constant of DPDK's rings, as the installed headers have them, and of annulus.h, one "key value" a line,
 * for a Java test to compare with its own.
 */
#include <stddef.h>
#include <stdio.h>

#include <rte_ring.h>
#include <rte_version.h>

#include "annulus.h"

#define NUMBER(key, value) printf("%s %lld\n", key, (long long)(value))
#define OFFSET(type, field) NUMBER(#type "." #field, offsetof(struct type, field))
#define CONSTANT(name) NUMBER(#name, name)
#define ANNULUS(name) printf("annulus.%s %llu\n", #name, (unsigned long long)ANNULUS_##name)

static void ring_layout(void)
{
    OFFSET(rte_ring, name);
    OFFSET(rte_ring, flags);
    OFFSET(rte_ring, memzone);
    OFFSET(rte_ring, size);
    OFFSET(rte_ring, mask);
    OFFSET(rte_ring, capacity);
    OFFSET(rte_ring, prod);
    OFFSET(rte_ring, cons);
    OFFSET(rte_ring, prod.head);
    OFFSET(rte_ring, prod.tail);
    OFFSET(rte_ring, prod.sync_type);
    OFFSET(rte_ring, cons.head);
    OFFSET(rte_ring, cons.tail);
    OFFSET(rte_ring, cons.sync_type);
    OFFSET(rte_ring, hts_prod);
    OFFSET(rte_ring, hts_cons);
    OFFSET(rte_ring, rts_prod);
    OFFSET(rte_ring, rts_cons);
    NUMBER("rte_ring.sizeof", sizeof(struct rte_ring));

    OFFSET(rte_ring_headtail, head);
    OFFSET(rte_ring_headtail, tail);
    OFFSET(rte_ring_headtail, sync_type);
    NUMBER("rte_ring_headtail.sizeof", sizeof(struct rte_ring_headtail));
    OFFSET(rte_ring_hts_headtail, ht.raw);
    OFFSET(rte_ring_hts_headtail, ht.pos.head);
    OFFSET(rte_ring_hts_headtail, ht.pos.tail);
    OFFSET(rte_ring_hts_headtail, sync_type);
    NUMBER("rte_ring_hts_headtail.sizeof", sizeof(struct rte_ring_hts_headtail));
    OFFSET(rte_ring_rts_headtail, tail.raw);
    OFFSET(rte_ring_rts_headtail, tail.val.cnt);
    OFFSET(rte_ring_rts_headtail, tail.val.pos);
    OFFSET(rte_ring_rts_headtail, sync_type);
    OFFSET(rte_ring_rts_headtail, htd_max);
    OFFSET(rte_ring_rts_headtail, head.raw);
    OFFSET(rte_ring_rts_headtail, head.val.cnt);
    OFFSET(rte_ring_rts_headtail, head.val.pos);
    NUMBER("rte_ring_rts_headtail.sizeof", sizeof(struct rte_ring_rts_headtail));
}

static void ring_constants(void)
{
    CONSTANT(RTE_CACHE_LINE_SIZE);
    CONSTANT(RTE_RING_NAMESIZE);
    CONSTANT(RTE_RING_SZ_MASK);
    CONSTANT(RING_F_SP_ENQ);
    CONSTANT(RING_F_SC_DEQ);
    CONSTANT(RING_F_EXACT_SZ);
    CONSTANT(RING_F_MP_RTS_ENQ);
    CONSTANT(RING_F_MC_RTS_DEQ);
    CONSTANT(RING_F_MP_HTS_ENQ);
    CONSTANT(RING_F_MC_HTS_DEQ);
    CONSTANT(RTE_RING_SYNC_MT);
    CONSTANT(RTE_RING_SYNC_ST);
    CONSTANT(RTE_RING_SYNC_MT_RTS);
    CONSTANT(RTE_RING_SYNC_MT_HTS);
}

static void memory_sizes(void)
{
    static const unsigned element_sizes[] = {4, 8, 12, 16, 20, 64, 128, 2048};
    static const unsigned counts[] = {1, 2, 4, 8, 16, 64, 1024, 4096, 65536, 1u << 30};
    for (unsigned e = 0; e < RTE_DIM(element_sizes); e++)
        for (unsigned c = 0; c < RTE_DIM(counts); c++)
            printf("memsize.%u.%u %lld\n", element_sizes[e], counts[c],
                   (long long)rte_ring_get_memsize_elem(element_sizes[e], counts[c]));
}

static void region_format(void)
{
    ANNULUS(MAGIC);
    ANNULUS(READY);
    ANNULUS(MAJOR);
    ANNULUS(MINOR);
    ANNULUS(HEADER_SIZE);
    ANNULUS(MAGIC_OFFSET);
    ANNULUS(MAJOR_OFFSET);
    ANNULUS(MINOR_OFFSET);
    ANNULUS(SIZE_OFFSET);
    ANNULUS(CACHE_LINE_OFFSET);
    ANNULUS(GUARD_LINES_OFFSET);
    ANNULUS(DIRECTORY_OFFSET);
    ANNULUS(DIRECTORY_CAPACITY_OFFSET);
    ANNULUS(ENTRY_SIZE_OFFSET);
    ANNULUS(PARTICIPANTS_OFFSET);
    ANNULUS(PARTICIPANTS_CAPACITY_OFFSET);
    ANNULUS(LINE_SIZE_OFFSET);
    ANNULUS(PARTICIPANTS_VERSION_OFFSET);
    ANNULUS(ZONES_OFFSET);
    ANNULUS(READY_OFFSET);
    ANNULUS(ENTRY_SIZE);
    ANNULUS(ENTRY_NAME_OFFSET);
    ANNULUS(ENTRY_STATE_OFFSET);
    ANNULUS(ENTRY_KIND_OFFSET);
    ANNULUS(ENTRY_GENERATION_OFFSET);
    ANNULUS(ENTRY_OFFSET_OFFSET);
    ANNULUS(ENTRY_LENGTH_OFFSET);
    ANNULUS(ENTRY_EXTENT_OFFSET);
    ANNULUS(ENTRY_ELEMENT_SIZE_OFFSET);
    ANNULUS(ENTRY_FOREIGN_OFFSET);
    ANNULUS(STATE_READY);
    ANNULUS(STATE_RESETTING);
    ANNULUS(KIND_ZONE);
    ANNULUS(KIND_RING);
    ANNULUS(NAME_SIZE);
    ANNULUS(NAME_MAX);
    ANNULUS(CAPACITY_MAX);
    ANNULUS(LINE_SIZE);
    ANNULUS(ZONE_ALIGNMENT);
    ANNULUS(RING_NAME_OFFSET);
    ANNULUS(RING_FLAGS_OFFSET);
    ANNULUS(RING_MEMZONE_OFFSET);
    ANNULUS(RING_SIZE_OFFSET);
    ANNULUS(RING_MASK_OFFSET);
    ANNULUS(RING_CAPACITY_OFFSET);
    ANNULUS(RING_SYNC_OFFSET);
    ANNULUS(RING_NAME_SIZE);
    ANNULUS(RING_SIZE_MAX);
    ANNULUS(RING_FLAG_EXACT);
    ANNULUS(RING_FLAGS_KNOWN);
}

int main(void)
{
    printf("version %s\n", rte_version());
    ring_layout();
    ring_constants();
    memory_sizes();
    region_format();
    return 0;
}
