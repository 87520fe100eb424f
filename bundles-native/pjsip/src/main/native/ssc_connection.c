/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The connections there are, for the day this host loses the address at their end: nothing is told then, neither to
 * us nor to the peer, and PJSIP would go on with them until something times out.
 */
#include "ssc.h"

enum { BUCKETS = 255 };

/* transport by its pool, whose address is the one thing in a transport that no other has while it lives */
static pj_hash_table_t *connections;

static bool is_connection(const pjsip_transport *tp)
{
    return (tp->flag & PJSIP_TRANSPORT_RELIABLE) != 0;
}

void ssc_connection_seen(pjsip_transport *tp)
{
    if (connections && is_connection(tp) && !pj_hash_get(connections, &tp->pool, sizeof tp->pool, NULL))
        pj_hash_set(tp->pool, connections, &tp->pool, sizeof tp->pool, 0, tp);
}

void ssc_connection_gone(pjsip_transport *tp)
{
    if (connections && is_connection(tp))
        pj_hash_set(NULL, connections, &tp->pool, sizeof tp->pool, 0, NULL);
}

/* One that is still being made is not reported by its state, but something is waiting to be sent over it. */
static pj_status_t on_tx(pjsip_tx_data *tdata)
{
    if (tdata->tp_info.transport)
        ssc_connection_seen(tdata->tp_info.transport);
    return PJ_SUCCESS;
}

static pjsip_module connection_module = {.name = {"sipsimple-connections", 21},
                                         .id = -1,
                                         .priority = PJSIP_MOD_PRIORITY_TRANSPORT_LAYER - 1,
                                         .on_tx_request = on_tx,
                                         .on_tx_response = on_tx};

static bool same_host(const pj_sockaddr *a, const pj_sockaddr *b)
{
    return a->addr.sa_family == b->addr.sa_family &&
           !pj_memcmp(pj_sockaddr_get_addr(a), pj_sockaddr_get_addr(b), pj_sockaddr_get_addr_len(a));
}

static pj_status_t op_leave_address(ssc_command *command)
{
    pj_str_t text = ssc_read_bytes(&command->args);
    pj_sockaddr address;
    pj_hash_iterator_t place, *at;
    int n = 0;
    if (!ssc_parse_address(&text, 0, &address))
        return PJ_EINVAL;
    for (at = pj_hash_first(connections, &place); at; at = pj_hash_next(connections, at)) {
        pjsip_transport *tp = pj_hash_this(connections, at);
        if (tp->is_shutdown || !same_host(&tp->local_addr, &address))
            continue;
        /* "disconnected" ends the transactions on it; it is destroyed by a timer, so the table stands still */
        pjsip_transport_shutdown2(tp, PJ_TRUE);
        n++;
    }
    ssc_write_int(command->answer, n);
    return PJ_SUCCESS;
}

static pj_status_t start(void)
{
    connections = pj_hash_create(ssc_pool, BUCKETS);
    return connections ? ssc_register_module(&connection_module) : PJ_ENOMEM;
}

static void stop(void)
{
    connections = NULL; /* they go with the endpoint */
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    put(to, "connections", connections ? (int64_t)pj_hash_count(connections) : 0);
}

static const ssc_op ops[] = {{0x010E, "s", op_leave_address}, {0}};

const ssc_part ssc_connection_part = {"connections", ops, start, stop, count};
