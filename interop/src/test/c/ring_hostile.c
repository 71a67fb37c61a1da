/*
 * Writes nonsense over all that moves in a ring, without end: heads, tails, counts, distances and sync types of both
 * sides. The table, the geometry, and everything outside the ring are left alone.
 *
 *     ring_hostile REGION RING ESIZE SEED
 *     ring_hostile --raw FILE OFFSET ESIZE SEED
 *
 * Answers "writing" when it has begun, and at the end of its standard input "wrote N", the number of words, and ends.
 * One word in 16 is anything; the others are no larger than the ring, so that some of the time heads and tails seem to make
 * sense. Between words there are pauses, for a while none, then longer ones, so that some of the time others get through.
 */
#include <pthread.h>
#include <stdbool.h>

#include <rte_pause.h>
#include <rte_ring.h>

#include "place.h"

#define WORDS_BETWEEN_CHANGES 4096
#define SIDE_WORDS (sizeof(struct rte_ring_rts_headtail) / sizeof(uint32_t))

struct vandal {
    struct rte_ring *ring;
    uint64_t state;
    uint64_t wrote;
    bool stopped;
};

/* A linear congruential generator; the high half is random enough. */
static uint32_t any(struct vandal *self)
{
    self->state = self->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(self->state >> 32);
}

static void *write_nonsense(void *argument)
{
    struct vandal *self = argument;
    uint32_t *sides[] = {(uint32_t *)(void *)&self->ring->rts_prod, (uint32_t *)(void *)&self->ring->rts_cons};
    static const unsigned pauses[] = {0, 10, 100, 1000};
    unsigned pause = 0;
    while (!__atomic_load_n(&self->stopped, __ATOMIC_RELAXED)) {
        uint32_t where = any(self), word = any(self);
        if ((where & 15) != 0)
            word %= self->ring->capacity + 1;
        __atomic_store_n(sides[where >> 4 & 1] + (where >> 5) % SIDE_WORDS, word, __ATOMIC_RELAXED);
        if (++self->wrote % WORDS_BETWEEN_CHANGES == 0)
            pause = pauses[any(self) % RTE_DIM(pauses)];
        for (unsigned p = 0; p < pause; p++)
            rte_pause();
    }
    return NULL;
}

int main(int argc, char **argv)
{
    struct place place;
    pthread_t thread;
    open_place(&place, &argc, &argv);
    if (argc != 1)
        errx(2, "usage: ring_hostile PLACE ESIZE SEED");
    struct vandal vandal = {.ring = place.ring, .state = number(argv[0])};
    if (pthread_create(&thread, NULL, write_nonsense, &vandal) != 0)
        errx(1, "no thread");
    printf("writing\n");
    fflush(stdout);
    while (getchar() != EOF)
        ;
    __atomic_store_n(&vandal.stopped, true, __ATOMIC_RELAXED);
    pthread_join(thread, NULL);
    printf("wrote %" PRIu64 "\n", vandal.wrote);
    return 0;
}
