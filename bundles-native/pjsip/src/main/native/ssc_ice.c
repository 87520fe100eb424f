/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RTP transports with ICE (RFC 8445): candidates of the host, of a STUN server and of a TURN server. */
#include "ssc_rtp.h"

#include <pjnath.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

/* A host's candidates for one component; PJNATH has room for 8, two of which are the servers'. */
enum { COMPONENTS = 2, MAX_HOST_CANDIDATES = 5, MAX_EACH_FAMILY = 3, MAX_REMOTE_CANDIDATES = 16, STOP_MS = 500 };

enum { PHASE_GATHERED = 1, PHASE_NEGOTIATING, PHASE_NEGOTIATED };

/* Given up by us, but a TURN server may still have to hear of it. */
static atomic_int living;

/* ---- what is reported: on the worker ---- */

static const pjmedia_ice_transport_info *ice_info(const ssc_rtp *t, pjmedia_transport_info *info)
{
    pjmedia_transport_info_init(info);
    if (pjmedia_transport_get_info(t->lower, info) != PJ_SUCCESS)
        return NULL;
    return pjmedia_transport_info_get_spc_info(info, PJMEDIA_TRANSPORT_TYPE_ICE);
}

static void write_components(ssc_writer *w, const pjmedia_ice_transport_info *ice)
{
    bool running = ice && ice->active && ice->sess_state == PJ_ICE_STRANS_STATE_RUNNING;
    unsigned count = running ? PJ_MIN(ice->comp_cnt, PJ_ARRAY_SIZE(ice->comp)) : 0;
    ssc_write_int(w, (int32_t)count);
    for (unsigned i = 0; i < count; i++) {
        ssc_write_int(w, ice->comp[i].lcand_type);
        ssc_write_addr(w, &ice->comp[i].lcand_addr);
        ssc_write_int(w, ice->comp[i].rcand_type);
        ssc_write_addr(w, &ice->comp[i].rcand_addr);
    }
}

void ssc_ice_describe(const ssc_rtp *t, ssc_writer *w)
{
    pjmedia_transport_info info;
    write_components(w, t->ice ? ice_info(t, &info) : NULL);
}

static void emit(ssc_rtp *t, int phase, pj_status_t status)
{
    pjmedia_transport_info info;
    char text[PJ_ERR_MSG_SIZE] = "";
    ssc_writer w = {0};
    const pjmedia_ice_transport_info *ice = ice_info(t, &info);
    if (status != PJ_SUCCESS)
        ssc_describe(status, text, sizeof text);
    ssc_write_int(&w, phase);
    ssc_write_text(&w, text);
    if (ice)
        ssc_write_addr(&w, &info.sock_info.rtp_addr_name);
    else
        ssc_write_text(&w, "");
    write_components(&w, ice);
    ssc_emit(&w, t->id, EV_ICE, status);
}

static void gathered(int64_t id, int status)
{
    ssc_rtp *t = ssc_get(id, SSC_RTP);
    if (t)
        emit(t, PHASE_GATHERED, status);
}

static void negotiated(int64_t id, int status)
{
    ssc_rtp *t = ssc_get(id, SSC_RTP);
    if (t)
        emit(t, PHASE_NEGOTIATED, status);
}

/* On the worker or on the thread that reads the sockets, and even before the transport is made. */
static void on_complete(pjmedia_transport *tp, pj_ice_strans_op op, pj_status_t status)
{
    int64_t id = (int64_t)(intptr_t)tp->user_data;
    if (op == PJ_ICE_STRANS_OP_INIT)
        ssc_media_post(gathered, id, status);
    else if (op == PJ_ICE_STRANS_OP_NEGOTIATION)
        ssc_media_post(negotiated, id, status);
}

static void on_gone(void *unused)
{
    atomic_fetch_sub(&living, 1);
}

/* ---- making ---- */

typedef struct {
    pj_sockaddr bind; /* with the first port */
    int ports;
    bool both; /* host candidates of the other family too */
    pj_str_t stun, turn; /* literals; empty for none */
    int stun_port, turn_port, turn_tcp;
    pj_str_t user, password;
} ice_args;

static bool is_loopback(const pj_sockaddr *a)
{
    static const uint8_t one[16] = {[15] = 1};
    if (a->addr.sa_family == pj_AF_INET())
        return pj_ntohl(a->ipv4.sin_addr.s_addr) >> 24 == 127;
    return !pj_memcmp(&a->ipv6.sin6_addr, one, sizeof one);
}

/* Literals alone: PJNATH would look up a name, and the worker would wait. */
static bool is_server(const pj_str_t *address, int port)
{
    pj_sockaddr parsed;
    return port > 0 && port < 65536 && ssc_parse_address(address, port, &parsed);
}

static pj_status_t read_args(ssc_command *c, ice_args *a)
{
    pj_str_t address = ssc_read_text(&c->args, c->pool);
    int first = ssc_read_int(&c->args), last = ssc_read_int(&c->args);
    pj_str_t any = pj_str("0.0.0.0");
    a->both = ssc_read_int(&c->args) != 0;
    a->stun = ssc_read_text(&c->args, c->pool);
    a->stun_port = ssc_read_int(&c->args);
    a->turn = ssc_read_text(&c->args, c->pool);
    a->turn_port = ssc_read_int(&c->args);
    a->turn_tcp = ssc_read_int(&c->args);
    a->user = ssc_read_text(&c->args, c->pool);
    a->password = ssc_read_text(&c->args, c->pool);
    a->ports = last - first;
    bool fine = first >= 1 && last <= 65535 && last > first &&
                ssc_parse_address(address.slen ? &address : &any, first, &a->bind) &&
                (!a->stun.slen || is_server(&a->stun, a->stun_port)) &&
                (!a->turn.slen || is_server(&a->turn, a->turn_port));
    a->both = a->both && fine && !pj_sockaddr_has_addr(&a->bind);
    return fine ? PJ_SUCCESS : PJ_EINVAL;
}

/* Peers that can use neither STUN nor TURN of the first one may still be reached by it. */
static void add_other_family(pj_ice_strans_cfg *cfg)
{
    pj_ice_strans_stun_cfg *first = &cfg->stun_tp[0], *other = &cfg->stun_tp[1];
    int family = first->af == pj_AF_INET() ? pj_AF_INET6() : pj_AF_INET();
    pj_ice_strans_stun_cfg_default(other);
    other->af = family;
    pj_sockaddr_init(family, &other->cfg.bound_addr, NULL, pj_sockaddr_get_port(&first->cfg.bound_addr));
    other->cfg.port_range = first->cfg.port_range;
    first->max_host_cands = other->max_host_cands = MAX_EACH_FAMILY;
    cfg->stun_tp_cnt = 2;
}

static void configure(pj_ice_strans_cfg *cfg, const ice_args *a)
{
    int family = a->bind.addr.sa_family;
    pj_ice_strans_cfg_default(cfg);
    cfg->af = family;
    /* sockets are read with those of RTP; what has to be done in time is done by the worker */
    pj_stun_config_init(&cfg->stun_cfg, &ssc_cp.factory, 0, pjmedia_endpt_get_ioqueue(ssc_media_endpt),
                        pjsip_endpt_get_timer_heap(ssc_endpt));
    cfg->stun_tp_cnt = 1;
    pj_ice_strans_stun_cfg *stun = &cfg->stun_tp[0];
    pj_ice_strans_stun_cfg_default(stun);
    stun->af = family;
    stun->cfg.bound_addr = a->bind;
    stun->cfg.port_range = (pj_uint16_t)a->ports;
    stun->max_host_cands = MAX_HOST_CANDIDATES;
    stun->loop_addr = is_loopback(&a->bind);
    stun->server = a->stun;
    stun->port = (pj_uint16_t)a->stun_port;
    if (a->both)
        add_other_family(cfg);
    if (!a->turn.slen)
        return;
    cfg->turn_tp_cnt = 1;
    pj_ice_strans_turn_cfg *turn = &cfg->turn_tp[0];
    pj_ice_strans_turn_cfg_default(turn);
    turn->af = family;
    turn->server = a->turn;
    turn->port = (pj_uint16_t)a->turn_port;
    turn->conn_type = a->turn_tcp ? PJ_TURN_TP_TCP : PJ_TURN_TP_UDP;
    turn->cfg.bound_addr = a->bind;
    pj_sockaddr_set_port(&turn->cfg.bound_addr, 0);
    turn->auth_cred.type = PJ_STUN_AUTH_CRED_STATIC;
    turn->auth_cred.data.static_cred.realm = pj_str("*");
    turn->auth_cred.data.static_cred.username = a->user;
    turn->auth_cred.data.static_cred.data_type = PJ_STUN_PASSWD_PLAIN;
    turn->auth_cred.data.static_cred.data = a->password;
}

static pj_status_t op_create(ssc_command *c)
{
    ice_args args;
    int policy = ssc_read_int(&c->args);
    pj_status_t status = read_args(c, &args);
    if (status != PJ_SUCCESS)
        return status;
    if (ssc_exists(c->id))
        return PJ_EEXISTS;
    pj_ice_strans_cfg cfg;
    pjmedia_ice_cb cb = {.on_ice_complete = on_complete};
    pjmedia_transport *tp;
    configure(&cfg, &args);
    status = pjmedia_ice_create3(ssc_media_endpt, "ice%p", COMPONENTS, &cfg, &cb, 0, (void *)(intptr_t)c->id, &tp);
    if (status != PJ_SUCCESS && args.both) { /* an extra must not cost what goes without it */
        cfg.stun_tp_cnt = 1;
        status = pjmedia_ice_create3(ssc_media_endpt, "ice%p", COMPONENTS, &cfg, &cb, 0, (void *)(intptr_t)c->id, &tp);
    }
    if (status != PJ_SUCCESS)
        return status;
    if (pj_grp_lock_add_handler(tp->grp_lock, NULL, NULL, on_gone) == PJ_SUCCESS)
        atomic_fetch_add(&living, 1);
    return ssc_rtp_adopt(c->id, tp, true, policy);
}

/* ---- descriptions ---- */

/* The fifth word, the address, has to be a literal: a name would be looked up. */
static bool has_literal(const pj_str_t *candidate)
{
    const char *p = candidate->ptr, *end = p + candidate->slen;
    pj_str_t word = {NULL, 0};
    for (int i = 0; i < 5; i++) {
        while (p < end && *p == ' ')
            p++;
        word.ptr = (char *)p;
        while (p < end && *p != ' ')
            p++;
        word.slen = p - word.ptr;
    }
    pj_sockaddr parsed;
    return word.slen > 0 && ssc_parse_address(&word, 1, &parsed);
}

void ssc_ice_limit(pjmedia_sdp_media *m)
{
    unsigned kept = 0, candidates = 0;
    for (unsigned i = 0; i < m->attr_count; i++)
        if (pj_stricmp2(&m->attr[i]->name, "candidate") ||
            (candidates < MAX_REMOTE_CANDIDATES && has_literal(&m->attr[i]->value) && ++candidates))
            m->attr[kept++] = m->attr[i];
    m->attr_count = kept;
}

/* Who knows nothing of ICE uses what the lines c=, m= and a=rtcp say: the default candidates. */
pj_status_t ssc_ice_default(const ssc_rtp *t, pj_pool_t *pool, pjmedia_sdp_session *one)
{
    pjmedia_transport_info info;
    pjmedia_transport_info_init(&info);
    pj_status_t status = pjmedia_transport_get_info(t->lower, &info);
    if (status != PJ_SUCCESS)
        return status;
    pjmedia_sdp_media *m = one->media[0];
    const pj_sockaddr *rtp = &info.sock_info.rtp_addr_name;
    char *text = pj_pool_alloc(pool, PJ_INET6_ADDRSTRLEN);
    m->conn = PJ_POOL_ZALLOC_T(pool, pjmedia_sdp_conn);
    m->conn->net_type = pj_str("IN");
    m->conn->addr_type = pj_str(rtp->addr.sa_family == pj_AF_INET() ? "IP4" : "IP6");
    m->conn->addr = pj_str(pj_sockaddr_print(rtp, text, PJ_INET6_ADDRSTRLEN, 0));
    m->desc.port = pj_sockaddr_get_port(rtp);
    pjmedia_sdp_attr_remove_all(&m->attr_count, m->attr, "rtcp");
    pjmedia_sdp_attr *rtcp = pj_sockaddr_has_addr(&info.sock_info.rtcp_addr_name)
                                 ? pjmedia_sdp_attr_create_rtcp(pool, &info.sock_info.rtcp_addr_name)
                                 : NULL;
    return rtcp ? pjmedia_sdp_attr_add(&m->attr_count, m->attr, rtcp) : PJ_SUCCESS;
}

pj_status_t ssc_ice_check(const pjmedia_sdp_session *remote)
{
    const pjmedia_sdp_conn *c = remote->media[0]->conn ? remote->media[0]->conn : remote->conn;
    pj_sockaddr parsed;
    return c && ssc_parse_address(&c->addr, 1, &parsed) ? PJ_SUCCESS : PJ_EINVAL;
}

void ssc_ice_started(ssc_rtp *t)
{
    pjmedia_transport_info info;
    const pjmedia_ice_transport_info *ice = ice_info(t, &info);
    if (ice && ice->active && ice->sess_state == PJ_ICE_STRANS_STATE_NEGO)
        emit(t, PHASE_NEGOTIATING, PJ_SUCCESS);
}

/* ---- the part ---- */

/* TURN servers are told that their relays are not needed any more, if they answer soon. */
static void stop(void)
{
    for (int ms = 0; atomic_load(&living) > 0 && ms < STOP_MS; ms += 10) {
        struct timespec pause = {0, 10000000};
        pj_timer_heap_poll(pjsip_endpt_get_timer_heap(ssc_endpt), NULL);
        nanosleep(&pause, NULL);
    }
    atomic_store(&living, 0);
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    put(to, "ice-transports", atomic_load(&living));
}

static const ssc_op ops[] = {{0x0426, "iSiiiSiSiiSS", op_create}, {0}};

const ssc_part ssc_ice_part = {"ice", ops, NULL, stop, count};
