/*
 * What the timed programs share: a clock, two threads pinned to two processors that start together, the median, and the
 * round trip of one cache line, which is the floor under every two-core figure. A host that moves its virtual processors
 * changes that floor severalfold, so figures are comparable only where round trips measured beside them agree.
 *
 * Include it first: pinning needs _GNU_SOURCE.
 */
#ifndef TIMING_H
#define TIMING_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <err.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

static inline uint64_t now_nanos(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * UINT64_C(1000000000) + (uint64_t)time.tv_nsec;
}

/* Processor `which` of those this process may use (a container may not have 0 and 1); -1 if there are not so many. */
static inline int processor(int which)
{
    static cpu_set_t allowed; /* as it was before any thread was pinned */
    static int known;
    if (!known && sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        err(1, "sched_getaffinity");
    known = 1;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, &allowed) && which-- == 0)
            return cpu;
    return -1;
}

/* Pins the calling thread. */
static inline void pin(int which)
{
    cpu_set_t set;
    int cpu = processor(which);
    if (cpu < 0)
        errx(1, "needs %d processors", which + 1);
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    if (pthread_setaffinity_np(pthread_self(), sizeof set, &set) != 0)
        errx(1, "cannot pin a thread to processor %d", cpu);
}

static inline int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Sorts the values. */
static inline double median(double *values, unsigned n)
{
    qsort(values, n, sizeof *values, compare_doubles);
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* The bounced line, alone on its own pair of lines: processors fetch them in pairs. */
struct ball {
    _Alignas(128) uint64_t turn; /* even: the server's, odd: the returner's */
    _Alignas(128) uint64_t round_trips;
};

static inline void *return_ball(void *argument)
{
    struct ball *ball = argument;
    pin(1);
    for (uint64_t trip = 0; trip < ball->round_trips; trip++) {
        while (__atomic_load_n(&ball->turn, __ATOMIC_ACQUIRE) != 2 * trip + 1)
            ;
        __atomic_store_n(&ball->turn, 2 * trip + 2, __ATOMIC_RELEASE);
    }
    return NULL;
}

/* Nanoseconds of one round trip of a cache line between two processors, the mean of one round. The first tenth of the
 * trips, in which the other thread starts, is not timed. */
static inline double round_trip_nanos(uint64_t iterations)
{
    static struct ball ball;
    uint64_t warm_up = iterations / 10 + 1, started = 0;
    pthread_t returner;
    ball.turn = 0;
    ball.round_trips = warm_up + iterations;
    pin(0);
    if (pthread_create(&returner, NULL, return_ball, &ball) != 0)
        errx(1, "no thread");
    for (uint64_t trip = 0; trip < warm_up + iterations; trip++) {
        if (trip == warm_up)
            started = now_nanos();
        __atomic_store_n(&ball.turn, 2 * trip + 1, __ATOMIC_RELEASE);
        while (__atomic_load_n(&ball.turn, __ATOMIC_ACQUIRE) != 2 * trip + 2)
            ;
    }
    uint64_t nanos = now_nanos() - started;
    pthread_join(returner, NULL);
    return (double)nanos / (double)iterations;
}

#endif
