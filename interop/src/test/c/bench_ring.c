/*
 * The C side of a benchmark: DPDK's own inlines on a ring of 4096 64-bit elements.
 *
 *     bench_ring PLACE sp|mp|rts|hts PAIRS COUNT ELEMENTS PAUSES     once
 *     bench_ring                                                     the same, and rtt, version and quit, one a line on standard input
 *
 * PLACE same: one thread enqueues COUNT and dequeues COUNT, in turn; an element costs both. pairs: PAIRS producers and as many
 * consumers on two processors. empty, full: calls that move nothing. trips: an element there and back through two rings, each
 * trip timed. The mode's own calls are used on both sides (sp: SINGLE, mp: MULTI). A refused call is followed by PAUSES pauses.
 * A COUNT of 0 is 1: C has one function for both. Answers "ns X", the nanoseconds of an element or a call, for trips the median, 99 %
 * and 99.9 %; to rtt "rtt_ns X", the round trip of one cache line, a matter of milliseconds, for before and after a figure;
 * to version "DPDK X". So that another program can be timed in turns with this one, it does nothing between commands but wait
 * for the next.
 *
 * same, and pairs of one pair, first run a quarter of the elements untimed, with every value checked: that is the warm-up too.
 * In the timed part the values move but nobody looks at them until it is over.
 */
#include "timing.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include <rte_pause.h>
#include <rte_ring.h>
#include <rte_version.h>

#define ENTRIES 4096
#define MAX_BULK 1024
#define MAX_PAIRS 8
#define ROOM 4 /* for one: what DPDK copies at once */
#define MAX_TRIPS 1000000
#define RTT_ROUNDS 5
#define RTT_ITERATIONS 20000

enum mode { SP, MP, RTS, HTS };

static const char *const mode_names[] = {"sp", "mp", "rts", "hts"};
static const unsigned mode_flags[] = {RING_F_SP_ENQ | RING_F_SC_DEQ, 0, RING_F_MP_RTS_ENQ | RING_F_MC_RTS_DEQ,
                                      RING_F_MP_HTS_ENQ | RING_F_MC_HTS_DEQ};

struct run {
    struct rte_ring *ring;
    unsigned n;
    uint64_t elements;
    unsigned pauses;
    enum mode mode;
    unsigned pairs;
    bool checked;     /* sequence numbers, each compared; otherwise the same N values again and again */
    bool intact;      /* what arrived is what was sent */
    int ready;        /* threads in their places */
    uint64_t started; /* by the first */
    uint64_t ended;   /* by the last consumer */
};

static inline void pause_times(unsigned pauses)
{
    while (pauses-- > 0)
        rte_pause();
}

/* `mode` is a constant at each place these are inlined. */
__rte_always_inline static unsigned try_enqueue(struct run *run, const uint64_t *values, enum mode mode)
{
    switch (mode) {
    case SP: return rte_ring_sp_enqueue_bulk_elem(run->ring, values, sizeof *values, run->n, NULL);
    case MP: return rte_ring_mp_enqueue_bulk_elem(run->ring, values, sizeof *values, run->n, NULL);
    case RTS: return rte_ring_mp_rts_enqueue_bulk_elem(run->ring, values, sizeof *values, run->n, NULL);
    default: return rte_ring_mp_hts_enqueue_bulk_elem(run->ring, values, sizeof *values, run->n, NULL);
    }
}

__rte_always_inline static unsigned try_dequeue(struct run *run, uint64_t *values, enum mode mode)
{
    switch (mode) {
    case SP: return rte_ring_sc_dequeue_bulk_elem(run->ring, values, sizeof *values, run->n, NULL);
    case MP: return rte_ring_mc_dequeue_bulk_elem(run->ring, values, sizeof *values, run->n, NULL);
    case RTS: return rte_ring_mc_rts_dequeue_bulk_elem(run->ring, values, sizeof *values, run->n, NULL);
    default: return rte_ring_mc_hts_dequeue_bulk_elem(run->ring, values, sizeof *values, run->n, NULL);
    }
}

__rte_always_inline static void enqueue_n(struct run *run, const uint64_t *values, enum mode mode)
{
    while (try_enqueue(run, values, mode) == 0)
        pause_times(run->pauses);
}

__rte_always_inline static void dequeue_n(struct run *run, uint64_t *values, enum mode mode)
{
    while (try_dequeue(run, values, mode) == 0)
        pause_times(run->pauses);
}

static void number_from(uint64_t *values, unsigned n, uint64_t first)
{
    for (unsigned k = 0; k < n; k++)
        values[k] = first + k;
}

static bool is_numbered_from(const uint64_t *values, unsigned n, uint64_t first)
{
    for (unsigned k = 0; k < n; k++)
        if (values[k] != first + k)
            return false;
    return true;
}

static void start_together(struct run *run)
{
    __atomic_add_fetch(&run->ready, 1, __ATOMIC_SEQ_CST);
    while (__atomic_load_n(&run->ready, __ATOMIC_SEQ_CST) < (int)(2 * run->pairs))
        sched_yield();
}

__rte_always_inline static void produce_as(struct run *run, enum mode mode)
{
    uint64_t values[MAX_BULK];
    number_from(values, run->n, 0);
    start_together(run);
    __atomic_store_n(&run->started, now_nanos(), __ATOMIC_RELAXED);
    for (uint64_t done = 0; done < run->elements; done += run->n) {
        if (run->checked)
            number_from(values, run->n, done);
        enqueue_n(run, values, mode);
    }
}

__rte_always_inline static void consume_as(struct run *run, enum mode mode)
{
    uint64_t values[MAX_BULK];
    bool intact = true;
    memset(values, 0xff, sizeof values);
    start_together(run);
    for (uint64_t done = 0; done < run->elements; done += run->n) {
        dequeue_n(run, values, mode);
        if (run->checked)
            intact &= is_numbered_from(values, run->n, done);
    }
    __atomic_store_n(&run->ended, now_nanos(), __ATOMIC_RELAXED);
    if (!intact || !(run->checked || is_numbered_from(values, run->n, 0)))
        __atomic_store_n(&run->intact, false, __ATOMIC_RELAXED);
}

__rte_always_inline static void alternate_as(struct run *run, enum mode mode)
{
    uint64_t sent[MAX_BULK], received[MAX_BULK];
    bool intact = true;
    number_from(sent, run->n, 0);
    memset(received, 0xff, sizeof received);
    run->started = now_nanos();
    for (uint64_t done = 0; done < run->elements; done += run->n) {
        if (run->checked)
            number_from(sent, run->n, done);
        enqueue_n(run, sent, mode);
        dequeue_n(run, received, mode);
        if (run->checked)
            intact &= is_numbered_from(received, run->n, done);
    }
    run->ended = now_nanos();
    run->intact = intact && (run->checked || is_numbered_from(received, run->n, 0));
}

/* Calls that move nothing: dequeues if the ring is empty, enqueues if it is full. */
__rte_always_inline static void refuse_as(struct run *run, enum mode mode, bool full)
{
    uint64_t values[MAX_BULK] = {0};
    unsigned moved = 0;
    while (full && try_enqueue(run, values, mode) != 0)
        ;
    run->started = now_nanos();
    for (uint64_t done = 0; done < run->elements; done++)
        moved += full ? try_enqueue(run, values, mode) : try_dequeue(run, values, mode);
    run->ended = now_nanos();
    run->intact = moved == 0;
}

static void *produce(void *argument)
{
    struct run *run = argument;
    pin(0);
    switch (run->mode) {
    case SP: produce_as(run, SP); break;
    case MP: produce_as(run, MP); break;
    case RTS: produce_as(run, RTS); break;
    case HTS: produce_as(run, HTS); break;
    }
    return NULL;
}

static void *consume(void *argument)
{
    struct run *run = argument;
    pin(1);
    switch (run->mode) {
    case SP: consume_as(run, SP); break;
    case MP: consume_as(run, MP); break;
    case RTS: consume_as(run, RTS); break;
    case HTS: consume_as(run, HTS); break;
    }
    return NULL;
}

static void *alternate(void *argument)
{
    struct run *run = argument;
    pin(0);
    switch (run->mode) {
    case SP: alternate_as(run, SP); break;
    case MP: alternate_as(run, MP); break;
    case RTS: alternate_as(run, RTS); break;
    case HTS: alternate_as(run, HTS); break;
    }
    return NULL;
}

static void start(struct run *run)
{
    run->ready = 0;
    run->intact = true;
    if (rte_ring_init(run->ring, "bench", ENTRIES, mode_flags[run->mode]) != 0)
        errx(1, "rte_ring_init");
}

/* Pairs of threads; 0 for one that does both. */
static bool carry_out(struct run *run)
{
    pthread_t threads[2 * MAX_PAIRS];
    unsigned number = 0;
    start(run);
    if (run->pairs == 0 && pthread_create(&threads[number++], NULL, alternate, run) != 0)
        errx(1, "no thread");
    for (unsigned i = 0; i < run->pairs; i++)
        if (pthread_create(&threads[number++], NULL, produce, run) != 0 ||
            pthread_create(&threads[number++], NULL, consume, run) != 0)
            errx(1, "no thread");
    for (unsigned i = 0; i < number; i++)
        pthread_join(threads[i], NULL);
    return run->intact;
}

/* Elements are each producer's. */
static void measure(struct run run, uint64_t elements)
{
    struct run check = run;
    bool sound = true;
    run.elements = (elements + run.n - 1) / run.n * run.n; /* whole bulks */
    check.elements = (run.elements / 4 + run.n - 1) / run.n * run.n;
    check.checked = true;
    if (run.pairs <= 1)
        sound = carry_out(&check);
    if (!sound || !carry_out(&run))
        printf("error content differs\n");
    else
        printf("ns %.3f\n", (double)(run.ended - run.started) / ((double)run.elements * (run.pairs > 1 ? run.pairs : 1)));
}

static void measure_refusals(struct run run, uint64_t calls, bool full)
{
    run.elements = calls;
    start(&run);
    pin(0);
    switch (run.mode) {
    case SP: refuse_as(&run, SP, full); break;
    case MP: refuse_as(&run, MP, full); break;
    case RTS: refuse_as(&run, RTS, full); break;
    case HTS: refuse_as(&run, HTS, full); break;
    }
    if (run.intact)
        printf("ns %.3f\n", (double)(run.ended - run.started) / (double)calls);
    else
        printf("error elements moved\n");
}

struct trips {
    struct run there, back;
    uint64_t number;
};

__rte_always_inline static void pass_as(struct run *from, struct run *to, enum mode mode)
{
    uint64_t value[ROOM] = {0};
    while (try_dequeue(from, value, mode) == 0)
        ;
    while (try_enqueue(to, value, mode) == 0)
        ;
}

static void *pass_back(void *argument)
{
    struct trips *trips = argument;
    pin(1);
    for (uint64_t i = 0; i < trips->number; i++)
        switch (trips->there.mode) {
        case SP: pass_as(&trips->there, &trips->back, SP); break;
        case MP: pass_as(&trips->there, &trips->back, MP); break;
        case RTS: pass_as(&trips->there, &trips->back, RTS); break;
        case HTS: pass_as(&trips->there, &trips->back, HTS); break;
        }
    return NULL;
}

__rte_always_inline static void trip_as(struct trips *trips, enum mode mode)
{
    uint64_t value[ROOM] = {1};
    while (try_enqueue(&trips->there, value, mode) == 0)
        ;
    while (try_dequeue(&trips->back, value, mode) == 0)
        ;
}

static void measure_trips(struct run run, struct rte_ring *other, uint64_t number)
{
    static double nanos[MAX_TRIPS];
    struct trips trips = {.there = run, .back = run, .number = number};
    pthread_t passer;
    trips.back.ring = other;
    start(&trips.there);
    start(&trips.back);
    pin(0);
    if (pthread_create(&passer, NULL, pass_back, &trips) != 0)
        errx(1, "no thread");
    for (uint64_t i = 0; i < number; i++) {
        uint64_t started = now_nanos();
        switch (run.mode) {
        case SP: trip_as(&trips, SP); break;
        case MP: trip_as(&trips, MP); break;
        case RTS: trip_as(&trips, RTS); break;
        case HTS: trip_as(&trips, HTS); break;
        }
        nanos[i] = (double)(now_nanos() - started);
    }
    pthread_join(passer, NULL);
    qsort(nanos, number, sizeof *nanos, compare_doubles);
    printf("ns %.0f %.0f %.0f\n", nanos[number / 2], nanos[number * 99 / 100], nanos[number * 999 / 1000]);
}

static double round_trip(void)
{
    double rounds[RTT_ROUNDS];
    for (unsigned i = 0; i < RTT_ROUNDS; i++)
        rounds[i] = round_trip_nanos(RTT_ITERATIONS);
    return median(rounds, RTT_ROUNDS);
}

/* False if there is no such mode. */
static bool find_mode(const char *name, enum mode *mode)
{
    for (unsigned i = 0; i < RTE_DIM(mode_names); i++)
        if (strcmp(name, mode_names[i]) == 0)
            return *mode = (enum mode)i, true;
    return false;
}

/* False to stop. */
static bool obey(struct rte_ring *ring, struct rte_ring *other, const char *line)
{
    char place[8] = "", name[8] = "";
    struct run run = {.ring = ring, .mode = SP};
    unsigned long long elements = 0;
    int words = sscanf(line, "%7s %7s %u %u %llu %u", place, name, &run.pairs, &run.n, &elements, &run.pauses);
    bool quit = strcmp(place, "quit") == 0;
    run.n = run.n == 0 ? 1 : run.n;
    if (quit)
        printf("ok\n");
    else if (strcmp(place, "rtt") == 0)
        printf("rtt_ns %.1f\n", round_trip());
    else if (strcmp(place, "version") == 0)
        printf("%s\n", rte_version());
    else if (words != 6 || !find_mode(name, &run.mode) || run.n > MAX_BULK || elements == 0 || run.pairs < 1 ||
             run.pairs > MAX_PAIRS || (run.mode == SP && run.pairs > 1))
        printf("error expected: PLACE sp|mp|rts|hts PAIRS(1-%d, of sp 1) COUNT(0-%d) ELEMENTS PAUSES, rtt, version or quit\n",
               MAX_PAIRS, MAX_BULK);
    else if (strcmp(place, "same") == 0)
        run.pairs = 0, measure(run, elements);
    else if (strcmp(place, "pairs") == 0)
        measure(run, elements / run.pairs);
    else if (strcmp(place, "empty") == 0 || strcmp(place, "full") == 0)
        measure_refusals(run, elements, strcmp(place, "full") == 0);
    else if (strcmp(place, "trips") == 0)
        measure_trips(run, other, elements < MAX_TRIPS ? elements : MAX_TRIPS);
    else
        printf("error expected place same, pairs, empty, full or trips\n");
    fflush(stdout);
    return !quit;
}

static void *new_ring(void)
{
    size_t bytes = (size_t)rte_ring_get_memsize_elem(sizeof(uint64_t), ENTRIES);
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (memory == MAP_FAILED)
        err(1, "mmap");
    return memory;
}

int main(int argc, char **argv)
{
    char line[256];
    struct rte_ring *ring = new_ring(), *other = new_ring();
    processor(0); /* looks while nothing is pinned */
    if (argc > 1) {
        size_t used = 0;
        for (int i = 1; i < argc; i++)
            used += (size_t)snprintf(line + used, used < sizeof line ? sizeof line - used : 0, "%s ", argv[i]);
        if (used >= sizeof line)
            errx(2, "too long");
        return obey(ring, other, line), 0;
    }
    while (fgets(line, sizeof line, stdin) != NULL && obey(ring, other, line))
        ;
    return 0;
}
