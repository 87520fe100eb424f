/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PCM ports: sound of the application, by two rings in memory that Java shares with the mixer's clock.
 *
 * Java writes one ring and reads the other without a call; only who waits comes here.  What Java puts into the header is
 * not trusted: a ring that claims to hold more than it can is taken for empty or full.
 */
#include "ssc_media.h"

#include <linux/futex.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The layout, known to NativePcmPort as well: each writer has cache lines of its own, and the two rings follow. */
typedef struct {
    _Atomic uint64_t play_written; /* by Java */
    uint64_t pad0[7];
    _Atomic uint64_t play_read; /* by the clock, as all but hear_read */
    _Atomic uint64_t missing;
    uint64_t pad1[6];
    _Atomic uint64_t hear_written;
    _Atomic uint64_t dropped;
    uint64_t pad2[6];
    _Atomic uint64_t hear_read; /* by Java */
    uint64_t pad3[7];
    _Atomic uint32_t pulse; /* goes on with each frame */
    _Atomic uint32_t waiting;
    uint64_t pad4[7];
} rings;

_Static_assert(sizeof(rings) == 320, "NativePcmPort counts on it");

typedef struct {
    pjmedia_port base;
    pj_pool_t *pool;
    void *shared;
    rings *r;
    uint8_t *play, *hear;
    size_t capacity, frame;
} pcm_port;

/* ---- rings ---- */

static uint64_t load(_Atomic uint64_t *v)
{
    return atomic_load_explicit(v, memory_order_acquire);
}

static void copy_out(const uint8_t *ring, size_t capacity, uint64_t at, uint8_t *to, size_t n)
{
    size_t from = (size_t)(at % capacity), first = PJ_MIN(n, capacity - from);
    memcpy(to, ring + from, first);
    memcpy(to + first, ring, n - first);
}

static void copy_in(uint8_t *ring, size_t capacity, uint64_t at, const uint8_t *from, size_t n)
{
    size_t to = (size_t)(at % capacity), first = PJ_MIN(n, capacity - to);
    memcpy(ring + to, from, first);
    memcpy(ring, from + first, n - first);
}

static void wake(rings *r)
{
    atomic_fetch_add(&r->pulse, 1);
    if (atomic_load(&r->waiting))
        syscall(SYS_futex, &r->pulse, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0);
}

void ssc_pcm_await(void *memory, size_t size, uint32_t seen, int64_t nanos)
{
    rings *r = memory;
    if (size < sizeof *r || nanos <= 0)
        return;
    struct timespec timeout = {nanos / 1000000000, nanos % 1000000000};
    atomic_fetch_add(&r->waiting, 1);
    syscall(SYS_futex, &r->pulse, FUTEX_WAIT_PRIVATE, seen, &timeout, NULL, 0);
    atomic_fetch_sub(&r->waiting, 1);
}

/* ---- on the clock's thread ---- */

static pj_status_t get_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    pcm_port *p = (pcm_port *)port;
    uint64_t written = load(&p->r->play_written), read = load(&p->r->play_read), there = written - read;
    size_t n = there > p->capacity ? 0 : (size_t)PJ_MIN(there, p->frame);
    if (written)
        atomic_fetch_add_explicit(&p->r->missing, p->frame - n, memory_order_relaxed);
    frame->type = n ? PJMEDIA_FRAME_TYPE_AUDIO : PJMEDIA_FRAME_TYPE_NONE;
    frame->size = n ? p->frame : 0;
    if (n) {
        copy_out(p->play, p->capacity, read, frame->buf, n);
        memset((uint8_t *)frame->buf + n, 0, p->frame - n);
        atomic_store_explicit(&p->r->play_read, read + n, memory_order_release);
    }
    wake(p->r);
    return PJ_SUCCESS;
}

static pj_status_t put_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    pcm_port *p = (pcm_port *)port;
    if (frame->type != PJMEDIA_FRAME_TYPE_AUDIO || frame->size != p->frame)
        return PJ_SUCCESS;
    uint64_t written = load(&p->r->hear_written), there = written - load(&p->r->hear_read);
    if (there > p->capacity || p->capacity - there < p->frame) {
        atomic_fetch_add_explicit(&p->r->dropped, p->frame, memory_order_relaxed);
    } else {
        copy_in(p->hear, p->capacity, written, frame->buf, p->frame);
        atomic_store_explicit(&p->r->hear_written, written + p->frame, memory_order_release);
    }
    wake(p->r);
    return PJ_SUCCESS;
}

/* ---- commands ---- */

static pj_status_t on_destroy(pjmedia_port *port)
{
    pcm_port *p = (pcm_port *)port;
    if (p->r)
        wake(p->r);
    ssc_shared_release(p->shared);
    pj_pool_release(p->pool);
    return PJ_SUCCESS;
}

static pj_status_t op_start(ssc_command *c)
{
    int64_t mixer = ssc_read_long(&c->args), token = ssc_read_long(&c->args);
    int rate = ssc_read_int(&c->args), capacity = ssc_read_int(&c->args);
    if (rate < 8000 || rate > 48000 || rate % 50 || capacity < rate / 50 * 2 || capacity % 2)
        return PJ_EINVAL;
    uint8_t *memory;
    size_t size;
    void *shared = ssc_shared_take(token, (void **)&memory, &size);
    if (!shared)
        return PJ_ENOTFOUND;
    if (size < sizeof(rings) + 2 * (size_t)capacity || (uintptr_t)memory % 8) {
        ssc_shared_release(shared);
        return PJ_EINVAL;
    }
    pj_pool_t *pool = ssc_media_pool("pcm");
    pcm_port *p = PJ_POOL_ZALLOC_T(pool, pcm_port);
    p->pool = pool;
    p->shared = shared;
    p->r = (rings *)memory;
    p->capacity = (size_t)capacity;
    p->frame = (size_t)(rate / 50) * sizeof(int16_t);
    p->play = memory + sizeof(rings);
    p->hear = p->play + capacity;
    p->base.get_frame = get_frame;
    p->base.put_frame = put_frame;
    p->base.on_destroy = on_destroy;
    pj_status_t status = ssc_slot_port_init(&p->base, pool, "pcm", (unsigned)rate);
    if (status != PJ_SUCCESS) {
        on_destroy(&p->base);
        return status;
    }
    return ssc_slot_start(c, SSC_PCM, mixer, &p->base);
}

static pj_status_t op_stop(ssc_command *c)
{
    return ssc_slot_stop(c, SSC_PCM);
}

static const ssc_op ops[] = {{0x0466, "llii", op_start}, {0x0467, "", op_stop}, {0}};

const ssc_part ssc_pcm_part = {"pcm", ops, NULL, NULL, NULL};
