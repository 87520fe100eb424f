/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other requests of a call's dialog (INFO, MESSAGE, OPTIONS, REFER and any that PJSIP does not know), both ways. */
#include "ssc_call.h"
#include "ssc_request.h"

/* Numbers of the border: Event.java. */
enum { EV_IN_DIALOG_REQUEST = 0x0207 };

static pj_bool_t on_rx_request(pjsip_rx_data *rdata);
static void on_tsx_state(pjsip_transaction *tsx, pjsip_event *e);

/* After the invite session and event subscriptions, which have their own requests in the same dialog. */
static pjsip_module module = {.name = {"sipsimple-dialog", 16},
                              .id = -1,
                              .priority = PJSIP_MOD_PRIORITY_APPLICATION,
                              .on_rx_request = on_rx_request,
                              .on_tsx_state = on_tsx_state};

/* A dialog usage's data is the session and not the call, which may end before the dialog. */
pj_status_t ssc_dialog_attach(ssc_call_t *c)
{
    return pjsip_dlg_add_usage(c->inv->dlg, &module, c->inv);
}

ssc_call_t *ssc_dialog_call(const pjsip_dialog *dlg)
{
    const pjsip_inv_session *inv = dlg->mod_data[module.id];
    return inv ? ssc_call_of(inv) : NULL;
}

static bool is_of_the_session(const pjsip_method *method)
{
    return ssc_is_update(method) || !pjsip_method_cmp(method, &pjsip_prack_method) || method->id == PJSIP_INVITE_METHOD || method->id == PJSIP_ACK_METHOD || method->id == PJSIP_BYE_METHOD ||
           method->id == PJSIP_CANCEL_METHOD;
}

/* Called before PJSIP has fed the request to its transaction; the answer comes later by a command. */
static pj_bool_t on_rx_request(pjsip_rx_data *rdata)
{
    pjsip_dialog *dlg = pjsip_rdata_get_dlg(rdata);
    pjsip_transaction *tsx = pjsip_rdata_get_tsx(rdata);
    const ssc_call_t *c = dlg ? ssc_dialog_call(dlg) : NULL;
    pjsip_tx_data *response;
    if (!c || !tsx || is_of_the_session(&rdata->msg_info.msg->line.req.method))
        return PJ_FALSE;
    if (pjsip_dlg_create_response(dlg, rdata, 200, NULL, &response) != PJ_SUCCESS)
        return PJ_FALSE; /* PJSIP answers 500 */
    int64_t id = ssc_incoming_keep(tsx, response);
    if (!id)
        return PJ_TRUE;
    ssc_writer w = {0};
    ssc_write_long(&w, id);
    ssc_write_raw_message(&w, rdata);
    ssc_write_message_source(&w, rdata);
    ssc_emit(&w, c->id, EV_IN_DIALOG_REQUEST, 0);
    return PJ_TRUE;
}

/* ---- ours ---- */

/*
 * A challenged request is sent again by PJSIP's session, as a new transaction of the same message; the message
 * remembers whose it is.
 */
static ssc_request_t *request_of(pjsip_transaction *tsx)
{
    ssc_request_t *r = tsx->mod_data[module.id];
    return r || !tsx->last_tx ? r : tsx->last_tx->mod_data[module.id];
}

static void finish(ssc_request_t *r, pjsip_transaction *tsx, pjsip_event *e)
{
    ssc_request_detach(r);
    if (r->failure) /* inside op_call_request(), which reports */
        r->failure = tsx->transport_err ? tsx->transport_err : PJ_ECANCELLED;
    else
        ssc_request_report(r, tsx, e);
}

static void on_tsx_state(pjsip_transaction *tsx, pjsip_event *e)
{
    ssc_request_t *r = tsx->role == PJSIP_ROLE_UAC ? request_of(tsx) : NULL;
    if (!r)
        return;
    if (tsx->state <= PJSIP_TSX_STATE_TRYING) {
        if (r->tsx != tsx)
            ssc_request_detach(r); /* the challenged transaction lives on, perhaps longer than the request */
        tsx->mod_data[module.id] = r;
        tsx->last_tx->mod_data[module.id] = r;
        r->tsx = tsx;
    } else if (r->tsx == tsx) { /* else it has been sent again */
        if (tsx->status_code >= 200 && tsx->state >= PJSIP_TSX_STATE_COMPLETED)
            finish(r, tsx, e);
        else if (tsx->state == PJSIP_TSX_STATE_PROCEEDING)
            ssc_request_report(r, tsx, e);
    }
}

static pj_status_t make_request(ssc_call_t *c, ssc_command *command, pjsip_tx_data **tdata)
{
    ssc_reader *args = &command->args;
    pjsip_method method;
    pj_str_t name = ssc_read_text(args, command->pool);
    pjsip_method_init_np(&method, &name);
    if (!ssc_is_token(&name) || is_of_the_session(&method))
        return PJ_EINVAL;
    if (c->inv->dlg->state != PJSIP_DIALOG_STATE_ESTABLISHED)
        return PJ_EINVALIDOP;
    pj_status_t status = pjsip_dlg_create_request(c->inv->dlg, &method, -1, tdata);
    if (status != PJ_SUCCESS)
        return status;
    status = ssc_add_headers(args, (*tdata)->pool, (*tdata)->msg, false);
    if (status == PJ_SUCCESS)
        status = ssc_add_body(args, (*tdata)->pool, (*tdata)->msg);
    if (status != PJ_SUCCESS)
        pjsip_tx_data_dec_ref(*tdata);
    return status;
}

static pj_status_t send_request(ssc_call_t *c, ssc_command *command)
{
    pjsip_tx_data *tdata;
    pjsip_dialog *dlg = c->inv->dlg;
    pj_status_t status = make_request(c, command, &tdata);
    if (status != PJ_SUCCESS)
        return status;
    ssc_request_t *r = ssc_request_new(command->id, &status);
    if (!r) {
        pjsip_tx_data_dec_ref(tdata);
        return status;
    }
    r->module_id = module.id;
    r->failure = PJ_EBUSY;
    tdata->mod_data[module.id] = r;
    status = pjsip_dlg_send_request(dlg, tdata, module.id, r);
    if (status == PJ_SUCCESS && r->tsx)
        r->failure = 0;
    else
        ssc_request_fail(r, PJSIP_SC_SERVICE_UNAVAILABLE, status != PJ_SUCCESS ? status : r->failure);
    return PJ_SUCCESS;
}

/* The id is the request's; its call is the first argument. */
static pj_status_t op_call_request(ssc_command *command)
{
    int64_t request = command->id, call = ssc_read_long(&command->args);
    ssc_call_t *c = ssc_get(call, SSC_CALL);
    if (!c)
        return PJ_ENOTFOUND;
    if (request <= 0 || ssc_exists(request))
        return request <= 0 ? PJ_EINVAL : PJ_EEXISTS;
    pjsip_dialog *dlg = c->inv->dlg;
    pjsip_dlg_inc_lock(dlg);
    pj_status_t status = send_request(c, command);
    pjsip_dlg_dec_lock(dlg);
    return status;
}

static pj_status_t start(void)
{
    return ssc_register_module(&module);
}

static const ssc_op ops[] = {{0x0208, "ls(sS)SB", op_call_request}, {0}};

const ssc_part ssc_dialog_part = {"dialogs", ops, start, NULL, NULL};
