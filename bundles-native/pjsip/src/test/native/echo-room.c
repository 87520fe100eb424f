/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A room without a room: what the loudspeaker plays comes back into the microphone, later and weaker, by a sound device
 * that is driven frame by frame. Prints how much weaker the echo is behind our drive (ERLE in dB), and how much of a voice
 * in the room gets through while the far end is silent.  usage: echo-room TAIL_MS
 */
#include "ssc_media.h"

#include <math.h>
#include <pjmedia_audiodev.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = 16000, FRAME = RATE / 50, FRAMES = 500, VOICE_FRAMES = 50, HISTORY = 1 << 14 };

/* ---- the sound device ---- */

typedef struct {
    pjmedia_aud_stream base;
    pjmedia_aud_param param;
    pjmedia_aud_play_cb play;
    pjmedia_aud_rec_cb record;
    void *user;
} room_stream;

static room_stream room;

static pj_status_t none(void) { return PJ_SUCCESS; }
static pj_status_t f_init(pjmedia_aud_dev_factory *f) { return none(); }
static pj_status_t f_destroy(pjmedia_aud_dev_factory *f) { return none(); }
static unsigned f_count(pjmedia_aud_dev_factory *f) { return 1; }
static pj_status_t f_refresh(pjmedia_aud_dev_factory *f) { return none(); }

static pj_status_t f_info(pjmedia_aud_dev_factory *f, unsigned index, pjmedia_aud_dev_info *info)
{
    memset(info, 0, sizeof *info);
    strcpy(info->name, "room");
    strcpy(info->driver, "room");
    info->input_count = info->output_count = 1;
    info->default_samples_per_sec = RATE;
    return PJ_SUCCESS;
}

static pj_status_t f_default(pjmedia_aud_dev_factory *f, unsigned index, pjmedia_aud_param *param)
{
    memset(param, 0, sizeof *param);
    param->dir = PJMEDIA_DIR_CAPTURE_PLAYBACK;
    param->rec_id = param->play_id = (pjmedia_aud_dev_index)index;
    param->clock_rate = RATE;
    param->channel_count = 1;
    param->samples_per_frame = FRAME;
    param->bits_per_sample = 16;
    return PJ_SUCCESS;
}

static pj_status_t s_param(pjmedia_aud_stream *s, pjmedia_aud_param *param)
{
    *param = room.param;
    return PJ_SUCCESS;
}

static pj_status_t s_get(pjmedia_aud_stream *s, pjmedia_aud_dev_cap cap, void *value) { return PJMEDIA_EAUD_INVCAP; }
static pj_status_t s_set(pjmedia_aud_stream *s, pjmedia_aud_dev_cap cap, const void *v) { return PJMEDIA_EAUD_INVCAP; }
static pj_status_t s_nothing(pjmedia_aud_stream *s) { return none(); }

static pj_status_t f_open(pjmedia_aud_dev_factory *f, const pjmedia_aud_param *param, pjmedia_aud_rec_cb record,
                          pjmedia_aud_play_cb play, void *user, pjmedia_aud_stream **made)
{
    static pjmedia_aud_stream_op ops = {s_param, s_get, s_set, s_nothing, s_nothing, s_nothing};
    room = (room_stream){.base = {.op = &ops}, .param = *param, .play = play, .record = record, .user = user};
    *made = &room.base;
    return PJ_SUCCESS;
}

static pjmedia_aud_dev_factory *factory(pj_pool_factory *pf)
{
    static pjmedia_aud_dev_factory_op ops = {f_init, f_destroy, f_count, f_info, f_default, f_open, f_refresh};
    static pjmedia_aud_dev_factory made = {.op = &ops};
    return &made;
}

/* ---- the mixer's end ---- */

static bool far_end_speaks = true;
static double sent; /* energy of what leaves towards the far end */

static double noise(void)
{
    static pj_uint32_t seed = 1;
    seed = seed * 1664525u + 1013904223u;
    return (double)(pj_int32_t)seed / 2147483648.0;
}

/* Noise that comes in syllables, for a canceller learns from changes. */
static pj_status_t give(pjmedia_port *port, pjmedia_frame *frame)
{
    static double low;
    static unsigned long at;
    pj_int16_t *samples = frame->buf;
    for (int i = 0; i < FRAME; i++, at++) {
        low += 0.3 * (noise() - low);
        samples[i] = far_end_speaks ? (pj_int16_t)(12000 * low * (0.6 + 0.4 * sin(at * 2 * M_PI * 3 / RATE))) : 0;
    }
    frame->type = PJMEDIA_FRAME_TYPE_AUDIO;
    frame->size = FRAME * 2;
    return PJ_SUCCESS;
}

static pj_status_t take(pjmedia_port *port, pjmedia_frame *frame)
{
    const pj_int16_t *samples = frame->buf;
    for (int i = 0; frame->type == PJMEDIA_FRAME_TYPE_AUDIO && i < FRAME; i++)
        sent += (double)samples[i] * samples[i];
    return PJ_SUCCESS;
}

/* ---- the air ---- */

static double heard[HISTORY];
static unsigned long now;

static double echo(unsigned long at)
{
    static const struct { unsigned delay; double gain; } ways[] = {{320, 0.4}, {500, -0.2}, {900, 0.1}, {1400, 0.05}};
    double sum = 0;
    for (unsigned i = 0; i < PJ_ARRAY_SIZE(ways); i++)
        sum += at < ways[i].delay ? 0 : ways[i].gain * heard[(at - ways[i].delay) % HISTORY];
    return sum;
}

/* One frame out of the loudspeaker and one into the microphone, with a voice in the room of that amplitude; the energy in. */
static double pass(double voice)
{
    pj_int16_t samples[FRAME];
    pjmedia_frame frame = {.type = PJMEDIA_FRAME_TYPE_AUDIO, .buf = samples, .size = sizeof samples};
    double energy = 0;
    frame.timestamp.u64 = now;
    room.play(room.user, &frame);
    for (int i = 0; i < FRAME; i++)
        heard[(now + (unsigned)i) % HISTORY] = samples[i];
    for (int i = 0; i < FRAME; i++) {
        unsigned long at = now + (unsigned)i;
        samples[i] = (pj_int16_t)(echo(at) + voice * sin(at * 2 * M_PI * 440 / RATE));
        energy += (double)samples[i] * samples[i];
    }
    frame = (pjmedia_frame){.type = PJMEDIA_FRAME_TYPE_AUDIO, .buf = samples, .size = sizeof samples};
    frame.timestamp.u64 = now;
    room.record(room.user, &frame);
    now += FRAME;
    return energy;
}

static void check(pj_status_t status, const char *what)
{
    if (status == PJ_SUCCESS)
        return;
    char text[PJ_ERR_MSG_SIZE];
    pj_strerror(status, text, sizeof text);
    fprintf(stderr, "%s: %s\n", what, text);
    exit(1);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    pj_log_set_level(1);
    check(pj_init(), "pjlib");
    pj_caching_pool_init(&ssc_cp, NULL, 0);
    check(pjmedia_aud_subsys_init(&ssc_cp.factory), "sound");
    check(pjmedia_aud_register_factory(factory), "device");

    pj_str_t name = pj_str("mixer"), device = pj_str("room");
    pjmedia_port mixer = {.get_frame = give, .put_frame = take};
    check(pjmedia_port_info_init(&mixer.info, &name, PJMEDIA_SIG_CLASS_PORT_AUD('T', 'R'), RATE, 1, 16, FRAME), "port");
    ssc_drive *drive;
    check(ssc_drive_start(&mixer, RATE, &device, &device, atoi(argv[1]), &drive), "drive");

    double in = 0;
    for (int i = 0; i < FRAMES; i++) {
        if (i == FRAMES / 2)
            in = sent = 0; /* it has learnt by now */
        in += pass(0);
    }
    double erle = 10 * log10(in / (sent > 1 ? sent : 1));
    far_end_speaks = false;
    for (int i = 0; i < VOICE_FRAMES; i++)
        pass(0); /* the room falls silent */
    in = sent = 0;
    for (int i = 0; i < VOICE_FRAMES; i++)
        in += pass(4000);
    printf("%.1f %.2f\n", erle, sqrt(sent / in));
    ssc_drive_stop(drive);
    return 0;
}
