/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the SIP files share among themselves. */
#ifndef SSC_SIP_H
#define SSC_SIP_H

#include "ssc.h"

/* ---- parts of messages (ssc_util.c) ---- */

/* Reads a list of (name, value) and adds it; PJ_EINVAL for a header that PJSIP makes itself, and Contact if not allowed. */
pj_status_t ssc_add_headers(ssc_reader *r, pj_pool_t *pool, pjsip_msg *msg, bool contact);
bool ssc_is_update(const pjsip_method *method);
bool ssc_is_token(const pj_str_t *s); /* RFC 3261 token, not empty */
/* Reads Content-Type and body; both absent: no body. */
pj_status_t ssc_add_body(ssc_reader *r, pj_pool_t *pool, pjsip_msg *msg);
/* Reads a list of Route values; the list is empty for none. */
pj_status_t ssc_read_routes(ssc_reader *r, pj_pool_t *pool, pjsip_route_hdr *list);
/* Reads a list of (realm, user, password, digest) for the session, which copies it. */
pj_status_t ssc_read_credentials(ssc_reader *r, pj_pool_t *pool, pjsip_auth_clt_sess *session);
/* *sdp is NULL for an absent text.  Refuses what would make PJSIP's negotiator corrupt memory. */
pj_status_t ssc_parse_sdp(const pj_str_t *text, pj_pool_t *pool, pjmedia_sdp_session **sdp);
void ssc_write_sdp(ssc_writer *w, const pjmedia_sdp_session *sdp); /* NULL: absent */
void ssc_write_raw_message(ssc_writer *w, const pjsip_rx_data *rdata); /* NULL: absent */
/* A Contact at the address that a request came to, for dialogs that Java gives none (yet). */
pj_str_t ssc_default_contact(const pjsip_rx_data *rdata, char *buf, size_t size);
/* The message of a transaction or dialog event, or NULL when something local caused it. */
pjsip_rx_data *ssc_event_rdata(const pjsip_event *e);

/* ---- requests from peers (ssc_incoming.c) ---- */

extern const ssc_part ssc_incoming_part;
/* Keeps the transaction until Java answers it; 0 when it could not, and the caller has to answer. */
int64_t ssc_incoming_keep(pjsip_transaction *tsx, pjsip_tx_data *response, bool in_dialog);
void ssc_answer_stateless(pjsip_rx_data *rdata, int code);
/* Logs why a request is refused: as our failure from 500 on, else as the peer's. */
void ssc_log_refusal(const pjsip_rx_data *rdata, int code, pj_status_t why);
/* Refuses a request that no dialog could be made for, and says why in the log and in a Warning. */
void ssc_refuse(pjsip_rx_data *rdata, pj_status_t why);

/* ---- calls (ssc_invite.c) ---- */

extern const ssc_part ssc_invite_part;
void ssc_invite_received(pjsip_rx_data *rdata);

/* ---- dialogs without a call (ssc_subscription.c) ---- */

bool ssc_opens_dialog(const pjsip_method *method);
void ssc_dialog_received(pjsip_rx_data *rdata);

/* ---- requests of ours (ssc_request.c) ---- */

extern const ssc_part ssc_request_part;

#endif
