/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recorders: what comes to a slot of a mixer, as a 16-bit PCM WAV file of the mixer's rate.
 *
 * PJMEDIA's own writer is not used: it says nothing when the disk is full or when it cannot complete the header.
 */
#include "ssc_media.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEADER = 44, BUFFER = 32768 };

typedef struct {
    pjmedia_port base;
    pj_pool_t *pool;
    int64_t id;
    FILE *file;      /* the clock thread's until the port has left the mixer */
    uint32_t bytes;  /* of sound */
    int error;       /* errno of the first failed write */
    char buffer[BUFFER];
} recorder_port;

typedef struct recorder {
    struct recorder *next;
    int64_t id, mixer;
    int slot;
    recorder_port *port;
} recorder;

static recorder *recorders;

static void failed(int64_t id, int error)
{
    char text[PJ_ERR_MSG_SIZE];
    ssc_writer w = {0};
    if (!ssc_get(id, SSC_RECORDER))
        return;
    ssc_describe(PJ_STATUS_FROM_OS(error), text, sizeof text);
    ssc_write_text(&w, text);
    ssc_emit(&w, id, EV_RECORDER_FAILED, PJ_STATUS_FROM_OS(error));
}

static void put_le(uint8_t *p, uint32_t v, int n)
{
    for (int i = 0; i < n; i++, v >>= 8)
        p[i] = (uint8_t)v;
}

static bool write_header(recorder_port *p, unsigned rate)
{
    uint8_t h[HEADER] = "RIFF....WAVEfmt ";
    put_le(h + 4, p->bytes + HEADER - 8, 4);
    put_le(h + 16, 16, 4);
    put_le(h + 20, 1, 2);
    put_le(h + 22, 1, 2);
    put_le(h + 24, rate, 4);
    put_le(h + 28, rate * 2, 4);
    put_le(h + 32, 2, 2);
    put_le(h + 34, 16, 2);
    memcpy(h + 36, "data", 4);
    put_le(h + 40, p->bytes, 4);
    return fseek(p->file, 0, SEEK_SET) == 0 && fwrite(h, 1, HEADER, p->file) == HEADER;
}

/* On the mixer's clock thread. */
static pj_status_t put_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    recorder_port *p = (recorder_port *)port;
    if (frame->type != PJMEDIA_FRAME_TYPE_AUDIO || p->error || frame->size > UINT32_MAX - HEADER - p->bytes)
        return PJ_SUCCESS; /* nobody speaks, or the file can take no more */
    int16_t *samples = frame->buf;
    size_t count = frame->size / 2;
#if defined(PJ_IS_BIG_ENDIAN) && PJ_IS_BIG_ENDIAN
    for (size_t i = 0; i < count; i++)
        samples[i] = (int16_t)pj_swap16((pj_uint16_t)samples[i]);
#endif
    if (fwrite(samples, 2, count, p->file) == count) {
        p->bytes += (uint32_t)(count * 2);
    } else {
        p->error = errno ? errno : EIO;
        ssc_media_post(failed, p->id, p->error);
    }
    return PJ_SUCCESS;
}

static pj_status_t on_destroy(pjmedia_port *port)
{
    recorder_port *p = (recorder_port *)port;
    if (p->file)
        fclose(p->file);
    pj_pool_release(p->pool);
    return PJ_SUCCESS;
}

/* A pipe that nobody reads is refused (ENXIO) where a plain fopen() would make the worker wait. */
static FILE *open_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0666);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!f && fd >= 0)
        close(fd);
    return f;
}

static pj_status_t make_port(int64_t id, const char *path, unsigned rate, recorder_port **made)
{
    pj_pool_t *pool = ssc_media_pool("recorder");
    recorder_port *p = PJ_POOL_ZALLOC_T(pool, recorder_port);
    pj_str_t name = pj_str("recorder");
    p->pool = pool;
    p->id = id;
    p->file = open_file(path);
    if (p->file)
        setvbuf(p->file, p->buffer, _IOFBF, sizeof p->buffer);
    /* on the disk at once, so that a full one is found at the start */
    if (!p->file || !write_header(p, rate) || fflush(p->file)) {
        pj_status_t status = PJ_RETURN_OS_ERROR(errno);
        on_destroy(&p->base);
        return status;
    }
    pjmedia_port_info_init(&p->base.info, &name, PJMEDIA_SIG_CLASS_PORT_AUD('S', 'R'), rate, 1, 16, rate / 50);
    p->base.put_frame = put_frame;
    p->base.on_destroy = on_destroy;
    pj_status_t status = pjmedia_port_init_grp_lock(&p->base, pool, NULL);
    if (status != PJ_SUCCESS)
        on_destroy(&p->base);
    *made = p;
    return status;
}

/* Completes the file; 0 or an errno. */
static int complete(recorder_port *p)
{
    errno = 0;
    bool header = write_header(p, PJMEDIA_PIA_SRATE(&p->base.info));
    int error = p->error ? p->error : header ? 0 : errno ? errno : EIO;
    if (fclose(p->file) && !error)
        error = errno ? errno : EIO;
    p->file = NULL;
    return error;
}

static void left(void *object)
{
    recorder *r = object, **at = &recorders;
    char text[PJ_ERR_MSG_SIZE] = "";
    ssc_writer w = {0};
    while (*at != r)
        at = &(*at)->next;
    *at = r->next;
    int error = complete(r->port);
    if (error)
        ssc_describe(PJ_STATUS_FROM_OS(error), text, sizeof text);
    ssc_write_text(&w, text);
    ssc_write_long(&w, r->port->bytes);
    ssc_emit(&w, r->id, EV_RECORDER_CLOSED, error ? PJ_STATUS_FROM_OS(error) : 0);
    pjmedia_port_destroy(&r->port->base);
    free(r);
}

static pj_status_t op_start(ssc_command *c)
{
    int64_t mixer = ssc_read_long(&c->args);
    pj_str_t path = ssc_read_text(&c->args, c->pool);
    ssc_mixer *m = ssc_mixer_get(mixer);
    recorder_port *port = NULL;
    if (!m)
        return PJ_ENOTFOUND;
    pj_status_t status = make_port(c->id, path.ptr, ssc_mixer_rate(m), &port);
    if (status != PJ_SUCCESS)
        return status;
    int slot = -1;
    recorder *r = calloc(1, sizeof *r);
    status = r ? ssc_put(c->id, SSC_RECORDER, r) : PJ_ENOMEM;
    if (status == PJ_SUCCESS && (status = ssc_mixer_put(m, &port->base, NULL, &slot)) != PJ_SUCCESS)
        ssc_remove(c->id);
    if (status != PJ_SUCCESS) {
        free(r);
        pjmedia_port_destroy(&port->base);
        return status;
    }
    *r = (recorder){recorders, c->id, mixer, slot, port};
    recorders = r;
    ssc_write_int(c->answer, slot);
    return PJ_SUCCESS;
}

static void end(recorder *r)
{
    ssc_remove(r->id);
    ssc_mixer_take(r->mixer, r->slot, false, left, r);
}

static pj_status_t op_stop(ssc_command *c)
{
    recorder *r = ssc_get(c->id, SSC_RECORDER);
    if (!r)
        return PJ_ENOTFOUND;
    end(r);
    return PJ_SUCCESS;
}

static void stop(void)
{
    recorder *r;
    while ((r = ssc_any(SSC_RECORDER)))
        end(r);
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    int64_t some = 0;
    for (recorder *r = recorders; r; r = r->next)
        some++;
    put(to, "recorders", some);
}

static const ssc_op ops[] = {{0x0450, "ls", op_start}, {0x0451, "", op_stop}, {0}};

const ssc_part ssc_recorder_part = {"recorders", ops, NULL, stop, count};
