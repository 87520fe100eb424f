/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `sipsimple bench audio` does, in C on PJMEDIA: legs in one conference bridge, two and two connected by RTP on
 * loopback, each fed by a tone and by a leg of another pair.  usage: pjmedia-legs CODEC LEGS SECONDS
 */
#include <pjlib.h>
#include <pjlib-util.h>
#include <pjmedia-codec.h>
#include <pjmedia.h>
#include <pjnath.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { RATE = 16000, FIRST_PORT = 20000, LAST_PORT = 59990, SETTLE_MS = 2000 };

typedef struct {
    pjmedia_transport *transport;
    pjmedia_stream *stream;
    pj_sockaddr address;
    unsigned slot;
} leg;

static pj_caching_pool cp;
static pj_pool_t *pool;
static pjmedia_endpt *endpt;
static pjmedia_conf *conf;

static void check(pj_status_t status, const char *what)
{
    char text[PJ_ERR_MSG_SIZE];
    if (status == PJ_SUCCESS)
        return;
    pj_strerror(status, text, sizeof text);
    printf("{\"error\":\"%s: %s\"}\n", what, text);
    exit(1);
}

static void bind_leg(leg *l)
{
    static int port = FIRST_PORT;
    pj_str_t here = pj_str("127.0.0.1");
    pj_status_t status;
    do {
        status = pjmedia_transport_udp_create2(endpt, "leg", &here, port, 0, &l->transport);
        port += 2;
    } while (status != PJ_SUCCESS && port < LAST_PORT);
    check(status, "bind");
    pjmedia_transport_info info;
    pjmedia_transport_info_init(&info);
    check(pjmedia_transport_get_info(l->transport, &info), "address");
    l->address = info.sock_info.rtp_addr_name;
    check(pjmedia_transport_media_create(l->transport, pool, 0, NULL, 0), "media create");
}

static void start_leg(leg *l, const leg *peer, const pjmedia_codec_info *codec)
{
    pjmedia_stream_info info;
    memset(&info, 0, sizeof info);
    info.type = PJMEDIA_TYPE_AUDIO;
    info.proto = PJMEDIA_TP_PROTO_RTP_AVP;
    info.dir = PJMEDIA_DIR_ENCODING_DECODING;
    info.fmt = *codec;
    info.tx_pt = info.rx_pt = codec->pt;
    info.tx_event_pt = info.rx_event_pt = 101;
    info.rem_addr = peer->address;
    info.rem_rtcp = peer->address;
    pj_sockaddr_set_port(&info.rem_rtcp, (pj_uint16_t)(pj_sockaddr_get_port(&peer->address) + 1));
    info.ssrc = pj_rand();
    info.jb_init = info.jb_min_pre = info.jb_max_pre = info.jb_max = -1;
    info.param = PJ_POOL_ZALLOC_T(pool, pjmedia_codec_param);
    check(pjmedia_codec_mgr_get_default_param(pjmedia_endpt_get_codec_mgr(endpt), codec, info.param), "codec");
    info.param->setting.vad = 0;
    check(pjmedia_transport_media_start(l->transport, pool, NULL, NULL, 0), "media start");
    check(pjmedia_stream_create(endpt, pool, &info, l->transport, NULL, &l->stream), "stream");
    check(pjmedia_stream_start(l->stream), "stream start");
    pjmedia_port *port;
    check(pjmedia_stream_get_port(l->stream, &port), "port");
    check(pjmedia_conf_add_port(conf, pool, port, NULL, &l->slot), "slot");
}

static void find_codec(const char *name, pjmedia_codec_info *found)
{
    pjmedia_codec_info all[PJMEDIA_CODEC_MGR_MAX_CODECS];
    unsigned count = PJ_ARRAY_SIZE(all);
    pjmedia_codec_mgr *manager = pjmedia_endpt_get_codec_mgr(endpt);
    check(pjmedia_codec_mgr_enum_codecs(manager, &count, all, NULL), "codecs");
    for (unsigned i = 0; i < count; i++)
        if (!pj_stricmp2(&all[i].encoding_name, name)) {
            const pjmedia_codec_info *info = NULL;
            char id[64];
            unsigned one = 1;
            pjmedia_codec_info_to_id(&all[i], id, sizeof id);
            pj_str_t text = pj_str(id);
            check(pjmedia_codec_mgr_find_codecs_by_id(manager, &text, &one, &info, NULL), "codec");
            *found = *info;
            return;
        }
    check(PJ_ENOTFOUND, name);
}

/* As our library has it. */
static void set_opus_up(void)
{
    pjmedia_codec_info info;
    pjmedia_codec_opus_config config;
    pjmedia_codec_param param;
    find_codec("opus", &info);
    check(pjmedia_codec_opus_get_config(&config), "opus");
    check(pjmedia_codec_mgr_get_default_param(pjmedia_endpt_get_codec_mgr(endpt), &info, &param), "opus");
    config.sample_rate = RATE;
    config.channel_cnt = 1;
    config.complexity = 5;
    check(pjmedia_codec_opus_set_default_param(&config, &param), "opus");
}

static void count(const leg *legs, int n, long *received, long *late)
{
    *received = *late = 0;
    for (int i = 0; i < n; i++) {
        pjmedia_rtcp_stat stat;
        pjmedia_stream_get_stat(legs[i].stream, &stat);
        *received += stat.rx.pkt;
        *late += stat.rx.loss + stat.rx.discard;
    }
}

static double cpu(void)
{
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static unsigned add_tone(void)
{
    pjmedia_port *tones;
    unsigned slot;
    pjmedia_tone_desc tone = {.freq1 = 440, .on_msec = 30000, .volume = 10000};
    check(pjmedia_tonegen_create(pool, RATE, 1, RATE / 50, 16, PJMEDIA_TONEGEN_LOOP, &tones), "tone");
    check(pjmedia_tonegen_play(tones, 1, &tone, PJMEDIA_TONEGEN_LOOP), "tone");
    check(pjmedia_conf_add_port(conf, pool, tones, NULL, &slot), "tone");
    return slot;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    int n = atoi(argv[2]), seconds = atoi(argv[3]);
    pjmedia_port *silence;
    pjmedia_master_port *master;
    pjmedia_event_mgr *events;
    pj_log_set_level(0);
    check(pj_init(), "pjlib");
    check(pjlib_util_init(), "pjlib-util");
    check(pjnath_init(), "pjnath");
    pj_caching_pool_init(&cp, NULL, 0);
    pool = pj_pool_create(&cp.factory, "legs", 100000, 100000, NULL);
    check(pjmedia_endpt_create2(&cp.factory, NULL, 1, &endpt), "endpoint");
    check(pjmedia_event_mgr_create(pool, 0, &events), "events");
    check(pjmedia_codec_register_audio_codecs(endpt, NULL), "codecs");
    set_opus_up();
    check(pjmedia_conf_create(pool, (unsigned)n * 2 + 4, RATE, 1, RATE / 50, 16, PJMEDIA_CONF_NO_DEVICE, &conf), "bridge");
    check(pjmedia_null_port_create(pool, RATE, 1, RATE / 50, 16, &silence), "clock");
    check(pjmedia_master_port_create(pool, silence, pjmedia_conf_get_master_port(conf), 0, &master), "clock");
    check(pjmedia_master_port_start(master), "clock");

    leg *legs = calloc((size_t)n, sizeof *legs);
    pjmedia_codec_info codec;
    find_codec(argv[1], &codec);
    if (!pj_stricmp2(&codec.encoding_name, "opus")) { /* as PJMEDIA makes it of SDP: the sound's rate, not that of RTP */
        codec.clock_rate = RATE;
        codec.channel_cnt = 1;
    }
    for (int i = 0; i < n; i += 2) {
        bind_leg(&legs[i]);
        bind_leg(&legs[i + 1]);
        start_leg(&legs[i], &legs[i + 1], &codec);
        start_leg(&legs[i + 1], &legs[i], &codec);
    }
    unsigned tone = add_tone();
    for (int i = 0; i < n; i++) {
        check(pjmedia_conf_connect_port(conf, tone, legs[i].slot, 0), "connect");
        if (n > 2)
            check(pjmedia_conf_connect_port(conf, legs[(i + (i % 2 ? 1 : n - 1)) % n].slot, legs[i].slot, 0), "connect");
    }
    long received, late, then, before;
    pj_thread_sleep(SETTLE_MS);
    count(legs, n, &received, &late);
    double spent = cpu();
    pj_thread_sleep((unsigned)seconds * 1000);
    spent = cpu() - spent;
    count(legs, n, &then, &before);
    if (then - received < (long)n * seconds * 45)
        printf("{\"error\":\"only %ld packets came\"}\n", then - received);
    else
        printf("{\"legs\":%d,\"cpu_seconds\":%.3f,\"late_frames\":%ld}\n", n, spent, before - late);
    fflush(stdout);
    _Exit(0);
}
