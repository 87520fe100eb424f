/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SRTP on top of an RTP transport, with keys from SDP (SDES, RFC 4568) or of a handshake (DTLS, RFC 5764). */
#include "ssc_rtp.h"

enum { SRTP_OFF = 0, SRTP_OPTIONAL = 1, SRTP_MANDATORY = 2, SRTP_DTLS = 3 };

static const char *const suites[] = {"AES_CM_128_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32",
                                     "AES_256_CM_HMAC_SHA1_32"};

/* Linked in with dtls.patch alone; without it a handshake may be followed by media in the clear, or with anybody. */
extern const int pjmedia_srtp_dtls_checks_channels __attribute__((weak));

static const pjmedia_srtp_info *srtp_info(const ssc_rtp *t, pjmedia_transport_info *info)
{
    return t->transport != t->lower && t->pool ? pjmedia_transport_info_get_spc_info(info, PJMEDIA_TRANSPORT_TYPE_SRTP)
                                               : NULL;
}

void ssc_srtp_describe(const ssc_rtp *t, pjmedia_transport_info *info, ssc_writer *w)
{
    const pjmedia_srtp_info *srtp = srtp_info(t, info);
    ssc_write_int(w, srtp && srtp->active);
    ssc_write_str(w, srtp && srtp->active ? &srtp->tx_policy.name : NULL);
}

static void tell(const ssc_rtp *t, pj_status_t status)
{
    pjmedia_transport_info info;
    char text[PJ_ERR_MSG_SIZE] = "";
    ssc_writer w = {0};
    pjmedia_transport_info_init(&info);
    pjmedia_transport_get_info(t->transport, &info);
    const pjmedia_srtp_info *srtp = srtp_info(t, &info);
    if (status == PJ_SUCCESS && !(srtp && srtp->active))
        return; /* done before it was started: ssc_srtp_started() tells */
    if (status != PJ_SUCCESS)
        ssc_describe(status, text, sizeof text);
    ssc_write_text(&w, text);
    ssc_write_str(&w, status == PJ_SUCCESS ? &srtp->tx_policy.name : NULL);
    ssc_emit(&w, t->id, EV_DTLS, status);
}

void ssc_srtp_started(const ssc_rtp *t)
{
    if (t->dtls)
        tell(t, PJ_SUCCESS);
}

/* On the worker. Keys that were not proved to be the peer's are of no use, even those in use by now. */
static void shaken(int64_t id, int status)
{
    ssc_rtp *t = ssc_get(id, SSC_RTP);
    if (!t)
        return;
    if (status != PJ_SUCCESS)
        pjmedia_transport_srtp_stop(t->transport);
    tell(t, status);
}

/* On the worker, the thread that reads the sockets, or that of the handshake's clock. */
static void on_handshake(pjmedia_transport *tp, pj_status_t status)
{
    ssc_media_post(shaken, (int64_t)(intptr_t)tp->user_data, status);
}

pj_status_t ssc_srtp_add(ssc_rtp *t, int policy)
{
    pjmedia_srtp_setting setting;
    if (policy == SRTP_OFF)
        return PJ_SUCCESS;
    if (policy < SRTP_OFF || policy > SRTP_DTLS)
        return PJ_EINVAL;
    t->dtls = policy == SRTP_DTLS;
    if (t->dtls && !&pjmedia_srtp_dtls_checks_channels)
        return PJ_ENOTSUP;
    pjmedia_srtp_setting_default(&setting);
    setting.use = policy == SRTP_OPTIONAL ? PJMEDIA_SRTP_OPTIONAL : PJMEDIA_SRTP_MANDATORY;
    setting.close_member_tp = PJ_TRUE;
    setting.keying_count = 1;
    setting.keying[0] = t->dtls ? PJMEDIA_SRTP_KEYING_DTLS_SRTP : PJMEDIA_SRTP_KEYING_SDES;
    setting.cb.on_srtp_nego_complete = on_handshake;
    setting.user_data = (void *)(intptr_t)t->id;
    setting.crypto_count = PJ_ARRAY_SIZE(suites);
    for (unsigned i = 0; i < setting.crypto_count; i++)
        setting.crypto[i] = (pjmedia_srtp_crypto){.name = pj_str((char *)suites[i])};
    pjmedia_transport *upper;
    pj_status_t status = pjmedia_transport_srtp_create(ssc_media_endpt, t->transport, &setting, &upper);
    if (status == PJ_SUCCESS)
        t->transport = upper;
    return status;
}
