/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Host names.  PJSIP's own way is a blocking look-up on the worker; instead Java, which knows RFC 3263, is asked by an
 * event and answers by a command.  Numeric addresses are answered here at once.
 */
#include "ssc.h"

/* Numbers of the border: Event.java. */
enum { EV_RESOLVE = 0x0106 };

enum { TIMEOUT_S = 30 };

typedef struct {
    int64_t id;
    pj_pool_t *pool;
    void *token;
    pjsip_resolver_callback *cb;
    pj_timer_entry timer;
    pjsip_transport_type_e type; /* what was asked for, for answers without one */
    int port;
} question;

static int pending;

static void finish(question *q, pj_status_t status, const pjsip_server_addresses *addresses)
{
    pjsip_resolver_callback *cb = q->cb;
    void *token = q->token;
    pjsip_endpt_cancel_timer(ssc_endpt, &q->timer);
    ssc_remove(q->id);
    pj_pool_release(q->pool);
    pending--;
    (*cb)(status, token, addresses); /* last: it may ask the next question */
}

static void on_timeout(pj_timer_heap_t *heap, pj_timer_entry *entry)
{
    finish(entry->user_data, PJ_ETIMEDOUT, NULL);
}

static pjsip_transport_type_e implied_type(const pjsip_host_info *target)
{
    if (target->type != PJSIP_TRANSPORT_UNSPECIFIED)
        return target->type;
    if (target->flag & PJSIP_TRANSPORT_SECURE)
        return PJSIP_TRANSPORT_TLS;
    return target->flag & PJSIP_TRANSPORT_RELIABLE ? PJSIP_TRANSPORT_TCP : PJSIP_TRANSPORT_UDP;
}

static void add_address(pjsip_server_addresses *to, const pj_sockaddr *addr, int port, pjsip_transport_type_e type)
{
    type &= ~PJSIP_TRANSPORT_IPV6;
    if (!port)
        port = pjsip_transport_get_default_port_for_type(type);
    pjsip_server_address_record *e = &to->entry[to->count++];
    pj_sockaddr_cp(&e->addr, addr);
    pj_sockaddr_set_port(&e->addr, (pj_uint16_t)port);
    e->type = addr->addr.sa_family == pj_AF_INET6() ? type | PJSIP_TRANSPORT_IPV6 : type;
    e->addr_len = pj_sockaddr_get_len(&e->addr);
    e->priority = 0;
    e->weight = 0;
}

static bool parse_literal(const pj_str_t *host, pj_sockaddr *addr)
{
    pj_in_addr v4;
    pj_in6_addr v6;
    pj_bzero(addr, sizeof *addr);
    /* pj_sockaddr_parse() would ask the system's resolver for anything else */
    if (host->slen > 0 && host->slen < PJ_INET6_ADDRSTRLEN && pj_inet_pton(pj_AF_INET(), host, &v4) == PJ_SUCCESS)
        return pj_sockaddr_init(pj_AF_INET(), addr, NULL, 0) == PJ_SUCCESS && (addr->ipv4.sin_addr = v4, true);
    if (host->slen > 0 && host->slen < PJ_INET6_ADDRSTRLEN && pj_inet_pton(pj_AF_INET6(), host, &v6) == PJ_SUCCESS)
        return pj_sockaddr_init(pj_AF_INET6(), addr, NULL, 0) == PJ_SUCCESS && (addr->ipv6.sin6_addr = v6, true);
    return false;
}

bool ssc_parse_address(const pj_str_t *text, int port, pj_sockaddr *addr)
{
    if (port < 0 || port > 65535 || !parse_literal(text, addr))
        return false;
    return pj_sockaddr_set_port(addr, (pj_uint16_t)port) == PJ_SUCCESS;
}

static void ask(question *q, const pjsip_host_info *target)
{
    ssc_writer w = {0};
    ssc_write_str(&w, &target->addr.host);
    ssc_write_int(&w, target->addr.port);
    ssc_write_text(&w, ssc_transport_word(target->type));
    ssc_write_int(&w, (target->flag & PJSIP_TRANSPORT_SECURE) != 0);
    ssc_emit(&w, q->id, EV_RESOLVE, 0);
}

static void resolve(pjsip_resolver_t *resolver, pj_pool_t *pool, const pjsip_host_info *target, void *token,
                    pjsip_resolver_callback *cb)
{
    pj_sockaddr addr;
    if (parse_literal(&target->addr.host, &addr)) {
        pjsip_server_addresses one = {0};
        add_address(&one, &addr, target->addr.port, implied_type(target));
        (*cb)(PJ_SUCCESS, token, &one);
        return;
    }
    /* the pool given is the caller's and may be gone before the answer */
    pj_pool_t *own = pj_pool_create(&ssc_cp.factory, "resolve", 512, 512, NULL);
    question *q = PJ_POOL_ZALLOC_T(own, question);
    q->id = ssc_put_incoming(SSC_RESOLVING, q);
    if (!q->id) {
        pj_pool_release(own);
        (*cb)(PJ_ENOMEM, token, NULL);
        return;
    }
    q->pool = own;
    q->token = token;
    q->cb = cb;
    q->type = implied_type(target);
    q->port = target->addr.port;
    pj_timer_entry_init(&q->timer, 0, q, on_timeout);
    pj_time_val delay = {TIMEOUT_S, 0};
    pjsip_endpt_schedule_timer(ssc_endpt, &q->timer, &delay);
    pending++;
    ask(q, target);
}

static pj_status_t op_resolved(ssc_command *command)
{
    question *q = ssc_get(command->id, SSC_RESOLVING);
    pjsip_server_addresses found = {0};
    pj_status_t status = ssc_read_int(&command->args);
    int n = ssc_read_int(&command->args);
    while (n-- > 0) {
        pj_str_t text = ssc_read_bytes(&command->args);
        int port = ssc_read_int(&command->args);
        pj_str_t word = ssc_read_bytes(&command->args);
        pj_sockaddr addr;
        int type = word.slen ? ssc_transport_type(&word) : q ? (int)q->type : PJSIP_TRANSPORT_UDP;
        if (type < 0 || !ssc_parse_address(&text, port, &addr))
            return PJ_EINVAL;
        if (found.count < PJSIP_MAX_RESOLVED_ADDRESSES)
            add_address(&found, &addr, port, type);
    }
    if (q) {
        if (status == PJ_SUCCESS && !found.count)
            status = PJ_ERESOLVE;
        finish(q, status, status == PJ_SUCCESS ? &found : NULL);
    }
    return PJ_SUCCESS; /* an answer that comes after the timeout is no error */
}

static pjsip_ext_resolver resolver = {&resolve};

static pj_status_t start(void)
{
    pending = 0;
    return pjsip_endpt_set_ext_resolver(ssc_endpt, &resolver);
}

static void stop(void)
{
    question *q;
    while ((q = ssc_any(SSC_RESOLVING)))
        finish(q, PJ_ECANCELLED, NULL);
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    put(to, "resolving", pending);
}

static const ssc_op ops[] = {{0x0107, "i(siS)", op_resolved}, {0}};

const ssc_part ssc_resolve_part = {"resolver", ops, start, stop, count};
