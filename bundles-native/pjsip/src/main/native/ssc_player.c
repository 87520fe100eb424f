/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Players: WAV files as ports of a mixer.
 *
 * PJMEDIA's own player is not used: it trusts the file's header where a hostile one divides by zero, and does not play
 * rates such as 11025 Hz, of which no whole number of samples fits a tick of the mixer.
 */
#include "ssc_media.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TICKS = 50, ODD_TO_RATE = 16000 }; /* ticks in a second; what odd rates become, two ticks at a time */
enum { WAV_PCM = 1, WAV_ALAW = 6, WAV_ULAW = 7, WAV_EXTENSIBLE = 0xFFFE, MIN_RATE = 8000, MAX_RATE = 48000, MAX_CHANNELS = 8 };

typedef struct {
    pjmedia_port base;
    pj_pool_t *pool;
    int64_t id;
    FILE *file;
    uint32_t left; /* bytes of sound */
    int format, channels, bytes; /* of one sample of one channel */
    bool told;
    unsigned count; /* samples of one frame as in the file */
    uint8_t *raw;   /* that frame */
    int16_t *odd;   /* the same as PCM, when it has to be resampled */
    pjmedia_resample *resample;
} player_port;

typedef struct player {
    struct player *next;
    int64_t id, mixer;
    int slot;
    player_port *port;
} player;

static player *players;

/* ---- the file ---- */

/* Not one that could make the worker wait, such as a pipe. */
static FILE *open_file(const char *path)
{
    struct stat is;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    FILE *f = NULL;
    if (fd < 0)
        return NULL;
    errno = EINVAL;
    if (fstat(fd, &is) == 0 && S_ISREG(is.st_mode))
        f = fdopen(fd, "rb");
    if (!f)
        close(fd);
    return f;
}

static uint32_t le(const uint8_t *p, int n)
{
    uint32_t v = 0;
    while (n-- > 0)
        v = v << 8 | p[n];
    return v;
}

static pj_status_t read_format(FILE *f, uint32_t size, player_port *p, unsigned *rate)
{
    uint8_t b[40];
    size_t take = PJ_MIN(size, sizeof b);
    if (size < 16 || fread(b, 1, take, f) != take)
        return PJMEDIA_ENOTVALIDWAVE;
    p->format = (int)le(b, 2);
    if (p->format == WAV_EXTENSIBLE && take >= 26)
        p->format = (int)le(b + 24, 2); /* the sub-format begins with the plain one's number */
    p->channels = (int)le(b + 2, 2);
    *rate = le(b + 4, 4);
    unsigned bits = le(b + 14, 2);
    p->bytes = p->format == WAV_PCM ? 2 : 1;
    bool known = p->format == WAV_PCM || p->format == WAV_ALAW || p->format == WAV_ULAW;
    if (!known || bits != (unsigned)p->bytes * 8 || p->channels < 1 || p->channels > MAX_CHANNELS || *rate < MIN_RATE ||
        *rate > MAX_RATE || *rate % (TICKS / 2))
        return PJMEDIA_EWAVEUNSUPP;
    return fseek(f, (long)(size - take + (size & 1)), SEEK_CUR) ? PJMEDIA_ENOTVALIDWAVE : PJ_SUCCESS;
}

/* Leaves the file at its first sample. */
static pj_status_t read_header(FILE *f, player_port *p, unsigned *rate)
{
    uint8_t b[12];
    if (fread(b, 1, 12, f) != 12 || memcmp(b, "RIFF", 4) || memcmp(b + 8, "WAVE", 4))
        return PJMEDIA_ENOTVALIDWAVE;
    bool have_format = false;
    while (fread(b, 1, 8, f) == 8) {
        uint32_t size = le(b + 4, 4);
        if (!memcmp(b, "fmt ", 4)) {
            pj_status_t status = read_format(f, size, p, rate);
            if (status != PJ_SUCCESS)
                return status;
            have_format = true;
        } else if (!memcmp(b, "data", 4)) {
            p->left = size; /* a recorder that crashed leaves 0 or too much: the end of the file decides as well */
            return have_format && size ? PJ_SUCCESS : have_format ? PJMEDIA_EWAVETOOSHORT : PJMEDIA_ENOTVALIDWAVE;
        } else if (fseek(f, (long)size + (size & 1), SEEK_CUR)) {
            return PJMEDIA_ENOTVALIDWAVE;
        }
    }
    return PJMEDIA_ENOTVALIDWAVE;
}

/* ---- the port: on the mixer's clock thread ---- */

static void ended(int64_t id, int unused)
{
    ssc_writer w = {0};
    if (ssc_get(id, SSC_PLAYER))
        ssc_emit(&w, id, EV_PLAYER_ENDED, 0);
}

static int sample(const player_port *p, const uint8_t *at)
{
    if (p->format == WAV_ALAW)
        return pjmedia_alaw2linear(*at);
    if (p->format == WAV_ULAW)
        return pjmedia_ulaw2linear(*at);
    return (int16_t)le(at, 2);
}

/* Reads the next frame as mono PCM, with silence behind the end; false when there was nothing left. */
static bool read_samples(player_port *p, int16_t *to)
{
    size_t step = (size_t)p->bytes * (unsigned)p->channels, want = PJ_MIN(p->count * step, p->left);
    size_t got = want ? fread(p->raw, 1, want, p->file) : 0;
    p->left = got < want ? 0 : p->left - (uint32_t)got;
    for (unsigned i = 0; i < p->count; i++) {
        int sum = 0;
        if ((i + 1) * step <= got)
            for (int channel = 0; channel < p->channels; channel++)
                sum += sample(p, p->raw + i * step + (unsigned)(channel * p->bytes));
        to[i] = (int16_t)(sum / p->channels);
    }
    return got >= step;
}

static pj_status_t get_frame(pjmedia_port *port, pjmedia_frame *frame)
{
    player_port *p = (player_port *)port;
    if (!read_samples(p, p->resample ? p->odd : frame->buf)) {
        if (!p->told)
            ssc_media_post(ended, p->id, 0);
        p->told = true;
        frame->type = PJMEDIA_FRAME_TYPE_NONE;
        frame->size = 0;
        return PJ_SUCCESS;
    }
    if (p->resample)
        pjmedia_resample_run(p->resample, p->odd, frame->buf);
    frame->type = PJMEDIA_FRAME_TYPE_AUDIO;
    frame->size = PJMEDIA_PIA_SPF(&port->info) * sizeof(int16_t);
    return PJ_SUCCESS;
}

static pj_status_t on_destroy(pjmedia_port *port)
{
    player_port *p = (player_port *)port;
    if (p->file)
        fclose(p->file);
    if (p->resample)
        pjmedia_resample_destroy(p->resample);
    pj_pool_release(p->pool);
    return PJ_SUCCESS;
}

static pj_status_t make_port(int64_t id, const char *path, player_port **made)
{
    pj_pool_t *pool = ssc_media_pool("player");
    player_port *p = PJ_POOL_ZALLOC_T(pool, player_port);
    pj_str_t name = pj_str("player");
    unsigned rate = 0;
    p->pool = pool;
    p->id = id;
    p->file = open_file(path);
    pj_status_t status = p->file ? read_header(p->file, p, &rate) : PJ_RETURN_OS_ERROR(errno);
    if (status != PJ_SUCCESS) {
        on_destroy(&p->base);
        return status;
    }
    unsigned played = rate % TICKS ? ODD_TO_RATE : rate, frames = rate % TICKS ? TICKS / 2 : TICKS;
    p->count = rate / frames;
    p->raw = pj_pool_alloc(pool, (pj_size_t)p->count * (unsigned)(p->bytes * p->channels));
    p->odd = pj_pool_alloc(pool, p->count * sizeof *p->odd);
    if (played != rate &&
        (status = pjmedia_resample_create(pool, PJ_TRUE, PJ_TRUE, 1, rate, played, p->count, &p->resample)) != PJ_SUCCESS) {
        on_destroy(&p->base);
        return status;
    }
    pjmedia_port_info_init(&p->base.info, &name, PJMEDIA_SIG_CLASS_PORT_AUD('S', 'P'), played, 1, 16, played / frames);
    p->base.get_frame = get_frame;
    p->base.on_destroy = on_destroy;
    if ((status = pjmedia_port_init_grp_lock(&p->base, pool, NULL)) != PJ_SUCCESS)
        on_destroy(&p->base);
    *made = p;
    return status;
}

/* ---- commands ---- */

static void left(void *object)
{
    player *p = object, **at = &players;
    while (*at != p)
        at = &(*at)->next;
    *at = p->next;
    pjmedia_port_destroy(&p->port->base);
    free(p);
}

static pj_status_t op_start(ssc_command *c)
{
    int64_t mixer = ssc_read_long(&c->args);
    pj_str_t path = ssc_read_text(&c->args, c->pool);
    int volume = ssc_read_int(&c->args);
    ssc_mixer *m = ssc_mixer_get(mixer);
    player_port *port = NULL;
    if (!m)
        return PJ_ENOTFOUND;
    pj_status_t status = make_port(c->id, path.ptr, &port);
    if (status != PJ_SUCCESS)
        return status;
    int slot = -1;
    player *p = calloc(1, sizeof *p);
    status = p ? ssc_put(c->id, SSC_PLAYER, p) : PJ_ENOMEM;
    if (status == PJ_SUCCESS && (status = ssc_mixer_put(m, &port->base, NULL, &slot)) != PJ_SUCCESS)
        ssc_remove(c->id);
    if (status != PJ_SUCCESS) {
        free(p);
        pjmedia_port_destroy(&port->base);
        return status;
    }
    *p = (player){players, c->id, mixer, slot, port};
    players = p;
    ssc_mixer_volume(mixer, slot, volume);
    ssc_write_int(c->answer, slot);
    return PJ_SUCCESS;
}

static pj_status_t op_volume(ssc_command *c)
{
    player *p = ssc_get(c->id, SSC_PLAYER);
    if (!p)
        return PJ_ENOTFOUND;
    ssc_mixer_volume(p->mixer, p->slot, ssc_read_int(&c->args));
    return PJ_SUCCESS;
}

static void end(player *p)
{
    ssc_remove(p->id);
    ssc_mixer_take(p->mixer, p->slot, false, left, p);
}

static pj_status_t op_stop(ssc_command *c)
{
    player *p = ssc_get(c->id, SSC_PLAYER);
    if (!p)
        return PJ_ENOTFOUND;
    end(p);
    return PJ_SUCCESS;
}

static void stop(void)
{
    player *p;
    while ((p = ssc_any(SSC_PLAYER)))
        end(p);
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    int64_t some = 0;
    for (player *p = players; p; p = p->next)
        some++;
    put(to, "players", some);
}

static const ssc_op ops[] = {{0x0440, "lsi", op_start}, {0x0441, "i", op_volume}, {0x0442, "", op_stop}, {0}};

const ssc_part ssc_player_part = {"players", ops, NULL, stop, count};
