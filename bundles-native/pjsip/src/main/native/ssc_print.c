/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of messages that are sent, in memory of its own length.
 *
 * PJSIP prints each into a buffer for the largest one there can be, and keeps that as long as the transaction, which is
 * 64 KiB for half a minute. Here it is printed just before PJSIP would, and PJSIP finds it done.
 */
#include "ssc.h"

#include <string.h>

static pj_status_t on_tx(pjsip_tx_data *tdata)
{
    static char text[PJSIP_MAX_PKT_LEN]; /* the worker alone is here */
    if (pjsip_tx_data_is_valid(tdata))
        return PJ_SUCCESS;
    pj_ssize_t len = pjsip_msg_print(tdata->msg, text, sizeof text);
    if (len <= 0)
        return PJ_SUCCESS; /* too long: PJSIP comes to the same end and knows what to do then */
    if (!tdata->buf.start || tdata->buf.end - tdata->buf.start <= len) {
        tdata->buf.start = pj_pool_alloc(tdata->pool, (pj_size_t)len + 1);
        tdata->buf.end = tdata->buf.start + len + 1;
    }
    memcpy(tdata->buf.start, text, (size_t)len);
    tdata->buf.start[len] = 0;
    tdata->buf.cur = tdata->buf.start + len;
    return PJ_SUCCESS;
}

/* Sending goes from high to low priority numbers: after all that add headers, and just before the transport layer. */
static pjsip_module module = {.name = {"sipsimple-print", 15},
                              .id = -1,
                              .priority = PJSIP_MOD_PRIORITY_TRANSPORT_LAYER + 1,
                              .on_tx_request = on_tx,
                              .on_tx_response = on_tx};

static pj_status_t start(void)
{
    return ssc_register_module(&module);
}

const ssc_part ssc_print_part = {"printing", NULL, start, NULL, NULL};
