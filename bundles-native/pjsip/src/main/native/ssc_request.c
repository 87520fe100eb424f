/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests of ours outside dialogs. */
#include "ssc_request.h"

/* Numbers of the border: Event.java. */
enum { EV_RESPONSE = 0x0211 };

enum { MAX_TRIES = 2 };

static void on_tsx_state(pjsip_transaction *tsx, pjsip_event *e);

static pjsip_module module = {.name = {"sipsimple-request", 17},
                              .id = -1,
                              .priority = PJSIP_MOD_PRIORITY_APPLICATION,
                              .on_tsx_state = on_tsx_state};

/* ---- life ---- */

static void on_timeout(pj_timer_heap_t *heap, pj_timer_entry *entry)
{
    ssc_request_t *r = entry->user_data;
    entry->id = 0;
    if (r->tsx)
        pjsip_tsx_terminate(r->tsx, PJSIP_SC_REQUEST_TIMEOUT);
}

ssc_request_t *ssc_request_new(int64_t id, pj_status_t *status)
{
    pj_pool_t *pool = pj_pool_create(&ssc_cp.factory, "request", 1000, 1000, NULL);
    ssc_request_t *r = PJ_POOL_ZALLOC_T(pool, ssc_request_t);
    r->id = id;
    r->pool = pool;
    pj_timer_entry_init(&r->timer, 0, r, on_timeout);
    *status = ssc_put(id, SSC_REQUEST, r);
    if (*status == PJ_SUCCESS)
        return r;
    pj_pool_release(pool);
    return NULL;
}

void ssc_request_detach(ssc_request_t *r)
{
    if (r->tsx) {
        r->tsx->mod_data[r->module_id] = NULL;
        if (r->tsx->last_tx)
            r->tsx->last_tx->mod_data[r->module_id] = NULL;
    }
    r->tsx = NULL;
}

void ssc_request_free(ssc_request_t *r)
{
    ssc_request_detach(r);
    if (r->timer.id)
        pjsip_endpt_cancel_timer(ssc_endpt, &r->timer);
    if (r->has_auth)
        pjsip_auth_clt_deinit(&r->auth);
    ssc_remove(r->id);
    pj_pool_release(r->pool);
}

/* ---- reports ---- */

static void emit(const ssc_request_t *r, int code, bool final, const pj_str_t *text, const pjsip_rx_data *rdata, int status)
{
    ssc_writer w = {0};
    ssc_write_int(&w, final);
    ssc_write_str(&w, text);
    ssc_write_raw_message(&w, rdata);
    ssc_write_message_source(&w, rdata);
    ssc_write_int(&w, status);
    ssc_emit(&w, r->id, EV_RESPONSE, code);
}

void ssc_request_report(ssc_request_t *r, const pjsip_transaction *tsx, const pjsip_event *e)
{
    pjsip_rx_data *rdata = ssc_event_rdata(e);
    bool final = tsx->status_code >= 200;
    int status = !final || rdata ? 0 : r->failure ? r->failure : tsx->transport_err;
    if (final || rdata)
        emit(r, tsx->status_code, final, &tsx->status_text, rdata, status);
    if (final)
        ssc_request_free(r);
}

void ssc_request_fail(ssc_request_t *r, int code, pj_status_t status)
{
    emit(r, code, true, pjsip_get_status_text(code), NULL, status);
    ssc_request_free(r);
}

/* ---- sending ---- */

/*
 * Sends as a new transaction.  When that fails at once PJSIP may or may not have told on_tsx_state(), so the request
 * is taken off the transaction first and the caller reports.
 */
static pj_status_t send_once(ssc_request_t *r, pjsip_tx_data *tdata)
{
    pjsip_transaction *tsx;
    pj_status_t status = pjsip_tsx_create_uac(&module, tdata, &tsx);
    if (status != PJ_SUCCESS) {
        pjsip_tx_data_dec_ref(tdata);
        return status;
    }
    r->tsx = tsx;
    r->module_id = module.id;
    r->failure = PJ_EBUSY; /* marks "inside send": on_tsx_state() keeps quiet */
    tsx->mod_data[module.id] = r;
    status = pjsip_tsx_send_msg(tsx, NULL);
    bool over = tsx->state >= PJSIP_TSX_STATE_COMPLETED;
    r->failure = 0;
    if (status == PJ_SUCCESS && !over)
        return PJ_SUCCESS;
    ssc_request_detach(r);
    if (status != PJ_SUCCESS) {
        pjsip_tx_data_dec_ref(tdata);
        pjsip_tsx_terminate(tsx, PJSIP_SC_SERVICE_UNAVAILABLE);
        return status;
    }
    return tsx->transport_err ? tsx->transport_err : PJ_ECANCELLED;
}

/* Whether the challenge has been answered with another try. */
static bool try_again(ssc_request_t *r, pjsip_transaction *tsx, pjsip_rx_data *rdata)
{
    pjsip_tx_data *tdata;
    if (!rdata || (tsx->status_code != 401 && tsx->status_code != 407) || r->tries >= MAX_TRIES)
        return false;
    r->tries++;
    if (pjsip_auth_clt_reinit_req(&r->auth, rdata, tsx->last_tx, &tdata) != PJ_SUCCESS)
        return false;
    /* the new request is the sender's next one (RFC 3261 22.2), which PJSIP leaves to its caller */
    PJSIP_MSG_CSEQ_HDR(tdata->msg)->cseq++;
    ssc_request_detach(r);
    return send_once(r, tdata) == PJ_SUCCESS;
}

static void on_tsx_state(pjsip_transaction *tsx, pjsip_event *e)
{
    ssc_request_t *r = tsx->mod_data[module.id];
    if (!r || r->failure || tsx->state < PJSIP_TSX_STATE_PROCEEDING)
        return;
    if (tsx->status_code >= 200) {
        if (tsx->state < PJSIP_TSX_STATE_COMPLETED || try_again(r, tsx, ssc_event_rdata(e)))
            return;
        ssc_request_detach(r);
    }
    ssc_request_report(r, tsx, e);
}

/* ---- commands ---- */

/* It may name several contacts, such as one to be taken away (RFC 3261 10.2.2). */
static bool is_register(const pjsip_tx_data *tdata)
{
    return tdata->msg->line.req.method.id == PJSIP_REGISTER_METHOD;
}

static pj_status_t fill(ssc_request_t *r, ssc_command *command, pjsip_tx_data *tdata, const pjsip_route_hdr *routes,
                        int *timeout)
{
    ssc_reader *args = &command->args;
    const pjsip_route_hdr *route;
    for (route = routes->next; route != routes; route = route->next)
        pjsip_msg_add_hdr(tdata->msg, pjsip_hdr_clone(tdata->pool, route));
    pj_status_t status = ssc_add_headers(args, tdata->pool, tdata->msg, is_register(tdata));
    if (status == PJ_SUCCESS)
        status = ssc_add_body(args, tdata->pool, tdata->msg);
    if (status == PJ_SUCCESS)
        status = pjsip_auth_clt_init(&r->auth, ssc_endpt, r->pool, 0);
    r->has_auth = status == PJ_SUCCESS;
    if (status == PJ_SUCCESS)
        status = ssc_read_credentials(args, command->pool, &r->auth);
    *timeout = ssc_read_int(args);
    return status;
}

static pj_status_t create(ssc_command *command, pjsip_tx_data **tdata, pjsip_route_hdr *routes)
{
    ssc_reader *args = &command->args;
    pj_pool_t *pool = command->pool;
    pj_str_t name = ssc_read_text(args, pool), target = ssc_read_text(args, pool), from = ssc_read_text(args, pool),
             to = ssc_read_text(args, pool), contact = ssc_read_text(args, pool);
    pj_status_t status = ssc_read_routes(args, pool, routes);
    pj_str_t call_id = ssc_read_text(args, pool);
    int cseq = ssc_read_int(args);
    pjsip_method method;
    pjsip_method_init_np(&method, &name);
    if (status == PJ_SUCCESS && (!ssc_is_token(&name) || method.id == PJSIP_INVITE_METHOD ||
                                 method.id == PJSIP_ACK_METHOD || method.id == PJSIP_CANCEL_METHOD))
        status = PJ_EINVAL; /* those have a command of their own, or none */
    return status != PJ_SUCCESS
               ? status
               : pjsip_endpt_create_request(ssc_endpt, &method, &target, &from, &to, contact.slen ? &contact : NULL,
                                            call_id.slen ? &call_id : NULL, cseq, NULL, tdata);
}

static pj_status_t op_request(ssc_command *command)
{
    pjsip_tx_data *tdata;
    pjsip_route_hdr routes;
    int timeout;
    pj_status_t status;
    ssc_request_t *r = ssc_request_new(command->id, &status);
    if (!r)
        return status;
    status = create(command, &tdata, &routes);
    if (status == PJ_SUCCESS) {
        status = fill(r, command, tdata, &routes, &timeout);
        if (status != PJ_SUCCESS)
            pjsip_tx_data_dec_ref(tdata);
    }
    if (status != PJ_SUCCESS) {
        ssc_request_free(r);
        return status;
    }
    if (timeout > 0) {
        pj_time_val delay = {timeout / 1000, timeout % 1000};
        r->timer.id = 1;
        pjsip_endpt_schedule_timer(ssc_endpt, &r->timer, &delay);
    }
    status = send_once(r, tdata);
    if (status != PJ_SUCCESS)
        ssc_request_fail(r, PJSIP_SC_SERVICE_UNAVAILABLE, status);
    return PJ_SUCCESS; /* a failure to send has the same event as one that comes later */
}

static pj_status_t op_abort(ssc_command *command)
{
    ssc_request_t *r = ssc_get(command->id, SSC_REQUEST);
    if (!r)
        return PJ_ENOTFOUND;
    if (r->tsx)
        pjsip_tsx_terminate(r->tsx, PJSIP_SC_REQUEST_TERMINATED);
    else
        ssc_request_fail(r, PJSIP_SC_REQUEST_TERMINATED, PJ_ECANCELLED);
    return PJ_SUCCESS;
}

static pj_status_t start(void)
{
    return ssc_register_module(&module);
}

static void stop(void)
{
    ssc_request_t *r;
    while ((r = ssc_any(SSC_REQUEST)))
        ssc_request_fail(r, PJSIP_SC_SERVICE_UNAVAILABLE, PJ_ECANCELLED);
}

static const ssc_op ops[] = {{0x0210, "ssssS(s)Si(sS)SB(ssSS)i", op_request}, {0x0211, "", op_abort}, {0}};

const ssc_part ssc_request_part = {"requests", ops, start, stop, NULL};
