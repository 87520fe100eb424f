/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dialogs without a call, made by SUBSCRIBE or REFER.  PJSIP keeps tags, routes, CSeq and credentials; what RFC 6665
 * says of subscriptions (states, refreshing, retrying) is Java's.
 */
#include "ssc_call.h"

/* Numbers of the border: Event.java. */
enum { EV_DIALOG_RECEIVED = 0x0301 };

/* Holds the dialog while an id stands for it. */
static pjsip_module module = {
    .name = {"sipsimple-subscription", 22}, .id = -1, .priority = PJSIP_MOD_PRIORITY_APPLICATION};

bool ssc_opens_dialog(const pjsip_method *method)
{
    return !pj_strcmp2(&method->name, "SUBSCRIBE") || !pj_strcmp2(&method->name, "REFER");
}

static ssc_owner_t *hold(pjsip_dialog *dlg, int64_t id)
{
    ssc_owner_t *owner = ssc_dialog_attach(dlg, id);
    if (owner)
        pjsip_dlg_inc_session(dlg, &module);
    return owner;
}

static void let_go(pjsip_dialog *dlg)
{
    pjsip_dlg_inc_lock(dlg);
    ssc_remove(ssc_dialog_id(dlg));
    ssc_dialog_disown(dlg);
    pjsip_dlg_dec_session(dlg, &module);
    pjsip_dlg_dec_lock(dlg); /* destroys it when no transaction is left */
}

/* ---- from a peer ---- */

static int64_t accept_dialog(pjsip_dialog *dlg, pjsip_rx_data *rdata, int64_t *request)
{
    pjsip_tx_data *response;
    int64_t id = ssc_put_incoming(SSC_SUBSCRIPTION, dlg);
    if (!id || !hold(dlg, id)) {
        ssc_remove(id);
        pjsip_dlg_respond(dlg, rdata, 500, NULL, NULL, NULL);
        return 0;
    }
    *request = 0;
    if (pjsip_dlg_create_response(dlg, rdata, 200, NULL, &response) == PJ_SUCCESS)
        *request = ssc_incoming_keep(pjsip_rdata_get_tsx(rdata), response, true);
    if (*request)
        return id;
    pjsip_dlg_respond(dlg, rdata, 500, NULL, NULL, NULL);
    let_go(dlg);
    return 0;
}

void ssc_dialog_received(pjsip_rx_data *rdata)
{
    char buf[PJ_MAX_HOSTNAME + 60];
    pj_str_t contact = ssc_default_contact(rdata, buf, sizeof buf);
    pjsip_dialog *dlg;
    int64_t request;
    pj_status_t status = pjsip_dlg_create_uas_and_inc_lock(pjsip_ua_instance(), rdata, &contact, &dlg);
    if (status != PJ_SUCCESS) {
        ssc_refuse(rdata, status);
        return;
    }
    int64_t id = accept_dialog(dlg, rdata, &request);
    if (id) {
        ssc_writer w = {0};
        ssc_write_long(&w, request);
        ssc_write_raw_message(&w, rdata);
        ssc_write_message_source(&w, rdata);
        ssc_write_addr(&w, &rdata->tp_info.transport->local_addr);
        ssc_emit(&w, id, EV_DIALOG_RECEIVED, 0);
    }
    pjsip_dlg_dec_lock(dlg);
}

/* ---- commands ---- */

static pj_status_t make_dialog(ssc_command *command, pjsip_dialog **dlg)
{
    ssc_reader *args = &command->args;
    pj_pool_t *pool = command->pool;
    pjsip_route_hdr routes;
    pj_str_t from = ssc_read_text(args, pool), to = ssc_read_text(args, pool), target = ssc_read_text(args, pool),
             contact = ssc_read_text(args, pool);
    pj_status_t status = ssc_read_routes(args, pool, &routes);
    pj_str_t call_id = ssc_read_text(args, pool);
    if (status == PJ_SUCCESS)
        status = pjsip_dlg_create_uac(pjsip_ua_instance(), &from, &contact, &to, target.slen ? &target : NULL, dlg);
    if (status != PJ_SUCCESS)
        return status;
    pjsip_dlg_inc_lock(*dlg);
    if (call_id.slen)
        pj_strdup((*dlg)->pool, &(*dlg)->call_id->id, &call_id);
    status = ssc_read_credentials(args, pool, &(*dlg)->auth_sess);
    if (status == PJ_SUCCESS && !pj_list_empty(&routes))
        status = pjsip_dlg_set_route_set(*dlg, &routes);
    if (status != PJ_SUCCESS)
        pjsip_dlg_dec_lock(*dlg); /* without a session this destroys it */
    return status;
}

static pj_status_t op_open(ssc_command *command)
{
    pjsip_dialog *dlg;
    int64_t request = ssc_read_long(&command->args);
    if (request <= 0 || command->id <= 0 || request == command->id)
        return PJ_EINVAL;
    if (ssc_exists(request) || ssc_exists(command->id))
        return PJ_EEXISTS;
    pj_status_t status = make_dialog(command, &dlg);
    if (status != PJ_SUCCESS)
        return status;
    if (hold(dlg, command->id)) {
        status = ssc_put(command->id, SSC_SUBSCRIPTION, dlg);
        if (status == PJ_SUCCESS)
            status = ssc_dialog_send(dlg, request, &command->args, command->pool);
        if (status != PJ_SUCCESS)
            let_go(dlg);
    } else {
        status = PJ_ETOOMANY;
    }
    pjsip_dlg_dec_lock(dlg);
    return status;
}

static pj_status_t op_close(ssc_command *command)
{
    pjsip_dialog *dlg = ssc_get(command->id, SSC_SUBSCRIPTION);
    if (!dlg)
        return PJ_ENOTFOUND;
    let_go(dlg);
    return PJ_SUCCESS;
}

static pj_status_t start(void)
{
    return ssc_register_module(&module);
}

static void stop(void)
{
    pjsip_dialog *dlg;
    while ((dlg = ssc_any(SSC_SUBSCRIPTION)))
        let_go(dlg);
}

static const ssc_op ops[] = {{0x0301, "lssSs(s)S(ssSS)s(sS)SB", op_open}, {0x0302, "", op_close}, {0}};

const ssc_part ssc_subscription_part = {"subscriptions", ops, start, stop, NULL};
