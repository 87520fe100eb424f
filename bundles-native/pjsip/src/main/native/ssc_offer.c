/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers and answers within calls: what Java says in them. */
#include "ssc_call.h"

#include <string.h>

/* ---- answering ---- */

static int neg_state(const pjsip_inv_session *inv)
{
    return inv->neg ? (int)pjmedia_sdp_neg_get_state(inv->neg) : PJMEDIA_SDP_NEG_STATE_NULL;
}

/* Gives the description to the negotiator, as answer or as offer; a 2xx without any is refused here. */
static pj_status_t put_sdp(ssc_call_t *c, int code, const pjmedia_sdp_session *sdp)
{
    pjsip_inv_session *inv = c->inv;
    int state = neg_state(inv);
    if (code >= 300)
        return PJ_SUCCESS;
    if (!sdp) /* an early answer may have settled it; an offer that still waits must not be forgotten */
        return code >= 200 && state != PJMEDIA_SDP_NEG_STATE_DONE && state != PJMEDIA_SDP_NEG_STATE_WAIT_NEGO &&
                       state != PJMEDIA_SDP_NEG_STATE_LOCAL_OFFER
                   ? PJ_EINVALIDOP
                   : PJ_SUCCESS;
    if (state == PJMEDIA_SDP_NEG_STATE_REMOTE_OFFER || state == PJMEDIA_SDP_NEG_STATE_WAIT_NEGO)
        return pjsip_inv_set_sdp_answer(inv, sdp);
    if (state == PJMEDIA_SDP_NEG_STATE_NULL || (state == PJMEDIA_SDP_NEG_STATE_DONE && c->reinvite_waits))
        return pjsip_inv_set_local_sdp(inv, sdp);
    return PJ_SUCCESS; /* what was said early stands */
}

static pj_status_t answer_offer_in_2xx(ssc_call_t *c, const pjmedia_sdp_session *sdp)
{
    if (!sdp)
        return PJ_EINVAL;
    pj_status_t status = pjsip_inv_set_sdp_answer(c->inv, sdp);
    if (status == PJ_SUCCESS) {
        c->ack_waits = false;
        status = ssc_call_send_ack(c, c->ack_cseq);
    }
    return status;
}

static pj_status_t send_answer(ssc_call_t *c, int code, const pj_str_t *reason, ssc_reader *headers)
{
    pjsip_inv_session *inv = c->inv;
    pjsip_tx_data *tdata = NULL;
    pj_status_t status = pjsip_inv_answer(inv, code, reason, NULL, &tdata);
    if (status != PJ_SUCCESS || !tdata)
        return status;
    status = ssc_add_headers(headers, tdata->pool, tdata->msg, false);
    if (status != PJ_SUCCESS) {
        pjsip_tx_data_dec_ref(tdata);
        return status;
    }
    if (code >= 200)
        c->reinvite_waits = false;
    return pjsip_inv_send_msg(inv, tdata);
}

static pj_status_t answer(ssc_call_t *c, ssc_command *command)
{
    pjsip_inv_session *inv = c->inv;
    pjmedia_sdp_session *sdp;
    int code = ssc_read_int(&command->args);
    pj_str_t reason = ssc_read_text(&command->args, command->pool), text = ssc_read_bytes(&command->args);
    ssc_reader headers = command->args;
    ssc_skip_list(&command->args, 2);
    pj_str_t contact = ssc_read_text(&command->args, command->pool);
    if (code < 101 || code > 699)
        return PJ_EINVAL;
    pj_status_t status = ssc_parse_sdp(&text, command->pool, &sdp);
    if (status == PJ_SUCCESS)
        status = ssc_dialog_set_contact(inv->dlg, &contact);
    if (status != PJ_SUCCESS)
        return status;
    if (c->ack_waits)
        status = answer_offer_in_2xx(c, sdp);
    else if (!inv->invite_tsx || inv->invite_tsx->role != PJSIP_ROLE_UAS || inv->invite_tsx->status_code >= 200 ||
             !inv->last_answer)
        return PJ_EINVALIDOP;
    else if ((status = put_sdp(c, code, sdp)) == PJ_SUCCESS) {
        ssc_call_keep_sdp(c, &text);
        return send_answer(c, code, reason.slen ? &reason : NULL, &headers);
    }
    if (status == PJ_SUCCESS && ssc_call_of(inv))
        ssc_call_keep_sdp(c, &text);
    return status;
}

static pj_status_t op_answer(ssc_command *command)
{
    return ssc_with_call(command, answer);
}

/* ---- re-INVITE and UPDATE ---- */

/* Sends it; the outcome is owed to Java as an event, whatever is returned by a failure that has been reported so. */
static pj_status_t send_offer(ssc_call_t *c, pjsip_tx_data *tdata, ssc_reader *headers)
{
    pjsip_inv_session *inv = c->inv;
    pj_status_t status = ssc_add_headers(headers, tdata->pool, tdata->msg, false);
    if (status != PJ_SUCCESS) {
        pjsip_tx_data_dec_ref(tdata);
        return status;
    }
    c->asking = true;
    status = pjsip_inv_send_msg(inv, tdata);
    if (!ssc_call_of(inv))
        return PJ_SUCCESS; /* it ended the call, and that was reported */
    bool reported = !c->asking && !c->pending;
    c->asking = false;
    return reported ? PJ_SUCCESS : status;
}

static void take_back_offer(pjsip_inv_session *inv)
{
    if (neg_state(inv) == PJMEDIA_SDP_NEG_STATE_LOCAL_OFFER)
        pjmedia_sdp_neg_cancel_offer(inv->neg);
}

typedef struct {
    pj_str_t text, contact;
    pjmedia_sdp_session *sdp;
    ssc_reader headers;
} offer;

static pj_status_t read_offer(ssc_command *command, offer *o)
{
    o->text = ssc_read_bytes(&command->args);
    o->headers = command->args;
    ssc_skip_list(&command->args, 2);
    o->contact = ssc_read_text(&command->args, command->pool);
    return ssc_parse_sdp(&o->text, command->pool, &o->sdp);
}

static pj_status_t reinvite(ssc_call_t *c, ssc_command *command)
{
    pjsip_inv_session *inv = c->inv;
    pjsip_tx_data *tdata;
    offer o;
    pj_status_t status = read_offer(command, &o);
    if (status != PJ_SUCCESS)
        return status;
    if (inv->state != PJSIP_INV_STATE_CONFIRMED || inv->invite_tsx || c->pending || c->ack_waits ||
        neg_state(inv) != PJMEDIA_SDP_NEG_STATE_DONE)
        return PJ_EINVALIDOP;
    if ((status = ssc_dialog_set_contact(inv->dlg, &o.contact)) != PJ_SUCCESS)
        return status;
    status = pjsip_inv_reinvite(inv, NULL, o.sdp, &tdata);
    if (status == PJ_SUCCESS && !o.sdp)
        tdata->msg->body = NULL; /* no offer was given, so none may go out */
    if (status == PJ_SUCCESS)
        status = send_offer(c, tdata, &o.headers);
    if (!ssc_call_of(inv))
        return status;
    if (status == PJ_SUCCESS)
        ssc_call_keep_sdp(c, &o.text);
    else
        take_back_offer(inv);
    return status;
}

static pj_status_t update(ssc_call_t *c, ssc_command *command)
{
    pjsip_inv_session *inv = c->inv;
    pjsip_tx_data *tdata;
    offer o;
    pj_status_t status = read_offer(command, &o);
    if (status != PJ_SUCCESS)
        return status;
    if (inv->dlg->state != PJSIP_DIALOG_STATE_ESTABLISHED || inv->state >= PJSIP_INV_STATE_DISCONNECTED || c->pending ||
        neg_state(inv) != PJMEDIA_SDP_NEG_STATE_DONE)
        return PJ_EINVALIDOP;
    if ((status = ssc_dialog_set_contact(inv->dlg, &o.contact)) != PJ_SUCCESS)
        return status;
    status = pjsip_inv_update(inv, NULL, o.sdp, &tdata);
    if (status == PJ_SUCCESS)
        status = send_offer(c, tdata, &o.headers);
    if (!ssc_call_of(inv))
        return status;
    if (status == PJ_SUCCESS)
        ssc_call_keep_sdp(c, &o.text);
    else
        take_back_offer(inv);
    return status;
}

static pj_status_t cancel_reinvite(ssc_call_t *c, ssc_command *command)
{
    pjsip_inv_session *inv = c->inv;
    pjsip_tx_data *tdata = NULL;
    if (inv->state != PJSIP_INV_STATE_CONFIRMED || !inv->invite_tsx || inv->invite_tsx->role != PJSIP_ROLE_UAC ||
        inv->invite_tsx->status_code >= 200)
        return PJ_EINVALIDOP;
    bool was_cancelling = inv->cancelling;
    pj_status_t status = pjsip_inv_cancel_reinvite(inv, &tdata);
    inv->cancelling = was_cancelling; /* it is the re-INVITE that ends, not the call */
    return status == PJ_SUCCESS && tdata ? pjsip_inv_send_msg(inv, tdata) : status;
}

static pj_status_t set_local_sdp(ssc_call_t *c, ssc_command *command)
{
    pjmedia_sdp_session *sdp;
    pj_str_t text = ssc_read_bytes(&command->args);
    pj_status_t status = ssc_parse_sdp(&text, command->pool, &sdp);
    if (status == PJ_SUCCESS)
        ssc_call_keep_sdp(c, &text);
    return status;
}

static pj_status_t op_reinvite(ssc_command *command)
{
    return ssc_with_call(command, reinvite);
}

static pj_status_t op_update(ssc_command *command)
{
    return ssc_with_call(command, update);
}

static pj_status_t op_cancel_reinvite(ssc_command *command)
{
    return ssc_with_call(command, cancel_reinvite);
}

static pj_status_t op_set_local_sdp(ssc_command *command)
{
    return ssc_with_call(command, set_local_sdp);
}

static const ssc_op ops[] = {{0x0202, "iSB(sS)S", op_answer},
                             {0x0203, "B(sS)S", op_reinvite},
                             {0x0204, "B(sS)S", op_update},
                             {0x0205, "", op_cancel_reinvite},
                             {0x0207, "b", op_set_local_sdp},
                             {0}};

const ssc_part ssc_offer_part = {"offers", ops, NULL, NULL, NULL};
