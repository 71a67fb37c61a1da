/*
 * The floor under every two-core figure: nanoseconds of one round trip of a cache line between two pinned threads.
 *
 *     pingpong_floor ROUNDS ITERATIONS         prints "rtt_ns MEDIAN min MIN max MAX", over the rounds
 */
#include "timing.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    long rounds = argc == 3 ? atol(argv[1]) : 0, iterations = argc == 3 ? atol(argv[2]) : 0;
    if (rounds < 1 || rounds > 100000 || iterations < 1)
        errx(2, "usage: pingpong_floor ROUNDS ITERATIONS");
    double *trips = calloc((size_t)rounds, sizeof *trips);
    if (trips == NULL)
        errx(1, "no memory");
    for (long round = 0; round < rounds; round++)
        trips[round] = round_trip_nanos((uint64_t)iterations);
    double middle = median(trips, (unsigned)rounds); /* sorts */
    printf("rtt_ns %.1f min %.1f max %.1f\n", middle, trips[0], trips[rounds - 1]);
    free(trips);
    return 0;
}
