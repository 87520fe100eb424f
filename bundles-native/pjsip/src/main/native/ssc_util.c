/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From fields to parts of messages and back. */
#include "ssc_sip.h"

#include <stdio.h>
#include <string.h>

/* Headers that PJSIP or another field of the command makes: a second one would be a malformed message. */
static bool reserved(const pj_str_t *name, bool contact)
{
    static const char *const names[] = {"Via",     "v", "From",  "f",            "To",           "t",
                                        "Call-ID", "i", "CSeq",  "Route",
                                        "Record-Route", "Max-Forwards", "Content-Type", "c", "Content-Length", "l"};
    for (size_t i = 0; i < PJ_ARRAY_SIZE(names); i++)
        if (!pj_stricmp2(name, names[i]))
            return true;
    return !contact && (!pj_stricmp2(name, "Contact") || !pj_stricmp2(name, "m"));
}

bool ssc_is_token(const pj_str_t *s)
{
    for (pj_ssize_t i = 0; i < s->slen; i++)
        if (!pj_isalnum((unsigned char)s->ptr[i]) && !strchr("-.!%*_+`'~", s->ptr[i]))
            return false;
    return s->slen > 0;
}

bool ssc_is_update(const pjsip_method *method)
{
    return !pj_strcmp2(&method->name, "UPDATE");
}

pj_status_t ssc_add_headers(ssc_reader *r, pj_pool_t *pool, pjsip_msg *msg, bool contact)
{
    for (int n = ssc_read_int(r); n > 0 && !r->bad; n--) {
        pj_str_t name = ssc_read_text(r, pool), value = ssc_read_text(r, pool);
        if (!ssc_is_token(&name) || reserved(&name, contact))
            return PJ_EINVAL;
        pjsip_msg_add_hdr(msg, (pjsip_hdr *)pjsip_generic_string_hdr_create(pool, &name, &value));
    }
    return r->bad ? PJ_EINVAL : PJ_SUCCESS;
}

pj_status_t ssc_add_body(ssc_reader *r, pj_pool_t *pool, pjsip_msg *msg)
{
    const pj_str_t header = {(char *)"Content-Type", 12};
    pj_str_t type = ssc_read_text(r, pool), data = ssc_read_bytes(r);
    if (!data.ptr)
        return PJ_SUCCESS;
    pjsip_ctype_hdr *h = type.ptr ? pjsip_parse_hdr(pool, &header, type.ptr, (pj_size_t)type.slen, NULL) : NULL;
    if (!h)
        return PJ_EINVAL;
    msg->body = pjsip_msg_body_create(pool, &h->media.type, &h->media.subtype, &data);
    if (!msg->body)
        return PJ_ENOMEM;
    pjsip_media_type_cp(pool, &msg->body->content_type, &h->media); /* with its parameters */
    return PJ_SUCCESS;
}

pj_status_t ssc_read_routes(ssc_reader *r, pj_pool_t *pool, pjsip_route_hdr *list)
{
    const pj_str_t header = {(char *)"Route", 5};
    pj_list_init(list);
    for (int n = ssc_read_int(r); n > 0 && !r->bad; n--) {
        pj_str_t value = ssc_read_text(r, pool);
        pjsip_hdr *h = pjsip_parse_hdr(pool, &header, value.ptr, (pj_size_t)value.slen, NULL);
        if (!h || h->type != PJSIP_H_ROUTE)
            return PJSIP_EINVALIDHDR;
        pj_list_push_back(list, h);
    }
    return PJ_SUCCESS;
}

/* Two for a digest of 64 digits: it doesn't show by which of the two algorithms of that length it was made. */
static int read_credential(ssc_reader *r, pj_pool_t *pool, pjsip_cred_info cred[2])
{
    pj_bzero(cred, 2 * sizeof *cred);
    cred[0].realm = ssc_read_text(r, pool);
    cred[0].scheme = pj_str((char *)"digest");
    cred[0].username = ssc_read_text(r, pool);
    cred[0].data_type = PJSIP_CRED_DATA_PLAIN_PASSWD;
    cred[0].data = ssc_read_text(r, pool);
    pj_str_t digest = ssc_read_text(r, pool);
    if (digest.slen == 0)
        return 1;
    cred[0].data_type = PJSIP_CRED_DATA_DIGEST;
    cred[0].data = digest;
    cred[1] = cred[0];
    switch (digest.slen) {
    case 32:
        cred[0].algorithm_type = PJSIP_AUTH_ALGORITHM_MD5;
        return 1;
    case 64:
        cred[0].algorithm_type = PJSIP_AUTH_ALGORITHM_SHA256;
        cred[1].algorithm_type = PJSIP_AUTH_ALGORITHM_SHA512_256;
        return 2;
    default:
        return 0; /* PJSIP would read as many digits as the algorithm has */
    }
}

pj_status_t ssc_read_credentials(ssc_reader *r, pj_pool_t *pool, pjsip_auth_clt_sess *session)
{
    pjsip_cred_info cred[16];
    int n = ssc_read_int(r), count = 0;
    if (n > (int)PJ_ARRAY_SIZE(cred) / 2)
        return PJ_ETOOMANY;
    for (int i = 0; i < n; i++) {
        int more = read_credential(r, pool, cred + count);
        if (more == 0)
            return PJ_EINVAL;
        count += more;
    }
    return count > 0 ? pjsip_auth_clt_set_credentials(session, count, cred) : PJ_SUCCESS;
}

enum { FIRST_DYNAMIC = 96, LAST_NUMBER = 127 };

/*
 * PJSIP's negotiator uses the number of every rtpmap of a local description as an index, whether or not its m-line
 * names it, and trusts it to be below 128. For a dynamic number that it has seen before it takes another that is free,
 * and trusts that there is one.
 */
static bool numbers_are_safe(const pjmedia_sdp_session *sdp)
{
    for (unsigned i = 0; i < sdp->media_count; i++) {
        const pjmedia_sdp_media *m = sdp->media[i];
        unsigned dynamic = 0;
        for (unsigned j = 0; j < m->attr_count; j++) {
            pjmedia_sdp_rtpmap map;
            if (pj_strcmp2(&m->attr[j]->name, "rtpmap")) /* names are case-sensitive, RFC 8866 5.13 */
                continue;
            if (pjmedia_sdp_attr_get_rtpmap(m->attr[j], &map) != PJ_SUCCESS || map.pt.slen > 3)
                return false;
            unsigned long number = pj_strtoul(&map.pt);
            dynamic += number >= FIRST_DYNAMIC;
            if (number > LAST_NUMBER || dynamic > LAST_NUMBER - FIRST_DYNAMIC + 1)
                return false;
        }
    }
    return true;
}

pj_status_t ssc_parse_sdp(const pj_str_t *given, pj_pool_t *pool, pjmedia_sdp_session **sdp)
{
    pj_str_t text;
    *sdp = NULL;
    if (!given->ptr)
        return PJ_SUCCESS;
    pj_strdup_with_null(pool, &text, given);
    pj_status_t status = pjmedia_sdp_parse(pool, text.ptr, (pj_size_t)text.slen, sdp);
    if (status == PJ_SUCCESS)
        status = pjmedia_sdp_validate2(*sdp, PJ_FALSE);
    if (status == PJ_SUCCESS && !numbers_are_safe(*sdp))
        status = PJMEDIA_SDP_EINPT;
    if (status != PJ_SUCCESS)
        *sdp = NULL;
    return status;
}

void ssc_write_sdp(ssc_writer *w, const pjmedia_sdp_session *sdp)
{
    static char buf[PJSIP_MAX_PKT_LEN]; /* the worker alone is here */
    int n = sdp ? pjmedia_sdp_print(sdp, buf, sizeof buf) : -1;
    ssc_write_bytes(w, n >= 0 ? buf : NULL, n >= 0 ? (size_t)n : 0);
}

void ssc_write_raw_message(ssc_writer *w, const pjsip_rx_data *rdata)
{
    ssc_write_bytes(w, rdata ? rdata->msg_info.msg_buf : NULL, rdata ? (size_t)rdata->msg_info.len : 0);
}

pjsip_rx_data *ssc_event_rdata(const pjsip_event *e)
{
    if (!e)
        return NULL;
    if (e->type == PJSIP_EVENT_TSX_STATE && e->body.tsx_state.type == PJSIP_EVENT_RX_MSG)
        return e->body.tsx_state.src.rdata;
    return e->type == PJSIP_EVENT_RX_MSG ? e->body.rx_msg.rdata : NULL;
}

pj_str_t ssc_default_contact(const pjsip_rx_data *rdata, char *buf, size_t size)
{
    const pjsip_transport *tp = rdata->tp_info.transport;
    const char *word = ssc_transport_word(tp->key.type);
    bool v6 = tp->key.type & PJSIP_TRANSPORT_IPV6;
    int n = snprintf(buf, size, "<sip:%s%.*s%s:%d%s%s>", v6 ? "[" : "", (int)tp->local_name.host.slen,
                     tp->local_name.host.ptr, v6 ? "]" : "", tp->local_name.port, strcmp(word, "udp") ? ";transport=" : "",
                     strcmp(word, "udp") ? word : "");
    return (pj_str_t){buf, n < (int)size ? n : 0};
}
