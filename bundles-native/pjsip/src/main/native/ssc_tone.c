/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tone generators: a queue of tones that the mixer's clock plays.
 *
 * PJMEDIA's own generator takes no more than 32 tones, and drops what it plays when it is given others.
 */
#include "ssc_media.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

enum { MAX_TONES = 256, AMPLITUDE = 10000, RAMP_MS = 2, MAX_HZ = 24000, MAX_MS = 60000 };

typedef struct {
    int hz[2];
    unsigned samples;
    int order; /* of the request, in the last tone of it; else 0 */
} tone;

typedef struct {
    pjmedia_port base;
    pj_pool_t *pool;
    int64_t id;
    unsigned rate;
    pthread_mutex_t lock; /* of the queue: the worker adds, the clock plays */
    tone queue[MAX_TONES];
    unsigned first, waiting;
    unsigned at; /* sample of the first tone to be played next; the clock's own */
} tone_port;

/* ---- on the clock's thread ---- */

static void finished(int64_t id, int order)
{
    ssc_writer w = {0};
    if (ssc_get(id, SSC_TONES))
        ssc_emit(&w, id, EV_TONES_ENDED, order);
}

/* Begins and ends softly: a tone that is cut would click. */
static double envelope(const tone_port *p, const tone *t, unsigned at)
{
    unsigned ramp = PJ_MIN(p->rate * RAMP_MS / 1000, t->samples / 4), left = t->samples - at;
    if (at < ramp)
        return (double)at / ramp;
    return left < ramp ? (double)left / ramp : 1;
}

static void play(const tone_port *p, const tone *t, unsigned at, int16_t *to, unsigned count)
{
    for (unsigned i = 0; i < count; i++, at++) {
        double sum = 0;
        for (int f = 0; f < 2; f++)
            if (t->hz[f])
                sum += sin(2 * M_PI * t->hz[f] * at / p->rate);
        to[i] = (int16_t)(sum * AMPLITUDE * envelope(p, t, at));
    }
}

/* The tone to be played now; false when there is none. */
static bool current(tone_port *p, tone *t)
{
    pthread_mutex_lock(&p->lock);
    bool some = p->waiting > 0;
    if (some)
        *t = p->queue[p->first];
    pthread_mutex_unlock(&p->lock);
    return some;
}

/* Whether nothing is left to be played. */
static bool advance(tone_port *p)
{
    pthread_mutex_lock(&p->lock);
    p->first = (p->first + 1) % MAX_TONES;
    bool last = --p->waiting == 0;
    pthread_mutex_unlock(&p->lock);
    p->at = 0;
    return last;
}

static pj_status_t get_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    tone_port *p = (tone_port *)port;
    unsigned want = PJMEDIA_PIA_SPF(&port->info), done = 0;
    int16_t *to = frame->buf;
    tone t;
    while (done < want && current(p, &t)) {
        unsigned count = PJ_MIN(want - done, t.samples - p->at);
        play(p, &t, p->at, to + done, count);
        done += count;
        p->at += count;
        if (p->at == t.samples && advance(p))
            ssc_media_post(finished, p->id, t.order);
    }
    memset(to + done, 0, (want - done) * sizeof *to);
    frame->type = done ? PJMEDIA_FRAME_TYPE_AUDIO : PJMEDIA_FRAME_TYPE_NONE;
    frame->size = done ? want * sizeof *to : 0;
    return PJ_SUCCESS;
}

/* ---- commands ---- */

static pj_status_t on_destroy(pjmedia_port *port)
{
    tone_port *p = (tone_port *)port;
    pthread_mutex_destroy(&p->lock);
    pj_pool_release(p->pool);
    return PJ_SUCCESS;
}

static pj_status_t op_start(ssc_command *c)
{
    int64_t mixer = ssc_read_long(&c->args);
    int volume = ssc_read_int(&c->args);
    ssc_mixer *m = ssc_mixer_get(mixer);
    if (!m)
        return PJ_ENOTFOUND;
    pj_pool_t *pool = ssc_media_pool("tones");
    tone_port *p = PJ_POOL_ZALLOC_T(pool, tone_port);
    p->pool = pool;
    p->id = c->id;
    p->rate = ssc_mixer_rate(m);
    pj_status_t status = ssc_slot_port_init(&p->base, pool, "tones", p->rate);
    if (status != PJ_SUCCESS) {
        pj_pool_release(pool);
        return status;
    }
    pthread_mutex_init(&p->lock, NULL);
    p->base.get_frame = get_frame;
    p->base.on_destroy = on_destroy;
    if ((status = ssc_slot_start(c, SSC_TONES, mixer, &p->base)) == PJ_SUCCESS)
        ssc_slot_volume(c->id, SSC_TONES, volume);
    return status;
}

static bool read_tone(ssc_reader *r, unsigned rate, tone *t)
{
    t->hz[0] = ssc_read_int(r);
    t->hz[1] = ssc_read_int(r);
    int ms = ssc_read_int(r);
    t->order = 0;
    bool fine = t->hz[0] >= 0 && t->hz[0] <= MAX_HZ && t->hz[1] >= 0 && t->hz[1] <= MAX_HZ && ms >= 1 && ms <= MAX_MS;
    t->samples = fine ? rate * (unsigned)ms / 1000 : 0;
    return fine;
}

/* All of them or none. */
static pj_status_t op_play(ssc_command *c)
{
    tone_port *p = (tone_port *)ssc_slot_port(c->id, SSC_TONES);
    int order = ssc_read_int(&c->args), count = ssc_read_int(&c->args);
    tone more[MAX_TONES];
    if (!p)
        return PJ_ENOTFOUND;
    if (count < 1 || order < 1)
        return PJ_EINVAL;
    if (count > MAX_TONES)
        return PJ_ETOOMANY;
    for (int i = 0; i < count; i++)
        if (!read_tone(&c->args, p->rate, &more[i]))
            return PJ_EINVAL;
    more[count - 1].order = order;
    pthread_mutex_lock(&p->lock);
    bool room = p->waiting + (unsigned)count <= MAX_TONES;
    for (int i = 0; room && i < count; i++)
        p->queue[(p->first + p->waiting++) % MAX_TONES] = more[i];
    pthread_mutex_unlock(&p->lock);
    return room ? PJ_SUCCESS : PJ_ETOOMANY;
}

static pj_status_t op_volume(ssc_command *c)
{
    return ssc_slot_volume(c->id, SSC_TONES, ssc_read_int(&c->args));
}

static pj_status_t op_stop(ssc_command *c)
{
    return ssc_slot_stop(c, SSC_TONES);
}

static const ssc_op ops[] = {{0x0462, "li", op_start}, {0x0463, "i(iii)", op_play}, {0x0464, "i", op_volume},
                             {0x0465, "", op_stop},     {0}};

const ssc_part ssc_tone_part = {"tones", ops, NULL, NULL, NULL};
