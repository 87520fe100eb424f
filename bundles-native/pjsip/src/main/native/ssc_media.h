/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the media files share among themselves.
 *
 * Three kinds of threads run pjmedia: the worker, one clock per mixer, and one that polls RTP sockets.  Only the worker
 * makes, changes and destroys objects; the others report by ssc_post_task(), with an id and never with a pointer, since
 * the object may be gone when the task is run.
 */
#ifndef SSC_MEDIA_H
#define SSC_MEDIA_H

#include "ssc.h"

#include <pjmedia.h>

/* Kinds of ids. */
enum { SSC_MIXER = SSC_MEDIA, SSC_RTP, SSC_STREAM, SSC_PLAYER, SSC_RECORDER,
       SSC_MIXER_PORT, SSC_TONES, SSC_PCM };

/* Numbers of the border: MediaEvent.java. */
enum { EV_DTMF = 0x0401, EV_RTP_RECEIVED, EV_STREAM_FAILED, EV_PLAYER_ENDED, EV_RECORDER_FAILED, EV_RECORDER_CLOSED,
       EV_RTP_RESET, EV_NAT_DETECTED, EV_TONES_ENDED, EV_ICE, EV_DTLS };

/* ---- endpoint (ssc_media.c) ---- */

extern pjmedia_endpt *ssc_media_endpt;
extern const ssc_part ssc_media_part, ssc_nat_part, ssc_device_part, ssc_mixer_part, ssc_rtp_part, ssc_ice_part, ssc_stream_part, ssc_player_part,
    ssc_recorder_part, ssc_slot_part, ssc_mixport_part, ssc_tone_part, ssc_pcm_part;

/* Posts fn(id, value) to the worker; when it does not run, there is nothing left to tell.  Any thread. */
void ssc_media_post(void (*fn)(int64_t id, int value), int64_t id, int value);
/* A pool for one object, which frees it with the object. */
pj_pool_t *ssc_media_pool(const char *name);

/* ---- what drives a mixer (ssc_device.c) ---- */

typedef struct ssc_drive ssc_drive;

/* Names as of the devices, or system_default; absent ones: no device, and with both absent a clock. */
pj_status_t ssc_drive_start(pjmedia_port *bridge, unsigned rate, const pj_str_t *input, const pj_str_t *output, int tail,
                            ssc_drive **made);
/* Waits for the clock or device, up to some frames; nothing drives the bridge from then on. */
void ssc_drive_stop(ssc_drive *d);
/* Writes the names of input and output in use, empty for none. */
void ssc_drive_describe(const ssc_drive *d, ssc_writer *w);

/* ---- the devices' place in a mixer (ssc_desk.c) ---- */

typedef struct ssc_desk ssc_desk;

pj_status_t ssc_desk_create(pjmedia_port *bridge, unsigned rate, ssc_desk **made);
pjmedia_port *ssc_desk_inside(ssc_desk *d);  /* for a slot */
pjmedia_port *ssc_desk_outside(ssc_desk *d); /* for the drive, in the bridge's stead */
/* When neither bridge nor drive are there any more. */
void ssc_desk_destroy(ssc_desk *d);

/* ---- mixers (ssc_mixer.c) ---- */

typedef struct ssc_mixer ssc_mixer;

/*
 * A slot number stays the same while the port behind it is taken out and another is put in, and so do its connections:
 * the bridge's own numbers would change, since it gives up a port only at its next tick.
 */
ssc_mixer *ssc_mixer_get(int64_t id);
unsigned ssc_mixer_rate(const ssc_mixer *m);
enum { SSC_PLUG_PUT = 1, SSC_PLUG_GET = 2 };

/*
 * The directions in which a port is open. shut(id, direction) is run on the worker when one is no longer wanted and its
 * sound has fallen, which takes a tick or two; it may be wanted again by then.
 */
typedef struct {
    int directions;
    int64_t id;
    void (*shut)(int64_t id, int direction);
} ssc_gate;

/*
 * Reserves a slot for the port, or, with *slot >= 0, puts it into that slot, which must be empty. Without a gate it is
 * always open.
 */
pj_status_t ssc_mixer_put(ssc_mixer *m, pjmedia_port *port, const ssc_gate *gate, int *slot);
/*
 * Takes the port out of the slot, and gives up the slot unless it is kept for another port.  When the clock has let go
 * of the port, gone(object) is run on the worker, once in every case; only then may the port be destroyed.
 */
void ssc_mixer_take(int64_t mixer, int slot, bool keep, void (*gone)(void *object), void *object);
/* Gives up a slot that is empty. */
void ssc_mixer_free_slot(int64_t mixer, int slot);
/* Percent of the volume of what comes from the slot. */
void ssc_mixer_volume(int64_t mixer, int slot, int percent);
/* The directions of the gate of what is in the slot. */
void ssc_mixer_open(int64_t mixer, int slot, int directions);

/* ---- between a mixer and a port (ssc_plug.c) ---- */

typedef struct ssc_plug ssc_plug;

/* For a port with a group lock, with which the plug goes; the gate may be NULL. */
pj_status_t ssc_plug_create(pjmedia_port *port, unsigned rate, const ssc_gate *gate, ssc_plug **made);
void ssc_plug_discard(ssc_plug *p); /* one that never came into a bridge */
pjmedia_port *ssc_plug_port(ssc_plug *p);
void ssc_plug_volume(ssc_plug *p, int direction, int percent);
void ssc_plug_open(ssc_plug *p, int directions);
/* On the clock, before the bridge mixes: a connection has been made or cut. */
void ssc_plug_connected(ssc_plug *from, ssc_plug *to, bool joins);

/* ---- simple ports in a slot (ssc_slot.c) ---- */

typedef struct ssc_slot ssc_slot;

/* Sets the parts of a port that are the same for all: 20 ms of mono sound. */
pj_status_t ssc_slot_port_init(pjmedia_port *port, pj_pool_t *pool, const char *name, unsigned rate);
/* Puts the port into a slot under the command's id and answers the slot; when that fails the port is destroyed. */
pj_status_t ssc_slot_start(ssc_command *c, int kind, int64_t mixer, pjmedia_port *port);
pj_status_t ssc_slot_stop(ssc_command *c, int kind);
pj_status_t ssc_slot_volume(int64_t id, int kind, int percent);
pjmedia_port *ssc_slot_port(int64_t id, int kind); /* NULL when unknown */

/* Waits until the clock has touched the rings in that memory after the pulse seen, or the time is over.  Any thread. */
void ssc_pcm_await(void *memory, size_t size, uint32_t seen, int64_t nanos);

/* ---- RTP transports (ssc_rtp.c) ---- */

typedef struct ssc_rtp ssc_rtp;

/* The transport to attach a stream to, held until ssc_rtp_release(); NULL when unknown or closing. */
ssc_rtp *ssc_rtp_hold(int64_t id);
void ssc_rtp_release(ssc_rtp *t);
bool ssc_rtp_busy(const ssc_rtp *t); /* somebody else holds it */
pjmedia_transport *ssc_rtp_transport(ssc_rtp *t);
/*
 * Stops reading, so that nothing is read while a stream takes or lets go of the transport, and drops what has come but
 * for sound that the peer has just sent.
 */
pj_status_t ssc_rtp_pause(ssc_rtp *t);
/* Reads the sockets again, which PJMEDIA gives up when a stream lets go of them. */
pj_status_t ssc_rtp_resume(ssc_rtp *t);
/* Reads a description; *sdp is NULL for an absent one. */
pj_status_t ssc_rtp_read(ssc_reader *r, pj_pool_t *pool, pjmedia_sdp_session **sdp);
/* Makes a description with that media line alone, so that its place in the session never matters to PJSIP. */
pj_status_t ssc_rtp_pick(pj_pool_t *pool, pjmedia_sdp_session *sdp, int index, pjmedia_sdp_session **one);

#endif
