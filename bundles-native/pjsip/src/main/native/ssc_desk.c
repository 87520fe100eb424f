/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Desks: the devices' place in a mixer. The bridge has one of its own for them, which comes to no port of ours, so muting
 * would click. A desk is a port as all others are, and hands on between it and what drives the bridge.
 */
#include "ssc_media.h"

#include <stdatomic.h>
#include <string.h>

struct ssc_desk {
    pjmedia_port inside;  /* in a slot */
    pjmedia_port outside; /* for the drive */
    pj_pool_t *pool;
    pjmedia_port *bridge;
    pjmedia_delay_buf *input; /* the microphone has a pace of its own */
    atomic_bool wanted;       /* somebody hears the microphone */
    bool asked, sounds;       /* in this tick */
    size_t size;
    int16_t *output;
};

static ssc_desk *of_outside(pjmedia_port *port)
{
    return port->port_data.pdata;
}

/* ---- towards the bridge, on its clock ---- */

static pj_status_t inside_get(pjmedia_port *port, pjmedia_frame *frame)
{
    ssc_desk *d = (ssc_desk *)port;
    d->asked = true;
    frame->type = PJMEDIA_FRAME_TYPE_AUDIO;
    frame->size = d->size;
    return pjmedia_delay_buf_get(d->input, frame->buf);
}

static pj_status_t inside_put(pjmedia_port *port, pjmedia_frame *frame)
{
    ssc_desk *d = (ssc_desk *)port;
    d->sounds = frame->type == PJMEDIA_FRAME_TYPE_AUDIO && frame->size == d->size;
    if (d->sounds)
        memcpy(d->output, frame->buf, d->size);
    return PJ_SUCCESS;
}

/* ---- towards the drive ---- */

/* The tick of the mixer. */
static pj_status_t outside_get(pjmedia_port *port, pjmedia_frame *frame)
{
    ssc_desk *d = of_outside(port);
    d->asked = d->sounds = false;
    pj_status_t status = pjmedia_port_get_frame(d->bridge, frame);
    if (!d->asked && atomic_load(&d->wanted))
        pjmedia_delay_buf_reset(d->input);
    atomic_store(&d->wanted, d->asked);
    frame->type = d->sounds ? PJMEDIA_FRAME_TYPE_AUDIO : PJMEDIA_FRAME_TYPE_NONE;
    if (d->sounds)
        memcpy(frame->buf, d->output, d->size);
    return status;
}

/* The microphone, perhaps on a thread of its own. */
static pj_status_t outside_put(pjmedia_port *port, pjmedia_frame *frame)
{
    ssc_desk *d = of_outside(port);
    if (frame->type != PJMEDIA_FRAME_TYPE_AUDIO || frame->size != d->size || !atomic_load(&d->wanted))
        return PJ_SUCCESS;
    return pjmedia_delay_buf_put(d->input, frame->buf);
}

/* ---- on the worker ---- */

static pj_status_t on_destroy(pjmedia_port *port)
{
    ssc_desk *d = (ssc_desk *)port;
    if (d->input)
        pjmedia_delay_buf_destroy(d->input);
    pj_pool_release(d->pool);
    return PJ_SUCCESS;
}

pj_status_t ssc_desk_create(pjmedia_port *bridge, unsigned rate, ssc_desk **made)
{
    pj_pool_t *pool = ssc_media_pool("desk");
    ssc_desk *d = PJ_POOL_ZALLOC_T(pool, ssc_desk);
    d->pool = pool;
    d->bridge = bridge;
    d->size = rate / 50 * sizeof *d->output;
    d->output = pj_pool_alloc(pool, d->size);
    atomic_init(&d->wanted, false);
    d->inside.get_frame = inside_get;
    d->inside.put_frame = inside_put;
    d->inside.on_destroy = on_destroy;
    pj_status_t status = pjmedia_delay_buf_create(pool, "desk", rate, rate / 50, 1, PJMEDIA_SOUND_BUFFER_COUNT * 20, 0, &d->input);
    if (status == PJ_SUCCESS)
        status = ssc_slot_port_init(&d->inside, pool, "desk", rate);
    if (status != PJ_SUCCESS) {
        on_destroy(&d->inside);
        return status;
    }
    d->outside.info = bridge->info;
    d->outside.port_data.pdata = d;
    d->outside.get_frame = outside_get;
    d->outside.put_frame = outside_put;
    *made = d;
    return PJ_SUCCESS;
}

pjmedia_port *ssc_desk_inside(ssc_desk *d)
{
    return &d->inside;
}

pjmedia_port *ssc_desk_outside(ssc_desk *d)
{
    return &d->outside;
}

void ssc_desk_destroy(ssc_desk *d)
{
    pjmedia_port_destroy(&d->inside);
}
