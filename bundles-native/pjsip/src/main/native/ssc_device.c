/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What drives a mixer: sound devices, or a clock where there are none. */
#include "ssc_media.h"

#include <pjmedia_audiodev.h>
#include <stdlib.h>
#include <string.h>

enum { NO_DEVICE = -3 };

struct ssc_drive {
    pj_pool_t *pool;
    pjmedia_port *bridge;
    pjmedia_port *silence;      /* with master: no devices */
    pjmedia_master_port *master;
    pjmedia_snd_port *sound;    /* a device or a pair of them */
    pjmedia_clock *tick;        /* with sound: a microphone alone asks for no sound */
    void *frame;                /* of tick */
    int input, output;
};

/* PJMEDIA's null device is none: it never asks for sound. */
static bool usable(unsigned index, bool input, pjmedia_aud_dev_info *info)
{
    return pjmedia_aud_dev_get_info((pjmedia_aud_dev_index)index, info) == PJ_SUCCESS &&
           strcmp(info->driver, "null") != 0 && (input ? info->input_count : info->output_count) > 0;
}

/* NO_DEVICE for an absent name, or for the default where there is none. */
static pj_status_t find(const pj_str_t *name, bool input, int *found)
{
    pjmedia_aud_dev_info info;
    bool any = name->ptr && !pj_strcmp2(name, "system_default");
    *found = NO_DEVICE;
    if (!name->ptr)
        return PJ_SUCCESS;
    for (unsigned i = 0; i < pjmedia_aud_dev_count(); i++) {
        if (!usable(i, input, &info))
            continue;
        if (!pj_strcmp2(name, info.name) || (any && (*found == NO_DEVICE || !strcmp(info.name, "default"))))
            *found = (int)i;
    }
    return any || *found != NO_DEVICE ? PJ_SUCCESS : PJMEDIA_EAUD_INVDEV;
}

static void on_tick(const pj_timestamp *ts, void *arg)
{
    ssc_drive *d = arg;
    pjmedia_frame frame = {.buf = d->frame, .size = PJMEDIA_PIA_AVG_FSZ(&d->bridge->info), .timestamp = *ts};
    pjmedia_port_get_frame(d->bridge, &frame);
}

static pj_status_t start_clock(ssc_drive *d, unsigned rate)
{
    pj_status_t status = pjmedia_null_port_create(d->pool, rate, 1, rate / 50, 16, &d->silence);
    if (status == PJ_SUCCESS)
        status = pjmedia_master_port_create(d->pool, d->silence, d->bridge, 0, &d->master);
    return status == PJ_SUCCESS ? pjmedia_master_port_start(d->master) : status;
}

static pj_status_t start_devices(ssc_drive *d, unsigned rate, int tail)
{
    unsigned count = rate / 50;
    pj_status_t status;
    if (d->input == NO_DEVICE)
        status = pjmedia_snd_port_create_player(d->pool, d->output, rate, 1, count, 16, 0, &d->sound);
    else if (d->output == NO_DEVICE)
        status = pjmedia_snd_port_create_rec(d->pool, d->input, rate, 1, count, 16, 0, &d->sound);
    else
        status = pjmedia_snd_port_create(d->pool, d->input, d->output, rate, 1, count, 16, 0, &d->sound);
    if (status == PJ_SUCCESS && tail > 0 && d->input != NO_DEVICE && d->output != NO_DEVICE)
        status = pjmedia_snd_port_set_ec(d->sound, d->pool, (unsigned)tail, 0);
    if (status == PJ_SUCCESS)
        status = pjmedia_snd_port_connect(d->sound, d->bridge);
    if (status == PJ_SUCCESS && d->output == NO_DEVICE) {
        d->frame = pj_pool_alloc(d->pool, PJMEDIA_PIA_AVG_FSZ(&d->bridge->info));
        status = pjmedia_clock_create(d->pool, rate, 1, count, 0, on_tick, d, &d->tick);
        if (status == PJ_SUCCESS)
            status = pjmedia_clock_start(d->tick);
    }
    return status;
}

pj_status_t ssc_drive_start(pjmedia_port *bridge, unsigned rate, const pj_str_t *input, const pj_str_t *output, int tail,
                            ssc_drive **made)
{
    int in, out;
    pj_status_t status = find(input, true, &in);
    if (status == PJ_SUCCESS)
        status = find(output, false, &out);
    if (status != PJ_SUCCESS)
        return status;
    pj_pool_t *pool = ssc_media_pool("drive");
    ssc_drive *d = PJ_POOL_ZALLOC_T(pool, ssc_drive);
    d->pool = pool;
    d->bridge = bridge;
    d->input = in;
    d->output = out;
    status = in == NO_DEVICE && out == NO_DEVICE ? start_clock(d, rate) : start_devices(d, rate, tail);
    if (status == PJ_SUCCESS)
        *made = d;
    else
        ssc_drive_stop(d);
    return status;
}

void ssc_drive_stop(ssc_drive *d)
{
    if (d->tick)
        pjmedia_clock_destroy(d->tick);
    if (d->sound) {
        pjmedia_snd_port_disconnect(d->sound);
        pjmedia_snd_port_destroy(d->sound);
    }
    if (d->master) {
        pjmedia_master_port_stop(d->master);
        pjmedia_master_port_destroy(d->master, PJ_FALSE);
    }
    if (d->silence)
        pjmedia_port_destroy(d->silence);
    pj_pool_release(d->pool);
}

static void write_name(ssc_writer *w, int index)
{
    pjmedia_aud_dev_info info;
    bool known = index != NO_DEVICE && pjmedia_aud_dev_get_info(index, &info) == PJ_SUCCESS;
    ssc_write_text(w, known ? info.name : "");
}

void ssc_drive_describe(const ssc_drive *d, ssc_writer *w)
{
    write_name(w, d->input);
    write_name(w, d->output);
}

/* ---- commands ---- */

static void write_devices(ssc_writer *w, bool input)
{
    pjmedia_aud_dev_info info;
    unsigned count = 0, all = pjmedia_aud_dev_count();
    for (unsigned i = 0; i < all; i++)
        count += usable(i, input, &info);
    ssc_write_int(w, (int32_t)count);
    for (unsigned i = 0; i < all; i++)
        if (usable(i, input, &info))
            ssc_write_text(w, info.name);
}

static pj_status_t op_devices(ssc_command *c)
{
    /* a refresh while devices are open would give them other numbers, but not other streams */
    if (ssc_read_int(&c->args))
        pjmedia_aud_dev_refresh();
    write_devices(c->answer, true);
    write_devices(c->answer, false);
    return PJ_SUCCESS;
}

static const ssc_op ops[] = {{0x0402, "i", op_devices}, {0}};

const ssc_part ssc_device_part = {"devices", ops, NULL, NULL, NULL};
