/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A libFuzzer target for what reaches PJSIP as text: descriptions, messages and addresses, from the network and from Java,
 * through the fences of our border.  The first byte says which: 0 descriptions, 1 a message, 2 a header field.  See fuzz.sh.
 */
#include "ssc_call.h"

#include <stdlib.h>
#include <string.h>

static pj_caching_pool factory;

/* ---- the border without Java ---- */

void ssc_emit(ssc_writer *w, int64_t id, int type, int code)
{
    ssc_write_free(w);
}

unsigned long ssc_events_lost(void)
{
    return 0;
}

bool ssc_jni_attach(void *sink)
{
    return true;
}

void ssc_jni_detach(void)
{
}

void *ssc_shared_take(int64_t token, void **memory, size_t *size)
{
    return NULL;
}

void ssc_shared_release(void *shared)
{
}

/* ---- descriptions: an offer and an answer, separated by ~ ---- */

static void negotiate(pj_pool_t *pool, const pjmedia_sdp_session *a, const pjmedia_sdp_session *b)
{
    static char out[PJSIP_MAX_PKT_LEN];
    pjmedia_sdp_neg *neg;
    const pjmedia_sdp_session *agreed;
    /* a refused medium without c=, here or above: an error of the negotiation in the release, but an assertion in this build */
    if (pjmedia_sdp_validate(a))
        return;
    if (!pjmedia_sdp_neg_create_w_remote_offer(pool, NULL, a, &neg) && !pjmedia_sdp_neg_set_local_answer(pool, neg, b) &&
        !pjmedia_sdp_neg_negotiate(pool, neg, 0) && !pjmedia_sdp_neg_get_active_local(neg, &agreed))
        pjmedia_sdp_print(agreed, out, sizeof out);
    if (pjmedia_sdp_neg_create_w_local_offer(pool, a, &neg) || pjmedia_sdp_neg_set_remote_answer(pool, neg, b) ||
        pjmedia_sdp_neg_negotiate(pool, neg, 0))
        return;
    if (!pjmedia_sdp_neg_get_active_local(neg, &agreed))
        pjmedia_sdp_print(agreed, out, sizeof out);
    pjmedia_sdp_neg_modify_local_offer2(pool, neg, PJMEDIA_SDP_NEG_ALLOW_MEDIA_CHANGE, b);
}

#ifdef SSC_PLANTED
/* Shows that the target finds what is there to find. */
static void planted(const pjmedia_sdp_session *sdp)
{
    volatile char *formats = malloc(4);
    for (unsigned i = 0; i < sdp->media_count; i++)
        if (sdp->media[i]->desc.fmt_count > 4)
            formats[sdp->media[i]->desc.fmt_count] = 1;
    free((void *)formats);
}
#endif

static void try_sdp(pj_pool_t *pool, const char *data, size_t size)
{
    pjmedia_sdp_session *a, *b;
    const char *second = memchr(data, '~', size);
    size_t first = second ? (size_t)(second - data) : size;
    pj_str_t offer = {(char *)data, (pj_ssize_t)first};
    pj_str_t answer = second ? (pj_str_t){(char *)second + 1, (pj_ssize_t)(size - first - 1)} : offer;
    if (ssc_parse_sdp(&offer, pool, &a) || ssc_parse_sdp(&answer, pool, &b) || !a || !b)
        return;
#ifdef SSC_PLANTED
    planted(a);
#endif
    negotiate(pool, a, b);
}

/* ---- messages: parsed as they come from the network; bodies of several parts are never printed ---- */

static void try_message(pj_pool_t *pool, const char *data, size_t size)
{
    static char out[PJSIP_MAX_PKT_LEN + 5000];
    pjsip_parser_err_report errors;
    char *text = pj_pool_alloc(pool, size + 1);
    memcpy(text, data, size);
    text[size] = 0;
    pj_list_init(&errors);
    pjsip_msg *msg = pjsip_parse_msg(pool, text, size, &errors);
    if (!msg)
        return;
    if (msg->body)
        pjsip_get_sdp_info(pool, msg->body, NULL, NULL);
    msg->body = NULL;
    pjsip_msg_print(msg, out, sizeof out);
}

/* ---- addresses and header fields that Java hands down ---- */

static void write_headers(ssc_writer *w, const char *data, size_t size)
{
    const char *colon = memchr(data, ':', size);
    size_t name = colon ? (size_t)(colon - data) : 0;
    ssc_write_int(w, 1);
    ssc_write_bytes(w, colon ? data : "X-Any", colon ? name : 5);
    ssc_write_bytes(w, colon ? colon + 1 : data, colon ? size - name - 1 : size);
}

static void try_header(pj_pool_t *pool, const char *data, size_t size)
{
    static char out[PJSIP_MAX_PKT_LEN];
    ssc_writer routes = {0}, headers = {0};
    pjsip_route_hdr list;
    if (memchr(data, 0, size) || memchr(data, '\r', size) || memchr(data, '\n', size))
        return; /* refused before it gets here: ssc_fields_match() */
    char *text = pj_pool_alloc(pool, size + 1);
    memcpy(text, data, size);
    text[size] = 0;
    pjsip_uri *uri = pjsip_parse_uri(pool, text, size, PJSIP_PARSE_URI_AS_NAMEADDR);
    if (uri)
        pjsip_uri_print(PJSIP_URI_IN_FROMTO_HDR, uri, out, sizeof out);
    ssc_write_int(&routes, 1);
    ssc_write_bytes(&routes, data, size);
    ssc_reader reader = {routes.data, routes.data + routes.len, false};
    if (ssc_read_routes(&reader, pool, &list) == PJ_SUCCESS && !pj_list_empty(&list))
        pjsip_hdr_print_on((pjsip_hdr *)list.next, out, sizeof out);
    write_headers(&headers, data, size);
    reader = (ssc_reader){headers.data, headers.data + headers.len, false};
    pjsip_msg *msg = pjsip_msg_create(pool, PJSIP_RESPONSE_MSG);
    msg->line.status.code = 200;
    msg->line.status.reason = *pjsip_get_status_text(200);
    if (ssc_add_headers(&reader, pool, msg, true) == PJ_SUCCESS)
        pjsip_msg_print(msg, out, sizeof out);
    ssc_write_free(&routes);
    ssc_write_free(&headers);
}

/* ---- libFuzzer ---- */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static pjsip_endpoint *endpoint;
    pj_log_set_level(0);
    pj_init();
    pjlib_util_init();
    pj_caching_pool_init(&factory, NULL, 0);
    pjsip_endpt_create(&factory.factory, "fuzz", &endpoint);
    pjsip_tsx_layer_init_module(endpoint);
    pjsip_ua_init_module(endpoint, NULL);
    pjsip_inv_usage_init(endpoint, &ssc_inv_callbacks);
    pjsip_100rel_init_module(endpoint);
    pjsip_timer_init_module(endpoint);
    pjsip_replaces_init_module(endpoint);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    pj_pool_t *pool = pj_pool_create(&factory.factory, "input", 4000, 4000, NULL);
    const char *text = (const char *)data + 1;
    switch (data[0] % 3) {
    case 0: try_sdp(pool, text, size - 1); break;
    case 1: try_message(pool, text, size - 1); break;
    default: try_header(pool, text, size - 1); break;
    }
    pj_pool_release(pool);
    return 0;
}
