/*
 * Every function DPDK has for moving elements with a copy, chosen by numbers: bulk, burst or single; the one that looks up
 * the ring's mode or the one named for it; the one for elements of any size or the one for pointers.
 */
#ifndef NAMED_H
#define NAMED_H

#include <string.h>

#include <rte_ring.h>

enum amount { BULK, BURST, ONE };

#define NAMED 1    /* rte_ring_sp_..., mp_..., mp_rts_..., mp_hts_..., whichever is the ring's; otherwise rte_ring_... */
#define POINTERS 2 /* the functions for void *, in rings of 8-byte elements; otherwise ..._elem */

/* A result of 0 or negative errno as the number of elements moved. */
static inline unsigned as_count(int result)
{
    return result == 0 ? 1 : 0;
}

/* The pointer at a place that need not be aligned. */
static inline void *pointer_at(void *const *place)
{
    void *pointer;
    memcpy(&pointer, (const void *)place, sizeof pointer);
    return pointer;
}

static inline unsigned enqueue_elements(struct rte_ring *r, const void *from, unsigned size, unsigned n, enum amount how,
                                        unsigned *free_space)
{
    switch (how) {
    case BULK: return rte_ring_enqueue_bulk_elem(r, from, size, n, free_space);
    case BURST: return rte_ring_enqueue_burst_elem(r, from, size, n, free_space);
    default: return as_count(rte_ring_enqueue_elem(r, (void *)(uintptr_t)from, size));
    }
}

static inline unsigned enqueue_elements_named(struct rte_ring *r, const void *from, unsigned size, unsigned n,
                                              enum amount how, unsigned *free_space)
{
    void *one = (void *)(uintptr_t)from;
    switch (rte_ring_get_prod_sync_type(r)) {
    case RTE_RING_SYNC_ST:
        return how == BULK    ? rte_ring_sp_enqueue_bulk_elem(r, from, size, n, free_space)
               : how == BURST ? rte_ring_sp_enqueue_burst_elem(r, from, size, n, free_space)
                              : as_count(rte_ring_sp_enqueue_elem(r, one, size));
    case RTE_RING_SYNC_MT:
        return how == BULK    ? rte_ring_mp_enqueue_bulk_elem(r, from, size, n, free_space)
               : how == BURST ? rte_ring_mp_enqueue_burst_elem(r, from, size, n, free_space)
                              : as_count(rte_ring_mp_enqueue_elem(r, one, size));
    case RTE_RING_SYNC_MT_RTS:
        return how == BURST ? rte_ring_mp_rts_enqueue_burst_elem(r, from, size, n, free_space)
                            : rte_ring_mp_rts_enqueue_bulk_elem(r, from, size, n, free_space);
    default:
        return how == BURST ? rte_ring_mp_hts_enqueue_burst_elem(r, from, size, n, free_space)
                            : rte_ring_mp_hts_enqueue_bulk_elem(r, from, size, n, free_space);
    }
}

static inline unsigned enqueue_pointers(struct rte_ring *r, void *const *from, unsigned n, enum amount how,
                                        unsigned *free_space)
{
    switch (how) {
    case BULK: return rte_ring_enqueue_bulk(r, from, n, free_space);
    case BURST: return rte_ring_enqueue_burst(r, from, n, free_space);
    default: return as_count(rte_ring_enqueue(r, pointer_at(from)));
    }
}

static inline unsigned enqueue_pointers_named(struct rte_ring *r, void *const *from, unsigned n, enum amount how,
                                              unsigned *free_space)
{
    switch (rte_ring_get_prod_sync_type(r)) {
    case RTE_RING_SYNC_ST:
        return how == BULK    ? rte_ring_sp_enqueue_bulk(r, from, n, free_space)
               : how == BURST ? rte_ring_sp_enqueue_burst(r, from, n, free_space)
                              : as_count(rte_ring_sp_enqueue(r, pointer_at(from)));
    case RTE_RING_SYNC_MT:
        return how == BULK    ? rte_ring_mp_enqueue_bulk(r, from, n, free_space)
               : how == BURST ? rte_ring_mp_enqueue_burst(r, from, n, free_space)
                              : as_count(rte_ring_mp_enqueue(r, pointer_at(from)));
    case RTE_RING_SYNC_MT_RTS:
        return how == BURST ? rte_ring_mp_rts_enqueue_burst(r, from, n, free_space)
                            : rte_ring_mp_rts_enqueue_bulk(r, from, n, free_space);
    default:
        return how == BURST ? rte_ring_mp_hts_enqueue_burst(r, from, n, free_space)
                            : rte_ring_mp_hts_enqueue_bulk(r, from, n, free_space);
    }
}

static inline unsigned dequeue_elements(struct rte_ring *r, void *to, unsigned size, unsigned n, enum amount how,
                                        unsigned *available)
{
    switch (how) {
    case BULK: return rte_ring_dequeue_bulk_elem(r, to, size, n, available);
    case BURST: return rte_ring_dequeue_burst_elem(r, to, size, n, available);
    default: return as_count(rte_ring_dequeue_elem(r, to, size));
    }
}

static inline unsigned dequeue_elements_named(struct rte_ring *r, void *to, unsigned size, unsigned n, enum amount how,
                                              unsigned *available)
{
    switch (rte_ring_get_cons_sync_type(r)) {
    case RTE_RING_SYNC_ST:
        return how == BULK    ? rte_ring_sc_dequeue_bulk_elem(r, to, size, n, available)
               : how == BURST ? rte_ring_sc_dequeue_burst_elem(r, to, size, n, available)
                              : as_count(rte_ring_sc_dequeue_elem(r, to, size));
    case RTE_RING_SYNC_MT:
        return how == BULK    ? rte_ring_mc_dequeue_bulk_elem(r, to, size, n, available)
               : how == BURST ? rte_ring_mc_dequeue_burst_elem(r, to, size, n, available)
                              : as_count(rte_ring_mc_dequeue_elem(r, to, size));
    case RTE_RING_SYNC_MT_RTS:
        return how == BURST ? rte_ring_mc_rts_dequeue_burst_elem(r, to, size, n, available)
                            : rte_ring_mc_rts_dequeue_bulk_elem(r, to, size, n, available);
    default:
        return how == BURST ? rte_ring_mc_hts_dequeue_burst_elem(r, to, size, n, available)
                            : rte_ring_mc_hts_dequeue_bulk_elem(r, to, size, n, available);
    }
}

static inline unsigned dequeue_pointers(struct rte_ring *r, void **to, unsigned n, enum amount how, unsigned *available)
{
    switch (how) {
    case BULK: return rte_ring_dequeue_bulk(r, to, n, available);
    case BURST: return rte_ring_dequeue_burst(r, to, n, available);
    default: return as_count(rte_ring_dequeue(r, to));
    }
}

static inline unsigned dequeue_pointers_named(struct rte_ring *r, void **to, unsigned n, enum amount how,
                                              unsigned *available)
{
    switch (rte_ring_get_cons_sync_type(r)) {
    case RTE_RING_SYNC_ST:
        return how == BULK    ? rte_ring_sc_dequeue_bulk(r, to, n, available)
               : how == BURST ? rte_ring_sc_dequeue_burst(r, to, n, available)
                              : as_count(rte_ring_sc_dequeue(r, to));
    case RTE_RING_SYNC_MT:
        return how == BULK    ? rte_ring_mc_dequeue_bulk(r, to, n, available)
               : how == BURST ? rte_ring_mc_dequeue_burst(r, to, n, available)
                              : as_count(rte_ring_mc_dequeue(r, to));
    case RTE_RING_SYNC_MT_RTS:
        return how == BURST ? rte_ring_mc_rts_dequeue_burst(r, to, n, available)
                            : rte_ring_mc_rts_dequeue_bulk(r, to, n, available);
    default:
        return how == BURST ? rte_ring_mc_hts_dequeue_burst(r, to, n, available)
                            : rte_ring_mc_hts_dequeue_bulk(r, to, n, available);
    }
}

/* How many elements were moved; with ONE, `n` is 1 and DPDK has nothing to say about room. */
static inline unsigned enqueue_with(unsigned function, struct rte_ring *r, const void *from, unsigned size, unsigned n,
                                    enum amount how, unsigned *free_space)
{
    if (how == ONE)
        free_space = NULL;
    if ((function & POINTERS) != 0 && size == sizeof(void *))
        return function & NAMED ? enqueue_pointers_named(r, from, n, how, free_space)
                                : enqueue_pointers(r, from, n, how, free_space);
    return function & NAMED ? enqueue_elements_named(r, from, size, n, how, free_space)
                            : enqueue_elements(r, from, size, n, how, free_space);
}

static inline unsigned dequeue_with(unsigned function, struct rte_ring *r, void *to, unsigned size, unsigned n,
                                    enum amount how, unsigned *available)
{
    if (how == ONE)
        available = NULL;
    if ((function & POINTERS) != 0 && size == sizeof(void *))
        return function & NAMED ? dequeue_pointers_named(r, to, n, how, available)
                                : dequeue_pointers(r, to, n, how, available);
    return function & NAMED ? dequeue_elements_named(r, to, size, n, how, available)
                            : dequeue_elements(r, to, size, n, how, available);
}

#endif
