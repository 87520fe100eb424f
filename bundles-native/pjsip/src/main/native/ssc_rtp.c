/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RTP transports: a pair of UDP sockets, with SRTP on top where Java asks for it. */
#include "ssc_rtp.h"
#include "ssc_sip.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

/* More crypto lines than this in one media line overflow a table of PJMEDIA. */
enum { MAX_CRYPTO_LINES = 32 };

static ssc_rtp *transports;

/* ---- descriptions ---- */

pj_status_t ssc_rtp_read(ssc_reader *r, pj_pool_t *pool, pjmedia_sdp_session **sdp)
{
    pj_str_t text = ssc_read_bytes(r);
    return ssc_parse_sdp(&text, pool, sdp);
}

static void limit_crypto_lines(pjmedia_sdp_media *m)
{
    unsigned kept = 0, crypto = 0;
    for (unsigned i = 0; i < m->attr_count; i++)
        if (pj_stricmp2(&m->attr[i]->name, "crypto") || ++crypto <= MAX_CRYPTO_LINES)
            m->attr[kept++] = m->attr[i];
    m->attr_count = kept;
}

/* PJMEDIA would ask DNS for a name. */
static void drop_named_rtcp(pjmedia_sdp_media *m)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < m->attr_count; i++) {
        pjmedia_sdp_rtcp_attr rtcp;
        pj_sockaddr parsed;
        if (pj_strcmp2(&m->attr[i]->name, "rtcp") || pjmedia_sdp_attr_get_rtcp(m->attr[i], &rtcp) != PJ_SUCCESS ||
            !rtcp.addr.slen || ssc_parse_address(&rtcp.addr, 1, &parsed))
            m->attr[kept++] = m->attr[i];
    }
    m->attr_count = kept;
}

pj_status_t ssc_rtp_pick(pj_pool_t *pool, pjmedia_sdp_session *sdp, int index, pjmedia_sdp_session **one)
{
    if (!sdp || index < 0 || (unsigned)index >= sdp->media_count)
        return PJ_EINVAL;
    pjmedia_sdp_session *s = pj_pool_alloc(pool, sizeof *s);
    *s = *sdp;
    s->media[0] = sdp->media[index];
    s->media_count = 1;
    limit_crypto_lines(s->media[0]);
    drop_named_rtcp(s->media[0]);
    ssc_ice_limit(s->media[0]);
    /* SRTP adds its lines without looking at the room that is left */
    if (s->media[0]->attr_count + PJMEDIA_SRTP_MAX_CRYPTOS > PJMEDIA_MAX_SDP_ATTR)
        return PJ_ETOOMANY;
    *one = s;
    return PJ_SUCCESS;
}

/* Reads local, remote (absent: none) and index; *one and *remote have the one media line, *whole all of them. */
static pj_status_t read_descriptions(ssc_command *c, pj_pool_t *pool, pjmedia_sdp_session **whole, pjmedia_sdp_session **one,
                                     pjmedia_sdp_session **remote)
{
    pjmedia_sdp_session *theirs;
    *remote = NULL;
    pj_status_t status = ssc_rtp_read(&c->args, pool, whole);
    if (status == PJ_SUCCESS)
        status = ssc_rtp_read(&c->args, pool, &theirs);
    if (status != PJ_SUCCESS)
        return status;
    int index = ssc_read_int(&c->args);
    status = ssc_rtp_pick(pool, *whole, index, one);
    if (status == PJ_SUCCESS && theirs)
        status = ssc_rtp_pick(pool, theirs, index, remote);
    return status;
}

/* ---- making and ending ---- */

static void forget_descriptions(ssc_rtp *t)
{
    if (t->pool)
        pj_pool_release(t->pool);
    t->pool = NULL;
    t->local = t->remote = NULL;
}

static void close_now(ssc_rtp *t)
{
    ssc_rtp **at = &transports;
    while (*at != t)
        at = &(*at)->next;
    *at = t->next;
    pjmedia_transport_media_stop(t->transport);
    pjmedia_transport_close(t->transport);
    forget_descriptions(t);
    free(t);
}

ssc_rtp *ssc_rtp_hold(int64_t id)
{
    ssc_rtp *t = ssc_get(id, SSC_RTP);
    if (t)
        t->holders++;
    return t;
}

void ssc_rtp_release(ssc_rtp *t)
{
    if (--t->holders == 0 && t->closing)
        close_now(t);
}

bool ssc_rtp_busy(const ssc_rtp *t)
{
    return t->holders > 1;
}

pjmedia_transport *ssc_rtp_transport(ssc_rtp *t)
{
    return t->transport;
}

/*
 * PJMEDIA's UDP transport first asks for packets and then notes that it has started.  One that comes in between is taken
 * by the reading thread for one that comes after the end: it does not ask again, and the transport is deaf for good.
 * With its lock held the reading thread, which needs it to take a packet, waits until all is noted.
 */
static pj_status_t start_reading(ssc_rtp *t, pj_pool_t *pool, pjmedia_sdp_session *local, pjmedia_sdp_session *remote)
{
    if (t->ice) /* its sockets are always read */
        return pjmedia_transport_media_start(t->transport, pool, local, remote, 0);
    pj_grp_lock_t *lock = t->lower->grp_lock;
    pj_grp_lock_acquire(lock);
    pj_status_t status = pjmedia_transport_media_start(t->transport, pool, local, remote, 0);
    pj_grp_lock_release(lock);
    return status;
}

/* Whether sound of the peer waits for a stream; all else that has come belongs to nobody here. */
static bool keep_early(const ssc_rtp *t, const pjmedia_sdp_session *remote)
{
    pj_sockaddr peer;
    pjmedia_transport_info info;
    pjmedia_transport_info_init(&info);
    if (pjmedia_transport_get_info(t->lower, &info) != PJ_SUCCESS)
        return false;
    ssc_early_keep(info.sock_info.rtcp_sock, NULL);
    return ssc_early_keep(info.sock_info.rtp_sock, ssc_early_peer(remote, &peer) ? &peer : NULL);
}

/* The reading thread would take what has come before the stream, which then hears nothing of it. */
static pj_status_t start(ssc_rtp *t, pj_pool_t *pool, pjmedia_sdp_session *local, pjmedia_sdp_session *remote)
{
    if (t->ice || t->dtls || t->holders > 0) /* with DTLS it reads already, and a handshake may go on */
        return start_reading(t, pool, local, remote);
    pj_grp_lock_t *lock = t->lower->grp_lock;
    pj_grp_lock_acquire(lock);
    pj_status_t status = start_reading(t, pool, local, remote);
    if (status == PJ_SUCCESS && keep_early(t, remote))
        status = pjmedia_transport_media_stop(t->lower);
    pj_grp_lock_release(lock);
    return status;
}

pj_status_t ssc_rtp_pause(ssc_rtp *t)
{
    if (!t->pool)
        return PJ_EINVALIDOP;
    if (t->ice)
        return PJ_SUCCESS;
    pj_status_t status = pjmedia_transport_media_stop(t->lower);
    if (status == PJ_SUCCESS && !t->dtls) /* parts of a handshake would come again only after a second */
        keep_early(t, t->remote);
    return status;
}

pj_status_t ssc_rtp_resume(ssc_rtp *t)
{
    if (!t->pool)
        return PJ_EINVALIDOP;
    return t->ice ? PJ_SUCCESS : start_reading(t, t->pool, t->local, t->remote);
}

/* Tries the even ports of the range from start on, round to where it began. */
static pj_status_t bind_pair(const pj_str_t *address, int first, int last, int start, pjmedia_transport **transport)
{
    pj_str_t host = *address;
    int family = pj_strchr(&host, ':') ? pj_AF_INET6() : pj_AF_INET();
    int low = first + (first & 1), pairs = (last - low + 1) / 2;
    int at = pairs > 0 ? (start - low) / 2 % pairs : 0;
    pj_status_t status = PJ_EINVAL;
    for (int i = 0; i < pairs; i++, at++) {
        int port = low + at % pairs * 2;
        status = pjmedia_transport_udp_create3(ssc_media_endpt, family, "rtp%p", host.slen ? &host : NULL, port, 0,
                                               transport);
        if (status != PJ_STATUS_FROM_OS(EADDRINUSE)) /* another port may do; all else is the same for each port */
            break;
    }
    return status;
}

pj_status_t ssc_rtp_adopt(int64_t id, pjmedia_transport *lower, bool ice, int policy)
{
    ssc_rtp *t = calloc(1, sizeof *t);
    if (!t) {
        pjmedia_transport_close(lower);
        return PJ_ENOMEM;
    }
    *t = (ssc_rtp){.next = transports, .id = id, .transport = lower, .lower = lower, .ice = ice};
    transports = t;
    pj_status_t status = ssc_srtp_add(t, policy);
    if (status == PJ_SUCCESS)
        status = ssc_put(id, SSC_RTP, t);
    if (status != PJ_SUCCESS)
        close_now(t);
    return status;
}

static pj_status_t op_create(ssc_command *c)
{
    pj_str_t address = ssc_read_text(&c->args, c->pool);
    int first = ssc_read_int(&c->args), last = ssc_read_int(&c->args), start = ssc_read_int(&c->args);
    int policy = ssc_read_int(&c->args);
    if (first < 1 || last > 65535 || last <= first || start < first || start > last)
        return PJ_EINVAL;
    pjmedia_transport *udp;
    pj_status_t status = bind_pair(&address, first, last, start, &udp);
    if (status == PJ_SUCCESS)
        status = ssc_rtp_adopt(c->id, udp, false, policy);
    if (status != PJ_SUCCESS)
        return status;
    pjmedia_transport_info info;
    pjmedia_transport_info_init(&info);
    pjmedia_transport_get_info(udp, &info);
    ssc_early_watch(info.sock_info.rtp_sock);
    ssc_write_addr(c->answer, &info.sock_info.rtp_addr_name);
    return PJ_SUCCESS;
}

static pj_status_t op_close(ssc_command *c)
{
    ssc_rtp *t = ssc_get(c->id, SSC_RTP);
    if (!t)
        return PJ_ENOTFOUND;
    ssc_remove(c->id);
    t->closing = true;
    if (t->holders == 0)
        close_now(t);
    return PJ_SUCCESS;
}

/* ---- offer and answer ---- */

/* With DTLS the sockets are read from here on: see start_reading(). */
static pj_status_t add_keys(ssc_rtp *t, pj_pool_t *pool, pjmedia_sdp_session *local, pjmedia_sdp_session *remote)
{
    pj_grp_lock_t *lock = t->dtls && !t->ice ? t->lower->grp_lock : NULL;
    if (lock)
        pj_grp_lock_acquire(lock);
    pj_status_t status = pjmedia_transport_encode_sdp(t->transport, pool, local, remote, 0);
    if (lock)
        pj_grp_lock_release(lock);
    return status;
}

/* Whether the address of the one line is a literal, where PJSIP makes use of it before a stream does. */
static pj_status_t check_address(const ssc_rtp *t, const pjmedia_sdp_session *remote)
{
    return remote && (t->ice || t->dtls) ? ssc_ice_check(remote) : PJ_SUCCESS;
}

static pj_status_t op_complete(ssc_command *c)
{
    pjmedia_sdp_session *whole, *one, *remote;
    ssc_rtp *t = ssc_get(c->id, SSC_RTP);
    if (!t)
        return PJ_ENOTFOUND;
    pj_status_t status = read_descriptions(c, c->pool, &whole, &one, &remote);
    if (status == PJ_SUCCESS)
        status = check_address(t, remote);
    if (status == PJ_SUCCESS && t->ice)
        status = ssc_ice_default(t, c->pool, one);
    if (status == PJ_SUCCESS && !t->created) {
        status = pjmedia_transport_media_create(t->transport, c->pool, 0, remote, 0);
        t->created = status == PJ_SUCCESS;
    }
    if (status == PJ_SUCCESS)
        status = add_keys(t, c->pool, one, remote);
    if (status == PJ_SUCCESS)
        ssc_write_sdp(c->answer, whole);
    return status;
}

static pj_status_t op_start(ssc_command *c)
{
    pjmedia_sdp_session *whole, *one, *remote;
    ssc_rtp *t = ssc_get(c->id, SSC_RTP);
    if (!t)
        return PJ_ENOTFOUND;
    pj_pool_t *pool = ssc_media_pool("descriptions");
    pj_status_t status = read_descriptions(c, pool, &whole, &one, &remote);
    if (status == PJ_SUCCESS && (!t->created || !remote))
        status = PJ_EINVALIDOP;
    if (status == PJ_SUCCESS)
        status = check_address(t, remote);
    if (status == PJ_SUCCESS)
        status = start(t, pool, one, remote);
    if (status != PJ_SUCCESS) {
        pj_pool_release(pool);
        return status;
    }
    forget_descriptions(t);
    t->pool = pool;
    t->local = one;
    t->remote = remote;
    if (t->ice)
        ssc_ice_started(t);
    ssc_srtp_started(t);
    return PJ_SUCCESS;
}

static pj_status_t op_reset(ssc_command *c)
{
    ssc_rtp *t = ssc_get(c->id, SSC_RTP);
    if (!t)
        return PJ_ENOTFOUND;
    if (t->holders > 0)
        return PJ_EBUSY;
    if (t->created)
        pjmedia_transport_media_stop(t->transport);
    t->created = false;
    forget_descriptions(t);
    ssc_writer w = {0};
    ssc_emit(&w, t->id, EV_RTP_RESET, 0);
    return PJ_SUCCESS;
}

static pj_status_t op_info(ssc_command *c)
{
    ssc_rtp *t = ssc_get(c->id, SSC_RTP);
    if (!t)
        return PJ_ENOTFOUND;
    pjmedia_transport_info info;
    pjmedia_transport_info_init(&info);
    pj_status_t status = pjmedia_transport_get_info(t->transport, &info);
    if (status != PJ_SUCCESS)
        return status;
    if (info.src_rtp_name.addr.sa_family)
        ssc_write_addr(c->answer, &info.src_rtp_name);
    else
        ssc_write_text(c->answer, "");
    ssc_srtp_describe(t, &info, c->answer);
    ssc_ice_describe(t, c->answer);
    return PJ_SUCCESS;
}

/* Streams have let go by now: their part stops first. */
static void stop(void)
{
    while (transports) {
        if (!transports->closing)
            ssc_remove(transports->id);
        close_now(transports);
    }
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    int64_t some = 0;
    for (ssc_rtp *t = transports; t; t = t->next)
        some++;
    put(to, "rtp-transports", some);
}

static const ssc_op ops[] = {{0x0420, "Siiii", op_create}, {0x0421, "bBi", op_complete}, {0x0422, "bbi", op_start},
                             {0x0423, "", op_reset},       {0x0424, "", op_info},        {0x0425, "", op_close},
                             {0}};

const ssc_part ssc_rtp_part = {"rtp", ops, NULL, stop, count};
