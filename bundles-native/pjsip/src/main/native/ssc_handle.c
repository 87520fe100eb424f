/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table from ids to objects.  Only the worker touches it, so a stale id is found out and never followed. */
#include "ssc.h"

#include <stdlib.h>

typedef struct entry {
    struct entry *next;
    int64_t id;
    int kind;
    void *object;
} entry;

static entry **buckets;
static size_t bucket_count; /* a power of two */
static unsigned entry_count;
static int64_t last_incoming; /* goes on over restarts: an id is never used twice */

static entry **bucket(int64_t id)
{
    uint64_t h = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
    return &buckets[(h >> 32) & (bucket_count - 1)];
}

static bool resize(size_t count)
{
    entry **old = buckets, **fresh = calloc(count, sizeof *fresh);
    size_t old_count = bucket_count;
    if (!fresh)
        return false;
    buckets = fresh;
    bucket_count = count;
    for (size_t i = 0; i < old_count; i++) {
        for (entry *e = old[i], *next; e; e = next) {
            next = e->next;
            entry **b = bucket(e->id);
            e->next = *b;
            *b = e;
        }
    }
    free(old);
    return true;
}

static entry *find(int64_t id)
{
    entry *e = bucket_count ? *bucket(id) : NULL;
    while (e && e->id != id)
        e = e->next;
    return e;
}

static pj_status_t insert(int64_t id, int kind, void *object)
{
    if (entry_count >= bucket_count && !resize(bucket_count ? bucket_count * 2 : 256) && !bucket_count)
        return PJ_ENOMEM;
    entry *e = malloc(sizeof *e);
    if (!e)
        return PJ_ENOMEM;
    entry **b = bucket(id);
    *e = (entry){*b, id, kind, object};
    *b = e;
    entry_count++;
    return PJ_SUCCESS;
}

pj_status_t ssc_put(int64_t id, int kind, void *object)
{
    if (id <= 0)
        return PJ_EINVAL;
    return find(id) ? PJ_EEXISTS : insert(id, kind, object);
}

int64_t ssc_put_incoming(int kind, void *object)
{
    return insert(last_incoming - 1, kind, object) == PJ_SUCCESS ? --last_incoming : 0;
}

void *ssc_get(int64_t id, int kind)
{
    entry *e = find(id);
    return e && e->kind == kind ? e->object : NULL;
}

bool ssc_exists(int64_t id)
{
    return find(id) != NULL;
}

void ssc_remove(int64_t id)
{
    entry **at = bucket_count ? bucket(id) : NULL;
    while (at && *at && (*at)->id != id)
        at = &(*at)->next;
    if (at && *at) {
        entry *gone = *at;
        *at = gone->next;
        free(gone);
        entry_count--;
    }
}

unsigned ssc_count(void)
{
    return entry_count;
}

void *ssc_any(int kind)
{
    for (size_t i = 0; i < bucket_count; i++)
        for (entry *e = buckets[i]; e; e = e->next)
            if (e->kind == kind)
                return e->object;
    return NULL;
}
