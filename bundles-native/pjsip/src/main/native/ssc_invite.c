/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls: what Java asks for.  What happens to them is in ssc_invite_in.c. */
#include "ssc_call.h"

#include <stdlib.h>
#include <string.h>

enum { CANCEL_WITHIN_S = 5, REQUIRE_100REL = 1, SESSION_TIMERS = 2 };

static pjsip_module module = {.name = {"sipsimple-invite", 16}, .id = -1, .priority = PJSIP_MOD_PRIORITY_APPLICATION};

ssc_call_t *ssc_call_of(const pjsip_inv_session *inv)
{
    return inv->mod_data[module.id];
}

/* ---- life ---- */

static void on_timer(pj_timer_heap_t *heap, pj_timer_entry *entry);

pj_status_t ssc_call_add(ssc_call_t *c, pjsip_inv_session *inv, int64_t id)
{
    pj_status_t status = PJ_SUCCESS;
    c->inv = inv;
    pj_timer_entry_init(&c->timer, SSC_TIMER_NONE, c, on_timer);
    if (id) {
        status = ssc_put(id, SSC_CALL, c);
        c->id = id;
    } else if (!(c->id = ssc_put_incoming(SSC_CALL, c))) {
        status = PJ_ENOMEM;
    }
    if (status == PJ_SUCCESS) {
        inv->mod_data[module.id] = c;
        pjsip_inv_add_ref(inv);
        c->owner = ssc_dialog_attach(inv->dlg, c->id);
        if (!c->owner) {
            ssc_call_drop(c);
            status = PJ_ETOOMANY;
        }
    }
    return status;
}

/* The struct may be gone when this returns: it lives in the dialog. */
void ssc_call_drop(ssc_call_t *c)
{
    pjsip_inv_session *inv = c->inv;
    ssc_call_set_timer(c, SSC_TIMER_NONE, 0);
    ssc_remove(c->id);
    if (c->owner)
        c->owner->id = 0;
    free(c->local_sdp);
    c->local_sdp = NULL;
    inv->mod_data[module.id] = NULL;
    pjsip_inv_dec_ref(inv);
}

void ssc_call_set_timer(ssc_call_t *c, int what, int seconds)
{
    if (c->timer.id != SSC_TIMER_NONE)
        pjsip_endpt_cancel_timer(ssc_endpt, &c->timer);
    c->timer.id = what;
    if (what != SSC_TIMER_NONE) {
        pj_time_val delay = {seconds, 0};
        pjsip_endpt_schedule_timer(ssc_endpt, &c->timer, &delay);
    }
}

void ssc_call_keep_sdp(ssc_call_t *c, const pj_str_t *text)
{
    char *copy = text->ptr ? malloc((size_t)text->slen + 1) : NULL;
    if (!copy)
        return;
    memcpy(copy, text->ptr, (size_t)text->slen);
    copy[text->slen] = 0;
    free(c->local_sdp);
    c->local_sdp = copy;
}

pj_status_t ssc_call_send_ack(ssc_call_t *c, int cseq)
{
    pjsip_tx_data *ack;
    pj_status_t status = pjsip_inv_create_ack(c->inv, cseq, &ack);
    return status == PJ_SUCCESS ? pjsip_inv_send_msg(c->inv, ack) : status;
}

/* ---- ending ---- */

static bool before_answer(const pjsip_inv_session *inv)
{
    return inv->state < PJSIP_INV_STATE_CONNECTING;
}

static pj_status_t send_end(ssc_call_t *c, int code, const pj_str_t *reason, ssc_reader *headers)
{
    pjsip_inv_session *inv = c->inv;
    pjsip_tx_data *tdata = NULL;
    pj_status_t status = pjsip_inv_end_session(inv, code, reason, &tdata);
    if (status != PJ_SUCCESS || !tdata)
        return status;
    if (headers)
        status = ssc_add_headers(headers, tdata->pool, tdata->msg, false);
    if (status != PJ_SUCCESS) {
        pjsip_tx_data_dec_ref(tdata);
        return status;
    }
    return pjsip_inv_send_msg(inv, tdata);
}

/* PJSIP asserts what it could refuse, so each state is looked at before. */
pj_status_t ssc_call_end(ssc_call_t *c, int code, const pj_str_t *reason, ssc_reader *headers)
{
    pjsip_inv_session *inv = c->inv;
    pjsip_dialog *dlg = inv->dlg;
    pj_status_t status;
    bool unanswered = before_answer(inv);
    if (!unanswered || inv->role == PJSIP_ROLE_UAC)
        reason = NULL; /* it is the phrase of a rejection; a BYE or CANCEL says why in a Reason header */
    if (!unanswered)
        code = c->end_code ? c->end_code : PJSIP_SC_OK; /* PJSIP reports the highest code that it has heard of as the reason of the end */
    else if (inv->role == PJSIP_ROLE_UAC)
        code = PJSIP_SC_REQUEST_TERMINATED;
    else if (code < 300 || code > 699)
        code = PJSIP_SC_DECLINE;
    pjsip_dlg_inc_lock(dlg);
    c->ending = true;
    if (unanswered && (!inv->invite_tsx || (inv->role == PJSIP_ROLE_UAS &&
                                            (inv->invite_tsx->status_code >= 200 || !inv->last_answer)))) {
        status = pjsip_inv_terminate(inv, code, PJ_TRUE);
    } else {
        bool unheard = unanswered && inv->role == PJSIP_ROLE_UAC && inv->invite_tsx->status_code < 100;
        if (unheard) /* PJSIP sends the CANCEL after the first answer, which may never come */
            ssc_call_set_timer(c, SSC_TIMER_CANCEL, CANCEL_WITHIN_S);
        if (c->ack_waits) { /* BYE is for dialogs that are confirmed */
            c->ack_waits = false;
            pjmedia_sdp_neg_cancel_offer(inv->neg);
            ssc_call_send_ack(c, c->ack_cseq);
        }
        /* what ack and end make of the call is reported by its state; c may be gone when send_end returns */
        status = inv->state == PJSIP_INV_STATE_DISCONNECTED ? PJ_SUCCESS
                                                            : send_end(c, code, reason, headers);
    }
    pjsip_dlg_dec_lock(dlg);
    return status;
}

static void on_timer(pj_timer_heap_t *heap, pj_timer_entry *entry)
{
    ssc_call_t *c = entry->user_data;
    int what = entry->id;
    entry->id = SSC_TIMER_NONE;
    if (what == SSC_TIMER_CANCEL) {
        pjsip_inv_terminate(c->inv, 487, PJ_TRUE);
    } else if (before_answer(c->inv)) {
        c->timed_out = true;
        ssc_call_end(c, 487, NULL, NULL);
    }
}

/* ---- making ---- */

static pj_status_t session_timers(pjsip_inv_session *inv, int expires)
{
    pjsip_timer_setting setting;
    pjsip_timer_setting_default(&setting);
    if (expires >= (int)setting.min_se)
        setting.sess_expires = (unsigned)expires;
    return pjsip_timer_init_session(inv, &setting);
}

typedef struct {
    pj_str_t from, to, target, contact, call_id, sdp_text;
    ssc_reader headers, credentials;
    pjsip_route_hdr routes;
    int timeout, options, expires;
} invite_args;

void ssc_skip_list(ssc_reader *r, int texts)
{
    for (int n = ssc_read_int(r) * texts; n > 0 && !r->bad; n--)
        ssc_read_bytes(r);
}

static pj_status_t read_invite(ssc_reader *r, pj_pool_t *pool, invite_args *a)
{
    a->from = ssc_read_text(r, pool);
    a->to = ssc_read_text(r, pool);
    a->target = ssc_read_text(r, pool);
    a->contact = ssc_read_text(r, pool);
    pj_status_t status = ssc_read_routes(r, pool, &a->routes);
    if (status != PJ_SUCCESS)
        return status;
    a->call_id = ssc_read_text(r, pool);
    a->sdp_text = ssc_read_bytes(r);
    a->headers = *r;
    ssc_skip_list(r, 2);
    a->credentials = *r;
    ssc_skip_list(r, 3);
    a->timeout = ssc_read_int(r);
    a->options = ssc_read_int(r);
    a->expires = ssc_read_int(r);
    return r->bad ? PJ_EINVAL : PJ_SUCCESS;
}

static pj_status_t prepare_dialog(invite_args *a, pjsip_dialog *dlg, pj_pool_t *pool)
{
    pj_status_t status = ssc_read_credentials(&a->credentials, pool, &dlg->auth_sess);
    if (status == PJ_SUCCESS && !pj_list_empty(&a->routes))
        status = pjsip_dlg_set_route_set(dlg, &a->routes);
    if (a->call_id.slen)
        pj_strdup(dlg->pool, &dlg->call_id->id, &a->call_id);
    return status;
}

static pj_status_t start_call(ssc_command *command, invite_args *a, pjsip_dialog *dlg, pjsip_inv_session **made)
{
    pjmedia_sdp_session *sdp = NULL;
    unsigned options = PJSIP_INV_SUPPORT_100REL | PJSIP_INV_SUPPORT_UPDATE;
    pj_status_t status = prepare_dialog(a, dlg, command->pool);
    if (status == PJ_SUCCESS && a->sdp_text.ptr)
        status = ssc_parse_sdp(&a->sdp_text, dlg->pool, &sdp);
    if (a->options & REQUIRE_100REL)
        options |= PJSIP_INV_REQUIRE_100REL;
    if (a->options & SESSION_TIMERS)
        options |= PJSIP_INV_SUPPORT_TIMER;
    if (status == PJ_SUCCESS)
        status = pjsip_inv_create_uac(dlg, sdp, options, made);
    if (status == PJ_SUCCESS) /* Java's m-lines are taken as they are */
        (*made)->sdp_neg_flags |= PJMEDIA_SDP_NEG_ALLOW_MEDIA_CHANGE;
    if (status == PJ_SUCCESS && a->options & SESSION_TIMERS)
        status = session_timers(*made, a->expires);
    return status;
}

static pj_status_t send_invite(ssc_call_t *c, invite_args *a)
{
    pjsip_tx_data *tdata;
    pjsip_inv_session *inv = c->inv;
    pj_status_t status = pjsip_inv_invite(inv, &tdata);
    if (status == PJ_SUCCESS) {
        status = ssc_add_headers(&a->headers, tdata->pool, tdata->msg, false);
        if (status != PJ_SUCCESS)
            pjsip_tx_data_dec_ref(tdata);
    }
    if (status != PJ_SUCCESS) {
        ssc_call_drop(c);
        pjsip_inv_terminate(inv, 500, PJ_FALSE);
        return status;
    }
    ssc_call_keep_sdp(c, &a->sdp_text);
    if (a->timeout > 0)
        ssc_call_set_timer(c, SSC_TIMER_ANSWER, a->timeout);
    /* from here on the state says what becomes of it: a failure has already ended the call */
    pjsip_inv_add_ref(inv);
    status = pjsip_inv_send_msg(inv, tdata);
    if (status != PJ_SUCCESS && ssc_call_of(inv))
        pjsip_inv_terminate(inv, 503, PJ_TRUE);
    pjsip_inv_dec_ref(inv);
    return PJ_SUCCESS;
}

static pj_status_t op_invite(ssc_command *command)
{
    invite_args a = {0};
    pjsip_dialog *dlg;
    pjsip_inv_session *inv = NULL;
    if (command->id <= 0)
        return PJ_EINVAL;
    if (ssc_exists(command->id))
        return PJ_EEXISTS;
    pj_status_t status = read_invite(&command->args, command->pool, &a);
    if (status != PJ_SUCCESS)
        return status;
    status = pjsip_dlg_create_uac(pjsip_ua_instance(), &a.from, &a.contact, &a.to, a.target.slen ? &a.target : NULL, &dlg);
    if (status != PJ_SUCCESS)
        return status;
    pjsip_dlg_inc_lock(dlg);
    status = start_call(command, &a, dlg, &inv);
    if (status == PJ_SUCCESS) {
        ssc_call_t *c = PJ_POOL_ZALLOC_T(dlg->pool, ssc_call_t);
        status = ssc_call_add(c, inv, command->id);
        if (status == PJ_SUCCESS)
            status = send_invite(c, &a);
        else
            pjsip_inv_terminate(inv, 500, PJ_FALSE);
    } else if (inv) {
        pjsip_inv_terminate(inv, 500, PJ_FALSE);
    }
    pjsip_dlg_dec_lock(dlg); /* without a session this destroys it */
    return status;
}

/* ---- commands ---- */

pj_status_t ssc_with_call(ssc_command *command, pj_status_t (*fn)(ssc_call_t *c, ssc_command *command))
{
    ssc_call_t *c = ssc_get(command->id, SSC_CALL);
    if (!c)
        return PJ_ENOTFOUND;
    pjsip_inv_session *inv = c->inv;
    pjsip_dialog *dlg = inv->dlg;
    pjsip_dlg_inc_lock(dlg);
    pjsip_inv_add_ref(inv);
    pj_status_t status = fn(c, command);
    pjsip_inv_dec_ref(inv);
    pjsip_dlg_dec_lock(dlg);
    return status;
}

static pj_status_t end(ssc_call_t *c, ssc_command *command)
{
    int code = ssc_read_int(&command->args);
    pj_str_t reason = ssc_read_text(&command->args, command->pool);
    return ssc_call_end(c, code, reason.slen ? &reason : NULL, &command->args);
}

static pj_status_t op_end(ssc_command *command)
{
    return ssc_with_call(command, end);
}

static pj_status_t start(void)
{
    pj_status_t status;
    if ((status = pjsip_ua_init_module(ssc_endpt, &ssc_ua_param)) != PJ_SUCCESS ||
        (status = pjsip_inv_usage_init(ssc_endpt, &ssc_inv_callbacks)) != PJ_SUCCESS ||
        (status = pjsip_100rel_init_module(ssc_endpt)) != PJ_SUCCESS ||
        (status = pjsip_timer_init_module(ssc_endpt)) != PJ_SUCCESS ||
        (status = pjsip_replaces_init_module(ssc_endpt)) != PJ_SUCCESS)
        return status;
    ssc_set_incoming_timers(true, PJSIP_SESS_TIMER_DEF_SE, 90);
    return ssc_register_module(&module);
}

static void stop(void)
{
    ssc_call_t *c;
    while ((c = ssc_any(SSC_CALL))) {
        pjsip_dialog *dlg = c->inv->dlg;
        pjsip_dlg_inc_lock(dlg);
        pjsip_inv_terminate(c->inv, PJSIP_SC_SERVICE_UNAVAILABLE, PJ_TRUE);
        pjsip_dlg_dec_lock(dlg);
    }
}

static pj_status_t op_timers(ssc_command *command)
{
    int on = ssc_read_int(&command->args), expires = ssc_read_int(&command->args), min = ssc_read_int(&command->args);
    if (min < 90 || expires < min)
        return PJ_EINVAL;
    ssc_set_incoming_timers(on != 0, expires, min);
    return PJ_SUCCESS;
}

static const ssc_op ops[] = {{0x0201, "ssSs(s)SB(sS)(ssSS)iii", op_invite},
                             {0x0206, "iS(sS)", op_end},
                             {0x010C, "iii", op_timers},
                             {0}};

const ssc_part ssc_invite_part = {"calls", ops, start, stop, NULL};
