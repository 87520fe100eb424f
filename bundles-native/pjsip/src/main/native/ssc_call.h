/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call, as the files about calls share it. */
#ifndef SSC_CALL_H
#define SSC_CALL_H

#include "ssc_sip.h"

/* Whose a dialog is: lives in the dialog's pool, and outlives the call or subscription, with id 0 then. */
typedef struct {
    int64_t id;
} ssc_owner_t;

typedef struct {
    int64_t id;
    ssc_owner_t *owner;
    pjsip_inv_session *inv; /* holds a reference until DISCONNECTED; this struct lives in its dialog's pool */
    bool reinvite_waits;    /* a re-INVITE of the peer wants an answer */
    bool ack_waits;         /* a 2xx brought an offer: its ACK waits for our answer */
    int ack_cseq;
    bool ending;    /* END was asked for: what still succeeds is ended by BYE */
    int end_code;   /* for that BYE */
    bool timed_out; /* cancelled because nobody answered */
    bool asking;    /* the request that is being sent is Java's, not a session timer's */
    pjsip_transaction *pending; /* our re-INVITE or UPDATE whose result is owed; only compared, never followed */
    pjsip_rx_data *update;      /* while PJSIP answers it */
    pj_str_t cancel;            /* the CANCEL that ends this call, for its Reason */
    char *local_sdp;            /* malloc: the last description that Java gave, the answer to an UPDATE */
    pj_timer_entry timer;       /* gives up: an INVITE nobody answers, or a CANCEL that cannot go out */
} ssc_call_t;

enum { SSC_TIMER_NONE, SSC_TIMER_ANSWER, SSC_TIMER_CANCEL };

/* ssc_invite.c */
ssc_call_t *ssc_call_of(const pjsip_inv_session *inv); /* NULL when it has ended */
pj_status_t ssc_call_add(ssc_call_t *c, pjsip_inv_session *inv, int64_t id); /* id 0: makes one */
void ssc_call_drop(ssc_call_t *c);
pj_status_t ssc_call_end(ssc_call_t *c, int code, const pj_str_t *reason, ssc_reader *headers);
void ssc_call_set_timer(ssc_call_t *c, int what, int seconds);
void ssc_call_keep_sdp(ssc_call_t *c, const pj_str_t *text);
pj_status_t ssc_call_send_ack(ssc_call_t *c, int cseq);

/* Runs fn with the dialog locked and the session held, for what it does may end both. */
pj_status_t ssc_with_call(ssc_command *command, pj_status_t (*fn)(ssc_call_t *c, ssc_command *command));
void ssc_skip_list(ssc_reader *r, int texts); /* a list of so many texts each */

/* ssc_offer.c */
extern const ssc_part ssc_offer_part;

/* ssc_invite_in.c */
extern const pjsip_inv_callback ssc_inv_callbacks;
extern const pjsip_ua_init_param ssc_ua_param;
void ssc_set_incoming_timers(bool on, int expires, int min);

/* ssc_dialog.c */
extern const ssc_part ssc_dialog_part;
/* From now on the dialog's other requests are reported for this id; NULL when that failed. */
ssc_owner_t *ssc_dialog_attach(pjsip_dialog *dlg, int64_t id);
int64_t ssc_dialog_id(const pjsip_dialog *dlg); /* 0 when it is nobody's (any more) */
void ssc_dialog_disown(pjsip_dialog *dlg);
/* Gives another Contact as ours from now on; empty text leaves it. */
pj_status_t ssc_dialog_set_contact(pjsip_dialog *dlg, const pj_str_t *text);
/* Sends a request of Java's in the dialog: args are method, headers, Content-Type, body. */
pj_status_t ssc_dialog_send(pjsip_dialog *dlg, int64_t request, ssc_reader *args, pj_pool_t *pool);

/* ssc_subscription.c */
extern const ssc_part ssc_subscription_part;

#endif
