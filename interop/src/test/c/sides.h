/*
 * The indices of a ring's two sides, for programs that set them or stop between them. Where a head lies depends on the
 * side's sync type; the tail is at the same place in all of them.
 */
#ifndef SIDES_H
#define SIDES_H

#include <stdbool.h>

#include <rte_ring.h>

static inline volatile uint32_t *head_of(struct rte_ring *ring, bool producer)
{
    enum rte_ring_sync_type sync = producer ? ring->prod.sync_type : ring->cons.sync_type;
    if (sync == RTE_RING_SYNC_MT_RTS)
        return producer ? &ring->rts_prod.head.val.pos : &ring->rts_cons.head.val.pos;
    return producer ? &ring->prod.head : &ring->cons.head;
}

/* Head and tail, and in RTS both counts, become this number. */
static inline void seed_side(struct rte_ring *ring, bool producer, uint32_t index)
{
    struct rte_ring_rts_headtail *rts = producer ? &ring->rts_prod : &ring->rts_cons;
    *head_of(ring, producer) = index;
    (producer ? &ring->prod : &ring->cons)->tail = index;
    if (rts->sync_type == RTE_RING_SYNC_MT_RTS)
        rts->head.val.cnt = rts->tail.val.cnt = index;
    rte_smp_mb();
}

#endif
