/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What RTP transports with and without ICE share. */
#ifndef SSC_RTP_H
#define SSC_RTP_H

#include "ssc_media.h"

struct ssc_rtp {
    ssc_rtp *next;
    int64_t id;
    pjmedia_transport *transport, *lower; /* the same unless there is an SRTP layer on top of the sockets */
    bool ice, dtls;
    bool created;    /* media_create() was done since the last reset */
    pj_pool_t *pool; /* of the descriptions it was started with; NULL when not started */
    pjmedia_sdp_session *local, *remote;
    bool closing; /* Java has closed it; the last stream is still attached */
    int holders;
};

/* Makes a transport of the sockets' one, secured by the policy, under the id; when that fails they are closed. */
pj_status_t ssc_rtp_adopt(int64_t id, pjmedia_transport *lower, bool ice, int policy);

/* ---- SRTP (ssc_srtp.c) ---- */

/* Puts SRTP on top of the sockets, where the policy has it (MediaOp.RTP_CREATE). */
pj_status_t ssc_srtp_add(ssc_rtp *t, int policy);
/* Writes whether keys are in use, and for which suite. */
void ssc_srtp_describe(const ssc_rtp *t, pjmedia_transport_info *info, ssc_writer *w);
/* Tells Java when the handshake was done before. */
void ssc_srtp_started(const ssc_rtp *t);

/* ---- what came before a stream (ssc_early.c) ---- */

/* Has the socket note when packets come. */
void ssc_early_watch(pj_sock_t socket);
/* Drops packets up to one that the peer, if there is one, has just sent; whether there is such a packet. */
bool ssc_early_keep(pj_sock_t socket, const pj_sockaddr *peer);
/* Where the peer of the one line sends from, unless its NAT does; false when that is no literal address. */
bool ssc_early_peer(const pjmedia_sdp_session *remote, pj_sockaddr *peer);

/* ---- ICE (ssc_ice.c) ---- */

/* Drops candidates with names, and those beyond what PJNATH has room for. */
void ssc_ice_limit(pjmedia_sdp_media *m);
/* Puts the default candidates into the one line. */
pj_status_t ssc_ice_default(const ssc_rtp *t, pj_pool_t *pool, pjmedia_sdp_session *one);
/* Whether the address of the one line is a literal. */
pj_status_t ssc_ice_check(const pjmedia_sdp_session *remote);
/* Tells Java when a negotiation is under way. */
void ssc_ice_started(ssc_rtp *t);
/* Writes the chosen pairs: list of (int local type, text local address, int remote type, text remote address). */
void ssc_ice_describe(const ssc_rtp *t, ssc_writer *w);

#endif
