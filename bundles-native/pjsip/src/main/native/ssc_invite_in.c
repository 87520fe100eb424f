/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls: what happens to them.  PJSIP calls in here with the dialog locked and the session held. */
#include "ssc_call.h"

#include <string.h>

/* Numbers of the border: Event.java. */
enum {
    EV_INVITE_RECEIVED = 0x0201,
    EV_INVITE_STATE,
    EV_SDP_NEGOTIATED,
    EV_REINVITE_RECEIVED,
    EV_UPDATE_RECEIVED,
    EV_REINVITE_RESULT,
    EV_ACK_MISSING = 0x0208,
    EV_OFFER_REQUIRED,
    EV_REINVITE_CANCELLED
};

static bool timers_on;
static pjsip_timer_setting timers;

void ssc_set_incoming_timers(bool on, int expires, int min)
{
    timers_on = on;
    timers.sess_expires = (unsigned)expires;
    timers.min_se = (unsigned)min;
}

/* ---- state ---- */

static void emit_state(const ssc_call_t *c, const pjsip_event *e)
{
    const pjsip_inv_session *inv = c->inv;
    pjsip_rx_data *rdata = ssc_event_rdata(e);
    int code = inv->cause;
    const pj_str_t *text = &inv->cause_text;
    if (inv->state != PJSIP_INV_STATE_DISCONNECTED) {
        code = inv->invite_tsx ? inv->invite_tsx->status_code : inv->state >= PJSIP_INV_STATE_CONNECTING ? 200 : 0;
        text = inv->invite_tsx && code ? &inv->invite_tsx->status_text : pjsip_get_status_text(code);
    } else if (c->timed_out && code == PJSIP_SC_REQUEST_TERMINATED) {
        code = PJSIP_SC_REQUEST_TIMEOUT;
        text = pjsip_get_status_text(code);
    }
    ssc_writer w = {0};
    ssc_write_int(&w, code);
    ssc_write_str(&w, code ? text : NULL);
    if (!rdata && inv->state == PJSIP_INV_STATE_DISCONNECTED && c->cancel.slen)
        ssc_write_bytes(&w, c->cancel.ptr, (size_t)c->cancel.slen);
    else
        ssc_write_raw_message(&w, rdata);
    ssc_write_message_source(&w, rdata);
    ssc_emit(&w, c->id, EV_INVITE_STATE, (int)inv->state);
}

/*
 * A BYE leaves a re-INVITE that is on its way without an answer, and PJSIP keeps its transaction and the dialog for ever
 * (RFC 3261 15.1.2 wants 487). The peer's gets its answer; ours waits for one as long as a transaction may.
 */
static void end_open_invite(ssc_call_t *c)
{
    pjsip_inv_session *inv = c->inv;
    pjsip_transaction *tsx = inv->invite_tsx;
    if (!tsx || tsx->state >= PJSIP_TSX_STATE_COMPLETED)
        return;
    if (tsx->role == PJSIP_ROLE_UAC) {
        if (tsx->state == PJSIP_TSX_STATE_PROCEEDING)
            pjsip_tsx_set_timeout(tsx, pjsip_cfg()->tsx.td);
    } else if (c->reinvite_waits && inv->last_answer) {
        c->reinvite_waits = false;
        if (pjsip_dlg_modify_response(inv->dlg, inv->last_answer, PJSIP_SC_REQUEST_TERMINATED, NULL) == PJ_SUCCESS)
            pjsip_dlg_send_response(inv->dlg, tsx, inv->last_answer);
    }
}

static void on_state_changed(pjsip_inv_session *inv, pjsip_event *e)
{
    ssc_call_t *c = ssc_call_of(inv);
    if (!c)
        return;
    emit_state(c, e);
    switch (inv->state) {
    case PJSIP_INV_STATE_CONNECTING:
        ssc_call_set_timer(c, SSC_TIMER_NONE, 0);
        break;
    case PJSIP_INV_STATE_CONFIRMED:
        /* the peer's 200 crossed our CANCEL, or its answer was of no use: the call it made has to go again */
        if (c->ending && inv->role == PJSIP_ROLE_UAC)
            ssc_call_end(c, 0, NULL, NULL);
        break;
    case PJSIP_INV_STATE_DISCONNECTED:
        end_open_invite(c);
        ssc_call_drop(c);
        break;
    default:
        break;
    }
}

/* A fork would make a second call out of one; PJSIP follows the first one, and this is never used. */
static void on_new_session(pjsip_inv_session *inv, pjsip_event *e)
{
}

/* ---- descriptions ---- */

static void on_media_update(pjsip_inv_session *inv, pj_status_t status)
{
    ssc_call_t *c = ssc_call_of(inv);
    const pjmedia_sdp_session *local = NULL, *remote = NULL;
    ssc_writer w = {0};
    if (!c)
        return;
    if (status == PJ_SUCCESS) {
        pjmedia_sdp_neg_get_active_local(inv->neg, &local);
        pjmedia_sdp_neg_get_active_remote(inv->neg, &remote);
    } else if (status != PJMEDIA_SDPNEG_ENOMEDIA && inv->role == PJSIP_ROLE_UAC &&
               inv->state < PJSIP_INV_STATE_CONFIRMED) {
        c->ending = true; /* PJSIP would leave the call up without media */
        c->end_code = PJSIP_SC_NOT_ACCEPTABLE_HERE;
    }
    ssc_write_sdp(&w, local);
    ssc_write_sdp(&w, remote);
    ssc_emit(&w, c->id, EV_SDP_NEGOTIATED, status);
}

/* The last description that Java gave; the negotiated one has lost the codecs that were not chosen. */
static void answer_at_once(ssc_call_t *c)
{
    pjmedia_sdp_session *sdp = NULL;
    pj_str_t text = pj_str(c->local_sdp);
    if (c->local_sdp && ssc_parse_sdp(&text, c->inv->pool_prov, &sdp) == PJ_SUCCESS)
        pjsip_inv_set_sdp_answer(c->inv, sdp);
}

/* Offers in UPDATE, PRACK or a reliable provisional response leave no time to ask Java. */
static void on_rx_offer(pjsip_inv_session *inv, struct pjsip_inv_on_rx_offer_cb_param *param)
{
    ssc_call_t *c = ssc_call_of(inv);
    const pjsip_msg *msg = param->rdata->msg_info.msg;
    if (!c)
        return;
    if (msg->type == PJSIP_REQUEST_MSG ? msg->line.req.method.id != PJSIP_INVITE_METHOD
                                       : msg->line.status.code < 200)
        answer_at_once(c);
}

/* A 2xx with an offer (ours had none) is acknowledged when Java has answered it. */
static void on_send_ack(pjsip_inv_session *inv, pjsip_rx_data *rdata)
{
    ssc_call_t *c = ssc_call_of(inv);
    pjsip_tx_data *ack;
    const pjmedia_sdp_session *offer;
    int cseq = rdata->msg_info.cseq->cseq;
    bool offered = inv->neg && pjmedia_sdp_neg_get_state(inv->neg) == PJMEDIA_SDP_NEG_STATE_REMOTE_OFFER;
    if (c && c->ack_waits && c->ack_cseq == cseq)
        return; /* a retransmission */
    if (!c || c->ending || !offered || pjmedia_sdp_neg_get_neg_remote(inv->neg, &offer) != PJ_SUCCESS) {
        if (pjsip_inv_create_ack(inv, cseq, &ack) == PJ_SUCCESS)
            pjsip_inv_send_msg(inv, ack);
        return;
    }
    ssc_writer w = {0};
    c->ack_waits = true;
    c->ack_cseq = cseq;
    ssc_write_sdp(&w, offer);
    ssc_emit(&w, c->id, EV_OFFER_REQUIRED, 0);
}

static pj_status_t on_rx_reinvite(pjsip_inv_session *inv, const pjmedia_sdp_session *offer, pjsip_rx_data *rdata)
{
    ssc_call_t *c = ssc_call_of(inv);
    pjsip_tx_data *tdata = NULL;
    if (!c)
        return PJ_EGONE;
    /* the 100 is what pjsip_inv_answer() will make the answer from */
    pj_status_t status = pjsip_inv_initial_answer(inv, rdata, 100, NULL, NULL, &tdata);
    if (status != PJ_SUCCESS) {
        if (tdata) /* the session timer's refusal */
            pjsip_inv_send_msg(inv, tdata);
        return tdata ? PJ_SUCCESS : status;
    }
    status = pjsip_inv_send_msg(inv, tdata);
    if (status != PJ_SUCCESS)
        return status;
    ssc_writer w = {0};
    c->reinvite_waits = true;
    ssc_write_raw_message(&w, rdata);
    ssc_write_sdp(&w, offer);
    ssc_emit(&w, c->id, EV_REINVITE_RECEIVED, 0);
    return PJ_SUCCESS;
}

/* ---- transactions ---- */

static bool is_offer_method(const pjsip_method *method)
{
    return method->id == PJSIP_INVITE_METHOD || ssc_is_update(method);
}

/* Follows our re-INVITE or UPDATE through challenges, each of which makes a new transaction of it. */
static void follow_offer(ssc_call_t *c, pjsip_transaction *tsx, pjsip_event *e)
{
    bool starts = tsx->state == PJSIP_TSX_STATE_CALLING;
    if (starts && (c->asking || c->pending)) {
        c->pending = tsx;
        c->asking = false;
    }
    if (tsx != c->pending || tsx->status_code < 200 || tsx->state < PJSIP_TSX_STATE_COMPLETED)
        return;
    pjsip_rx_data *rdata = ssc_event_rdata(e);
    ssc_writer w = {0};
    c->pending = NULL;
    c->asking = false;
    ssc_write_str(&w, &tsx->method.name);
    ssc_write_str(&w, &tsx->status_text);
    ssc_write_raw_message(&w, rdata);
    ssc_emit(&w, c->id, EV_REINVITE_RESULT, tsx->status_code);
}

/* Once before PJSIP answers an UPDATE, and once after. */
static void follow_update(ssc_call_t *c, pjsip_transaction *tsx, pjsip_event *e)
{
    if (tsx->state == PJSIP_TSX_STATE_TRYING) {
        c->update = ssc_event_rdata(e);
        return;
    }
    pjsip_rx_data *rdata = c->update;
    c->update = NULL;
    if (!rdata || tsx->status_code < 200)
        return;
    pjsip_rdata_sdp_info *offered = pjsip_rdata_get_sdp_info(rdata);
    pjsip_sdp_info *answered = tsx->last_tx && tsx->last_tx->msg->body ? pjsip_tdata_get_sdp_info(tsx->last_tx) : NULL;
    ssc_writer w = {0};
    ssc_write_raw_message(&w, rdata);
    ssc_write_sdp(&w, offered ? offered->sdp : NULL);
    ssc_write_sdp(&w, answered ? answered->sdp : NULL);
    ssc_emit(&w, c->id, EV_UPDATE_RECEIVED, tsx->status_code);
}

static void follow_incoming_invite(ssc_call_t *c, pjsip_transaction *tsx, pjsip_event *e)
{
    if (tsx->state == PJSIP_TSX_STATE_TERMINATED && tsx->status_code == PJSIP_SC_REQUEST_TIMEOUT &&
        c->inv->state != PJSIP_INV_STATE_DISCONNECTED) {
        ssc_writer w = {0};
        ssc_emit(&w, c->id, EV_ACK_MISSING, PJSIP_SC_REQUEST_TIMEOUT);
        c->end_code = PJSIP_SC_REQUEST_TIMEOUT;
        if (c->inv->state == PJSIP_INV_STATE_CONFIRMED) /* a re-INVITE's; for the first one PJSIP has sent BYE */
            ssc_call_end(c, 0, NULL, NULL);
    }
    if (tsx->state < PJSIP_TSX_STATE_COMPLETED || !c->reinvite_waits)
        return;
    c->reinvite_waits = false; /* not by an answer of ours, which clears it before: PJSIP has answered the CANCEL with 487 */
    if (tsx->status_code == PJSIP_SC_REQUEST_TERMINATED && c->inv->state == PJSIP_INV_STATE_CONFIRMED) {
        ssc_writer w = {0};
        if (pjmedia_sdp_neg_get_state(c->inv->neg) == PJMEDIA_SDP_NEG_STATE_REMOTE_OFFER)
            pjmedia_sdp_neg_cancel_offer(c->inv->neg); /* else it would be in the way of the next offer */
        ssc_emit(&w, c->id, EV_REINVITE_CANCELLED, tsx->status_code);
    }
}

static void on_tsx_state_changed(pjsip_inv_session *inv, pjsip_transaction *tsx, pjsip_event *e)
{
    ssc_call_t *c = ssc_call_of(inv);
    if (!c)
        return;
    if (tsx->role == PJSIP_ROLE_UAC) {
        if (is_offer_method(&tsx->method))
            follow_offer(c, tsx, e);
    } else if (tsx->method.id == PJSIP_INVITE_METHOD) {
        follow_incoming_invite(c, tsx, e);
    } else if (tsx->method.id == PJSIP_CANCEL_METHOD && tsx->state == PJSIP_TSX_STATE_TRYING && ssc_event_rdata(e)) {
        pj_str_t raw = {ssc_event_rdata(e)->msg_info.msg_buf, ssc_event_rdata(e)->msg_info.len};
        if (!c->cancel.slen) /* once: it stays in the dialog's pool */
            pj_strdup(inv->dlg->pool, &c->cancel, &raw);
    } else if (ssc_is_update(&tsx->method)) {
        follow_update(c, tsx, e);
    }
}

const pjsip_inv_callback ssc_inv_callbacks = {.on_state_changed = on_state_changed,
                                              .on_new_session = on_new_session,
                                              .on_tsx_state_changed = on_tsx_state_changed,
                                              .on_rx_offer2 = on_rx_offer,
                                              .on_rx_reinvite = on_rx_reinvite,
                                              .on_media_update = on_media_update,
                                              .on_send_ack = on_send_ack};
/* on_redirected stays out: the call then ends with the 3xx itself, and Java follows it or not. */

/* ---- forks ---- */

static void ack_and_bye(pjsip_dialog *first, pjsip_rx_data *rdata)
{
    pjsip_dialog *dlg;
    pjsip_tx_data *tdata;
    if (pjsip_dlg_fork(first, rdata, &dlg) != PJ_SUCCESS)
        return;
    pjsip_dlg_inc_lock(dlg);
    if (pjsip_dlg_create_request(dlg, pjsip_get_ack_method(), rdata->msg_info.cseq->cseq, &tdata) == PJ_SUCCESS)
        pjsip_dlg_send_request(dlg, tdata, -1, NULL);
    if (pjsip_dlg_create_request(dlg, pjsip_get_bye_method(), -1, &tdata) == PJ_SUCCESS)
        pjsip_dlg_send_request(dlg, tdata, -1, NULL);
    pjsip_dlg_dec_lock(dlg);
}

/* The first 2xx wins, whichever branch rang; each other phone that was picked up is told to hang up. */
static pjsip_dialog *on_dlg_forked(pjsip_dialog *first, pjsip_rx_data *rdata)
{
    const pjsip_inv_session *inv = pjsip_dlg_get_inv_session(first);
    if (rdata->msg_info.msg->line.status.code < 200 || (inv && inv->state < PJSIP_INV_STATE_CONNECTING))
        return first;
    ack_and_bye(first, rdata);
    return NULL;
}

const pjsip_ua_init_param ssc_ua_param = {.on_dlg_forked = on_dlg_forked};

/* ---- a new call ---- */

static void send_refusal(pjsip_rx_data *rdata, pjsip_tx_data *tdata, int code)
{
    if (!tdata)
        ssc_answer_stateless(rdata, code);
    else if (pjsip_endpt_send_response2(ssc_endpt, rdata, tdata, NULL, NULL) != PJ_SUCCESS)
        pjsip_tx_data_dec_ref(tdata);
}

/* The call that a valid Replaces names; false when it names none, and the refusal has been sent. */
static bool find_replaced(pjsip_rx_data *rdata, int64_t *id)
{
    pjsip_dialog *dlg = NULL;
    pjsip_tx_data *refusal = NULL;
    *id = 0;
    if (pjsip_replaces_verify_request(rdata, &dlg, PJ_FALSE, &refusal) != PJ_SUCCESS) {
        send_refusal(rdata, refusal, 500);
        return false;
    }
    if (dlg && ssc_get(ssc_dialog_id(dlg), SSC_CALL))
        *id = ssc_dialog_id(dlg);
    return true;
}

static pj_status_t make_session(pjsip_rx_data *rdata, unsigned options, pjsip_dialog *dlg, pjsip_inv_session **inv)
{
    pj_status_t status = pjsip_inv_create_uas(dlg, rdata, NULL, options, inv);
    if (status != PJ_SUCCESS)
        return status;
    (*inv)->sdp_neg_flags |= PJMEDIA_SDP_NEG_ALLOW_MEDIA_CHANGE;
    if (timers_on)
        status = pjsip_timer_init_session(*inv, &timers);
    return status;
}

static void report_call(const ssc_call_t *c, pjsip_rx_data *rdata, int64_t replaced)
{
    const pjsip_rdata_sdp_info *sdp = pjsip_rdata_get_sdp_info(rdata);
    ssc_writer w = {0};
    ssc_write_raw_message(&w, rdata);
    ssc_write_sdp(&w, sdp ? sdp->sdp : NULL);
    ssc_write_message_source(&w, rdata);
    ssc_write_addr(&w, &rdata->tp_info.transport->local_addr);
    ssc_write_long(&w, replaced);
    ssc_emit(&w, c->id, EV_INVITE_RECEIVED, 0);
}

/*
 * A call that could not be made.  Its transaction is there already and has no time limit, so the peer would wait for an
 * answer, and PJSIP for us, for ever.
 */
static void give_up(pjsip_dialog *dlg, pjsip_inv_session *inv, pjsip_rx_data *rdata, pj_status_t why)
{
    ssc_log_refusal(rdata, PJSIP_SC_INTERNAL_SERVER_ERROR, why);
    if (inv)
        pjsip_inv_add_ref(inv);
    pj_status_t status = pjsip_dlg_respond(dlg, rdata, PJSIP_SC_INTERNAL_SERVER_ERROR, NULL, NULL, NULL);
    if (inv) {
        if (inv->state != PJSIP_INV_STATE_DISCONNECTED)
            pjsip_inv_terminate(inv, PJSIP_SC_INTERNAL_SERVER_ERROR, PJ_FALSE);
        pjsip_inv_dec_ref(inv);
    } else if (status != PJ_SUCCESS) {
        pjsip_tsx_terminate(pjsip_rdata_get_tsx(rdata), PJSIP_SC_INTERNAL_SERVER_ERROR);
    }
}

/* The call is reported before the 100 goes out, for its first change of state must not come before it. */
static void accept_session(pjsip_inv_session *inv, pjsip_rx_data *rdata, int64_t replaced)
{
    pjsip_tx_data *tdata = NULL;
    ssc_call_t *c = PJ_POOL_ZALLOC_T(inv->dlg->pool, ssc_call_t);
    pj_status_t status = pjsip_inv_initial_answer(inv, rdata, 100, NULL, NULL, &tdata);
    if (status != PJ_SUCCESS && tdata) { /* the session timer's refusal */
        pjsip_inv_send_msg(inv, tdata);
        return;
    }
    if (status == PJ_SUCCESS) {
        status = ssc_call_add(c, inv, 0);
        if (status != PJ_SUCCESS)
            pjsip_tx_data_dec_ref(tdata);
    }
    if (status != PJ_SUCCESS) {
        give_up(inv->dlg, inv, rdata, status);
        return;
    }
    report_call(c, rdata, replaced);
    pjsip_inv_add_ref(inv);
    status = pjsip_inv_send_msg(inv, tdata);
    if (status != PJ_SUCCESS && ssc_call_of(inv))
        pjsip_inv_terminate(inv, 503, PJ_TRUE);
    pjsip_inv_dec_ref(inv);
}

void ssc_invite_received(pjsip_rx_data *rdata)
{
    char buf[PJ_MAX_HOSTNAME + 60];
    unsigned options = PJSIP_INV_SUPPORT_100REL | PJSIP_INV_SUPPORT_UPDATE | (timers_on ? PJSIP_INV_SUPPORT_TIMER : 0);
    pjsip_tx_data *refusal = NULL;
    pjsip_dialog *dlg;
    pjsip_inv_session *inv = NULL;
    int64_t replaced;
    pj_status_t status = pjsip_inv_verify_request(rdata, &options, NULL, NULL, ssc_endpt, &refusal);
    if (status != PJ_SUCCESS) {
        ssc_log_refusal(rdata, refusal ? refusal->msg->line.status.code : 500, status);
        send_refusal(rdata, refusal, 500);
        return;
    }
    if (!find_replaced(rdata, &replaced))
        return;
    pj_str_t contact = ssc_default_contact(rdata, buf, sizeof buf);
    status = pjsip_dlg_create_uas_and_inc_lock(pjsip_ua_instance(), rdata, &contact, &dlg);
    if (status != PJ_SUCCESS) {
        ssc_refuse(rdata, status);
        return;
    }
    status = make_session(rdata, options, dlg, &inv);
    if (status == PJ_SUCCESS)
        accept_session(inv, rdata, replaced);
    else
        give_up(dlg, inv, rdata, status);
    pjsip_dlg_dec_lock(dlg);
}
