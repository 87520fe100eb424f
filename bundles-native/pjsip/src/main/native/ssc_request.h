/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request of ours that is no INVITE, in a dialog or outside. */
#ifndef SSC_REQUEST_H
#define SSC_REQUEST_H

#include "ssc_sip.h"

typedef struct {
    int64_t id;
    pj_pool_t *pool;
    pjsip_transaction *tsx; /* only compared, and followed while it is not terminated */
    int module_id; /* whose mod_data of transaction and message points here */
    pjsip_auth_clt_sess auth;
    bool has_auth;
    int tries;
    int failure; /* why sending failed at once; 0 otherwise */
    pj_timer_entry timer;
} ssc_request_t;

ssc_request_t *ssc_request_new(int64_t id, pj_status_t *status); /* NULL with status when the id is of no use */
/* Makes the transaction, if there is one, forget r. */
void ssc_request_detach(ssc_request_t *r);
void ssc_request_free(ssc_request_t *r);
/* Reports what the transaction came to; a final one frees r. */
void ssc_request_report(ssc_request_t *r, const pjsip_transaction *tsx, const pjsip_event *e);
/* Reports a failure that has no transaction, and frees r. */
void ssc_request_fail(ssc_request_t *r, int code, pj_status_t status);

#endif
