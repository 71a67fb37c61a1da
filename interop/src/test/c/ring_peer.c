/*
 * A peer on one ring, driven step by step: reads one command a line from standard input, answers each with one line.
 *
 *     ring_peer REGION RING ESIZE [COMMAND...]
 *     ring_peer --raw FILE OFFSET ESIZE [COMMAND...]
 *
 * Each COMMAND argument is one whole command line, carried out before standard input is read. Numbers are decimal or 0x.
 *
 *     init NAME COUNT FLAGS            raw only; answers rte_ring_init's result: 0, -22 (EINVAL), -36 (ENAMETOOLONG)
 *     init_header NAME COUNT FLAGS     the same, though there is no room for the table: what there is, is not to be used
 *     memsize ESIZE COUNT              answers rte_ring_get_memsize_elem's result
 *     memsize COUNT                    answers rte_ring_get_memsize's result
 *     enqueue bulk|burst N SEED [sp|mp]
 *                                      answers "n free_space", as DPDK returns them; sp and mp are the functions of that
 *                                      name, on a ring that is SINGLE or MULTI
 *     dequeue bulk|burst N [sc|mc]     answers "n available v0 v1 ...", and "corrupt" behind it if an element is not
 *                                      as made
 *     count | free                     answers a number
 *     heads                            answers "prodHead prodTail consHead consTail flags size mask capacity"
 *     dump                             answers what rte_ring_dump prints, and "end"
 *     seed HEAD                        sets all four indices to HEAD (RTS: its counters too); answers "ok"
 *     stop_before_tail enqueue|dequeue N
 *                                      moves that side's head by N and leaves the tail, as a peer that dies in the
 *                                      middle of an operation; answers "N oldHead", or "0 oldHead" without room
 *     go_on enqueue|dequeue            ends the operation that was stopped there, as its peer would have; answers "ok"
 *     start enqueue bulk|burst N       peeks: answers "n free_space"
 *     start dequeue bulk|burst N       peeks: answers as dequeue does
 *     finish enqueue N SEED            enqueues N of what was started; answers "ok"
 *     finish dequeue N                 dequeues N of what was started; answers "ok"
 *     session                          regions only; answers what annulus_session says
 *     poke OFFSET WORD                 stores a u32 at that byte of the ring's header, as a broken peer might; answers "ok"
 *     quit                             answers "ok"
 *
 * Anything else answers "error TEXT". Element k of an enqueue stands for the number SEED + k (element.h).
 */
#include <stdbool.h>

#include <rte_ring.h>

#include "element.h"
#include "place.h"
#include "sides.h"

/* An operation that moved its head and not yet its tail; `count` is 0 if there is none. */
struct stop {
    uint32_t old, count;
};

static void *elements(const struct place *place, unsigned n)
{
    void *memory = calloc(n == 0 ? 1 : n, place->element_size);
    if (memory == NULL)
        errx(1, "no memory for %u elements", n);
    return memory;
}

/* The function for every ring, or that for one producer, or that for many. */
static void enqueue(struct place *place, bool bulk, unsigned n, uint64_t seed, const char *as)
{
    struct rte_ring *r = place->ring;
    unsigned size = place->element_size, free_space = 0, moved;
    void *from = elements(place, n);
    fill_elements(from, size, n, seed);
    if (as == NULL)
        moved = bulk ? rte_ring_enqueue_bulk_elem(r, from, size, n, &free_space)
                     : rte_ring_enqueue_burst_elem(r, from, size, n, &free_space);
    else if (as[0] == 's')
        moved = bulk ? rte_ring_sp_enqueue_bulk_elem(r, from, size, n, &free_space)
                     : rte_ring_sp_enqueue_burst_elem(r, from, size, n, &free_space);
    else
        moved = bulk ? rte_ring_mp_enqueue_bulk_elem(r, from, size, n, &free_space)
                     : rte_ring_mp_enqueue_burst_elem(r, from, size, n, &free_space);
    printf("%u %u\n", moved, free_space);
    free(from);
}

static void print_dequeued(const struct place *place, const unsigned char *from, unsigned n, unsigned available)
{
    bool intact = true;
    printf("%u %u", n, available);
    for (unsigned k = 0; k < n; k++)
        printf(" %" PRIu64, element_number(from + (size_t)k * place->element_size, place->element_size, &intact));
    printf(intact ? "\n" : " corrupt\n");
}

static void dequeue(struct place *place, bool bulk, unsigned n, const char *as)
{
    struct rte_ring *r = place->ring;
    unsigned size = place->element_size, available = 0, moved;
    unsigned char *to = elements(place, n);
    if (as == NULL)
        moved = bulk ? rte_ring_dequeue_bulk_elem(r, to, size, n, &available)
                     : rte_ring_dequeue_burst_elem(r, to, size, n, &available);
    else if (as[0] == 's')
        moved = bulk ? rte_ring_sc_dequeue_bulk_elem(r, to, size, n, &available)
                     : rte_ring_sc_dequeue_burst_elem(r, to, size, n, &available);
    else
        moved = bulk ? rte_ring_mc_dequeue_bulk_elem(r, to, size, n, &available)
                     : rte_ring_mc_dequeue_burst_elem(r, to, size, n, &available);
    print_dequeued(place, to, moved, available);
    free(to);
}

static void start_enqueue(struct place *place, bool bulk, unsigned n)
{
    unsigned free_space = 0;
    n = bulk ? rte_ring_enqueue_bulk_elem_start(place->ring, n, &free_space)
             : rte_ring_enqueue_burst_elem_start(place->ring, n, &free_space);
    printf("%u %u\n", n, free_space);
}

static void start_dequeue(struct place *place, bool bulk, unsigned n)
{
    unsigned char *to = elements(place, n);
    unsigned available = 0;
    n = bulk ? rte_ring_dequeue_bulk_elem_start(place->ring, to, place->element_size, n, &available)
             : rte_ring_dequeue_burst_elem_start(place->ring, to, place->element_size, n, &available);
    print_dequeued(place, to, n, available);
    free(to);
}

static void finish_enqueue(struct place *place, unsigned n, uint64_t seed)
{
    void *from = elements(place, n);
    fill_elements(from, place->element_size, n, seed);
    rte_ring_enqueue_elem_finish(place->ring, from, place->element_size, n);
    printf("ok\n");
    free(from);
}

static void finish_dequeue(struct place *place, unsigned n)
{
    rte_ring_dequeue_elem_finish(place->ring, n);
    printf("ok\n");
}

static void heads(struct rte_ring *ring)
{
    printf("%u %u %u %u %d %u %u %u\n", *head_of(ring, true), ring->prod.tail, *head_of(ring, false), ring->cons.tail,
           ring->flags, ring->size, ring->mask, ring->capacity);
}

/* Only the head word changes: its u32 in SINGLE and MULTI, the whole 64-bit word in HTS (head and tail) and in RTS
 * (position and number of operations begun). */
static void stop_before_tail(struct rte_ring *ring, bool producer, uint32_t n, struct stop *stop)
{
    enum rte_ring_sync_type sync = producer ? ring->prod.sync_type : ring->cons.sync_type;
    uint32_t room = producer ? rte_ring_free_count(ring) : rte_ring_count(ring);
    uint32_t old = *head_of(ring, producer);
    if (n > room) {
        printf("0 %u\n", old);
        return;
    }
    if (sync == RTE_RING_SYNC_MT_HTS) {
        struct rte_ring_hts_headtail *side = producer ? &ring->hts_prod : &ring->hts_cons;
        union __rte_ring_hts_pos before, after;
        before.raw = __atomic_load_n(&side->ht.raw, __ATOMIC_ACQUIRE);
        do {
            after = before;
            after.pos.head = before.pos.head + n;
            old = before.pos.head;
        } while (!__atomic_compare_exchange_n(&side->ht.raw, &before.raw, after.raw, false, __ATOMIC_SEQ_CST,
                                              __ATOMIC_SEQ_CST));
    } else if (sync == RTE_RING_SYNC_MT_RTS) {
        struct rte_ring_rts_headtail *side = producer ? &ring->rts_prod : &ring->rts_cons;
        union __rte_ring_rts_poscnt before, after;
        before.raw = __atomic_load_n(&side->head.raw, __ATOMIC_ACQUIRE);
        do {
            after.val.pos = before.val.pos + n;
            after.val.cnt = before.val.cnt + 1;
            old = before.val.pos;
        } while (!__atomic_compare_exchange_n(&side->head.raw, &before.raw, after.raw, false, __ATOMIC_SEQ_CST,
                                              __ATOMIC_SEQ_CST));
    } else {
        while (!__atomic_compare_exchange_n(head_of(ring, producer), &old, old + n, false, __ATOMIC_SEQ_CST,
                                            __ATOMIC_SEQ_CST))
            ;
    }
    *stop = (struct stop){.old = old, .count = n};
    printf("%u %u\n", n, old);
}

/* As DPDK's functions end, each in its mode. */
static void go_on(struct rte_ring *ring, bool producer, struct stop *stop)
{
    uint32_t old = stop->old, count = stop->count;
    if (count == 0) {
        printf("error nothing was stopped there\n");
        return;
    }
    stop->count = 0;
    switch (producer ? ring->prod.sync_type : ring->cons.sync_type) {
    case RTE_RING_SYNC_MT_HTS:
        __rte_ring_hts_update_tail(producer ? &ring->hts_prod : &ring->hts_cons, old, count, producer);
        break;
    case RTE_RING_SYNC_MT_RTS:
        __rte_ring_rts_update_tail(producer ? &ring->rts_prod : &ring->rts_cons);
        break;
    default:
        __rte_ring_update_tail(producer ? &ring->prod : &ring->cons, old, old + count,
                               (producer ? ring->prod : ring->cons).sync_type == RTE_RING_SYNC_ST, producer);
    }
    printf("ok\n");
}

/* Refuses what would not fit the file, since rte_ring_init cannot know. */
static void init(struct place *place, const char *name, uint64_t count, unsigned flags)
{
    uint64_t size = count;
    if ((flags & RING_F_EXACT_SZ) != 0)
        for (size = 1; size < count + 1;)
            size *= 2;
    if (place->room == 0 || count > UINT32_MAX || sizeof(struct rte_ring) + size * place->element_size > place->room) {
        printf("error init needs --raw and room for %" PRIu64 " elements of %u bytes\n", size, place->element_size);
        return;
    }
    printf("%d\n", rte_ring_init(place->ring, name, (unsigned)count, flags));
}

static void init_header(struct place *place, const char *name, uint64_t count, unsigned flags)
{
    if (place->room < sizeof(struct rte_ring) || count > UINT32_MAX)
        printf("error init_header needs --raw, room for a header, and 32 bits\n");
    else
        printf("%d\n", rte_ring_init(place->ring, name, (unsigned)count, flags));
}

static void poke(struct rte_ring *ring, uint64_t offset, uint32_t word)
{
    if (offset % sizeof word != 0 || offset >= sizeof *ring) {
        printf("error poke needs a multiple of 4 inside the header's %zu bytes\n", sizeof *ring);
        return;
    }
    __atomic_store_n((uint32_t *)(void *)((char *)ring + offset), word, __ATOMIC_SEQ_CST);
    printf("ok\n");
}

static bool is_bulk(const char *word)
{
    return strcmp(word, "bulk") == 0;
}

/* What works on one side: WORD[1] is enqueue or dequeue. False if there is no such command. */
static bool obey_side(struct place *place, char **word, int words)
{
    static struct stop stops[2];
    const char *command = word[0];
    bool producer = strcmp(word[1], "enqueue") == 0;
    if (!producer && strcmp(word[1], "dequeue") != 0)
        return false;
    if (strcmp(command, "stop_before_tail") == 0 && words == 3)
        stop_before_tail(place->ring, producer, (uint32_t)number(word[2]), &stops[producer]);
    else if (strcmp(command, "go_on") == 0 && words == 2)
        go_on(place->ring, producer, &stops[producer]);
    else if (strcmp(command, "start") == 0 && words == 4 && producer)
        start_enqueue(place, is_bulk(word[2]), (unsigned)number(word[3]));
    else if (strcmp(command, "start") == 0 && words == 4)
        start_dequeue(place, is_bulk(word[2]), (unsigned)number(word[3]));
    else if (strcmp(command, "finish") == 0 && words == 4 && producer)
        finish_enqueue(place, (unsigned)number(word[2]), number(word[3]));
    else if (strcmp(command, "finish") == 0 && words == 3 && !producer)
        finish_dequeue(place, (unsigned)number(word[2]));
    else
        return false;
    return true;
}

/* True if `word` is one of the two, or there is none. */
static bool names_function(const char *word, const char *single, const char *multi)
{
    return word == NULL || strcmp(word, single) == 0 || strcmp(word, multi) == 0;
}

/* False to stop. */
static bool obey(struct place *place, char *line)
{
    char *word[6] = {0};
    int words = 0;
    for (char *next = strtok(line, " \t\r\n"); next != NULL && words < 6; next = strtok(NULL, " \t\r\n"))
        word[words++] = next;
    const char *command = words > 0 ? word[0] : "";
    bool way = words > 1 && (is_bulk(word[1]) || strcmp(word[1], "burst") == 0);
    if (strcmp(command, "quit") == 0)
        printf("ok\n");
    else if (strcmp(command, "init") == 0 && words == 4)
        init(place, word[1], number(word[2]), (unsigned)number(word[3]));
    else if (strcmp(command, "init_header") == 0 && words == 4)
        init_header(place, word[1], number(word[2]), (unsigned)number(word[3]));
    else if (strcmp(command, "memsize") == 0 && words == 2)
        printf("%zd\n", rte_ring_get_memsize((unsigned)number(word[1])));
    else if (strcmp(command, "memsize") == 0 && words == 3)
        printf("%zd\n", rte_ring_get_memsize_elem((unsigned)number(word[1]), (unsigned)number(word[2])));
    else if (strcmp(command, "enqueue") == 0 && words >= 4 && way && names_function(word[4], "sp", "mp"))
        enqueue(place, is_bulk(word[1]), (unsigned)number(word[2]), number(word[3]), word[4]);
    else if (strcmp(command, "dequeue") == 0 && words >= 3 && way && names_function(word[3], "sc", "mc"))
        dequeue(place, is_bulk(word[1]), (unsigned)number(word[2]), word[3]);
    else if (strcmp(command, "count") == 0)
        printf("%u\n", rte_ring_count(place->ring));
    else if (strcmp(command, "free") == 0)
        printf("%u\n", rte_ring_free_count(place->ring));
    else if (strcmp(command, "heads") == 0)
        heads(place->ring);
    else if (strcmp(command, "session") == 0 && place->region.base != NULL)
        printf("%" PRIu64 "\n", annulus_session(&place->region));
    else if (strcmp(command, "dump") == 0) {
        rte_ring_dump(stdout, place->ring);
        printf("end\n");
    } else if (strcmp(command, "seed") == 0 && words == 2) {
        seed_side(place->ring, true, (uint32_t)number(word[1]));
        seed_side(place->ring, false, (uint32_t)number(word[1]));
        printf("ok\n");
    } else if (strcmp(command, "poke") == 0 && words == 3)
        poke(place->ring, number(word[1]), (uint32_t)number(word[2]));
    else if (words < 2 || !obey_side(place, word, words))
        printf("error unknown command: %s\n", command);
    fflush(stdout);
    return strcmp(command, "quit") != 0;
}

int main(int argc, char **argv)
{
    struct place place;
    char line[256];
    open_place(&place, &argc, &argv);
    for (int i = 0; i < argc; i++)
        if (!obey(&place, argv[i]))
            return 0;
    while (fgets(line, sizeof line, stdin) != NULL && obey(&place, line))
        ;
    return 0;
}
