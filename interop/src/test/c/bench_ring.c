/*
 * The C side of a benchmark: DPDK's own inlines, bulk calls of N on a ring of 4096 64-bit elements.
 *
 *     bench_ring same|two sp|mp|rts|hts N ELEMENTS PAUSES     once
 *     bench_ring                                              the same, and rtt, version and quit, one a line on standard input
 *
 * same: one thread enqueues N and dequeues N, in turn; an element costs both. two: a producer and a consumer thread, on
 * two processors. The mode's own calls are used on both sides (sp: SINGLE, mp: MULTI). A refused call is followed by PAUSES
 * pauses. Answers "ns_per_element X"; to rtt "rtt_ns X", the round trip of one cache line, a matter of milliseconds, for
 * before and after a figure; to version "DPDK X". So that another program can be timed in turns with this one, it does
 * nothing between commands but wait for the next.
 *
 * Each command first runs a quarter of the elements untimed, with every value checked: that is the warm-up too. In the
 * timed part the values move but nobody looks at them until it is over.
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
    bool checked;     /* sequence numbers, each compared; otherwise the same N values again and again */
    bool intact;      /* what arrived is what was sent */
    int ready;        /* threads in their places */
    uint64_t started; /* by the producer */
    uint64_t ended;   /* by the consumer */
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
    while (__atomic_load_n(&run->ready, __ATOMIC_SEQ_CST) < 2)
        rte_pause();
}

__rte_always_inline static void produce_as(struct run *run, enum mode mode)
{
    uint64_t values[MAX_BULK];
    number_from(values, run->n, 0);
    start_together(run);
    run->started = now_nanos();
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
    run->ended = now_nanos();
    run->intact = intact && (run->checked || is_numbered_from(values, run->n, 0));
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

static bool carry_out(struct run *run, bool two)
{
    pthread_t threads[2];
    run->ready = 0;
    run->intact = false;
    if (rte_ring_init(run->ring, "bench", ENTRIES, mode_flags[run->mode]) != 0)
        errx(1, "rte_ring_init");
    if (pthread_create(&threads[0], NULL, two ? produce : alternate, run) != 0 ||
        (two && pthread_create(&threads[1], NULL, consume, run) != 0))
        errx(1, "no thread");
    pthread_join(threads[0], NULL);
    if (two)
        pthread_join(threads[1], NULL);
    return run->intact;
}

static void measure(struct rte_ring *ring, bool two, enum mode mode, unsigned n, uint64_t elements, unsigned pauses)
{
    uint64_t rounded = (elements + n - 1) / n * n; /* whole bulks */
    struct run check = {.ring = ring, .n = n, .pauses = pauses, .mode = mode, .checked = true};
    struct run timed = {.ring = ring, .n = n, .pauses = pauses, .mode = mode, .elements = rounded};
    check.elements = (rounded / 4 + n - 1) / n * n;
    if (!carry_out(&check, two) || !carry_out(&timed, two))
        printf("error content differs\n");
    else
        printf("ns_per_element %.3f\n", (double)(timed.ended - timed.started) / (double)rounded);
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
static bool obey(struct rte_ring *ring, const char *line)
{
    char threads[8] = "", name[8] = "";
    enum mode mode = SP;
    unsigned n = 0, pauses = 0;
    unsigned long long elements = 0;
    int words = sscanf(line, "%7s %7s %u %llu %u", threads, name, &n, &elements, &pauses);
    bool two = strcmp(threads, "two") == 0;
    bool quit = strcmp(threads, "quit") == 0;
    if (quit)
        printf("ok\n");
    else if (strcmp(threads, "rtt") == 0)
        printf("rtt_ns %.1f\n", round_trip());
    else if (strcmp(threads, "version") == 0)
        printf("%s\n", rte_version());
    else if (words != 5 || (!two && strcmp(threads, "same") != 0) || !find_mode(name, &mode) || n == 0 ||
             n > MAX_BULK || elements == 0)
        printf("error expected: same|two sp|mp|rts|hts N(1-%d) ELEMENTS PAUSES, rtt, version or quit\n", MAX_BULK);
    else
        measure(ring, two, mode, n, elements, pauses);
    fflush(stdout);
    return !quit;
}

int main(int argc, char **argv)
{
    char line[256];
    size_t bytes = (size_t)rte_ring_get_memsize_elem(sizeof(uint64_t), ENTRIES);
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (memory == MAP_FAILED)
        err(1, "mmap");
    processor(0); /* looks while nothing is pinned */
    if (argc > 1) {
        size_t used = 0;
        for (int i = 1; i < argc; i++)
            used += (size_t)snprintf(line + used, used < sizeof line ? sizeof line - used : 0, "%s ", argv[i]);
        if (used >= sizeof line)
            errx(2, "too long");
        return obey(memory, line), 0;
    }
    while (fgets(line, sizeof line, stdin) != NULL && obey(memory, line))
        ;
    return 0;
}
