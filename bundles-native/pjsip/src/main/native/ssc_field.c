/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing of fields: the whole encoding of the border is here and in FieldReader/FieldWriter. */
#include "ssc.h"

#include <stdlib.h>
#include <string.h>

static const uint32_t ABSENT = 0xFFFFFFFFu;

static const uint8_t *take(ssc_reader *r, size_t n)
{
    if (r->bad || (size_t)(r->end - r->at) < n) {
        r->bad = true;
        return NULL;
    }
    const uint8_t *p = r->at;
    r->at += n;
    return p;
}

int32_t ssc_read_int(ssc_reader *r)
{
    const uint8_t *p = take(r, 4);
    return p ? (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]) : 0;
}

int64_t ssc_read_long(ssc_reader *r)
{
    uint64_t high = (uint32_t)ssc_read_int(r);
    return (int64_t)(high << 32 | (uint32_t)ssc_read_int(r));
}

pj_str_t ssc_read_bytes(ssc_reader *r)
{
    pj_str_t s = {NULL, 0};
    uint32_t n = (uint32_t)ssc_read_int(r);
    if (r->bad || n == ABSENT)
        return s;
    const uint8_t *p = take(r, n);
    if (p) {
        s.ptr = (char *)p;
        s.slen = n;
    }
    return s;
}

pj_str_t ssc_read_text(ssc_reader *r, pj_pool_t *pool)
{
    pj_str_t s = ssc_read_bytes(r), copy = {NULL, 0};
    if (s.ptr)
        pj_strdup_with_null(pool, &copy, &s);
    return copy;
}

static bool plain(const pj_str_t *s)
{
    for (pj_ssize_t i = 0; i < s->slen; i++)
        if (s->ptr[i] == '\r' || s->ptr[i] == '\n' || s->ptr[i] == 0)
            return false;
    return true;
}

/* The ')' that ends the list whose layout begins at p. */
static const char *list_end(const char *p)
{
    int depth = 0;
    for (;; p++) {
        if (*p == '(')
            depth++;
        else if (*p == ')' && depth-- == 0)
            return p;
    }
}

static bool match(const char *layout, const char *end, ssc_reader *r)
{
    for (const char *f = layout; f < end && !r->bad; f++) {
        pj_str_t s;
        switch (*f) {
        case 'i':
            ssc_read_int(r);
            break;
        case 'l':
            ssc_read_long(r);
            break;
        case '(': {
            const char *close = list_end(f + 1);
            uint32_t n = (uint32_t)ssc_read_int(r);
            /* each item takes four bytes at least, which bounds the loop by the length of the command */
            if (r->bad || n > (size_t)(r->end - r->at) / 4)
                return false;
            while (n-- && match(f + 1, close, r))
                ;
            f = close;
            break;
        }
        default:
            s = ssc_read_bytes(r);
            if (r->bad || (*f == 's' && s.slen == 0) || (*f == 'b' && !s.ptr) || ((*f == 's' || *f == 'S') && !plain(&s)))
                r->bad = true;
        }
    }
    return !r->bad;
}

bool ssc_fields_match(const char *layout, const uint8_t *data, size_t len)
{
    ssc_reader r = {data, data + len, false};
    return match(layout, layout + strlen(layout), &r) && r.at == r.end;
}

static uint8_t *grow(ssc_writer *w, size_t n)
{
    if (w->failed)
        return NULL;
    if (n > w->cap - w->len) {
        size_t cap = (w->len + n) * 2 + 128;
        uint8_t *data = cap > INT32_MAX ? NULL : realloc(w->data, cap);
        if (!data) {
            w->failed = true;
            return NULL;
        }
        w->data = data;
        w->cap = cap;
    }
    uint8_t *p = w->data + w->len;
    w->len += n;
    return p;
}

void ssc_write_int(ssc_writer *w, int32_t v)
{
    uint8_t *p = grow(w, 4);
    if (p) {
        p[0] = (uint8_t)((uint32_t)v >> 24);
        p[1] = (uint8_t)((uint32_t)v >> 16);
        p[2] = (uint8_t)((uint32_t)v >> 8);
        p[3] = (uint8_t)v;
    }
}

void ssc_write_long(ssc_writer *w, int64_t v)
{
    ssc_write_int(w, (int32_t)((uint64_t)v >> 32));
    ssc_write_int(w, (int32_t)v);
}

void ssc_write_bytes(ssc_writer *w, const void *p, size_t n)
{
    if (!p) {
        ssc_write_int(w, (int32_t)ABSENT);
        return;
    }
    ssc_write_int(w, (int32_t)n);
    uint8_t *to = n ? grow(w, n) : NULL;
    if (to)
        memcpy(to, p, n);
}

void ssc_write_raw(ssc_writer *w, const void *p, size_t n)
{
    uint8_t *to = n ? grow(w, n) : NULL;
    if (to)
        memcpy(to, p, n);
}

void ssc_write_text(ssc_writer *w, const char *s)
{
    ssc_write_bytes(w, s ? s : "", s ? strlen(s) : 0);
}

void ssc_write_str(ssc_writer *w, const pj_str_t *s)
{
    bool some = s && s->ptr && s->slen > 0;
    ssc_write_bytes(w, some ? s->ptr : "", some ? (size_t)s->slen : 0);
}

void ssc_write_free(ssc_writer *w)
{
    free(w->data);
    memset(w, 0, sizeof *w);
}
