/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compile-time configuration of the PJSIP that the library links. */
#ifndef SSC_CONFIG_SITE_H
#define SSC_CONFIG_SITE_H

/* pjlib */
#define PJ_HAS_IPV6                        1
#define PJ_LOG_MAX_LEVEL                   5
#define PJ_ENABLE_EXTRA_CHECK              1    /* argument checks stay when NDEBUG is set */
#define PJ_IOQUEUE_MAX_HANDLES             4096
#define PJ_MAX_HOSTNAME                    256
#define PJ_MAX_EXCEPTION_ID                32
#define PJ_TODO(id)

/* pjsip: table sizes are 2^n-1 because they become hash tables */
#define PJSIP_MAX_PKT_LEN                  65000
#define PJSIP_MAX_URL_SIZE                 1024
#define PJSIP_MAX_TSX_COUNT                16383
#define PJSIP_MAX_DIALOG_COUNT             16383
#define PJSIP_MAX_RESOLVED_ADDRESSES       8
#define PJSIP_UDP_SO_RCVBUF_SIZE           4000000
#define PJSIP_UDP_SO_SNDBUF_SIZE           4000000
#define PJSIP_TCP_KEEP_ALIVE_INTERVAL      0    /* keep-alives are Java's policy */
#define PJSIP_TLS_KEEP_ALIVE_INTERVAL      0

/* pjmedia; PJMEDIA_SDP_NEG_MAINTAIN_REMOTE_PT_MAP stays off: it indexes an array by a received number */
#define PJMEDIA_MAX_SDP_MEDIA              32
#define PJMEDIA_MAX_SDP_ATTR               128
#define PJMEDIA_MAX_SDP_FMT                64
#define PJMEDIA_HAS_G7221_CODEC            0
#define PJMEDIA_HAS_ILBC_CODEC             0
#define PJMEDIA_HAS_L16_CODEC              1
#define PJMEDIA_SRTP_HAS_DTLS              1
/* libsrtp is one for the process while copies of ours may be several: see init_srtp() */
#define PJMEDIA_LIBSRTP_AUTO_INIT_DEINIT   0
#define PJMEDIA_CODEC_MAX_SILENCE_PERIOD   -1
#define PJMEDIA_STREAM_ENABLE_XR           0
#define PJMEDIA_ADD_BANDWIDTH_TIAS_IN_SDP  0
#define PJMEDIA_AUDIO_DEV_HAS_NULL_AUDIO   1
#define PJMEDIA_AUDIO_DEV_HAS_BDIMAD       0

#endif
