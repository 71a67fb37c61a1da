/*
 * Where a test program's ring is: in a region, found by name through annulus.h, or at an offset of any file.
 *
 *     REGION RING ESIZE ...            (a name without '/' is /dev/shm/REGION)
 *     --raw FILE OFFSET ESIZE ...
 */
#ifndef PLACE_H
#define PLACE_H

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rte_ring.h>

#include "annulus.h"

struct place {
    struct rte_ring *ring;
    uint32_t element_size;
    uint64_t room; /* raw: bytes from the ring's place to the end of the file; 0 in a region */
    struct annulus_region region;
};

/* Whole unsigned numbers, decimal or 0x hexadecimal; anything else ends the program. */
static inline uint64_t number(const char *text)
{
    char *end;
    errno = 0;
    uint64_t value = strtoull(text, &end, 0);
    if (errno != 0 || end == text || *end != '\0' || *text == '-')
        errx(2, "not a number: %s", text);
    return value;
}

static inline void open_raw(struct place *place, const char *path, uint64_t offset)
{
    struct stat status;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &status) != 0)
        err(1, "%s", path);
    if (offset % RTE_CACHE_LINE_SIZE != 0 || offset >= (uint64_t)status.st_size)
        errx(2, "%s: offset %" PRIu64 ": expected a multiple of %d inside the file's %jd bytes", path, offset,
             RTE_CACHE_LINE_SIZE, (intmax_t)status.st_size);
    unsigned char *base = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (base == MAP_FAILED)
        err(1, "%s: mmap", path);
    close(fd);
    place->ring = (struct rte_ring *)(void *)(base + offset);
    place->room = (uint64_t)status.st_size - offset;
}

/* Opens the place named by the arguments and moves them past it; ends the program with a message if it cannot. */
static inline void open_place(struct place *place, int *argc, char ***argv)
{
    char **word = *argv;
    int raw = *argc > 1 && strcmp(word[1], "--raw") == 0, used = raw ? 5 : 4;
    if (*argc < used)
        errx(2, "usage: %s REGION RING ESIZE ... | --raw FILE OFFSET ESIZE ...", word[0]);
    memset(place, 0, sizeof *place);
    place->element_size = (uint32_t)number(word[used - 1]);
    if (place->element_size == 0 || place->element_size % 4 != 0)
        errx(2, "element size %s: expected a multiple of 4", word[used - 1]);
    if (raw) {
        open_raw(place, word[2], number(word[3]));
    } else {
        if (annulus_open(&place->region, word[1]) != 0)
            errx(1, "%s", place->region.error);
        place->ring = annulus_ring(&place->region, word[2], place->element_size);
        if (place->ring == NULL)
            errx(1, "%s", place->region.error);
    }
    *argc -= used;
    *argv += used;
}

#endif
