/* SPDX-License-Identifier: Apache-2.0 */
/*
 * annulus.h - find the rings and zones of an Annulus region from C, by name.
 *
 *     struct annulus_region region;
 *     if (annulus_open(&region, "market") != 0)              // /dev/shm/market; a path with '/' is used as it is
 *         errx(1, "%s", region.error);
 *     struct rte_ring *orders = annulus_ring(&region, "orders", 8);
 *     if (orders == NULL)
 *         errx(1, "%s", region.error);
 *     rte_ring_dequeue_burst_elem(orders, values, 8, 32, NULL);
 *
 * A ring found here is DPDK's struct rte_ring and nothing else; rte_eal_init is not needed to use it. This header
 * itself needs no DPDK: gcc or clang, C99 or C++, 64-bit little-endian Linux. A strict mode (-std=c99) needs
 * _POSIX_C_SOURCE=200809L; it is defined here if this is the first header included.
 *
 * The region is never trusted: every field is loaded once, checked, and used from the private copy. DPDK's own inline
 * functions do trust a ring header each time they run, and a file can be truncated under its mapping (SIGBUS), so share
 * a region only with processes you would trust with your own memory. C programs do not claim a SINGLE side either:
 * that nobody else is on it is up to you. One struct annulus_region must not be used by two threads at once; the rings
 * and zones it gave may be. The format is described in docs/region-format.md.
 */
#ifndef ANNULUS_H
#define ANNULUS_H

#if defined(__STRICT_ANSI__) && !defined(_POSIX_C_SOURCE) && !defined(_XOPEN_SOURCE) && !defined(_GNU_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#if !defined(O_NOFOLLOW) || !defined(O_CLOEXEC)
#error "annulus.h needs POSIX.1-2008: compile with -D_POSIX_C_SOURCE=200809L or -D_GNU_SOURCE"
#endif
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || __SIZEOF_POINTER__ != 8
#error "annulus.h: a region is little-endian and may be larger than 4 GiB; this platform cannot use it"
#endif

/* The layout of this program's own struct rte_ring, when it is built with DPDK; 0 accepts whatever the region says.
 * DPDK before 23.11 has no RTE_CACHE_GUARD_LINES but pads by one line all the same. */
#ifdef RTE_CACHE_LINE_SIZE
#define ANNULUS_CACHE_LINE RTE_CACHE_LINE_SIZE
#else
#define ANNULUS_CACHE_LINE 0
#endif
#ifdef RTE_CACHE_GUARD_LINES
#define ANNULUS_GUARD_LINES RTE_CACHE_GUARD_LINES
#else
#define ANNULUS_GUARD_LINES 1
#endif

#define ANNULUS_MAGIC UINT64_C(0x0153554c554e4e41) /* "ANNULUS" 01 */
#define ANNULUS_READY UINT64_C(0x5944414552534e41)

enum {
    ANNULUS_MAJOR = 0, /* while the major is 0 a reader accepts only its own minor */
    ANNULUS_MINOR = 1,

    /* The header: 4096 bytes at offset 0. Written once, before the ready word, apart from the session
     * and the fields from 256 on. */
    ANNULUS_HEADER_SIZE = 4096,
    ANNULUS_MAGIC_OFFSET = 0,                   /* 8 */
    ANNULUS_MAJOR_OFFSET = 8,                   /* 4 */
    ANNULUS_MINOR_OFFSET = 12,                  /* 4 */
    ANNULUS_SIZE_OFFSET = 16,                   /* 8  bytes of the region; never more than the file has */
    ANNULUS_CACHE_LINE_OFFSET = 24,             /* 4  64 or 128 */
    ANNULUS_GUARD_LINES_OFFSET = 28,            /* 4  0 to 2 */
    ANNULUS_SESSION_OFFSET = 104,               /* 8  raised by the owner, see annulus_session */
    ANNULUS_DIRECTORY_OFFSET = 112,             /* 8  always 4096 */
    ANNULUS_DIRECTORY_CAPACITY_OFFSET = 120,    /* 4  1 to 65536 */
    ANNULUS_ENTRY_SIZE_OFFSET = 124,            /* 4  always 256 */
    ANNULUS_PARTICIPANTS_OFFSET = 128,          /* 8  directory offset + capacity * 256 */
    ANNULUS_PARTICIPANTS_CAPACITY_OFFSET = 136, /* 4  1 to 65536 */
    ANNULUS_LINE_SIZE_OFFSET = 140,             /* 4  always 128 */
    ANNULUS_PARTICIPANTS_VERSION_OFFSET = 144,  /* 4  1 */
    ANNULUS_ZONES_OFFSET = 152,                 /* 8  participants offset + capacity * 128, up to a multiple of 4096 */
    ANNULUS_READY_OFFSET = 4088,                /* 8  stored last */

    /* A directory entry: 256 bytes. */
    ANNULUS_ENTRY_SIZE = 256,
    ANNULUS_ENTRY_NAME_OFFSET = 0,          /* 32 1 to 28 characters '!' to '~' without '/'; the rest NUL */
    ANNULUS_ENTRY_STATE_OFFSET = 32,        /* 4 */
    ANNULUS_ENTRY_KIND_OFFSET = 36,         /* 4 */
    ANNULUS_ENTRY_GENERATION_OFFSET = 40,   /* 8  one more each time the entry is used anew */
    ANNULUS_ENTRY_OFFSET_OFFSET = 48,       /* 8  of the zone; multiple of 128 */
    ANNULUS_ENTRY_LENGTH_OFFSET = 56,       /* 8  bytes of the object */
    ANNULUS_ENTRY_EXTENT_OFFSET = 64,       /* 8  bytes set aside for it; multiple of 128, at least length */
    ANNULUS_ENTRY_ELEMENT_SIZE_OFFSET = 72, /* 4  rings: multiple of 4; otherwise 0 */
    ANNULUS_ENTRY_FOREIGN_OFFSET = 76,      /* 4  1 once a C program opened the object */
    ANNULUS_ENTRY_COPIED = 80,              /* bytes of an entry that are copied before any is looked at */

    ANNULUS_STATE_READY = 2,
    ANNULUS_STATE_RESETTING = 4,
    ANNULUS_KIND_ZONE = 1,
    ANNULUS_KIND_RING = 2,
    ANNULUS_NAME_SIZE = 32,
    ANNULUS_NAME_MAX = 28,
    ANNULUS_CAPACITY_MAX = 65536,
    ANNULUS_LINE_SIZE = 128,
    ANNULUS_ZONE_ALIGNMENT = 128,
    ANNULUS_PAGE = 4096,

    /* struct rte_ring. Its producer block starts at (1 + guard lines) * cache line, the consumer block at twice and the
     * table at three times that. */
    ANNULUS_RING_NAME_OFFSET = 0,      /* 29 NUL-terminated */
    ANNULUS_RING_FLAGS_OFFSET = 32,    /* 4  */
    ANNULUS_RING_MEMZONE_OFFSET = 40,  /* 8  a pointer of whoever made it; 0 in a region */
    ANNULUS_RING_SIZE_OFFSET = 48,     /* 4  power of two */
    ANNULUS_RING_MASK_OFFSET = 52,     /* 4  size - 1 */
    ANNULUS_RING_CAPACITY_OFFSET = 56, /* 4  at most size - 1 */
    ANNULUS_RING_SYNC_OFFSET = 8,      /* 4  in either block: 0 MULTI, 1 SINGLE, 2 MULTI_RTS, 3 MULTI_HTS */
    ANNULUS_RING_NAME_SIZE = 29,
    ANNULUS_RING_SIZE_MAX = 1 << 30,
    ANNULUS_RING_FLAG_EXACT = 0x04,
    ANNULUS_RING_FLAGS_KNOWN = 0x7f
};

/* An open region. The geometry is private: copied once by annulus_open, never read from the region again. */
struct annulus_region {
    unsigned char *base; /* NULL when not open */
    uint64_t size;
    uint64_t zones_offset;
    uint32_t directory_capacity;
    uint32_t cache_line;
    uint32_t guard_lines;
    char error[512]; /* why the last call failed */
};

/* ---- Inner parts; the five functions for callers are at the end ---- */

__attribute__((format(printf, 2, 3)))
static inline int annulus_fail(struct annulus_region *region, const char *text, ...)
{
    va_list values;
    va_start(values, text);
    vsnprintf(region->error, sizeof region->error, text, values);
    va_end(values);
    return -1;
}

/* The one check there is: 0, or -1 and an error that says what, where, what was expected and what was found. */
static inline int annulus_expect(struct annulus_region *region, const char *where, const char *what, uint64_t offset,
                                 uint64_t found, uint64_t least, uint64_t most)
{
    if (found >= least && found <= most)
        return 0;
    char expected[64] = "";
    if (most == UINT64_MAX)
        snprintf(expected, sizeof expected, "at least %" PRIu64, least);
    else if (least < most)
        snprintf(expected, sizeof expected, "%" PRIu64 " to %" PRIu64, least, most);
    else
        snprintf(expected, sizeof expected, "%" PRIu64 " (0x%" PRIx64 ")", least, least);
    return annulus_fail(region, "%s: %s at byte %" PRIu64 ": expected %s, found %" PRIu64 " (0x%" PRIx64 ")", where,
                        what, offset, expected, found, found);
}

static inline uint32_t annulus_u32(const unsigned char *bytes, unsigned offset)
{
    uint32_t value;
    memcpy(&value, bytes + offset, sizeof value);
    return value;
}

static inline uint64_t annulus_u64(const unsigned char *bytes, unsigned offset)
{
    uint64_t value;
    memcpy(&value, bytes + offset, sizeof value);
    return value;
}

/* Copies shared memory word by word with atomic loads: a plain memcpy may be left out by the compiler, which then reads
 * the shared bytes a second time, after the check. */
static inline void annulus_copy(unsigned char *to, const unsigned char *from, unsigned length)
{
    for (unsigned i = 0; i < length; i += 8) {
        uint64_t word = __atomic_load_n((const uint64_t *)(const void *)(from + i), __ATOMIC_RELAXED);
        memcpy(to + i, &word, sizeof word);
    }
}

static inline int annulus_name_is_valid(const char *name)
{
    size_t length = 0;
    for (; name[length] != '\0'; length++)
        if (length == ANNULUS_NAME_MAX || name[length] < '!' || name[length] > '~' || name[length] == '/')
            return 0;
    return length > 0;
}

/* Checks a header that was read before anything is mapped, and keeps its geometry. */
static inline int annulus_check_header(struct annulus_region *r, const char *path, const unsigned char *h,
                                       uint64_t file_size)
{
    uint32_t entries = annulus_u32(h, ANNULUS_DIRECTORY_CAPACITY_OFFSET);
    uint32_t lines = annulus_u32(h, ANNULUS_PARTICIPANTS_CAPACITY_OFFSET);
    uint64_t participants = ANNULUS_HEADER_SIZE + (uint64_t)entries * ANNULUS_ENTRY_SIZE;
    uint64_t zones = participants + (uint64_t)lines * ANNULUS_LINE_SIZE;
    zones = (zones + ANNULUS_PAGE - 1) / ANNULUS_PAGE * ANNULUS_PAGE;
    r->size = annulus_u64(h, ANNULUS_SIZE_OFFSET);
    r->zones_offset = zones;
    r->directory_capacity = entries;
    r->cache_line = annulus_u32(h, ANNULUS_CACHE_LINE_OFFSET);
    r->guard_lines = annulus_u32(h, ANNULUS_GUARD_LINES_OFFSET);
#define ANNULUS_EXPECT(type, what, offset, least, most) \
    annulus_expect(r, path, what, offset, annulus_##type(h, offset), least, most)
    if (ANNULUS_EXPECT(u64, "magic", ANNULUS_MAGIC_OFFSET, ANNULUS_MAGIC, ANNULUS_MAGIC) ||
        ANNULUS_EXPECT(u32, "major version", ANNULUS_MAJOR_OFFSET, ANNULUS_MAJOR, ANNULUS_MAJOR) ||
        ANNULUS_EXPECT(u32, "minor version", ANNULUS_MINOR_OFFSET, ANNULUS_MINOR, ANNULUS_MINOR) ||
        ANNULUS_EXPECT(u64, "ready word", ANNULUS_READY_OFFSET, ANNULUS_READY, ANNULUS_READY) ||
        ANNULUS_EXPECT(u32, "cache line", ANNULUS_CACHE_LINE_OFFSET, 64, r->cache_line == 128 ? 128 : 64) ||
        ANNULUS_EXPECT(u32, "guard lines", ANNULUS_GUARD_LINES_OFFSET, 0, 2) ||
        ANNULUS_EXPECT(u64, "directory offset", ANNULUS_DIRECTORY_OFFSET, ANNULUS_HEADER_SIZE, ANNULUS_HEADER_SIZE) ||
        ANNULUS_EXPECT(u32, "directory capacity", ANNULUS_DIRECTORY_CAPACITY_OFFSET, 1, ANNULUS_CAPACITY_MAX) ||
        ANNULUS_EXPECT(u32, "entry size", ANNULUS_ENTRY_SIZE_OFFSET, ANNULUS_ENTRY_SIZE, ANNULUS_ENTRY_SIZE) ||
        ANNULUS_EXPECT(u64, "participants offset", ANNULUS_PARTICIPANTS_OFFSET, participants, participants) ||
        ANNULUS_EXPECT(u32, "participants capacity", ANNULUS_PARTICIPANTS_CAPACITY_OFFSET, 1, ANNULUS_CAPACITY_MAX) ||
        ANNULUS_EXPECT(u32, "participant line size", ANNULUS_LINE_SIZE_OFFSET, ANNULUS_LINE_SIZE, ANNULUS_LINE_SIZE) ||
        ANNULUS_EXPECT(u32, "participants version", ANNULUS_PARTICIPANTS_VERSION_OFFSET, 1, 1) ||
        ANNULUS_EXPECT(u64, "zones offset", ANNULUS_ZONES_OFFSET, zones, zones) ||
        ANNULUS_EXPECT(u64, "size", ANNULUS_SIZE_OFFSET, zones, file_size))
        return -1;
#undef ANNULUS_EXPECT
    return 0;
}

/* Checks a ring header against the entry that describes it; `length` bytes at `offset` are inside the region. */
static inline int annulus_check_ring(struct annulus_region *r, const char *name, uint64_t offset, uint64_t length,
                                     uint32_t element_size)
{
    static const uint32_t side_flags[2] = {0x01 | 0x08 | 0x20, 0x02 | 0x10 | 0x40};
    static const uint32_t sync_flag[2][4] = {{0, 0x01, 0x08, 0x20}, {0, 0x02, 0x10, 0x40}};
    uint64_t block = (uint64_t)(1 + r->guard_lines) * r->cache_line;
    unsigned char h[64];
    if (ANNULUS_CACHE_LINE != 0 && (r->cache_line != ANNULUS_CACHE_LINE || r->guard_lines != ANNULUS_GUARD_LINES))
        return annulus_fail(r, "%s: profile: this program's DPDK expects %u-byte cache lines and %u guard line(s), the "
                            "region has %" PRIu32 " and %" PRIu32, name, (unsigned)ANNULUS_CACHE_LINE,
                            (unsigned)ANNULUS_GUARD_LINES, r->cache_line, r->guard_lines);
    if (annulus_expect(r, name, "length of the ring", offset, length, 3 * block, UINT64_MAX))
        return -1;
    annulus_copy(h, r->base + offset, sizeof h);
    uint32_t flags = annulus_u32(h, ANNULUS_RING_FLAGS_OFFSET), size = annulus_u32(h, ANNULUS_RING_SIZE_OFFSET);
    uint32_t capacity = annulus_u32(h, ANNULUS_RING_CAPACITY_OFFSET), mask = annulus_u32(h, ANNULUS_RING_MASK_OFFSET);
    uint32_t least = (flags & ANNULUS_RING_FLAG_EXACT) != 0 ? size / 2 : size - 1;
    if (memchr(h, '\0', ANNULUS_RING_NAME_SIZE) == NULL)
        return annulus_fail(r, "%s: ring name at byte %" PRIu64 ": expected 28 bytes and a NUL", name, offset);
    if (annulus_expect(r, name, "ring flags beyond 0x7f", offset + ANNULUS_RING_FLAGS_OFFSET,
                       flags & ~(uint32_t)ANNULUS_RING_FLAGS_KNOWN, 0, 0) ||
        annulus_expect(r, name, "ring memzone", offset + ANNULUS_RING_MEMZONE_OFFSET,
                       annulus_u64(h, ANNULUS_RING_MEMZONE_OFFSET), 0, 0) ||
        annulus_expect(r, name, "ring size", offset + ANNULUS_RING_SIZE_OFFSET, size, 2, ANNULUS_RING_SIZE_MAX) ||
        annulus_expect(r, name, "ring size & (size - 1)", offset + ANNULUS_RING_SIZE_OFFSET, size & (size - 1), 0, 0) ||
        annulus_expect(r, name, "ring mask", offset + ANNULUS_RING_MASK_OFFSET, mask, size - 1, size - 1) ||
        annulus_expect(r, name, "ring capacity", offset + ANNULUS_RING_CAPACITY_OFFSET, capacity, least, size - 1))
        return -1;
    for (unsigned side = 0; side < 2; side++) {
        uint64_t at = offset + (side + 1) * block + ANNULUS_RING_SYNC_OFFSET;
        uint32_t sync = __atomic_load_n((const uint32_t *)(const void *)(r->base + at), __ATOMIC_RELAXED);
        if (annulus_expect(r, name, side == 0 ? "producer sync type" : "consumer sync type", at, sync, 0, 3) ||
            annulus_expect(r, name, side == 0 ? "producer flags for its sync type" : "consumer flags for its sync type",
                           offset + ANNULUS_RING_FLAGS_OFFSET, flags & side_flags[side], sync_flag[side][sync & 3], /* as is known; gcc -O3 does not */
                           sync_flag[side][sync & 3]))
            return -1;
    }
    return annulus_expect(r, name, "length of the ring", offset, length, 3 * block + (uint64_t)size * element_size,
                          UINT64_MAX);
}

/* Checks entry `e`, a copy of the one at byte `at`. Subtracting from the size is safe where adding could overflow. */
static inline int annulus_check_entry(struct annulus_region *r, const char *name, const unsigned char *e, uint64_t at,
                                      uint32_t kind, uint32_t element_size)
{
    uint64_t offset = annulus_u64(e, ANNULUS_ENTRY_OFFSET_OFFSET), length = annulus_u64(e, ANNULUS_ENTRY_LENGTH_OFFSET);
    uint64_t extent = annulus_u64(e, ANNULUS_ENTRY_EXTENT_OFFSET);
    if (annulus_expect(r, name, kind == ANNULUS_KIND_RING ? "kind (2 is a ring)" : "kind (1 is a raw zone)",
                       at + ANNULUS_ENTRY_KIND_OFFSET, annulus_u32(e, ANNULUS_ENTRY_KIND_OFFSET), kind, kind) ||
        annulus_expect(r, name, "offset", at + ANNULUS_ENTRY_OFFSET_OFFSET, offset, r->zones_offset, r->size - 128) ||
        annulus_expect(r, name, "offset modulo 128", at + ANNULUS_ENTRY_OFFSET_OFFSET, offset % 128, 0, 0) ||
        annulus_expect(r, name, "extent", at + ANNULUS_ENTRY_EXTENT_OFFSET, extent, 128, r->size - offset) ||
        annulus_expect(r, name, "extent modulo 128", at + ANNULUS_ENTRY_EXTENT_OFFSET, extent % 128, 0, 0) ||
        annulus_expect(r, name, "length", at + ANNULUS_ENTRY_LENGTH_OFFSET, length, 1, extent) ||
        annulus_expect(r, name, "element size (expected: the caller's)", at + ANNULUS_ENTRY_ELEMENT_SIZE_OFFSET,
                       annulus_u32(e, ANNULUS_ENTRY_ELEMENT_SIZE_OFFSET), element_size, element_size))
        return -1;
    return kind == ANNULUS_KIND_RING ? annulus_check_ring(r, name, offset, length, element_size) : 0;
}

/* Finds a ready object, checks it, and marks it as opened by a C program. */
static inline unsigned char *annulus_find(struct annulus_region *r, const char *name, uint32_t kind,
                                          uint32_t element_size, uint64_t *length)
{
    char padded[ANNULUS_NAME_SIZE] = {0};
    unsigned char e[ANNULUS_ENTRY_COPIED], again[ANNULUS_ENTRY_COPIED];
    if (r->base == NULL || !annulus_name_is_valid(name)) {
        annulus_fail(r, r->base == NULL ? "no region is open" : "a name has 1 to 28 characters '!' to '~', no '/'");
        return NULL;
    }
    memcpy(padded, name, strlen(name));
    for (uint32_t index = 0; index < r->directory_capacity; index++) {
        uint64_t at = ANNULUS_HEADER_SIZE + (uint64_t)index * ANNULUS_ENTRY_SIZE;
        unsigned char *entry = r->base + at;
        uint32_t *shared_state = (uint32_t *)(void *)(entry + ANNULUS_ENTRY_STATE_OFFSET);
        /* Acquire: the fields and the object's bytes were written before the state became READY. */
        uint32_t state = __atomic_load_n(shared_state, __ATOMIC_ACQUIRE);
        if (state != ANNULUS_STATE_READY && state != ANNULUS_STATE_RESETTING)
            continue;
        annulus_copy(e, entry, sizeof e);
        if (memcmp(e + ANNULUS_ENTRY_NAME_OFFSET, padded, sizeof padded) != 0)
            continue;
        if (state == ANNULUS_STATE_READY && annulus_check_entry(r, name, e, at, kind, element_size) != 0)
            return NULL;
        if (state == ANNULUS_STATE_READY) {
            /* From here on the extent is never used again, even if the object is removed: nobody could tell whether
             * this program still writes there. A removal at this very moment shows in the second look: both sides
             * store first and look second, in one total order. A mark on the wrong entry only wastes its extent. */
            __atomic_store_n((uint32_t *)(void *)(entry + ANNULUS_ENTRY_FOREIGN_OFFSET), 1, __ATOMIC_SEQ_CST);
            state = __atomic_load_n(shared_state, __ATOMIC_SEQ_CST);
            annulus_copy(again, entry, sizeof again);
        }
        if (state != ANNULUS_STATE_READY || memcmp(e + ANNULUS_ENTRY_GENERATION_OFFSET,
                                                   again + ANNULUS_ENTRY_GENERATION_OFFSET, 8) != 0) {
            annulus_fail(r, "%s: is being removed or reset; try again", name);
            return NULL;
        }
        if (length != NULL)
            *length = annulus_u64(e, ANNULUS_ENTRY_LENGTH_OFFSET);
        return r->base + annulus_u64(e, ANNULUS_ENTRY_OFFSET_OFFSET);
    }
    annulus_fail(r, "%s: no ready object of this name in %" PRIu32 " directory entries", name, r->directory_capacity);
    return NULL;
}

/* ---- For callers ---- */

/* Opens the region in the file `path`; a name without '/' means /dev/shm/NAME. 0, or -1 and region->error. */
static inline int annulus_open(struct annulus_region *region, const char *path)
{
    char in_shm[300];
    unsigned char header[ANNULUS_HEADER_SIZE];
    struct stat status;
    int failed = -1;
    memset(region, 0, sizeof *region);
    if (strchr(path, '/') == NULL) {
        if (*path == '\0' || (size_t)snprintf(in_shm, sizeof in_shm, "/dev/shm/%s", path) >= sizeof in_shm)
            return annulus_fail(region, "%.40s: a region's name has 1 to 255 characters", path);
        path = in_shm;
    }
    /* Non-blocking: for a pipe or a device, so that it is refused below rather than waited for. */
    int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return annulus_fail(region, "%s: cannot be opened: %s", path,
                            errno == ELOOP ? "is a symbolic link, which is never followed" : strerror(errno));
    if (fstat(fd, &status) != 0)
        annulus_fail(region, "%s: fstat: %s", path, strerror(errno));
    else if (!S_ISREG(status.st_mode))
        annulus_fail(region, "%s: is not a regular file", path);
    else if (status.st_size < ANNULUS_HEADER_SIZE)
        annulus_fail(region, "%s: file size: expected at least 4096, found %" PRIdMAX, path, (intmax_t)status.st_size);
    else if (pread(fd, header, sizeof header, 0) != (ssize_t)sizeof header)
        annulus_fail(region, "%s: the header could not be read whole", path);
    else
        failed = annulus_check_header(region, path, header, (uint64_t)status.st_size);
    if (failed == 0) {
        void *base = mmap(NULL, (size_t)region->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (base == MAP_FAILED)
            failed = annulus_fail(region, "%s: mmap of %" PRIu64 " bytes: %s", path, region->size, strerror(errno));
        else
            region->base = (unsigned char *)base;
    }
    close(fd); /* the mapping keeps the file */
    return failed;
}

/* The ring of this name as a struct rte_ring *, or NULL and region->error. The caller says the element size because an
 * rte_ring does not know it, and a wrong one would silently run over the table. */
static inline void *annulus_ring(struct annulus_region *region, const char *name, uint32_t element_size)
{
    if (element_size == 0 || element_size % 4 != 0) {
        annulus_fail(region, "%s: element size: expected a multiple of 4, found %" PRIu32, name, element_size);
        return NULL;
    }
    return annulus_find(region, name, ANNULUS_KIND_RING, element_size, NULL);
}

/* The raw zone of this name and its length (NULL if not wanted), or NULL and region->error. */
static inline void *annulus_zone(struct annulus_region *region, const char *name, uint64_t *length)
{
    return annulus_find(region, name, ANNULUS_KIND_ZONE, 0, length);
}

/* The number of the owner's session now. A higher one than before: the owner has started anew, and what it wrote before it
 * began that session can be seen; find everything again. */
static inline uint64_t annulus_session(const struct annulus_region *region)
{
    return __atomic_load_n((const uint64_t *)(region->base + ANNULUS_SESSION_OFFSET), __ATOMIC_ACQUIRE);
}

/* Unmaps the region: every ring and zone it gave is gone with it. Nothing else changes; harmless when not open. */
static inline void annulus_close(struct annulus_region *region)
{
    if (region->base != NULL)
        munmap(region->base, (size_t)region->size);
    memset(region, 0, sizeof *region);
}

#endif
