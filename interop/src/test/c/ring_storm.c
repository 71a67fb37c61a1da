/*
 * Many threads at once on one side of a ring of 64-bit elements.
 *
 *     ring_storm REGION RING 8 producer|consumer THREADS COUNT_PER_THREAD BURST ID_BASE [STYLE]
 *     ring_storm --raw FILE OFFSET 8 producer|consumer THREADS COUNT_PER_THREAD BURST ID_BASE [STYLE]
 *
 * STYLE is copy (rte_ring_..._burst_elem), peek (..._burst_elem_start and _finish) or zero-copy (..._zc_burst_elem_start
 * and _finish); the last two want a SINGLE or HTS side, and finish with all, some or none of what they started, in turn.
 *
 * Producer thread t enqueues COUNT_PER_THREAD values in bursts of at most BURST: id << 40 | sequence, with id =
 * ID_BASE + t (0 to 255) and sequence 0, 1, 2, ... It answers, one line a thread,
 *
 *     produced N checksum X
 *
 * Consumer threads take bursts of at most BURST until a value with its top bit set (a poison) comes, or COUNT_PER_THREAD
 * values, unless that is 0. From the moment one producer's values reach one consumer they may only ascend. Answer:
 *
 *     consumed N checksum X order ok|broken
 *
 * A checksum is the sum of the values modulo 2^64, in decimal; poisons do not count. ID_BASE means nothing to a consumer.
 *
 * To stop consumers, a coordinator enqueues 0xffffffffffffffff once for each of them, all consumers of all processes,
 * after the last producer has finished. A burst can hold several poisons: a consumer keeps one and puts the others back,
 * which it may do because the producers are done, but only if the producer side is not SINGLE. On a ring with a SINGLE
 * producer and several consumers, enqueue BURST poisons for each consumer instead: none can then go without.
 *
 * A refused call is followed by a pause 64 times in a row, then by a yield: there may be more threads than processors.
 * Exit status 0, or 1 if an order was broken.
 */
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>

#include <rte_pause.h>
#include <rte_ring.h>

#include "place.h"

#define MAX_THREADS 64
#define MAX_PRODUCERS 256
#define POISON (UINT64_C(1) << 63)
#define SEQUENCE_BITS 40
#define PAUSES_BEFORE_YIELD 64

enum style { COPY, PEEK, ZERO_COPY };

static const char *const style_names[] = {"copy", "peek", "zero-copy"};

struct storm {
    struct rte_ring *ring;
    enum style style;
    unsigned turn;
    uint64_t count;
    unsigned burst;
    uint64_t id;
    uint64_t moved;
    uint64_t checksum;
    bool ordered;
    pthread_t thread;
};

static void wait_a_little(unsigned *refusals)
{
    if (++*refusals < PAUSES_BEFORE_YIELD) {
        rte_pause();
    } else {
        *refusals = 0;
        sched_yield();
    }
}

/* Of `reserved` elements, how many to finish with this time: all, some, none, some. */
static unsigned part(struct storm *self, unsigned reserved)
{
    switch (self->turn++ % 4) {
    case 0: return reserved;
    case 2: return 0;
    default: return reserved / 2;
    }
}

static unsigned enqueue_zero_copy(struct storm *self, const uint64_t *values, unsigned n)
{
    struct rte_ring_zc_data zc;
    unsigned reserved = rte_ring_enqueue_zc_burst_elem_start(self->ring, sizeof *values, n, &zc, NULL);
    if (reserved == 0)
        return 0;
    memcpy(zc.ptr1, values, zc.n1 * sizeof *values);
    if (zc.n1 < reserved)
        memcpy(zc.ptr2, values + zc.n1, (reserved - zc.n1) * sizeof *values);
    n = part(self, reserved);
    rte_ring_enqueue_zc_elem_finish(self->ring, n);
    return n;
}

static unsigned enqueue_some(struct storm *self, const uint64_t *values, unsigned n)
{
    switch (self->style) {
    case PEEK:
        n = rte_ring_enqueue_burst_elem_start(self->ring, n, NULL);
        if (n == 0)
            return 0;
        n = part(self, n);
        rte_ring_enqueue_elem_finish(self->ring, values, sizeof *values, n);
        return n;
    case ZERO_COPY: return enqueue_zero_copy(self, values, n);
    default: return rte_ring_enqueue_burst_elem(self->ring, values, sizeof *values, n, NULL);
    }
}

static unsigned dequeue_zero_copy(struct storm *self, uint64_t *values, unsigned n)
{
    struct rte_ring_zc_data zc;
    unsigned reserved = rte_ring_dequeue_zc_burst_elem_start(self->ring, sizeof *values, n, &zc, NULL);
    if (reserved == 0)
        return 0;
    memcpy(values, zc.ptr1, zc.n1 * sizeof *values);
    if (zc.n1 < reserved)
        memcpy(values + zc.n1, zc.ptr2, (reserved - zc.n1) * sizeof *values);
    n = part(self, reserved);
    rte_ring_dequeue_zc_elem_finish(self->ring, n);
    return n;
}

static unsigned dequeue_some(struct storm *self, uint64_t *values, unsigned n)
{
    switch (self->style) {
    case PEEK:
        n = rte_ring_dequeue_burst_elem_start(self->ring, values, sizeof *values, n, NULL);
        if (n == 0)
            return 0;
        n = part(self, n);
        rte_ring_dequeue_elem_finish(self->ring, n);
        return n;
    case ZERO_COPY: return dequeue_zero_copy(self, values, n);
    default: return rte_ring_dequeue_burst_elem(self->ring, values, sizeof *values, n, NULL);
    }
}

static void enqueue_all(struct storm *self, const uint64_t *values, unsigned n)
{
    unsigned refusals = 0;
    for (unsigned done = 0; done < n;) {
        unsigned moved = enqueue_some(self, values + done, n - done);
        done += moved;
        if (moved == 0)
            wait_a_little(&refusals);
        else
            refusals = 0;
    }
}

static void *produce(void *argument)
{
    struct storm *self = argument;
    uint64_t *values = calloc(self->burst, sizeof *values);
    if (values == NULL)
        errx(1, "no memory");
    while (self->moved < self->count) {
        uint64_t left = self->count - self->moved;
        unsigned n = left < self->burst ? (unsigned)left : self->burst;
        for (unsigned k = 0; k < n; k++) {
            values[k] = self->id << SEQUENCE_BITS | (self->moved + k);
            self->checksum += values[k];
        }
        enqueue_all(self, values, n);
        self->moved += n;
    }
    free(values);
    return NULL;
}

static void account(struct storm *self, uint64_t *next_sequence, uint64_t value)
{
    uint64_t id = value >> SEQUENCE_BITS, sequence = value & ((UINT64_C(1) << SEQUENCE_BITS) - 1);
    if (id >= MAX_PRODUCERS || sequence < next_sequence[id])
        self->ordered = false;
    else
        next_sequence[id] = sequence + 1;
    self->checksum += value;
    self->moved++;
}

static void *consume(void *argument)
{
    struct storm *self = argument;
    uint64_t next_sequence[MAX_PRODUCERS] = {0};
    uint64_t *values = calloc(self->burst, sizeof *values);
    unsigned poisons = 0, refusals = 0;
    if (values == NULL)
        errx(1, "no memory");
    self->ordered = true;
    while (poisons == 0 && (self->count == 0 || self->moved < self->count)) {
        uint64_t left = self->count == 0 ? self->burst : self->count - self->moved;
        unsigned n = left < self->burst ? (unsigned)left : self->burst;
        unsigned moved = dequeue_some(self, values, n);
        for (unsigned k = 0; k < moved; k++) {
            if ((values[k] & POISON) != 0)
                poisons++;
            else
                account(self, next_sequence, values[k]);
        }
        if (moved == 0)
            wait_a_little(&refusals);
        else
            refusals = 0;
    }
    if (poisons > 1 && rte_ring_get_prod_sync_type(self->ring) != RTE_RING_SYNC_ST) {
        memset(values, 0xff, (poisons - 1) * sizeof *values);
        self->style = COPY; /* of the other side's mode nothing is known */
        enqueue_all(self, values, poisons - 1);
    }
    free(values);
    return NULL;
}

/* Ends the program if the side cannot do it. */
static enum style find_style(const char *name, const struct rte_ring *ring, bool producer)
{
    enum rte_ring_sync_type sync = producer ? rte_ring_get_prod_sync_type(ring) : rte_ring_get_cons_sync_type(ring);
    for (unsigned i = 0; i < RTE_DIM(style_names); i++)
        if (strcmp(name, style_names[i]) == 0) {
            if (i != COPY && sync != RTE_RING_SYNC_ST && sync != RTE_RING_SYNC_MT_HTS)
                errx(2, "%s: expected a SINGLE or HTS side", name);
            return (enum style)i;
        }
    errx(2, "expected copy, peek or zero-copy, found %s", name);
}

int main(int argc, char **argv)
{
    static struct storm storms[MAX_THREADS];
    struct place place;
    int broken = 0;
    open_place(&place, &argc, &argv);
    if (argc < 5 || argc > 6 || (strcmp(argv[0], "producer") != 0 && strcmp(argv[0], "consumer") != 0) || place.element_size != 8)
        errx(2, "usage: ring_storm PLACE 8 producer|consumer THREADS COUNT_PER_THREAD BURST ID_BASE [STYLE]");
    bool producer = argv[0][0] == 'p';
    enum style style = argc == 6 ? find_style(argv[5], place.ring, producer) : COPY;
    uint64_t threads = number(argv[1]), count = number(argv[2]), burst = number(argv[3]), id_base = number(argv[4]);
    if (threads == 0 || threads > MAX_THREADS || burst == 0 || burst > 65536 || id_base + threads > MAX_PRODUCERS)
        errx(2, "expected 1 to %d threads, a burst of 1 to 65536, ids below %d", MAX_THREADS, MAX_PRODUCERS);
    for (unsigned t = 0; t < threads; t++) {
        struct storm *storm = &storms[t];
        storm->ring = place.ring;
        storm->style = style;
        storm->count = count;
        storm->burst = (unsigned)burst;
        storm->id = id_base + t;
        if (pthread_create(&storm->thread, NULL, producer ? produce : consume, storm) != 0)
            errx(1, "no thread");
    }
    for (unsigned t = 0; t < threads; t++) {
        struct storm *storm = &storms[t];
        pthread_join(storm->thread, NULL);
        if (producer) {
            printf("produced %" PRIu64 " checksum %" PRIu64 "\n", storm->moved, storm->checksum);
        } else {
            printf("consumed %" PRIu64 " checksum %" PRIu64 " order %s\n", storm->moved, storm->checksum,
                   storm->ordered ? "ok" : "broken");
            broken |= !storm->ordered;
        }
        fflush(stdout);
    }
    return broken;
}
