/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What PJSIP logs, the messages it sends and receives, and the headers that name us. */
#include "ssc.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

/* Numbers of the border: Event.java. */
enum { EV_LOG = 0x0101, EV_TRACE = 0x0102 };

enum { MAX_WAITING = 1000, MAX_LINE = 4000 };

typedef struct {
    int level;
    int len;
    char text[];
} line;

static atomic_int waiting;
static atomic_ulong dropped;
static bool tracing;
static pj_str_t user_agent;
static char user_agent_buf[256];

static void emit_line(int level, const char *text, int len)
{
    ssc_writer w = {0};
    ssc_write_bytes(&w, text, (size_t)len);
    ssc_emit(&w, 0, EV_LOG, level);
}

static void emit_posted(void *arg)
{
    line *l = arg;
    atomic_fetch_sub(&waiting, 1);
    emit_line(l->level, l->text, l->len);
    free(l);
}

/* PJMEDIA's threads log too, but only the worker may go up to Java: theirs are posted, within a bound. */
static void on_log(int level, const char *text, int len)
{
    if (len > MAX_LINE)
        len = MAX_LINE;
    while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r'))
        len--;
    if (ssc_on_worker()) {
        emit_line(level, text, len);
        return;
    }
    line *l = atomic_load(&waiting) < MAX_WAITING ? malloc(sizeof *l + (size_t)len) : NULL;
    if (l) {
        l->level = level;
        l->len = len;
        memcpy(l->text, text, (size_t)len);
        atomic_fetch_add(&waiting, 1);
        if (ssc_post_task(emit_posted, l))
            return;
        atomic_fetch_sub(&waiting, 1);
        free(l);
    }
    atomic_fetch_add(&dropped, 1);
}

void ssc_log_setup(int level)
{
    pj_log_set_log_func(on_log); /* before pj_init(): the default one writes to standard output */
    pj_log_set_decor(PJ_LOG_HAS_SENDER);
    pj_log_set_level(level < 0 ? 0 : level > 5 ? 5 : level);
}

void ssc_set_trace(bool on)
{
    tracing = on;
}

void ssc_set_user_agent(const pj_str_t *value)
{
    size_t n = value->ptr ? PJ_MIN((size_t)value->slen, sizeof user_agent_buf) : 0;
    if (n)
        memcpy(user_agent_buf, value->ptr, n);
    user_agent = (pj_str_t){user_agent_buf, (pj_ssize_t)n};
}

static void trace(int sent, const pjsip_transport *tp, const pj_sockaddr_t *peer, const char *data, long len)
{
    struct timeval now;
    ssc_writer w = {0};
    gettimeofday(&now, NULL);
    ssc_write_long(&w, (int64_t)now.tv_sec * 1000000 + now.tv_usec);
    ssc_write_text(&w, ssc_transport_word(tp->key.type));
    ssc_write_addr(&w, &tp->local_addr);
    ssc_write_addr(&w, peer);
    ssc_write_bytes(&w, data, len > 0 ? (size_t)len : 0);
    ssc_emit(&w, 0, EV_TRACE, sent);
}

static pj_bool_t on_rx(pjsip_rx_data *rdata)
{
    if (tracing)
        trace(0, rdata->tp_info.transport, &rdata->pkt_info.src_addr, rdata->msg_info.msg_buf, rdata->msg_info.len);
    return PJ_FALSE;
}

static pj_status_t on_tx(pjsip_tx_data *tdata)
{
    if (tracing && tdata->tp_info.transport)
        trace(1, tdata->tp_info.transport, &tdata->tp_info.dst_addr, tdata->buf.start, tdata->buf.cur - tdata->buf.start);
    return PJ_SUCCESS;
}

/* Above the transport layer's own module when receiving, so that messages show up before anything handles them. */
static pjsip_module trace_module = {.name = {"sipsimple-trace", 15},
                                    .id = -1,
                                    .priority = PJSIP_MOD_PRIORITY_TRANSPORT_LAYER - 1,
                                    .on_rx_request = on_rx,
                                    .on_rx_response = on_rx,
                                    .on_tx_request = on_tx,
                                    .on_tx_response = on_tx};

static pj_status_t add_agent(pjsip_tx_data *tdata, const char *header)
{
    pj_str_t name = pj_str((char *)header);
    if (user_agent.slen && !pjsip_msg_find_hdr_by_name(tdata->msg, &name, NULL)) {
        pjsip_generic_string_hdr *h = pjsip_generic_string_hdr_create(tdata->pool, &name, &user_agent);
        pjsip_msg_add_hdr(tdata->msg, (pjsip_hdr *)h);
        pjsip_tx_data_invalidate_msg(tdata);
    }
    return PJ_SUCCESS;
}

static pj_status_t on_tx_request(pjsip_tx_data *tdata)
{
    return add_agent(tdata, "User-Agent");
}

static pj_status_t on_tx_response(pjsip_tx_data *tdata)
{
    return add_agent(tdata, "Server");
}

/* Sending goes from high to low priority numbers: this has to come before the transport layer prints the message. */
static pjsip_module agent_module = {.name = {"sipsimple-agent", 15},
                                    .id = -1,
                                    .priority = PJSIP_MOD_PRIORITY_APPLICATION,
                                    .on_tx_request = on_tx_request,
                                    .on_tx_response = on_tx_response};

static pj_status_t start(void)
{
    pj_status_t status = ssc_register_module(&trace_module);
    return status != PJ_SUCCESS ? status : ssc_register_module(&agent_module);
}

static void stop(void)
{
    tracing = false;
}

static pj_status_t op_level(ssc_command *command)
{
    int level = ssc_read_int(&command->args);
    if (level < 0 || level > 5)
        return PJ_EINVAL;
    pj_log_set_level(level);
    return PJ_SUCCESS;
}

static pj_status_t op_trace(ssc_command *command)
{
    tracing = ssc_read_int(&command->args) != 0;
    return PJ_SUCCESS;
}

static pj_status_t op_agent(ssc_command *command)
{
    pj_str_t value = ssc_read_bytes(&command->args);
    ssc_set_user_agent(&value);
    return PJ_SUCCESS;
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    put(to, "log-dropped", (int64_t)atomic_load(&dropped));
}

static const ssc_op ops[] = {{0x0101, "i", op_level}, {0x0102, "i", op_trace}, {0x010A, "S", op_agent}, {0}};

const ssc_part ssc_log_part = {"log", ops, start, stop, count};
