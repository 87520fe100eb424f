/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of simple ports in a mixer's slot: started with a port, stopped, turned up and down. */
#include "ssc_media.h"

#include <stdlib.h>

struct ssc_slot {
    ssc_slot *next;
    int64_t id, mixer;
    int kind, slot;
    pjmedia_port *port;
};

static ssc_slot *slots;

pj_status_t ssc_slot_start(ssc_command *c, int kind, int64_t mixer, pjmedia_port *port)
{
    ssc_mixer *m = ssc_mixer_get(mixer);
    int slot = -1;
    ssc_slot *s = m ? calloc(1, sizeof *s) : NULL;
    pj_status_t status = !m ? PJ_ENOTFOUND : !s ? PJ_ENOMEM : ssc_put(c->id, kind, s);
    if (status == PJ_SUCCESS && (status = ssc_mixer_put(m, port, NULL, &slot)) != PJ_SUCCESS)
        ssc_remove(c->id);
    if (status != PJ_SUCCESS) {
        free(s);
        pjmedia_port_destroy(port);
        return status;
    }
    *s = (ssc_slot){slots, c->id, mixer, kind, slot, port};
    slots = s;
    ssc_write_int(c->answer, slot);
    return PJ_SUCCESS;
}

pjmedia_port *ssc_slot_port(int64_t id, int kind)
{
    ssc_slot *s = ssc_get(id, kind);
    return s ? s->port : NULL;
}

static void left(void *object)
{
    ssc_slot *s = object, **at = &slots;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    pjmedia_port_destroy(s->port);
    free(s);
}

static void end(ssc_slot *s)
{
    ssc_remove(s->id);
    ssc_mixer_take(s->mixer, s->slot, false, left, s);
}

pj_status_t ssc_slot_stop(ssc_command *c, int kind)
{
    ssc_slot *s = ssc_get(c->id, kind);
    if (!s)
        return PJ_ENOTFOUND;
    end(s);
    return PJ_SUCCESS;
}

pj_status_t ssc_slot_volume(int64_t id, int kind, int percent)
{
    ssc_slot *s = ssc_get(id, kind);
    if (!s)
        return PJ_ENOTFOUND;
    ssc_mixer_volume(s->mixer, s->slot, percent);
    return PJ_SUCCESS;
}

static const int kinds[] = {SSC_MIXER_PORT, SSC_TONES, SSC_PCM};

static void stop(void)
{
    ssc_slot *s;
    for (size_t i = 0; i < PJ_ARRAY_SIZE(kinds); i++)
        while ((s = ssc_any(kinds[i])))
            end(s);
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    int64_t some = 0;
    for (ssc_slot *s = slots; s; s = s->next)
        some++;
    put(to, "slot-ports", some);
}

const ssc_part ssc_slot_part = {"slot ports", NULL, NULL, stop, count};

/* ---- what all of these ports are made of ---- */

pj_status_t ssc_slot_port_init(pjmedia_port *port, pj_pool_t *pool, const char *name, unsigned rate)
{
    pj_str_t named = pj_str((char *)name);
    pjmedia_port_info_init(&port->info, &named, PJMEDIA_SIG_CLASS_PORT_AUD('S', 'S'), rate, 1, 16, rate / 50);
    return pjmedia_port_init_grp_lock(port, pool, NULL);
}
