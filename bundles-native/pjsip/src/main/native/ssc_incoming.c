/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests from peers: who gets them, and those that wait for Java's answer. */
#include "ssc_sip.h"

#include <string.h>

/* Numbers of the border: Event.java. */
enum { EV_REQUEST_RECEIVED = 0x0210, EV_REQUEST_EXPIRED = 0x0212 };

enum { ANSWER_WITHIN_S = 10, MAX_METHODS = 24, MISCELLANEOUS_WARNING = 399 }; /* RFC 3261 section 20.43 */

#define SENDER "incoming"

typedef struct {
    int64_t id;
    pj_pool_t *pool;
    pjsip_transaction *tsx;  /* held by a reference of its group lock */
    pjsip_tx_data *response; /* a template: provisional answers are clones, so that all have the same To tag; NULL once sent itself */
    bool in_dialog;          /* then the dialog says what Contact is */
    pj_timer_entry timer;
} incoming;

static pj_str_t methods[MAX_METHODS];
static int method_count;
static char method_names[MAX_METHODS][32];

static pj_bool_t on_rx_request(pjsip_rx_data *rdata);

static pjsip_module module = {.name = {"sipsimple-incoming", 18},
                              .id = -1,
                              .priority = PJSIP_MOD_PRIORITY_APPLICATION,
                              .on_rx_request = on_rx_request};

/* ---- answers ---- */

static void add_capability(pjsip_tx_data *tdata, int type)
{
    const pjsip_hdr *h = pjsip_endpt_get_capability(ssc_endpt, type, NULL);
    if (h)
        pjsip_msg_add_hdr(tdata->msg, pjsip_hdr_clone(tdata->pool, h));
}

/* Allow says what is taken now: that is PJSIP's own list, and what Java asked for. */
static void add_allow(pjsip_tx_data *tdata)
{
    const pjsip_generic_array_hdr *known =
        (const pjsip_generic_array_hdr *)pjsip_endpt_get_capability(ssc_endpt, PJSIP_H_ALLOW, NULL);
    pjsip_allow_hdr *allow = pjsip_allow_hdr_create(tdata->pool);
    for (unsigned i = 0; known && i < known->count; i++)
        allow->values[allow->count++] = known->values[i];
    for (int i = 0; i < method_count && allow->count < PJSIP_GENERIC_ARRAY_MAX_COUNT; i++) {
        bool there = false;
        for (unsigned k = 0; k < allow->count; k++)
            there |= !pj_stricmp(&allow->values[k], &methods[i]);
        if (!there)
            pj_strdup(tdata->pool, &allow->values[allow->count++], &methods[i]);
    }
    pjsip_msg_add_hdr(tdata->msg, (pjsip_hdr *)allow);
}

static void answer(pjsip_rx_data *rdata, int code, const pj_str_t *warning)
{
    pjsip_tx_data *tdata;
    if (pjsip_endpt_create_response(ssc_endpt, rdata, code, NULL, &tdata) != PJ_SUCCESS)
        return;
    if (warning)
        pjsip_msg_add_hdr(tdata->msg, (pjsip_hdr *)pjsip_warning_hdr_create(tdata->pool, MISCELLANEOUS_WARNING,
                                                                            pjsip_endpt_name(ssc_endpt), warning));
    if (code == 405 || rdata->msg_info.msg->line.req.method.id == PJSIP_OPTIONS_METHOD)
        add_allow(tdata);
    if (code == 200) {
        add_capability(tdata, PJSIP_H_ACCEPT);
        add_capability(tdata, PJSIP_H_SUPPORTED);
    }
    if (pjsip_endpt_send_response2(ssc_endpt, rdata, tdata, NULL, NULL) != PJ_SUCCESS)
        pjsip_tx_data_dec_ref(tdata);
}

void ssc_answer_stateless(pjsip_rx_data *rdata, int code)
{
    answer(rdata, code, NULL);
}

void ssc_log_refusal(const pjsip_rx_data *rdata, int code, pj_status_t why)
{
    char text[PJ_ERR_MSG_SIZE];
    const pj_str_t *call = &rdata->msg_info.cid->id;
    ssc_describe(why, text, sizeof text);
    if (code < 500)
        PJ_LOG(4, (SENDER, "%.*s from %s:%d refused with %d: %s (Call-ID %.*s)",
                   (int)rdata->msg_info.cseq->method.name.slen, rdata->msg_info.cseq->method.name.ptr,
                   rdata->pkt_info.src_name, rdata->pkt_info.src_port, code, text, (int)call->slen, call->ptr));
    else
        PJ_LOG(2, (SENDER, "%.*s from %s:%d not served, %d: %s (Call-ID %.*s)",
                   (int)rdata->msg_info.cseq->method.name.slen, rdata->msg_info.cseq->method.name.ptr,
                   rdata->pkt_info.src_name, rdata->pkt_info.src_port, code, text, (int)call->slen, call->ptr));
}

void ssc_refuse(pjsip_rx_data *rdata, pj_status_t why)
{
    char text[PJ_ERR_MSG_SIZE];
    int code = PJSIP_ERRNO_TO_SIP_STATUS(why);
    if (code < 400 || code == 599) /* no SIP status: the request was understood, the failure is ours */
        code = PJSIP_SC_INTERNAL_SERVER_ERROR;
    ssc_log_refusal(rdata, code, why);
    ssc_describe(why, text, sizeof text);
    pj_str_t warning = pj_str(text);
    answer(rdata, code, &warning);
}

static void forget(incoming *in)
{
    pjsip_endpt_cancel_timer(ssc_endpt, &in->timer);
    ssc_remove(in->id);
    if (in->response)
        pjsip_tx_data_dec_ref(in->response);
    pj_grp_lock_dec_ref(in->tsx->grp_lock);
    pj_pool_release(in->pool);
}

static pj_status_t send_answer(incoming *in, pjsip_tx_data *tdata)
{
    if (tdata == in->response)
        in->response = NULL;
    if (in->tsx->state >= PJSIP_TSX_STATE_COMPLETED) {
        pjsip_tx_data_dec_ref(tdata);
        return PJ_EGONE;
    }
    pj_status_t status = pjsip_tsx_send_msg(in->tsx, tdata);
    if (status != PJ_SUCCESS)
        pjsip_tx_data_dec_ref(tdata);
    return status;
}

static pj_status_t make_answer(incoming *in, int code, const pj_str_t *reason, pjsip_tx_data **tdata)
{
    pj_status_t status = PJ_SUCCESS;
    *tdata = in->response;
    if (code < 200)
        status = pjsip_tx_data_clone(in->response, 0, tdata);
    if (status != PJ_SUCCESS)
        return status;
    (*tdata)->msg->line.status.code = code;
    if (reason && reason->slen)
        pj_strdup((*tdata)->pool, &(*tdata)->msg->line.status.reason, reason);
    else
        (*tdata)->msg->line.status.reason = *pjsip_get_status_text(code);
    return PJ_SUCCESS;
}

/* Gives up an answer that could not be made; the template is as it was before. */
static void drop_answer(const incoming *in, pjsip_tx_data *tdata, pjsip_hdr *last)
{
    if (tdata != in->response) {
        pjsip_tx_data_dec_ref(tdata);
        return;
    }
    while (tdata->msg->hdr.prev != last)
        pj_list_erase(tdata->msg->hdr.prev);
    tdata->msg->body = NULL;
}

/* The template was made when the request came; the dialog's Contact may be another one by now. */
static void renew_contact(const incoming *in, pjsip_tx_data *tdata)
{
    const pjsip_dialog *dlg = pjsip_tsx_get_dlg(in->tsx);
    pjsip_hdr *h = pjsip_msg_find_hdr(tdata->msg, PJSIP_H_CONTACT, NULL);
    if (!dlg || !h)
        return;
    pj_list_erase(h);
    pjsip_msg_add_hdr(tdata->msg, pjsip_hdr_clone(tdata->pool, dlg->local.contact));
}

static void expire(incoming *in, int code)
{
    pjsip_tx_data *tdata;
    ssc_writer w = {0};
    int64_t id = in->id;
    if (make_answer(in, code, NULL, &tdata) == PJ_SUCCESS)
        send_answer(in, tdata);
    forget(in);
    ssc_emit(&w, id, EV_REQUEST_EXPIRED, code);
}

static void on_timeout(pj_timer_heap_t *heap, pj_timer_entry *entry)
{
    expire(entry->user_data, 500);
}

int64_t ssc_incoming_keep(pjsip_transaction *tsx, pjsip_tx_data *response, bool in_dialog)
{
    pj_pool_t *pool = pj_pool_create(&ssc_cp.factory, "incoming", 512, 512, NULL);
    incoming *in = PJ_POOL_ZALLOC_T(pool, incoming);
    in->pool = pool;
    in->tsx = tsx;
    in->response = response;
    in->in_dialog = in_dialog;
    in->id = ssc_put_incoming(SSC_INCOMING, in);
    if (!in->id) {
        pj_pool_release(pool);
        pjsip_tx_data_dec_ref(response);
        return 0;
    }
    pj_grp_lock_add_ref(tsx->grp_lock);
    pj_timer_entry_init(&in->timer, 0, in, on_timeout);
    pj_time_val delay = {ANSWER_WITHIN_S, 0};
    pjsip_endpt_schedule_timer(ssc_endpt, &in->timer, &delay);
    return in->id;
}

/* ---- who gets it ---- */

static bool wanted(const pj_str_t *method)
{
    for (int i = 0; i < method_count; i++)
        if (!pj_stricmp(method, &methods[i]))
            return true;
    return false;
}

static void report(pjsip_rx_data *rdata)
{
    pjsip_transaction *tsx;
    pjsip_tx_data *response;
    if (pjsip_tsx_create_uas2(&module, rdata, NULL, &tsx) != PJ_SUCCESS)
        return; /* no branch, or a copy of one that is being served */
    pjsip_tsx_recv_msg(tsx, rdata);
    if (pjsip_endpt_create_response(ssc_endpt, rdata, 200, NULL, &response) != PJ_SUCCESS) {
        pjsip_tsx_terminate(tsx, 500);
        return;
    }
    int64_t id = ssc_incoming_keep(tsx, response, false);
    if (!id) {
        pjsip_tsx_terminate(tsx, 500);
        return;
    }
    ssc_writer w = {0};
    ssc_write_raw_message(&w, rdata);
    ssc_write_message_source(&w, rdata);
    ssc_write_addr(&w, &rdata->tp_info.transport->local_addr);
    ssc_emit(&w, id, EV_REQUEST_RECEIVED, 0);
}

static pj_bool_t on_rx_request(pjsip_rx_data *rdata)
{
    const pjsip_method *method = &rdata->msg_info.msg->line.req.method;
    if (pjsip_rdata_get_dlg(rdata))
        return PJ_FALSE;
    if (method->id == PJSIP_ACK_METHOD)
        return PJ_TRUE;
    if (method->id == PJSIP_CANCEL_METHOD || rdata->msg_info.to->tag.slen)
        ssc_answer_stateless(rdata, 481);
    else if (method->id == PJSIP_INVITE_METHOD)
        ssc_invite_received(rdata);
    else if (wanted(&method->name) && ssc_opens_dialog(method))
        ssc_dialog_received(rdata);
    else if (wanted(&method->name))
        report(rdata);
    else
        ssc_answer_stateless(rdata, method->id == PJSIP_OPTIONS_METHOD ? 200 : 405);
    return PJ_TRUE;
}

/* ---- commands ---- */

pj_status_t ssc_set_methods(ssc_reader *r)
{
    int n = ssc_read_int(r);
    if (n > MAX_METHODS)
        return PJ_ETOOMANY;
    for (int i = 0; i < n; i++) {
        pj_str_t name = ssc_read_bytes(r);
        if (name.slen < 1 || name.slen >= (pj_ssize_t)sizeof method_names[0])
            return PJ_EINVAL;
        memcpy(method_names[i], name.ptr, (size_t)name.slen);
        methods[i] = (pj_str_t){method_names[i], name.slen};
    }
    method_count = n;
    return PJ_SUCCESS;
}

static pj_status_t op_methods(ssc_command *command)
{
    return ssc_set_methods(&command->args);
}

static pj_status_t op_respond(ssc_command *command)
{
    incoming *in = ssc_get(command->id, SSC_INCOMING);
    pjsip_tx_data *tdata;
    if (!in)
        return PJ_ENOTFOUND;
    int code = ssc_read_int(&command->args);
    pj_str_t reason = ssc_read_bytes(&command->args);
    if (code < 100 || code > 699)
        return PJ_EINVAL;
    pj_status_t status = make_answer(in, code, &reason, &tdata);
    if (status != PJ_SUCCESS)
        return status;
    if (in->in_dialog)
        renew_contact(in, tdata);
    pjsip_hdr *last = tdata->msg->hdr.prev;
    status = ssc_add_headers(&command->args, tdata->pool, tdata->msg, !in->in_dialog);
    if (status == PJ_SUCCESS)
        status = ssc_add_body(&command->args, tdata->pool, tdata->msg);
    if (status != PJ_SUCCESS) {
        drop_answer(in, tdata, last);
        return status; /* the request still waits: the caller may do better, or the timer answers */
    }
    if (code == 405)
        add_allow(tdata);
    status = send_answer(in, tdata);
    if (code >= 200)
        forget(in);
    return status;
}

static pj_status_t start(void)
{
    method_count = 0;
    return ssc_register_module(&module);
}

static void stop(void)
{
    incoming *in;
    while ((in = ssc_any(SSC_INCOMING)))
        expire(in, 503);
}

static const ssc_op ops[] = {{0x010B, "(s)", op_methods}, {0x0212, "iS(sS)SB", op_respond}, {0}};

const ssc_part ssc_incoming_part = {"incoming requests", ops, start, stop, NULL};
