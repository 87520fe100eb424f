/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The memory that PJLIB's pools are made of.
 *
 * A call makes a dozen pools and drops them half a minute later, from threads whose heaps glibc grows and shrinks page
 * by page, with a system call each time. Here blocks of about one size share a slab, which the kernel gives in one piece
 * and gets back as soon as nothing of it is in use.
 */
#include "ssc_blocks.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Classes are 128 bytes apart up to 1 KiB, and from there on four to each doubling. */
enum { SLAB = 128 * 1024, STEP = 128, FINE = 8, PER_DOUBLING = 4, LARGEST = 16 * 1024, CLASSES = FINE + 4 * PER_DOUBLING };

typedef struct slab {
    struct slab *next, *prev; /* among those of the class that have room */
    void *free;               /* blocks given back; each begins with the next one's address */
    char *fresh;              /* from here to the end nothing has been used yet */
    unsigned used, class;
    size_t block;
} __attribute__((aligned(64))) slab;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* media threads have pools of their own */
static slab *with_room[CLASSES];
static unsigned empty[CLASSES];

static unsigned class_of(size_t size)
{
    if (size <= STEP * FINE)
        return size ? (unsigned)((size - 1) / STEP) : 0;
    unsigned doubling = 63 - (unsigned)__builtin_clzl(size - 1); /* 10 for 1025 to 2048 */
    return FINE + (doubling - 10) * PER_DOUBLING + (unsigned)((size - 1) >> (doubling - 2) & 3);
}

static size_t block_of(unsigned class)
{
    if (class < FINE)
        return (class + 1) * STEP;
    unsigned doubling = 10 + (class - FINE) / PER_DOUBLING, quarter = (class - FINE) % PER_DOUBLING;
    return ((size_t)1 << doubling) + ((size_t)(quarter + 1) << (doubling - 2));
}

static void unlink_slab(slab *s)
{
    if (s->prev)
        s->prev->next = s->next;
    else
        with_room[s->class] = s->next;
    if (s->next)
        s->next->prev = s->prev;
}

static void link_slab(slab *s)
{
    s->prev = NULL;
    s->next = with_room[s->class];
    if (s->next)
        s->next->prev = s;
    with_room[s->class] = s;
}

/* Aligned to its size, so that a block's address tells the slab's. */
static slab *map_slab(unsigned class)
{
    char *area = mmap(NULL, 2 * SLAB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area == MAP_FAILED)
        return NULL;
    size_t before = -(uintptr_t)area & (SLAB - 1);
    if (before)
        munmap(area, before);
    munmap(area + before + SLAB, SLAB - before);
    slab *s = (slab *)(area + before);
    madvise(s, SLAB, MADV_POPULATE_WRITE); /* one fault for all of it; where that is unknown, each page has its own */
    s->class = class;
    s->block = block_of(class);
    s->fresh = (char *)(s + 1);
    empty[class]++;
    link_slab(s);
    return s;
}

static bool is_full(const slab *s)
{
    return !s->free && s->fresh + s->block > (const char *)s + SLAB;
}

static void *take(unsigned class)
{
    slab *s = with_room[class] ? with_room[class] : map_slab(class);
    if (!s)
        return NULL;
    void *block = s->free;
    if (block) {
        s->free = *(void **)block;
    } else {
        block = s->fresh;
        s->fresh += s->block;
    }
    if (s->used++ == 0)
        empty[class]--;
    if (is_full(s))
        unlink_slab(s);
    return block;
}

static void drop(slab *s)
{
    unlink_slab(s);
    empty[s->class]--;
    munmap(s, SLAB);
}

static void give_back(void *block)
{
    slab *s = (slab *)((uintptr_t)block & ~(uintptr_t)(SLAB - 1));
    bool was_full = is_full(s);
    *(void **)block = s->free;
    s->free = block;
    if (was_full)
        link_slab(s);
    if (--s->used == 0 && empty[s->class]++ > 0)
        drop(s); /* one stays, or a pool made and dropped over and over would map a slab each time */
}

void *ssc_block_take(size_t size)
{
    if (size > LARGEST)
        return malloc(size);
    pthread_mutex_lock(&lock);
    void *block = take(class_of(size));
    pthread_mutex_unlock(&lock);
    return block;
}

void ssc_block_give_back(void *block, size_t size)
{
    if (size > LARGEST) {
        free(block);
        return;
    }
    pthread_mutex_lock(&lock);
    give_back(block);
    pthread_mutex_unlock(&lock);
}

void ssc_blocks_trim(void)
{
    pthread_mutex_lock(&lock);
    for (unsigned class = 0; class < CLASSES; class++) {
        slab *next;
        for (slab *s = empty[class] ? with_room[class] : NULL; s; s = next) {
            next = s->next;
            if (!s->used)
                drop(s);
        }
    }
    pthread_mutex_unlock(&lock);
}
