/*
 * Many threads at once on one side of a ring of 64-bit elements.
 *
 *     ring_storm REGION RING 8 producer|consumer THREADS COUNT_PER_THREAD BURST ID_BASE
 *     ring_storm --raw FILE OFFSET 8 producer|consumer THREADS COUNT_PER_THREAD BURST ID_BASE
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

struct storm {
    struct rte_ring *ring;
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

static void enqueue_all(struct rte_ring *ring, const uint64_t *values, unsigned n)
{
    unsigned refusals = 0;
    for (unsigned done = 0; done < n;) {
        unsigned moved = rte_ring_enqueue_burst_elem(ring, values + done, sizeof *values, n - done, NULL);
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
        enqueue_all(self->ring, values, n);
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
        unsigned moved = rte_ring_dequeue_burst_elem(self->ring, values, sizeof *values, n, NULL);
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
        enqueue_all(self->ring, values, poisons - 1);
    }
    free(values);
    return NULL;
}

int main(int argc, char **argv)
{
    static struct storm storms[MAX_THREADS];
    struct place place;
    int broken = 0;
    open_place(&place, &argc, &argv);
    if (argc != 5 || (strcmp(argv[0], "producer") != 0 && strcmp(argv[0], "consumer") != 0) || place.element_size != 8)
        errx(2, "usage: ring_storm PLACE 8 producer|consumer THREADS COUNT_PER_THREAD BURST ID_BASE");
    bool producer = argv[0][0] == 'p';
    uint64_t threads = number(argv[1]), count = number(argv[2]), burst = number(argv[3]), id_base = number(argv[4]);
    if (threads == 0 || threads > MAX_THREADS || burst == 0 || burst > 65536 || id_base + threads > MAX_PRODUCERS)
        errx(2, "expected 1 to %d threads, a burst of 1 to 65536, ids below %d", MAX_THREADS, MAX_PRODUCERS);
    for (unsigned t = 0; t < threads; t++) {
        struct storm *storm = &storms[t];
        storm->ring = place.ring;
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
