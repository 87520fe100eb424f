/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listeners for UDP, TCP and TLS, and what is to be told of their connections. */
#include "ssc.h"

#include <errno.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

/* Numbers of the border: Event.java. */
enum { EV_TRANSPORT = 0x0104, EV_TLS_VERIFY = 0x0105 };

enum { UDP, TCP, TLS };

enum { IPV4, IPV6, FAMILIES };

enum { KEEP_ALIVE_SECONDS = 100 }; /* of connections: RFC 5626 4.4.1 wants 95 to 120 */
enum { PORT_TRIES = 16 };          /* for one that is free for both families */

static const char *const words[] = {"udp", "tcp", "tls"};

typedef struct {
    pjsip_transport *udp;     /* UDP has a transport, */
    pjsip_tpfactory *factory; /* the others have a factory of transports */
    pj_sockaddr bound;
    int port;
} listener;

/* Where to listen: at one address of each family, at the same port. */
typedef struct {
    pj_sockaddr of[FAMILIES];
    bool wanted[FAMILIES];
} places;

static listener listeners[3][FAMILIES];
static pjsip_tls_setting tls;
static pj_pool_t *tls_pool; /* of the strings in tls */
static int one = 1;
static pjsip_tp_state_callback pjsip_state_cb; /* PJSIP's own, by which transactions learn that their connection broke */

static int index_of(int type)
{
    switch (type & ~PJSIP_TRANSPORT_IPV6) {
    case PJSIP_TRANSPORT_UDP:
        return UDP;
    case PJSIP_TRANSPORT_TCP:
        return TCP;
    case PJSIP_TRANSPORT_TLS:
        return TLS;
    default:
        return -1;
    }
}

const char *ssc_transport_word(int type)
{
    int i = index_of(type);
    return i < 0 ? "" : words[i];
}

static int index_of_word(const pj_str_t *word)
{
    for (int i = 0; i < 3; i++)
        if (!pj_stricmp2(word, words[i]))
            return i;
    return -1;
}

int ssc_transport_type(const pj_str_t *word)
{
    static const int types[] = {PJSIP_TRANSPORT_UDP, PJSIP_TRANSPORT_TCP, PJSIP_TRANSPORT_TLS};
    int i = index_of_word(word);
    return i < 0 ? -1 : types[i];
}

int ssc_transport_port(int index)
{
    return listeners[index][IPV4].port >= 0 ? listeners[index][IPV4].port : listeners[index][IPV6].port;
}

void ssc_write_addr(ssc_writer *w, const pj_sockaddr_t *addr)
{
    char buf[PJ_INET6_ADDRSTRLEN + 10] = "";
    const pj_sockaddr *a = addr;
    if (a->addr.sa_family == pj_AF_INET() || a->addr.sa_family == pj_AF_INET6())
        pj_sockaddr_print(addr, buf, sizeof buf, 3);
    ssc_write_text(w, buf);
}

void ssc_write_message_source(ssc_writer *w, const pjsip_rx_data *rdata)
{
    if (rdata) {
        ssc_write_text(w, ssc_transport_word(rdata->tp_info.transport->key.type));
        ssc_write_addr(w, &rdata->pkt_info.src_addr);
    } else {
        ssc_write_text(w, "");
        ssc_write_text(w, "");
    }
}

/* ---- what is told ---- */

static void emit_transport(pjsip_transport *tp, int code, pj_status_t status)
{
    char text[PJ_ERR_MSG_SIZE] = "";
    ssc_writer w = {0};
    if (status != PJ_SUCCESS)
        ssc_describe(status, text, sizeof text);
    ssc_write_text(&w, ssc_transport_word(tp->key.type));
    ssc_write_addr(&w, &tp->local_addr);
    ssc_write_addr(&w, &tp->key.rem_addr);
    ssc_write_str(&w, &tp->remote_name.host);
    ssc_write_int(&w, status);
    ssc_write_text(&w, text);
    ssc_emit(&w, 0, EV_TRANSPORT, code);
}

static void emit_verify(pjsip_transport *tp, const pj_ssl_sock_info *info)
{
    const char *reasons[32];
    unsigned n = PJ_ARRAY_SIZE(reasons);
    char all[500] = "";
    size_t len = 0;
    if (pj_ssl_cert_get_verify_status_strings(info->verify_status, reasons, &n) != PJ_SUCCESS)
        n = 0;
    for (unsigned i = 0; i < n && len < sizeof all; i++)
        len += (size_t)snprintf(all + len, sizeof all - len, "%s%s", i ? ", " : "", reasons[i]);
    const pj_ssl_cert_info *cert = info->remote_cert_info;
    ssc_writer w = {0};
    ssc_write_text(&w, ssc_transport_word(tp->key.type));
    ssc_write_addr(&w, &tp->local_addr);
    ssc_write_addr(&w, &tp->key.rem_addr);
    ssc_write_str(&w, &tp->remote_name.host);
    ssc_write_text(&w, all);
    ssc_write_str(&w, cert ? &cert->subject.info : NULL);
    ssc_write_str(&w, cert ? &cert->issuer.info : NULL);
    ssc_emit(&w, 0, EV_TLS_VERIFY, (int)info->verify_status);
}

static void on_state(pjsip_transport *tp, pjsip_transport_state state, const pjsip_transport_state_info *info)
{
    if (pjsip_state_cb)
        (*pjsip_state_cb)(tp, state, info);
    if (index_of(tp->key.type) == UDP)
        return;
    if (index_of(tp->key.type) == TLS && info->ext_info && state == PJSIP_TP_STATE_DISCONNECTED) {
        const pjsip_tls_state_info *tls_info = info->ext_info;
        if (tls_info->ssl_sock_info && tls_info->ssl_sock_info->verify_status)
            emit_verify(tp, tls_info->ssl_sock_info);
    }
    switch (state) {
    case PJSIP_TP_STATE_CONNECTED:
        ssc_connection_seen(tp);
        emit_transport(tp, 1, info->status);
        break;
    case PJSIP_TP_STATE_DISCONNECTED:
        emit_transport(tp, 2, info->status);
        break;
    case PJSIP_TP_STATE_SHUTDOWN:
        emit_transport(tp, 3, info->status);
        break;
    case PJSIP_TP_STATE_DESTROY:
        ssc_connection_gone(tp);
        break;
    default:
        break;
    }
}

/* A peer whose handshake failed never becomes a transport. */
static void on_accept_failed(const pjsip_tls_on_accept_fail_param *param)
{
    char text[PJ_ERR_MSG_SIZE];
    ssc_writer w = {0};
    ssc_describe(param->status, text, sizeof text);
    ssc_write_text(&w, words[TLS]);
    ssc_write_addr(&w, param->local_addr);
    ssc_write_addr(&w, param->remote_addr);
    ssc_write_text(&w, "");
    ssc_write_int(&w, param->status);
    ssc_write_text(&w, text);
    ssc_emit(&w, 0, EV_TRANSPORT, 2);
}

/* ---- listeners ---- */

static void close_listener(listener *l)
{
    if (l->udp) {
        /* the socket has to go now, though transactions may hold the transport a little longer */
        pjsip_udp_transport_pause(l->udp, PJSIP_UDP_TRANSPORT_DESTROY_SOCKET);
        pjsip_transport_shutdown(l->udp);
    }
    if (l->factory)
        (*l->factory->destroy)(l->factory);
    *l = (listener){.port = -1};
}

/* Nagle's algorithm and delayed acknowledgements together cost 40 ms a transaction. */
static void no_delay(pj_sockopt_params *params)
{
    params->cnt = 1;
    params->options[0].level = pj_SOL_TCP();
    params->options[0].optname = pj_TCP_NODELAY();
    params->options[0].optval = &one;
    params->options[0].optlen = sizeof one;
}

static pj_status_t open_udp(listener *l, const pj_sockaddr *addr)
{
    pjsip_udp_transport_cfg cfg;
    pjsip_udp_transport_cfg_default(&cfg, addr->addr.sa_family);
    pj_sockaddr_cp(&cfg.bind_addr, addr);
    pj_status_t status = pjsip_udp_transport_start2(ssc_endpt, &cfg, &l->udp);
    if (status == PJ_SUCCESS)
        l->port = l->udp->local_name.port;
    return status;
}

static pj_status_t open_tcp(listener *l, const pj_sockaddr *addr)
{
    pjsip_tcp_transport_cfg cfg;
    pjsip_tcp_transport_cfg_default(&cfg, addr->addr.sa_family);
    pj_sockaddr_cp(&cfg.bind_addr, addr);
    no_delay(&cfg.sockopt_params);
    pj_status_t status = pjsip_tcp_transport_start3(ssc_endpt, &cfg, &l->factory);
    if (status == PJ_SUCCESS)
        l->port = l->factory->addr_name.port;
    return status;
}

static pj_status_t open_tls(listener *l, const pj_sockaddr *addr)
{
    pj_status_t status = pjsip_tls_transport_start2(ssc_endpt, &tls, addr, NULL, 1, &l->factory);
    if (status == PJ_SUCCESS)
        l->port = l->factory->addr_name.port;
    return status;
}

static pj_status_t open_one(int index, listener *fresh, const pj_sockaddr *addr)
{
    static pj_status_t (*const open[])(listener *, const pj_sockaddr *) = {open_udp, open_tcp, open_tls};
    *fresh = (listener){.port = -1};
    pj_status_t status = open[index](fresh, addr);
    if (status == PJ_SUCCESS)
        pj_sockaddr_cp(&fresh->bound, addr);
    return status;
}

static void close_all(listener *of_families)
{
    for (int f = 0; f < FAMILIES; f++)
        close_listener(&of_families[f]);
}

/* All of them or none; the port that the first one gets is that of the others too. */
static pj_status_t open_each(int index, listener *fresh, const places *at, int port)
{
    pj_status_t status = PJ_SUCCESS;
    for (int f = 0; f < FAMILIES; f++)
        fresh[f] = (listener){.port = -1};
    for (int f = 0; f < FAMILIES && status == PJ_SUCCESS; f++) {
        pj_sockaddr addr = at->of[f];
        if (!at->wanted[f])
            continue;
        pj_sockaddr_set_port(&addr, (pj_uint16_t)port);
        status = open_one(index, &fresh[f], &addr);
        if (status == PJ_SUCCESS)
            port = fresh[f].port;
    }
    if (status != PJ_SUCCESS)
        close_all(fresh);
    return status;
}

static pj_status_t open_listeners(int index, const places *at, int port)
{
    listener fresh[FAMILIES], *old = listeners[index];
    /* two sockets cannot have one port; otherwise the old ones stay until the new ones are known to work */
    if (port > 0 && ssc_transport_port(index) == port)
        close_all(old);
    pj_status_t status = open_each(index, fresh, at, port);
    for (int i = 1; port == 0 && status == PJ_STATUS_FROM_OS(EADDRINUSE) && i < PORT_TRIES; i++)
        status = open_each(index, fresh, at, port);
    if (status == PJ_SUCCESS) {
        close_all(old);
        for (int f = 0; f < FAMILIES; f++)
            old[f] = fresh[f];
    }
    return status;
}

/* Reads a list of literals, one for each family at most. */
static pj_status_t read_places(ssc_reader *r, places *at)
{
    *at = (places){0};
    int n = ssc_read_int(r);
    bool fine = n > 0;
    while (n-- > 0) {
        pj_str_t text = ssc_read_bytes(r);
        pj_sockaddr addr;
        if (!ssc_parse_address(&text, 0, &addr)) {
            fine = false;
            continue; /* the others have to be read all the same */
        }
        int f = addr.addr.sa_family == pj_AF_INET6() ? IPV6 : IPV4;
        fine = fine && !at->wanted[f];
        at->wanted[f] = true;
        pj_sockaddr_cp(&at->of[f], &addr);
    }
    return fine ? PJ_SUCCESS : PJ_EINVAL;
}

/* ---- settings ---- */

static pj_str_t setting(ssc_reader *r)
{
    pj_str_t s = ssc_read_text(r, tls_pool);
    return s.ptr ? s : (pj_str_t){NULL, 0};
}

static void read_tls(ssc_reader *r)
{
    static const unsigned protocols[] = {PJ_SSL_SOCK_PROTO_TLS1, PJ_SSL_SOCK_PROTO_TLS1_1, PJ_SSL_SOCK_PROTO_TLS1_2,
                                         PJ_SSL_SOCK_PROTO_TLS1_3};
    pjsip_tls_setting_wipe_keys(&tls);
    pj_pool_reset(tls_pool);
    pjsip_tls_setting_default(&tls);
    tls.cert_file = setting(r);
    tls.privkey_file = setting(r);
    tls.password = setting(r);
    tls.ca_list_file = setting(r);
    tls.verify_server = ssc_read_int(r) != 0;
    tls.require_client_cert = ssc_read_int(r) != 0;
    tls.verify_client = tls.require_client_cert;
    unsigned wanted = (unsigned)ssc_read_int(r) & 15;
    int timeout = ssc_read_int(r);
    if (!wanted)
        wanted = 12;
    for (unsigned i = 0; i < PJ_ARRAY_SIZE(protocols); i++)
        if (wanted & 1u << i)
            tls.proto |= protocols[i];
    tls.timeout.sec = timeout > 0 ? timeout / 1000 : 0;
    tls.timeout.msec = timeout > 0 ? timeout % 1000 : 0;
    if (!tls.ca_list_file.slen) /* PJSIP trusts nobody then; OpenSSL knows where the system keeps them */
        pj_strdup2_with_null(tls_pool, &tls.ca_list_path, X509_get_default_cert_dir()); /* a copy: keys are wiped in place */
    no_delay(&tls.sockopt_params);
    tls.on_accept_fail_cb = on_accept_failed;
}

static void say_where(char *text, size_t size, int index, const places *at, int port)
{
    char host[PJ_INET6_ADDRSTRLEN + 2];
    int n = snprintf(text, size, "%s", words[index]);
    for (int f = 0; f < FAMILIES; f++)
        if (at->wanted[f])
            n += snprintf(text + n, size - (size_t)n, " %s:%d", pj_sockaddr_print(&at->of[f], host, sizeof host, 2), port);
}

pj_status_t ssc_transport_up(ssc_reader *config, pj_str_t *what)
{
    static char where[4 + FAMILIES * (PJ_INET6_ADDRSTRLEN + 10)];
    places at;
    int ports[3];
    pj_status_t status = read_places(config, &at);
    *what = pj_str("bind address");
    for (int i = 0; i < 3; i++)
        ports[i] = ssc_read_int(config);
    read_tls(config);
    for (int i = 0; i < 3 && status == PJ_SUCCESS; i++) {
        if (ports[i] < 0)
            continue;
        say_where(where, sizeof where, i, &at, ports[i]);
        *what = pj_str(where);
        status = ports[i] > 65535 ? PJ_EINVAL : open_listeners(i, &at, ports[i]);
    }
    return status;
}

static pj_status_t op_start(ssc_command *command)
{
    places at;
    pj_str_t word = ssc_read_bytes(&command->args);
    pj_status_t status = read_places(&command->args, &at);
    int port = ssc_read_int(&command->args), index = index_of_word(&word);
    if (status != PJ_SUCCESS || index < 0 || port < 0 || port > 65535)
        return PJ_EINVAL;
    status = open_listeners(index, &at, port);
    ssc_write_int(command->answer, ssc_transport_port(index));
    return status;
}

static pj_status_t op_stop(ssc_command *command)
{
    pj_str_t word = ssc_read_bytes(&command->args);
    int index = index_of_word(&word);
    if (index < 0)
        return PJ_EINVAL;
    if (ssc_transport_port(index) < 0)
        return PJ_ENOTFOUND;
    close_all(listeners[index]);
    return PJ_SUCCESS;
}

static pj_status_t op_tls(ssc_command *command)
{
    read_tls(&command->args);
    return PJ_SUCCESS;
}

static pj_status_t op_list(ssc_command *command)
{
    int n = 0;
    for (int i = 0; i < 3 * FAMILIES; i++)
        n += listeners[i / FAMILIES][i % FAMILIES].port >= 0;
    ssc_write_int(command->answer, n);
    for (int i = 0; i < 3 * FAMILIES; i++) {
        const listener *l = &listeners[i / FAMILIES][i % FAMILIES];
        if (l->port < 0)
            continue;
        char buf[PJ_INET6_ADDRSTRLEN];
        ssc_write_text(command->answer, words[i / FAMILIES]);
        ssc_write_text(command->answer, pj_sockaddr_print(&l->bound, buf, sizeof buf, 0));
        ssc_write_int(command->answer, l->port);
    }
    return PJ_SUCCESS;
}

/* ---- keep-alives: two line ends, which every SIP element passes over (RFC 3261 7.5, RFC 5626 3.5.1) ---- */

static pj_status_t keep_alive_every(int seconds)
{
    pjsip_cfg()->tcp.keep_alive_interval = pjsip_cfg()->tls.keep_alive_interval = seconds;
    return PJ_SUCCESS;
}

static pj_status_t op_keep_alive(ssc_command *command)
{
    int seconds = ssc_read_int(&command->args);
    return seconds < 0 || seconds > 3600 ? PJ_EINVAL : keep_alive_every(seconds);
}

static pj_status_t op_ping(ssc_command *command)
{
    pj_str_t host = ssc_read_bytes(&command->args);
    pj_sockaddr addr;
    if (!ssc_parse_address(&host, ssc_read_int(&command->args), &addr))
        return PJ_EINVAL;
    bool v6 = addr.addr.sa_family == pj_AF_INET6();
    if (!listeners[UDP][v6 ? IPV6 : IPV4].udp)
        return PJ_ENOTFOUND;
    int type = v6 ? PJSIP_TRANSPORT_UDP6 : PJSIP_TRANSPORT_UDP;
    pj_status_t status = pjsip_tpmgr_send_raw(pjsip_endpt_get_tpmgr(ssc_endpt), type, NULL, NULL, "\r\n\r\n", 4, &addr,
                                              pj_sockaddr_get_len(&addr), NULL, NULL);
    return status == PJ_EPENDING ? PJ_SUCCESS : status;
}

static void forget_listeners(void)
{
    for (int i = 0; i < 3 * FAMILIES; i++)
        listeners[i / FAMILIES][i % FAMILIES] = (listener){.port = -1};
}

static pj_status_t start(void)
{
    keep_alive_every(KEEP_ALIVE_SECONDS);
    forget_listeners();
    pjsip_tls_setting_default(&tls);
    tls_pool = pj_pool_create(&ssc_cp.factory, "tls", 1000, 1000, NULL);
    pjsip_state_cb = pjsip_tpmgr_get_state_cb(pjsip_endpt_get_tpmgr(ssc_endpt));
    return pjsip_tpmgr_set_state_cb(pjsip_endpt_get_tpmgr(ssc_endpt), on_state);
}

/* The endpoint closes listeners when it is destroyed; only what is ours goes here. */
static void stop(void)
{
    pjsip_tls_setting_wipe_keys(&tls);
    pj_pool_release(tls_pool);
    forget_listeners();
}

static const ssc_op ops[] = {{0x0103, "s(s)i", op_start},
                             {0x0104, "s", op_stop},
                             {0x0105, SSC_TLS_LAYOUT, op_tls},
                             {0x0106, "", op_list},
                             {0x0110, "i", op_keep_alive},
                             {0x0111, "si", op_ping},
                             {0}};

const ssc_part ssc_transport_part = {"transports", ops, start, stop, NULL};
