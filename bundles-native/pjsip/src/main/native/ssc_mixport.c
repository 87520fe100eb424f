/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixer ports: slots that give what they get, a frame later. */
#include "ssc_media.h"

#include <string.h>

typedef struct {
    pjmedia_port base;
    pj_pool_t *pool;
    bool full;    /* the clock puts and gets by turns */
    size_t size;
    uint8_t *held;
} mixer_port;

static pj_status_t put_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    mixer_port *p = (mixer_port *)port;
    p->full = frame->type == PJMEDIA_FRAME_TYPE_AUDIO && frame->size == p->size;
    if (p->full)
        memcpy(p->held, frame->buf, p->size);
    return PJ_SUCCESS;
}

static pj_status_t get_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    mixer_port *p = (mixer_port *)port;
    frame->type = p->full ? PJMEDIA_FRAME_TYPE_AUDIO : PJMEDIA_FRAME_TYPE_NONE;
    frame->size = p->full ? p->size : 0;
    if (p->full)
        memcpy(frame->buf, p->held, p->size);
    p->full = false;
    return PJ_SUCCESS;
}

static pj_status_t on_destroy(pjmedia_port *port)
{
    pj_pool_release(((mixer_port *)port)->pool);
    return PJ_SUCCESS;
}

static pj_status_t op_start(ssc_command *c)
{
    int64_t mixer = ssc_read_long(&c->args);
    ssc_mixer *m = ssc_mixer_get(mixer);
    if (!m)
        return PJ_ENOTFOUND;
    pj_pool_t *pool = ssc_media_pool("mixer port");
    mixer_port *p = PJ_POOL_ZALLOC_T(pool, mixer_port);
    p->pool = pool;
    pj_status_t status = ssc_slot_port_init(&p->base, pool, "mixer port", ssc_mixer_rate(m));
    if (status != PJ_SUCCESS) {
        pj_pool_release(pool);
        return status;
    }
    p->size = PJMEDIA_PIA_SPF(&p->base.info) * sizeof(int16_t);
    p->held = pj_pool_alloc(pool, p->size);
    p->base.put_frame = put_frame;
    p->base.get_frame = get_frame;
    p->base.on_destroy = on_destroy;
    return ssc_slot_start(c, SSC_MIXER_PORT, mixer, &p->base);
}

static pj_status_t op_stop(ssc_command *c)
{
    return ssc_slot_stop(c, SSC_MIXER_PORT);
}

static const ssc_op ops[] = {{0x0460, "l", op_start}, {0x0461, "", op_stop}, {0}};

const ssc_part ssc_mixport_part = {"mixer ports", ops, NULL, NULL, NULL};
