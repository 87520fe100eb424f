/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other requests of a call's dialog (INFO, MESSAGE, OPTIONS, REFER and any that PJSIP does not know), both ways. */
#include "ssc_call.h"
#include "ssc_request.h"

/* Numbers of the border: Event.java. */
enum { EV_IN_DIALOG_REQUEST = 0x0207 };

enum { MAX_TRIES = 2 };

static pj_bool_t on_rx_request(pjsip_rx_data *rdata);
static void on_tsx_state(pjsip_transaction *tsx, pjsip_event *e);

/* After the invite session and event subscriptions, which have their own requests in the same dialog. */
static pjsip_module module = {.name = {"sipsimple-dialog", 16},
                              .id = -1,
                              .priority = PJSIP_MOD_PRIORITY_APPLICATION,
                              .on_rx_request = on_rx_request,
                              .on_tsx_state = on_tsx_state};

ssc_owner_t *ssc_dialog_attach(pjsip_dialog *dlg, int64_t id)
{
    ssc_owner_t *owner = PJ_POOL_ZALLOC_T(dlg->pool, ssc_owner_t);
    owner->id = id;
    return pjsip_dlg_add_usage(dlg, &module, owner) == PJ_SUCCESS ? owner : NULL;
}

int64_t ssc_dialog_id(const pjsip_dialog *dlg)
{
    const ssc_owner_t *owner = dlg->mod_data[module.id];
    return owner ? owner->id : 0;
}

void ssc_dialog_disown(pjsip_dialog *dlg)
{
    ssc_owner_t *owner = dlg->mod_data[module.id];
    owner->id = 0;
}

pj_status_t ssc_dialog_set_contact(pjsip_dialog *dlg, const pj_str_t *text)
{
    const pj_str_t name = {(char *)"Contact", 7};
    if (!text->slen)
        return PJ_SUCCESS;
    pj_str_t copy;
    pj_strdup_with_null(dlg->pool, &copy, text);
    pjsip_hdr *h = pjsip_parse_hdr(dlg->pool, &name, copy.ptr, (pj_size_t)copy.slen, NULL);
    if (!h || h->type != PJSIP_H_CONTACT || ((pjsip_contact_hdr *)h)->star)
        return PJSIP_EINVALIDHDR;
    dlg->local.contact = (pjsip_contact_hdr *)h;
    return PJ_SUCCESS;
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
    pjsip_tx_data *response;
    if (!dlg || !tsx || is_of_the_session(&rdata->msg_info.msg->line.req.method))
        return PJ_FALSE;
    int64_t owner = ssc_dialog_id(dlg);
    if (!owner)
        return PJ_TRUE; /* refused by on_tsx_state(), when the transaction can be answered */
    if (pjsip_dlg_create_response(dlg, rdata, 200, NULL, &response) != PJ_SUCCESS)
        return PJ_FALSE; /* PJSIP answers 500 */
    int64_t id = ssc_incoming_keep(tsx, response, true);
    if (!id)
        return PJ_FALSE;
    ssc_writer w = {0};
    ssc_write_long(&w, id);
    ssc_write_raw_message(&w, rdata);
    ssc_write_message_source(&w, rdata);
    ssc_emit(&w, owner, EV_IN_DIALOG_REQUEST, 0);
    return PJ_TRUE;
}

/* ---- ours ---- */

/*
 * In a call a challenged request is sent again by PJSIP's session, as a new transaction of the same message; the
 * message remembers whose it is.
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

static pj_status_t send_in(pjsip_dialog *dlg, ssc_request_t *r, pjsip_tx_data *tdata)
{
    r->module_id = module.id;
    r->failure = PJ_EBUSY;
    tdata->mod_data[module.id] = r;
    pj_status_t status = pjsip_dlg_send_request(dlg, tdata, module.id, r);
    if (status == PJ_SUCCESS && !r->tsx)
        status = r->failure;
    r->failure = 0;
    return status;
}

/* Without a call's session it is ours to answer a challenge. */
static bool try_again(ssc_request_t *r, pjsip_transaction *tsx, pjsip_event *e)
{
    pjsip_dialog *dlg = pjsip_tsx_get_dlg(tsx);
    pjsip_rx_data *rdata = ssc_event_rdata(e);
    pjsip_tx_data *tdata;
    if (!dlg || !rdata || (tsx->status_code != 401 && tsx->status_code != 407) || pjsip_dlg_get_inv_session(dlg) ||
        r->tries++ >= MAX_TRIES ||
        pjsip_auth_clt_reinit_req(&dlg->auth_sess, rdata, tsx->last_tx, &tdata) != PJ_SUCCESS)
        return false;
    ssc_request_detach(r);
    return send_in(dlg, r, tdata) == PJ_SUCCESS;
}

/* A dialog that has been given up is only there until its last transaction has ended. */
static void refuse_when_ownerless(pjsip_transaction *tsx, pjsip_event *e)
{
    pjsip_dialog *dlg = pjsip_tsx_get_dlg(tsx);
    pjsip_rx_data *rdata = ssc_event_rdata(e);
    if (tsx->state == PJSIP_TSX_STATE_TRYING && dlg && rdata && !ssc_dialog_id(dlg) && !is_of_the_session(&tsx->method))
        pjsip_dlg_respond(dlg, rdata, PJSIP_SC_CALL_TSX_DOES_NOT_EXIST, NULL, NULL, NULL);
}

static void on_tsx_state(pjsip_transaction *tsx, pjsip_event *e)
{
    if (tsx->role == PJSIP_ROLE_UAS)
        refuse_when_ownerless(tsx, e);
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
        if (tsx->status_code >= 200 && tsx->state >= PJSIP_TSX_STATE_COMPLETED) {
            if (r->failure || !try_again(r, tsx, e))
                finish(r, tsx, e);
        } else if (tsx->state == PJSIP_TSX_STATE_PROCEEDING)
            ssc_request_report(r, tsx, e);
    }
}

static pj_status_t make_request(pjsip_dialog *dlg, ssc_reader *args, pj_pool_t *pool, pjsip_tx_data **tdata)
{
    pjsip_method method;
    pj_str_t name = ssc_read_text(args, pool);
    pjsip_method_init_np(&method, &name);
    if (!ssc_is_token(&name) || is_of_the_session(&method))
        return PJ_EINVAL;
    if (dlg->state == PJSIP_DIALOG_STATE_NULL && !ssc_opens_dialog(&method))
        return PJ_EINVAL;
    pj_status_t status = pjsip_dlg_create_request(dlg, &method, -1, tdata);
    if (status != PJ_SUCCESS)
        return status;
    status = ssc_add_headers(args, (*tdata)->pool, (*tdata)->msg, false);
    if (status == PJ_SUCCESS)
        status = ssc_add_body(args, (*tdata)->pool, (*tdata)->msg);
    if (status != PJ_SUCCESS)
        pjsip_tx_data_dec_ref(*tdata);
    return status;
}

pj_status_t ssc_dialog_send(pjsip_dialog *dlg, int64_t request, ssc_reader *args, pj_pool_t *pool)
{
    pjsip_tx_data *tdata;
    pj_status_t status = make_request(dlg, args, pool, &tdata);
    if (status != PJ_SUCCESS)
        return status;
    ssc_request_t *r = ssc_request_new(request, &status);
    if (!r) {
        pjsip_tx_data_dec_ref(tdata);
        return status;
    }
    status = send_in(dlg, r, tdata);
    if (status != PJ_SUCCESS)
        ssc_request_fail(r, PJSIP_SC_SERVICE_UNAVAILABLE, status);
    return PJ_SUCCESS;
}

/* The id is the request's; the first argument is that of the call or dialog. */
static pj_status_t op_dialog_request(ssc_command *command)
{
    int64_t id = ssc_read_long(&command->args);
    const ssc_call_t *c = ssc_get(id, SSC_CALL);
    pjsip_dialog *dlg = c ? c->inv->dlg : ssc_get(id, SSC_SUBSCRIPTION);
    if (!dlg)
        return PJ_ENOTFOUND;
    if (command->id <= 0 || ssc_exists(command->id))
        return command->id <= 0 ? PJ_EINVAL : PJ_EEXISTS;
    if (dlg->state != PJSIP_DIALOG_STATE_ESTABLISHED)
        return PJ_EINVALIDOP;
    pjsip_dlg_inc_lock(dlg);
    pj_status_t status = ssc_dialog_send(dlg, command->id, &command->args, command->pool);
    pjsip_dlg_dec_lock(dlg);
    return status;
}

static pj_status_t op_set_contact(ssc_command *command)
{
    const ssc_call_t *c = ssc_get(command->id, SSC_CALL);
    pjsip_dialog *dlg = c ? c->inv->dlg : ssc_get(command->id, SSC_SUBSCRIPTION);
    pj_str_t text = ssc_read_text(&command->args, command->pool);
    if (!dlg)
        return PJ_ENOTFOUND;
    pjsip_dlg_inc_lock(dlg);
    pj_status_t status = ssc_dialog_set_contact(dlg, &text);
    pjsip_dlg_dec_lock(dlg);
    return status;
}

static pj_status_t start(void)
{
    return ssc_register_module(&module);
}

static const ssc_op ops[] = {{0x0208, "ls(sS)SB", op_dialog_request}, {0x0303, "s", op_set_contact}, {0}};

const ssc_part ssc_dialog_part = {"dialogs", ops, start, NULL, NULL};
