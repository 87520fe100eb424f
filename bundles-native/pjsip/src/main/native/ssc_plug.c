/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plugs: between a mixer and each port in it.
 *
 * A bridge takes sound up and cuts it off between two frames, in the middle of a wave, which clicks.  A plug makes it
 * rise and fall within some milliseconds: what its own port gives and gets when a gate is opened or shut, and each
 * connection by itself, since the port may go on with others.  For that it needs the very samples that are mixed, so
 * plugs bring all ports to the mixer's rate and its frames of 20 ms, which the bridge would do otherwise.
 */
#include "ssc_media.h"

#include <stdatomic.h>
#include <string.h>

enum { RAMP_MS = 5, NORMAL = 128, QUIET = 8 /* what G.711 has for silence */, MAX_REST = 25 /* ticks */ };

struct ssc_plug {
    pjmedia_port base; /* counts its references with the port's lock, and so lives as long as that */
    pj_pool_t *pool;
    pjmedia_port *port;
    unsigned count, ramp; /* samples of a frame and of a ramp, at the mixer's rate */
    unsigned need, frame; /* samples of 20 ms and of the port's own frame, at the port's rate; of each channel */
    unsigned channels;    /* of the port; the mixer has one */

    ssc_gate gate;
    atomic_int wanted, get_volume, put_volume; /* of the worker, for the clock */

    /* of the clock */
    int16_t *in, *out; /* what is left over, when frames, rates or channels differ */
    int16_t *wide;     /* a frame to the port with all channels */
    unsigned in_count, out_count, beat;
    pjmedia_resample *in_rate, *out_rate; /* late by nearly a frame: what they hold when sound ends is part of it */
    bool in_held, out_held;
    int16_t *pulled, *zeros;
    bool has_pulled, pulled_sound; /* of this tick, before the bridge asks for it */
    bool begun, asked;             /* for sound: ever, and in this tick */
    bool rising;                   /* the port's next sound: it was shut, and is taken up in the middle of a wave */
    int32_t *changes;              /* what the connections that come and go make of the next frame */
    bool changed;
    int open, closing, rests, get_level, put_level;
};

static int16_t clip(int v)
{
    return (int16_t)(v > INT16_MAX ? INT16_MAX : v < INT16_MIN ? INT16_MIN : v);
}

static void adjust(const ssc_plug *p, int16_t *samples, int from, int to)
{
    int length = (int)p->ramp;
    if (from == NORMAL && to == NORMAL)
        return;
    for (int i = 0; i < length; i++)
        samples[i] = clip((int)((int64_t)samples[i] * (from * (length - i) + to * i) / (length * NORMAL)));
    for (unsigned i = p->ramp; i < p->count; i++)
        samples[i] = clip(samples[i] * to / NORMAL);
}

/* ---- from the port to the mixer ---- */

/* The first sample that is no silence, or count. */
static unsigned first_loud(const int16_t *samples, unsigned count)
{
    unsigned first = 0;
    while (first < count && samples[first] >= -QUIET && samples[first] <= QUIET)
        first++;
    return first;
}

/* Sound comes some frames after it is asked for again, and begins anywhere in one. */
static void rise(ssc_plug *p, int16_t *samples)
{
    int length = (int)PJMEDIA_PIA_SRATE(&p->port->info) * RAMP_MS / 1000;
    unsigned first = first_loud(samples, p->frame);
    p->rising = first == p->frame;
    for (int i = 0; i < length && first + (unsigned)i < p->frame; i++)
        samples[first + (unsigned)i] = (int16_t)(samples[first + (unsigned)i] * i / length);
}

/* The mean of the channels, as loud as each of them; PJMEDIA's own mixing is their sum. */
static void mix_channels(const ssc_plug *p, int16_t *samples)
{
    for (unsigned i = 0; i < p->frame; i++) {
        int sum = 0;
        for (unsigned c = 0; c < p->channels; c++)
            sum += samples[i * p->channels + c];
        samples[i] = (int16_t)(sum / (int)p->channels);
    }
}

static bool read_own_frame(ssc_plug *p, int16_t *to)
{
    unsigned all = p->frame * p->channels;
    pjmedia_frame f = {.buf = to, .size = all * sizeof *to};
    bool sound = pjmedia_port_get_frame(p->port, &f) == PJ_SUCCESS && f.type == PJMEDIA_FRAME_TYPE_AUDIO;
    if (sound && p->channels > 1)
        mix_channels(p, to);
    if (sound && p->rising)
        rise(p, to);
    return sound;
}

static bool read_port(ssc_plug *p, int16_t *to)
{
    if (!p->in)
        return read_own_frame(p, to);
    bool sound = p->in_count > 0 || p->in_held;
    p->in_held = false;
    for (; p->in_count < p->need; p->in_count += p->frame) {
        if (read_own_frame(p, p->in + p->in_count))
            sound = p->in_held = true;
        else
            memset(p->in + p->in_count, 0, p->frame * sizeof *to);
    }
    if (p->in_rate)
        pjmedia_resample_run(p->in_rate, p->in, to);
    else
        memcpy(to, p->in, p->need * sizeof *to);
    p->in_count -= p->need;
    memmove(p->in, p->in + p->need, p->in_count * sizeof *to);
    return sound;
}

static void tell_shut(ssc_plug *p, int direction)
{
    p->open &= ~direction;
    p->rising |= direction == SSC_PLUG_GET;
    ssc_media_post(p->gate.shut, p->gate.id, direction);
}

/*
 * Where nothing comes any more, a stream goes on for a while with what it makes up of the last sound, and would begin with
 * the rest of that when it is resumed. So it is shut when it is silent.
 */
static void rest(ssc_plug *p, bool silent)
{
    if (silent || ++p->rests > MAX_REST)
        tell_shut(p, SSC_PLUG_GET);
}

/* The next frame of the port. Sound that has not begun is not cut into, so it begins as it is. */
static bool take(ssc_plug *p, int16_t *to)
{
    bool wanted = atomic_load(&p->wanted) & SSC_PLUG_GET, sound = read_port(p, to), open = p->open & SSC_PLUG_GET;
    int level = wanted ? atomic_load(&p->get_volume) : 0, was = p->begun && open ? p->get_level : level;
    if (wanted) {
        p->open |= SSC_PLUG_GET;
        p->rests = 0;
    } else if (open) {
        rest(p, !sound || first_loud(to, p->count) == p->count);
    }
    if (sound)
        adjust(p, to, was, level);
    p->get_level = level;
    p->begun = p->asked = true;
    return sound && (wanted || was);
}

static pj_status_t get_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    ssc_plug *p = (ssc_plug *)port;
    bool sound;
    if (p->has_pulled) {
        sound = p->pulled_sound;
        memcpy(frame->buf, p->pulled, p->count * sizeof *p->pulled);
    } else {
        sound = take(p, frame->buf);
    }
    frame->type = sound ? PJMEDIA_FRAME_TYPE_AUDIO : PJMEDIA_FRAME_TYPE_NONE;
    frame->size = sound ? p->count * sizeof *p->pulled : 0;
    return PJ_SUCCESS;
}

/* ---- from the mixer to the port ---- */

static pj_status_t put_samples(ssc_plug *p, int16_t *samples, pj_timestamp at)
{
    pjmedia_frame f = {.type = PJMEDIA_FRAME_TYPE_AUDIO, .buf = samples, .timestamp = at};
    f.size = p->frame * p->channels * sizeof *samples;
    if (p->channels > 1)
        pjmedia_convert_channel_1ton(f.buf = p->wide, samples, p->channels, p->frame, 0);
    return pjmedia_port_put_frame(p->port, &f);
}

static pj_status_t write_port(ssc_plug *p, int16_t *samples, pj_timestamp at)
{
    pj_status_t status = PJ_SUCCESS;
    if (!p->out)
        return put_samples(p, samples, at);
    p->out_held = p->out_rate && samples != p->zeros;
    if (p->out_rate)
        pjmedia_resample_run(p->out_rate, samples, p->out + p->out_count);
    else
        memcpy(p->out + p->out_count, samples, p->need * sizeof *samples);
    at.u64 = at.u64 * p->need / p->count;
    p->beat = 0;
    for (p->out_count += p->need; p->out_count >= p->frame; at.u64 += p->frame) {
        status = put_samples(p, p->out, at);
        p->out_count -= p->frame;
        memmove(p->out, p->out + p->frame, p->out_count * sizeof *samples);
    }
    return status;
}

/* Nobody speaks: the port is told so once for each frame of its own. */
static pj_status_t write_silence(ssc_plug *p, pj_timestamp at)
{
    pjmedia_frame f = {.type = PJMEDIA_FRAME_TYPE_NONE, .timestamp = at};
    pj_status_t status = PJ_SUCCESS;
    if (p->out_count || p->out_held)
        return write_port(p, memset(p->zeros, 0, p->count * sizeof *p->zeros), at);
    f.timestamp.u64 = at.u64 * p->need / p->count;
    for (p->beat += p->need; p->beat >= p->frame; f.timestamp.u64 += p->frame) {
        status = pjmedia_port_put_frame(p->port, &f);
        p->beat -= p->frame;
    }
    return status;
}

static void add_changes(ssc_plug *p, int16_t *samples)
{
    for (unsigned i = 0; p->changed && i < p->ramp; i++) {
        samples[i] = clip(samples[i] + p->changes[i]);
        p->changes[i] = 0;
    }
    p->changed = false;
}

/* What has fallen is shut when no part of it is left over. */
static void end_of_put(ssc_plug *p, bool wanted)
{
    unsigned left = p->out ? (p->frame - 1) / p->need + (p->out_rate != NULL) : 0;
    if (wanted)
        p->open |= SSC_PLUG_PUT;
    if (wanted || !(p->open & SSC_PLUG_PUT))
        p->closing = 0;
    else if (p->closing++ >= (int)left)
        tell_shut(p, SSC_PLUG_PUT);
}

/* The bridge comes here once in each tick, after it has asked for sound. What it puts is this port's alone. */
static pj_status_t put_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    ssc_plug *p = (ssc_plug *)port;
    bool sound = frame->type == PJMEDIA_FRAME_TYPE_AUDIO;
    int directions = atomic_load(&p->wanted);
    bool wanted = directions & SSC_PLUG_PUT;
    int level = wanted ? atomic_load(&p->put_volume) : 0;
    pj_status_t status;
    if (!p->asked && !(directions & SSC_PLUG_GET) && p->open & SSC_PLUG_GET)
        take(p, p->pulled); /* which nobody hears */
    p->asked = p->has_pulled = false;
    if ((sound || p->changed) && (wanted || p->open & SSC_PLUG_PUT)) {
        int16_t *samples = sound ? frame->buf : memset(p->pulled, 0, p->count * sizeof *p->pulled);
        add_changes(p, samples);
        adjust(p, samples, p->put_level, level);
        p->put_level = level;
        status = write_port(p, samples, frame->timestamp);
    } else {
        add_changes(p, p->pulled); /* and forgets them */
        p->put_level = PJ_MIN(p->put_level, level);
        status = write_silence(p, frame->timestamp);
    }
    end_of_put(p, wanted);
    return status;
}

void ssc_plug_connected(ssc_plug *from, ssc_plug *to, bool joins)
{
    int length = (int)from->ramp;
    if (!from->begun)
        return;
    if (!from->has_pulled)
        from->pulled_sound = take(from, from->pulled);
    from->has_pulled = true;
    if (!from->pulled_sound)
        return;
    /* the bridge has mixed it in already, or does not mix it in any more */
    for (int i = 0; i < length; i++) {
        int part = from->pulled[i] * (length - i) / length;
        to->changes[i] += joins ? -part : part;
    }
    to->changed = true;
}

/* ---- on the worker ---- */

static void on_gone(void *object)
{
    ssc_plug *p = object;
    if (p->in_rate)
        pjmedia_resample_destroy(p->in_rate);
    if (p->out_rate)
        pjmedia_resample_destroy(p->out_rate);
    pj_pool_release(p->pool);
}

static pj_status_t adapt(ssc_plug *p, unsigned rate)
{
    unsigned own = PJMEDIA_PIA_SRATE(&p->port->info);
    if (own == rate && p->frame == p->count && p->channels == 1)
        return PJ_SUCCESS;
    p->in = pj_pool_alloc(p->pool, (p->need + p->frame * p->channels) * sizeof *p->in);
    p->out = pj_pool_alloc(p->pool, (p->need + p->frame) * sizeof *p->out);
    p->wide = pj_pool_alloc(p->pool, p->frame * p->channels * sizeof *p->wide);
    if (own == rate)
        return PJ_SUCCESS;
    pj_status_t status = pjmedia_resample_create(p->pool, PJ_TRUE, PJ_TRUE, 1, own, rate, p->need, &p->in_rate);
    if (status == PJ_SUCCESS)
        status = pjmedia_resample_create(p->pool, PJ_TRUE, PJ_TRUE, 1, rate, own, p->count, &p->out_rate);
    return status;
}

pj_status_t ssc_plug_create(pjmedia_port *port, unsigned rate, const ssc_gate *gate, ssc_plug **made)
{
    unsigned own = PJMEDIA_PIA_SRATE(&port->info);
    if (own % 50 || !port->grp_lock)
        return PJMEDIA_ENOTCOMPATIBLE;
    pj_pool_t *pool = ssc_media_pool("plug");
    ssc_plug *p = PJ_POOL_ZALLOC_T(pool, ssc_plug);
    p->pool = pool;
    p->port = port;
    p->count = rate / 50;
    p->ramp = rate * RAMP_MS / 1000;
    p->need = own / 50;
    p->channels = PJMEDIA_PIA_CCNT(&port->info);
    p->frame = PJMEDIA_PIA_SPF(&port->info) / p->channels;
    p->pulled = pj_pool_alloc(pool, p->count * sizeof *p->pulled);
    p->zeros = pj_pool_alloc(pool, p->count * sizeof *p->zeros);
    p->changes = pj_pool_calloc(pool, p->ramp, sizeof *p->changes);
    p->get_level = p->put_level = NORMAL;
    p->open = SSC_PLUG_PUT | SSC_PLUG_GET;
    if (gate)
        p->gate = *gate;
    p->rising = gate != NULL;
    atomic_init(&p->wanted, gate ? gate->directions : p->open);
    atomic_init(&p->get_volume, NORMAL);
    atomic_init(&p->put_volume, NORMAL);
    pjmedia_port_info_init(&p->base.info, &port->info.name, PJMEDIA_SIG_CLASS_PORT_AUD('S', 'G'), rate, 1, 16, p->count);
    p->base.grp_lock = port->grp_lock;
    p->base.put_frame = put_frame;
    p->base.get_frame = get_frame;
    pj_status_t status = adapt(p, rate);
    if (status == PJ_SUCCESS)
        status = pj_grp_lock_add_handler(port->grp_lock, NULL, p, on_gone);
    if (status == PJ_SUCCESS)
        *made = p;
    else
        on_gone(p);
    return status;
}

void ssc_plug_discard(ssc_plug *p)
{
    pj_grp_lock_del_handler(p->port->grp_lock, p, on_gone);
    on_gone(p);
}

pjmedia_port *ssc_plug_port(ssc_plug *p)
{
    return &p->base;
}

void ssc_plug_volume(ssc_plug *p, int direction, int percent)
{
    atomic_store(direction == SSC_PLUG_GET ? &p->get_volume : &p->put_volume, PJ_MIN(PJ_MAX(percent, 0), 1000) * NORMAL / 100);
}

void ssc_plug_open(ssc_plug *p, int directions)
{
    atomic_store(&p->wanted, directions);
}
