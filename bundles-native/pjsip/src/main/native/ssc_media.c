/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The media endpoint and its codecs. */
#include "ssc_media.h"

#include <pjmedia-codec.h>
#include <pjmedia_audiodev.h>
#include <srtp2/srtp.h>
#include <stdlib.h>

/* Measured: opus at the mixer's usual rate and this complexity costs a third of what its defaults do. */
enum { OPUS_RATE = 16000, OPUS_COMPLEXITY = 5 };

pjmedia_endpt *ssc_media_endpt;
static pjmedia_event_mgr *events;

pj_pool_t *ssc_media_pool(const char *name)
{
    return pj_pool_create(&ssc_cp.factory, name, 1000, 1000, NULL);
}

typedef struct {
    void (*fn)(int64_t id, int value);
    int64_t id;
    int value;
} note;

static void deliver(void *arg)
{
    note *n = arg;
    n->fn(n->id, n->value);
    free(n);
}

void ssc_media_post(void (*fn)(int64_t id, int value), int64_t id, int value)
{
    note *n = malloc(sizeof *n);
    if (!n)
        return;
    *n = (note){fn, id, value};
    if (!ssc_post_task(deliver, n))
        free(n);
}

static pj_status_t configure_opus(void)
{
    pjmedia_codec_mgr *manager = pjmedia_endpt_get_codec_mgr(ssc_media_endpt);
    pj_str_t name = pj_str("opus/48000/2");
    const pjmedia_codec_info *info;
    unsigned count = 1;
    if (pjmedia_codec_mgr_find_codecs_by_id(manager, &name, &count, &info, NULL) != PJ_SUCCESS)
        return PJ_SUCCESS; /* a build without opus: its absence shows in the list of codecs */
    pjmedia_codec_opus_config config;
    pjmedia_codec_param param;
    pj_status_t status = pjmedia_codec_opus_get_config(&config);
    if (status == PJ_SUCCESS)
        status = pjmedia_codec_mgr_get_default_param(manager, info, &param);
    if (status != PJ_SUCCESS)
        return status;
    config.sample_rate = OPUS_RATE;
    config.channel_cnt = 1;
    config.complexity = OPUS_COMPLEXITY;
    return pjmedia_codec_opus_set_default_param(&config, &param);
}

/*
 * Several copies of this library, each in its own class loader, share the system's libsrtp. It refuses to be initialised
 * twice, which is harmless, and would be taken from under the others if the first to stop shut it down: so nobody does.
 */
static pj_status_t init_srtp(void)
{
#if !PJMEDIA_LIBSRTP_AUTO_INIT_DEINIT
    srtp_err_status_t err = srtp_init();
    if (err != srtp_err_status_ok && err != srtp_err_status_bad_param)
        return PJMEDIA_ERRNO_FROM_LIBSRTP(err);
#endif
    return pjmedia_srtp_init_lib(ssc_media_endpt);
}

static bool devices_up;

static pj_status_t start(void)
{
    pj_status_t status = pjmedia_endpt_create2(&ssc_cp.factory, NULL, 1, &ssc_media_endpt);
    if (status != PJ_SUCCESS)
        return status;
    /* pjmedia_endpt_create2() leaves out the sound devices */
    if ((status = pjmedia_aud_subsys_init(&ssc_cp.factory)) != PJ_SUCCESS)
        return status;
    devices_up = true;
    /* each stream logs a failed assertion without an event manager */
    if ((status = pjmedia_event_mgr_create(ssc_pool, 0, &events)) != PJ_SUCCESS)
        return status;
    if ((status = init_srtp()) != PJ_SUCCESS)
        return status;
    pjmedia_audio_codec_config config;
    pjmedia_audio_codec_config_default(&config);
    if ((status = pjmedia_codec_register_audio_codecs(ssc_media_endpt, &config)) != PJ_SUCCESS)
        return status;
    /* with the 2 of PJMEDIA peers with another implementation hear us at half the level, and we them at twice theirs */
    if ((status = pjmedia_codec_g722_set_pcm_shift(1)) != PJ_SUCCESS)
        return status;
    return configure_opus();
}

/* Objects are gone by now: their parts come later in the list and stop first. */
static void stop(void)
{
    if (events)
        pjmedia_event_mgr_destroy(events);
    events = NULL;
    if (devices_up)
        pjmedia_aud_subsys_shutdown();
    devices_up = false;
    if (ssc_media_endpt)
        pjmedia_endpt_destroy2(ssc_media_endpt);
    ssc_media_endpt = NULL;
}

static pj_status_t op_codecs(ssc_command *c)
{
    pjmedia_codec_info info[PJMEDIA_CODEC_MGR_MAX_CODECS];
    unsigned priority[PJMEDIA_CODEC_MGR_MAX_CODECS], count = PJ_ARRAY_SIZE(info);
    pj_status_t status =
        pjmedia_codec_mgr_enum_codecs(pjmedia_endpt_get_codec_mgr(ssc_media_endpt), &count, info, priority);
    if (status != PJ_SUCCESS)
        return status;
    ssc_write_int(c->answer, (int32_t)count);
    for (unsigned i = 0; i < count; i++) {
        ssc_write_str(c->answer, &info[i].encoding_name);
        ssc_write_int(c->answer, (int32_t)info[i].clock_rate);
        ssc_write_int(c->answer, (int32_t)info[i].channel_cnt);
    }
    return PJ_SUCCESS;
}

static const ssc_op ops[] = {{0x0401, "", op_codecs}, {0}};

const ssc_part ssc_media_part = {"media", ops, start, stop, NULL};
