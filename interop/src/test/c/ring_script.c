/*
 * Carries out a script of operations on a ring in memory of its own, and after each shows all there is to see.
 *
 *     ring_script
 *
 * Standard input is batches: the number of commands as a u32, then so many `struct command`. Each command is answered on
 * standard output by a `struct answer`, the elements that it says follow, and the memory that it says follows; the output
 * is flushed after each batch. All is little-endian. The end of the input ends the program.
 *
 * A ring is made by MAKE, in the middle of memory that is full of RUBBISH, with GUARD bytes of it on either side, which
 * are part of the memory shown: nobody may change them. The elements shown are the whole memory given to DPDK to copy
 * them to, which is one element more than asked for and full of RUBBISH before. Element k of an enqueue stands for the
 * number `first` + k (element.h).
 *
 * Between a START_... and the FINISH_... of the same side, only the other side may be used.
 */
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <rte_ring.h>

#include "element.h"
#include "named.h"
#include "sides.h"

#define RUBBISH 0xa5
#define GUARD 64
#define UNALIGNED 4 /* in `form`, beside NAMED and POINTERS: the elements to copy are one byte off */

enum operation {
    MAKE,                 /* `count` entries with flags `form`, elements of `other` bytes, all indices at `first` */
    ENQUEUE_BULK,         /* `count` elements */
    ENQUEUE_BURST,
    ENQUEUE_ONE,
    DEQUEUE_BULK,
    DEQUEUE_BURST,
    DEQUEUE_ONE,
    START_ENQUEUE_BULK,   /* `count` elements */
    START_ENQUEUE_BURST,
    FINISH_ENQUEUE,       /* `count` of them */
    START_DEQUEUE_BULK,
    START_DEQUEUE_BURST,
    FINISH_DEQUEUE,
    START_ENQUEUE_BULK_ZC,
    START_ENQUEUE_BURST_ZC,
    FINISH_ENQUEUE_ZC,    /* fills `other` elements in place, enqueues `count` */
    START_DEQUEUE_BULK_ZC,
    START_DEQUEUE_BURST_ZC,
    FINISH_DEQUEUE_ZC,    /* shows all elements reserved, dequeues `count` */
    RESET,
    SET_PRODUCER_DISTANCE, /* to `count` */
    SET_CONSUMER_DISTANCE,
};

struct command {
    uint32_t operation;
    uint32_t count;
    uint32_t form;
    uint32_t other;
    uint64_t first;
};

struct answer {
    int32_t result;      /* elements moved or reserved; of MAKE and SET_..., what DPDK returns */
    uint32_t room;       /* DPDK's out-parameter free_space or available; 0 where there is none */
    uint32_t at1, n1;    /* of START_..._ZC that reserved something: offset of ptr1 from the ring, n1, */
    uint32_t at2;        /* and offset of ptr2, 0 if null */
    uint32_t count, free_count, full, empty;
    uint32_t size, capacity;
    uint32_t producer_sync, consumer_sync, producer_single, consumer_single;
    uint32_t producer_distance, consumer_distance;
    uint32_t elements;   /* bytes of elements that follow */
    uint32_t memory;     /* bytes of memory that follow behind them: GUARD, ring, GUARD */
};

struct machine {
    unsigned char *memory;
    size_t memory_size;
    struct rte_ring *ring;
    uint32_t element_size;
    unsigned char *elements; /* what DPDK copies from and to */
    struct rte_ring_zc_data enqueue_zc, dequeue_zc;
    uint32_t enqueue_reserved, dequeue_reserved;
};

static void *allocate(size_t bytes)
{
    void *memory = NULL;
    if (posix_memalign(&memory, RTE_CACHE_LINE_SIZE, bytes) != 0)
        errx(1, "no memory for %zu bytes", bytes);
    memset(memory, RUBBISH, bytes);
    return memory;
}

static void make(struct machine *m, const struct command *c, struct answer *a)
{
    uint32_t size = c->form & RING_F_EXACT_SZ ? rte_align32pow2(c->count + 1) : c->count;
    ssize_t bytes = rte_ring_get_memsize_elem(c->other, size);
    if (bytes < 0)
        errx(2, "rte_ring_get_memsize_elem(%u, %u): %zd", c->other, size, bytes);
    free(m->memory);
    memset(m, 0, sizeof *m);
    m->memory_size = (size_t)bytes + 2 * GUARD;
    m->memory = allocate(m->memory_size);
    m->ring = (struct rte_ring *)(void *)(m->memory + GUARD);
    m->element_size = c->other;
    a->result = rte_ring_init(m->ring, "script", c->count, c->form);
    seed_side(m->ring, true, (uint32_t)c->first);
    seed_side(m->ring, false, (uint32_t)c->first);
}

/* Memory for the elements of a command and one more. */
static void *give_elements(struct machine *m, const struct command *c)
{
    size_t offset = c->form & UNALIGNED ? 1 : 0;
    free(m->elements);
    m->elements = allocate(((size_t)c->count + 1) * m->element_size + offset);
    return m->elements + offset;
}

static void *given_elements(struct machine *m, const struct command *c)
{
    void *elements = give_elements(m, c);
    fill_elements(elements, m->element_size, c->count, c->first);
    return elements;
}

static void enqueue(struct machine *m, const struct command *c, struct answer *a, enum amount how)
{
    void *from = given_elements(m, c);
    a->result = (int32_t)enqueue_with(c->form, m->ring, from, m->element_size, c->count, how, &a->room);
}

static const void *dequeue(struct machine *m, const struct command *c, struct answer *a, enum amount how)
{
    void *to = give_elements(m, c);
    a->result = (int32_t)dequeue_with(c->form, m->ring, to, m->element_size, c->count, how, &a->room);
    a->elements = (c->count + 1) * m->element_size;
    return to;
}

static void start_enqueue(struct machine *m, const struct command *c, struct answer *a, enum amount how)
{
    bool pointers = c->form & POINTERS && m->element_size == sizeof(void *);
    if (pointers)
        a->result = (int32_t)(how == BULK ? rte_ring_enqueue_bulk_start(m->ring, c->count, &a->room)
                                          : rte_ring_enqueue_burst_start(m->ring, c->count, &a->room));
    else
        a->result = (int32_t)(how == BULK ? rte_ring_enqueue_bulk_elem_start(m->ring, c->count, &a->room)
                                          : rte_ring_enqueue_burst_elem_start(m->ring, c->count, &a->room));
}

static void finish_enqueue(struct machine *m, const struct command *c)
{
    void *from = given_elements(m, c);
    if (c->form & POINTERS && m->element_size == sizeof(void *))
        rte_ring_enqueue_finish(m->ring, from, c->count);
    else
        rte_ring_enqueue_elem_finish(m->ring, from, m->element_size, c->count);
}

static const void *start_dequeue(struct machine *m, const struct command *c, struct answer *a, enum amount how)
{
    void *to = give_elements(m, c);
    unsigned size = m->element_size, n = c->count;
    if (c->form & POINTERS && size == sizeof(void *))
        a->result = (int32_t)(how == BULK ? rte_ring_dequeue_bulk_start(m->ring, to, n, &a->room)
                                          : rte_ring_dequeue_burst_start(m->ring, to, n, &a->room));
    else
        a->result = (int32_t)(how == BULK ? rte_ring_dequeue_bulk_elem_start(m->ring, to, size, n, &a->room)
                                          : rte_ring_dequeue_burst_elem_start(m->ring, to, size, n, &a->room));
    a->elements = (c->count + 1) * size;
    return to;
}

static void finish_dequeue(struct machine *m, const struct command *c)
{
    if (c->form & POINTERS && m->element_size == sizeof(void *))
        rte_ring_dequeue_finish(m->ring, c->count);
    else
        rte_ring_dequeue_elem_finish(m->ring, c->count);
}

/* Of a reservation of `n` elements. DPDK fills the structure even if there are none; then it says nothing. */
static void show_places(struct machine *m, const struct rte_ring_zc_data *zc, uint32_t n, struct answer *a)
{
    if (n == 0)
        return;
    a->at1 = (uint32_t)((unsigned char *)zc->ptr1 - (unsigned char *)m->ring);
    a->n1 = zc->n1;
    a->at2 = zc->ptr2 == NULL ? 0 : (uint32_t)((unsigned char *)zc->ptr2 - (unsigned char *)m->ring);
}

static void start_enqueue_zc(struct machine *m, const struct command *c, struct answer *a, enum amount how)
{
    struct rte_ring *r = m->ring;
    struct rte_ring_zc_data *zc = &m->enqueue_zc;
    unsigned size = m->element_size, n = c->count;
    if (c->form & POINTERS && size == sizeof(void *))
        n = how == BULK ? rte_ring_enqueue_zc_bulk_start(r, n, zc, &a->room)
                        : rte_ring_enqueue_zc_burst_start(r, n, zc, &a->room);
    else
        n = how == BULK ? rte_ring_enqueue_zc_bulk_elem_start(r, size, n, zc, &a->room)
                        : rte_ring_enqueue_zc_burst_elem_start(r, size, n, zc, &a->room);
    a->result = (int32_t)n;
    m->enqueue_reserved = n;
    show_places(m, zc, n, a);
}

static void finish_enqueue_zc(struct machine *m, const struct command *c)
{
    const struct rte_ring_zc_data *zc = &m->enqueue_zc;
    uint32_t in_front = RTE_MIN(c->other, zc->n1);
    if (c->other > m->enqueue_reserved)
        errx(2, "%u elements to fill, %u reserved", c->other, m->enqueue_reserved);
    if (c->other != 0) {
        fill_elements(zc->ptr1, m->element_size, in_front, c->first);
        fill_elements(zc->ptr2, m->element_size, c->other - in_front, c->first + in_front);
    }
    if (c->form & POINTERS && m->element_size == sizeof(void *))
        rte_ring_enqueue_zc_finish(m->ring, c->count);
    else
        rte_ring_enqueue_zc_elem_finish(m->ring, c->count);
}

static void start_dequeue_zc(struct machine *m, const struct command *c, struct answer *a, enum amount how)
{
    struct rte_ring *r = m->ring;
    struct rte_ring_zc_data *zc = &m->dequeue_zc;
    unsigned size = m->element_size, n = c->count;
    if (c->form & POINTERS && size == sizeof(void *))
        n = how == BULK ? rte_ring_dequeue_zc_bulk_start(r, n, zc, &a->room)
                        : rte_ring_dequeue_zc_burst_start(r, n, zc, &a->room);
    else
        n = how == BULK ? rte_ring_dequeue_zc_bulk_elem_start(r, size, n, zc, &a->room)
                        : rte_ring_dequeue_zc_burst_elem_start(r, size, n, zc, &a->room);
    a->result = (int32_t)n;
    m->dequeue_reserved = n;
    show_places(m, zc, n, a);
}

static const void *finish_dequeue_zc(struct machine *m, const struct command *c, struct answer *a)
{
    const struct rte_ring_zc_data *zc = &m->dequeue_zc;
    struct command all = {.count = m->dequeue_reserved};
    unsigned char *to = give_elements(m, &all);
    if (all.count != 0) {
        size_t in_front = (size_t)zc->n1 * m->element_size;
        memcpy(to, zc->ptr1, in_front);
        if (zc->n1 < all.count)
            memcpy(to + in_front, zc->ptr2, (size_t)(all.count - zc->n1) * m->element_size);
    }
    if (c->form & POINTERS && m->element_size == sizeof(void *))
        rte_ring_dequeue_zc_finish(m->ring, c->count);
    else
        rte_ring_dequeue_zc_elem_finish(m->ring, c->count);
    a->elements = all.count * m->element_size;
    return to;
}

/* Returns the elements to show. */
static const void *carry_out(struct machine *m, const struct command *c, struct answer *a)
{
    const void *shown = NULL;
    switch ((enum operation)c->operation) {
    case MAKE: make(m, c, a); break;
    case ENQUEUE_BULK: enqueue(m, c, a, BULK); break;
    case ENQUEUE_BURST: enqueue(m, c, a, BURST); break;
    case ENQUEUE_ONE: enqueue(m, c, a, ONE); break;
    case DEQUEUE_BULK: shown = dequeue(m, c, a, BULK); break;
    case DEQUEUE_BURST: shown = dequeue(m, c, a, BURST); break;
    case DEQUEUE_ONE: shown = dequeue(m, c, a, ONE); break;
    case START_ENQUEUE_BULK: start_enqueue(m, c, a, BULK); break;
    case START_ENQUEUE_BURST: start_enqueue(m, c, a, BURST); break;
    case FINISH_ENQUEUE: finish_enqueue(m, c); break;
    case START_DEQUEUE_BULK: shown = start_dequeue(m, c, a, BULK); break;
    case START_DEQUEUE_BURST: shown = start_dequeue(m, c, a, BURST); break;
    case FINISH_DEQUEUE: finish_dequeue(m, c); break;
    case START_ENQUEUE_BULK_ZC: start_enqueue_zc(m, c, a, BULK); break;
    case START_ENQUEUE_BURST_ZC: start_enqueue_zc(m, c, a, BURST); break;
    case FINISH_ENQUEUE_ZC: finish_enqueue_zc(m, c); break;
    case START_DEQUEUE_BULK_ZC: start_dequeue_zc(m, c, a, BULK); break;
    case START_DEQUEUE_BURST_ZC: start_dequeue_zc(m, c, a, BURST); break;
    case FINISH_DEQUEUE_ZC: shown = finish_dequeue_zc(m, c, a); break;
    case RESET: rte_ring_reset(m->ring); break;
    case SET_PRODUCER_DISTANCE: a->result = rte_ring_set_prod_htd_max(m->ring, c->count); break;
    case SET_CONSUMER_DISTANCE: a->result = rte_ring_set_cons_htd_max(m->ring, c->count); break;
    default: errx(2, "unknown operation %u", c->operation);
    }
    return shown;
}

static void look(const struct machine *m, struct answer *a)
{
    const struct rte_ring *r = m->ring;
    a->count = rte_ring_count(r);
    a->free_count = rte_ring_free_count(r);
    a->full = (uint32_t)rte_ring_full(r);
    a->empty = (uint32_t)rte_ring_empty(r);
    a->size = rte_ring_get_size(r);
    a->capacity = rte_ring_get_capacity(r);
    a->producer_sync = rte_ring_get_prod_sync_type(r);
    a->consumer_sync = rte_ring_get_cons_sync_type(r);
    a->producer_single = (uint32_t)rte_ring_is_prod_single(r);
    a->consumer_single = (uint32_t)rte_ring_is_cons_single(r);
    a->producer_distance = rte_ring_get_prod_htd_max(r);
    a->consumer_distance = rte_ring_get_cons_htd_max(r);
    a->memory = (uint32_t)m->memory_size;
}

static void write_out(const void *bytes, size_t size)
{
    if (size != 0 && fwrite(bytes, size, 1, stdout) != 1)
        err(1, "standard output");
}

int main(void)
{
    struct machine machine = {0};
    uint32_t left;
    while (fread(&left, sizeof left, 1, stdin) == 1) {
        for (; left > 0; left--) {
            struct command command;
            struct answer answer = {0};
            if (fread(&command, sizeof command, 1, stdin) != 1)
                errx(2, "the input ends within a batch");
            if (machine.ring == NULL && command.operation != MAKE)
                errx(2, "expected a ring to be made first");
            const void *elements = carry_out(&machine, &command, &answer);
            look(&machine, &answer);
            write_out(&answer, sizeof answer);
            write_out(elements, answer.elements);
            write_out(machine.memory, machine.memory_size);
        }
        if (fflush(stdout) != 0)
            err(1, "standard output");
    }
    return 0;
}
