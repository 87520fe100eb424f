/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Audio streams: codec and jitter buffer between an RTP transport and a slot of a mixer. */
#include "ssc_media.h"
#include "ssc_sip.h"

#include <pjmedia-codec.h>
#include <stdlib.h>
#include <string.h>

/* A peer may ask for any packet time; longer packets than this only add delay and need larger buffers. */
enum { MAX_PTIME_MS = 60, DIR_SEND = SSC_PLUG_PUT, DIR_RECEIVE = SSC_PLUG_GET };

/* RFC 7587 section 4.1: whatever the sound in it is sampled at */
enum { OPUS_CLOCK_RATE = 48000 };

typedef struct {
    int64_t sent, sent_bytes, received, received_bytes, lost, discarded, remote_lost;
} totals;

typedef struct stream {
    struct stream *next;
    int64_t id, mixer;
    ssc_rtp *rtp;
    pj_pool_t *pool; /* of info; another one for each restart */
    pjmedia_stream_info info;
    pjmedia_stream *media; /* NULL between two runs */
    pj_pool_t *next_pool;  /* set from the wish to restart until the old port has left the mixer */
    pjmedia_stream_info next_info;
    int slot, direction, volume;
    int running; /* directions that PJMEDIA has not paused */
    bool ended;     /* Java has stopped it: it goes when its port has left the mixer */
    totals earlier; /* of the runs before this one */
} stream;

static stream *streams;

/* ---- what the media threads report ---- */

static void digit_received(int64_t id, int digit)
{
    ssc_writer w = {0};
    if (ssc_get(id, SSC_STREAM))
        ssc_emit(&w, id, EV_DTMF, digit);
}

static void on_dtmf(pjmedia_stream *media, void *id, int digit)
{
    ssc_media_post(digit_received, (int64_t)(intptr_t)id, digit);
}

/* ---- one run ---- */

/* The sample rate of the codec negotiated. PJMEDIA has put that of the sound after decoding in opus's place. */
static unsigned sample_rate(const pjmedia_stream_info *info)
{
    return pj_stricmp2(&info->fmt.encoding_name, "opus") == 0 ? OPUS_CLOCK_RATE : info->fmt.clock_rate;
}

static const pjmedia_rtcp_session *rtcp_session(const stream *s)
{
    pjmedia_stream_rtp_sess_info sessions;
    return s->media && pjmedia_stream_get_rtp_session_info(s->media, &sessions) == PJ_SUCCESS ? sessions.rtcp : NULL;
}

/*
 * Opus counts timestamps at 48 kHz, and PJMEDIA would compare them with arrival times at the rate of the decoded sound:
 * every packet would seem to be late by twice its length. It knows of G.722, whose timestamps count 8 kHz.
 */
static void set_rtp_clock(const stream *s)
{
    const pjmedia_rtcp_session *session = rtcp_session(s);
    unsigned rate = sample_rate(&s->info);
    if (!session || rate == s->info.fmt.clock_rate)
        return;
    pjmedia_rtcp_session_setting setting;
    pjmedia_rtcp_session_setting_default(&setting);
    setting.clock_rate = rate;
    setting.samples_per_frame = session->pkt_size * (rate / s->info.fmt.clock_rate);
    setting.dec_samples_per_frame = setting.samples_per_frame;
    setting.rtp_ts_base = session->rtp_ts_base; /* is overwritten even by a zero */
    pjmedia_rtcp_update((pjmedia_rtcp_session *)session, &setting); /* const only to those who look */
}

static pj_status_t read_info(ssc_command *c, pj_pool_t *pool, pjmedia_stream_info *info)
{
    pjmedia_sdp_session *local, *remote;
    /* in the stream's own pool: the info points into the descriptions */
    pj_status_t status = ssc_rtp_read(&c->args, pool, &local);
    if (status == PJ_SUCCESS)
        status = ssc_rtp_read(&c->args, pool, &remote);
    if (status != PJ_SUCCESS)
        return status;
    int index = ssc_read_int(&c->args);
    if ((status = ssc_rtp_pick(pool, local, index, &local)) != PJ_SUCCESS ||
        (status = ssc_rtp_pick(pool, remote, index, &remote)) != PJ_SUCCESS)
        return status;
    status = pjmedia_stream_info_from_sdp(info, pool, ssc_media_endpt, local, remote, 0);
    if (status == PJ_SUCCESS && (!info->param || info->type != PJMEDIA_TYPE_AUDIO))
        status = PJMEDIA_EINVALIMEDIATYPE; /* a line with port 0 gives no codec and no error */
    if (status != PJ_SUCCESS)
        return status;
    unsigned frame = PJ_MAX(info->param->info.frm_ptime, 1), most = PJ_MAX(MAX_PTIME_MS / frame, 1);
    if (info->param->setting.frm_per_pkt > most)
        info->param->setting.frm_per_pkt = (pj_uint8_t)most;
    /* silence suppression would make a quiet peer look like a dead one */
    info->param->setting.vad = 0;
    /* both directions are set up; which of them run is apply_direction()'s and the gate's */
    info->dir = PJMEDIA_DIR_ENCODING_DECODING;
    info->jb_init = -1;
    return PJ_SUCCESS;
}

static void apply_direction(stream *s, int direction)
{
    pjmedia_dir dir = direction == DIR_SEND ? PJMEDIA_DIR_ENCODING : PJMEDIA_DIR_DECODING;
    bool wanted = s->direction & direction, runs = s->running & direction;
    if (wanted && !runs)
        pjmedia_stream_resume(s->media, dir); /* it would empty the jitter buffer of one that runs */
    else if (!wanted && runs)
        pjmedia_stream_pause(s->media, dir);
    s->running = wanted ? s->running | direction : s->running & ~direction;
}

/* The sound of a direction has fallen; it may be wanted again by now. */
static void shut(int64_t id, int direction)
{
    stream *s = ssc_get(id, SSC_STREAM);
    if (s && s->media)
        apply_direction(s, direction);
}

static void sum_up(stream *s, totals *t, pjmedia_rtcp_stat *now)
{
    *t = s->earlier;
    memset(now, 0, sizeof *now);
    if (!s->media || pjmedia_stream_get_stat(s->media, now) != PJ_SUCCESS)
        return;
    t->sent += now->tx.pkt;
    t->sent_bytes += now->tx.bytes;
    t->received += now->rx.pkt;
    t->received_bytes += now->rx.bytes;
    t->lost += now->rx.loss;
    t->discarded += now->rx.discard;
    t->remote_lost += now->tx.loss;
}

static void end_run(stream *s)
{
    pjmedia_rtcp_stat now;
    totals t;
    if (!s->media)
        return;
    sum_up(s, &t, &now);
    s->earlier = t;
    pjmedia_stream_destroy(s->media);
    s->media = NULL;
}

static pj_status_t begin_run(stream *s)
{
    ssc_mixer *mixer = ssc_mixer_get(s->mixer);
    pjmedia_port *port;
    if (!mixer)
        return PJ_ENOTFOUND;
    /* a packet that is being read while the stream attaches would lose its source address */
    pj_status_t status = ssc_rtp_pause(s->rtp);
    if (status == PJ_SUCCESS)
        status = pjmedia_stream_create(ssc_media_endpt, s->pool, &s->info, ssc_rtp_transport(s->rtp), NULL, &s->media);
    if (status != PJ_SUCCESS) {
        s->media = NULL;
        return status;
    }
    s->running = DIR_SEND | DIR_RECEIVE;
    set_rtp_clock(s);
    status = pjmedia_stream_set_dtmf_callback(s->media, on_dtmf, (void *)(intptr_t)s->id);
    if (status == PJ_SUCCESS)
        status = pjmedia_stream_start(s->media);
    if (status == PJ_SUCCESS)
        status = pjmedia_stream_get_port(s->media, &port);
    if (status == PJ_SUCCESS) {
        apply_direction(s, DIR_SEND);
        apply_direction(s, DIR_RECEIVE);
        status = ssc_rtp_resume(s->rtp); /* not before it takes what has come already */
    }
    if (status == PJ_SUCCESS)
        status = ssc_mixer_put(mixer, port, &(ssc_gate){s->direction, s->id, shut}, &s->slot);
    if (status == PJ_SUCCESS)
        ssc_mixer_volume(s->mixer, s->slot, s->volume);
    if (status != PJ_SUCCESS)
        end_run(s);
    return status;
}

static void free_stream(stream *s)
{
    stream **at = &streams;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    ssc_rtp_release(s->rtp);
    pj_pool_release(s->pool);
    free(s);
}

/* ---- the way through the mixer ---- */

static void left_for_good(void *object)
{
    end_run(object);
    free_stream(object);
}

static void forget_next(stream *s)
{
    pj_pool_release(s->next_pool);
    s->next_pool = NULL;
}

static void end(stream *s)
{
    ssc_remove(s->id);
    s->ended = true;
    if (s->next_pool)
        ssc_mixer_free_slot(s->mixer, s->slot); /* its port is on the way out: left_for_restart() does the rest */
    else
        ssc_mixer_take(s->mixer, s->slot, false, left_for_good, s);
}

static void fail(stream *s, pj_status_t status)
{
    char text[PJ_ERR_MSG_SIZE];
    ssc_writer w = {0};
    ssc_describe(status, text, sizeof text);
    ssc_write_text(&w, text);
    ssc_emit(&w, s->id, EV_STREAM_FAILED, status);
    ssc_remove(s->id);
    ssc_mixer_free_slot(s->mixer, s->slot);
    free_stream(s);
}

static void left_for_restart(void *object)
{
    stream *s = object;
    end_run(s);
    if (s->ended) {
        forget_next(s);
        free_stream(s);
        return;
    }
    pj_pool_release(s->pool);
    s->pool = s->next_pool;
    s->info = s->next_info;
    s->next_pool = NULL;
    pj_status_t status = begin_run(s);
    if (status != PJ_SUCCESS)
        fail(s, status);
}

/* ---- commands ---- */

static void write_codec(ssc_command *c, const pjmedia_stream_info *info)
{
    ssc_write_str(c->answer, &info->fmt.encoding_name);
    ssc_write_int(c->answer, (int32_t)sample_rate(info));
}

static pj_status_t op_start(ssc_command *c)
{
    int64_t mixer = ssc_read_long(&c->args), transport = ssc_read_long(&c->args);
    int direction = ssc_read_int(&c->args);
    ssc_rtp *rtp = ssc_mixer_get(mixer) ? ssc_rtp_hold(transport) : NULL;
    if (!rtp)
        return PJ_ENOTFOUND;
    pj_status_t status = ssc_rtp_busy(rtp) ? PJ_EBUSY : PJ_SUCCESS;
    stream *s = status == PJ_SUCCESS ? calloc(1, sizeof *s) : NULL;
    if (!s) {
        ssc_rtp_release(rtp);
        return status == PJ_SUCCESS ? PJ_ENOMEM : status;
    }
    *s = (stream){.next = streams, .id = c->id, .mixer = mixer, .rtp = rtp, .slot = -1, .direction = direction, .volume = 100};
    s->pool = ssc_media_pool("stream");
    streams = s;
    status = read_info(c, s->pool, &s->info);
    if (status == PJ_SUCCESS)
        status = ssc_put(c->id, SSC_STREAM, s);
    if (status == PJ_SUCCESS && (status = begin_run(s)) != PJ_SUCCESS)
        ssc_remove(c->id);
    if (status != PJ_SUCCESS) {
        free_stream(s);
        return status;
    }
    ssc_write_int(c->answer, s->slot);
    write_codec(c, &s->info);
    return PJ_SUCCESS;
}

static pj_status_t op_update(ssc_command *c)
{
    stream *s = ssc_get(c->id, SSC_STREAM);
    if (!s)
        return PJ_ENOTFOUND;
    pj_pool_t *pool = ssc_media_pool("stream");
    pjmedia_stream_info info;
    pj_status_t status = read_info(c, pool, &info);
    if (status != PJ_SUCCESS) {
        pj_pool_release(pool);
        return status;
    }
    bool leaving = s->next_pool != NULL;
    if (leaving)
        forget_next(s);
    s->next_pool = pool;
    s->next_info = info;
    write_codec(c, &info);
    if (!leaving)
        ssc_mixer_take(s->mixer, s->slot, true, left_for_restart, s);
    return PJ_SUCCESS;
}

static pj_status_t op_direction(ssc_command *c)
{
    stream *s = ssc_get(c->id, SSC_STREAM);
    if (!s)
        return PJ_ENOTFOUND;
    s->direction = ssc_read_int(&c->args);
    if (!s->media)
        return PJ_SUCCESS;
    /* what is not wanted any more goes on until its sound has fallen */
    for (int direction = DIR_SEND; direction <= DIR_RECEIVE; direction++)
        if (s->direction & direction)
            apply_direction(s, direction);
    ssc_mixer_open(s->mixer, s->slot, s->direction);
    return PJ_SUCCESS;
}

static pj_status_t op_volume(ssc_command *c)
{
    stream *s = ssc_get(c->id, SSC_STREAM);
    if (!s)
        return PJ_ENOTFOUND;
    s->volume = ssc_read_int(&c->args);
    ssc_mixer_volume(s->mixer, s->slot, s->volume);
    return PJ_SUCCESS;
}

static pj_status_t op_dtmf(ssc_command *c)
{
    stream *s = ssc_get(c->id, SSC_STREAM);
    pj_str_t digits = ssc_read_bytes(&c->args);
    if (!s)
        return PJ_ENOTFOUND;
    return s->media ? pjmedia_stream_dial_dtmf(s->media, &digits) : PJ_EINVALIDOP;
}

static pj_status_t op_statistics(ssc_command *c)
{
    stream *s = ssc_get(c->id, SSC_STREAM);
    if (!s)
        return PJ_ENOTFOUND;
    pjmedia_rtcp_stat now;
    totals t;
    sum_up(s, &t, &now);
    const pjmedia_rtcp_session *session = rtcp_session(s);
    const int64_t values[] = {t.sent, t.sent_bytes, t.received, t.received_bytes, t.lost, t.discarded, t.remote_lost,
                              now.rx.jitter.mean, now.rx.jitter.max, now.rtt.mean, session ? session->clock_rate : 0};
    for (size_t i = 0; i < PJ_ARRAY_SIZE(values); i++)
        ssc_write_long(c->answer, values[i]);
    return PJ_SUCCESS;
}

static pj_status_t op_watch(ssc_command *c)
{
    stream *s = ssc_get(c->id, SSC_STREAM);
    if (!s)
        return PJ_ENOTFOUND;
    pjmedia_rtcp_stat now;
    totals t;
    ssc_writer w = {0};
    sum_up(s, &t, &now);
    ssc_write_long(&w, t.received);
    ssc_emit(&w, s->id, EV_RTP_RECEIVED, 0);
    return PJ_SUCCESS;
}

static pj_status_t op_stop(ssc_command *c)
{
    stream *s = ssc_get(c->id, SSC_STREAM);
    if (!s)
        return PJ_ENOTFOUND;
    end(s);
    return PJ_SUCCESS;
}

/* The mixers are gone by now, so each stream goes at once. */
static void stop(void)
{
    stream *s;
    while ((s = ssc_any(SSC_STREAM)))
        end(s);
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    int64_t some = 0;
    for (stream *s = streams; s; s = s->next)
        some++;
    put(to, "streams", some);
}

static const ssc_op ops[] = {{0x0430, "llibbi", op_start}, {0x0431, "bbi", op_update},   {0x0432, "i", op_direction},
                             {0x0433, "s", op_dtmf},       {0x0434, "", op_statistics}, {0x0435, "", op_watch},
                             {0x0436, "", op_stop},        {0x0437, "i", op_volume},   {0}};

const ssc_part ssc_stream_part = {"streams", ops, NULL, stop, count};
