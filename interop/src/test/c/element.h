/*
 * Elements that stand for numbers of 64 bits: as u32 words in native (little-endian) order, word 0 is the number's low
 * half, word 1 its high half, and every word j from 2 on is (uint32_t)(number + j). A 4-byte element is word 0 alone, and
 * its number reads back as 32 bits. Any word that is lost, doubled or out of place shows. Elements need not be aligned.
 */
#ifndef ELEMENT_H
#define ELEMENT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline uint32_t element_word(uint64_t number, uint32_t j)
{
    return j == 0 ? (uint32_t)number : j == 1 ? (uint32_t)(number >> 32) : (uint32_t)(number + j);
}

/* Fills `count` elements with first, first + 1, and so on. */
static inline void fill_elements(void *elements, uint32_t element_size, uint32_t count, uint64_t first)
{
    unsigned char *at = elements;
    for (uint32_t k = 0; k < count; k++)
        for (uint32_t j = 0; j < element_size / 4; j++, at += 4) {
            uint32_t word = element_word(first + k, j);
            memcpy(at, &word, sizeof word);
        }
}

/* The number an element stands for; `intact` becomes false if its further words do not fit the first two. */
static inline uint64_t element_number(const void *element, uint32_t element_size, bool *intact)
{
    const unsigned char *at = element;
    uint32_t low, high = 0, word;
    memcpy(&low, at, sizeof low);
    if (element_size > 4)
        memcpy(&high, at + 4, sizeof high);
    uint64_t number = low | (uint64_t)high << 32;
    for (uint32_t j = 2; j < element_size / 4; j++) {
        memcpy(&word, at + 4 * j, sizeof word);
        *intact &= word == element_word(number, j);
    }
    return number;
}

#endif
