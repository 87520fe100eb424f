/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Functions of PJSIP that fail when the Subject of an INVITE names them, linked in front of the real ones (ld --wrap). What a
 * machine without memory would make of them cannot be had otherwise.
 */
#include "ssc_call.h"

#include <string.h>

static bool usages_fail;

static bool is_to_fail(pjsip_rx_data *rdata, const char *name)
{
    const pj_str_t subject = {(char *)"Subject", 7};
    const pjsip_generic_string_hdr *h = pjsip_msg_find_hdr_by_name(rdata->msg_info.msg, &subject, NULL);
    return h && !pj_strcmp2(&h->hvalue, name);
}

pj_status_t __real_pjsip_inv_create_uas(pjsip_dialog *dlg, pjsip_rx_data *rdata, const pjmedia_sdp_session *sdp,
                                        unsigned options, pjsip_inv_session **inv);

pj_status_t __wrap_pjsip_inv_create_uas(pjsip_dialog *dlg, pjsip_rx_data *rdata, const pjmedia_sdp_session *sdp,
                                        unsigned options, pjsip_inv_session **inv)
{
    usages_fail = false;
    if (is_to_fail(rdata, "session"))
        return PJ_ENOMEM;
    pj_status_t status = __real_pjsip_inv_create_uas(dlg, rdata, sdp, options, inv);
    usages_fail = is_to_fail(rdata, "usage"); /* from the next on */
    return status;
}

pj_status_t __real_pjsip_inv_initial_answer(pjsip_inv_session *inv, pjsip_rx_data *rdata, int code, const pj_str_t *text,
                                            const pjmedia_sdp_session *sdp, pjsip_tx_data **tdata);

pj_status_t __wrap_pjsip_inv_initial_answer(pjsip_inv_session *inv, pjsip_rx_data *rdata, int code, const pj_str_t *text,
                                            const pjmedia_sdp_session *sdp, pjsip_tx_data **tdata)
{
    return is_to_fail(rdata, "answer") ? PJ_ENOMEM
                                       : __real_pjsip_inv_initial_answer(inv, rdata, code, text, sdp, tdata);
}

pj_status_t __real_pjsip_dlg_add_usage(pjsip_dialog *dlg, pjsip_module *module, void *data);

pj_status_t __wrap_pjsip_dlg_add_usage(pjsip_dialog *dlg, pjsip_module *module, void *data)
{
    return usages_fail ? PJ_ETOOMANY : __real_pjsip_dlg_add_usage(dlg, module, data);
}
