/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared declarations of the native core.
 *
 * One worker thread owns all of PJSIP.  Everything below runs on it unless a comment says "any thread".  Java's
 * commands are queued as copied bytes; what happens goes up through ssc_emit(), which never waits for Java.
 */
#ifndef SSC_H
#define SSC_H

#include <pjsip.h>
#include <pjsip_ua.h>
#include <pjsip_simple.h>
#include <pjlib-util.h>
#include <pjlib.h>
#include <pjmedia.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- fields (ssc_field.c) ---- */

typedef struct {
    const uint8_t *at, *end;
    bool bad; /* a read went over the end; everything read since is zero */
} ssc_reader;

int32_t ssc_read_int(ssc_reader *r);
int64_t ssc_read_long(ssc_reader *r);
/* Points into the command; ptr is NULL for an absent one.  Not terminated by NUL. */
pj_str_t ssc_read_bytes(ssc_reader *r);
/* A copy with a NUL behind it, as PJSIP's parsers need; ptr is NULL for an absent one. */
pj_str_t ssc_read_text(ssc_reader *r, pj_pool_t *pool);

/*
 * Whether the fields are exactly those of the layout: i int, l long, s text that is not empty, S any text or
 * absent, b bytes, B bytes or absent, (...) list of what is between.  Text must have no CR, LF or NUL.  Any thread.
 */
bool ssc_fields_match(const char *layout, const uint8_t *data, size_t len);

typedef struct {
    uint8_t *data;
    size_t len, cap;
    bool failed; /* out of memory: what is written is not usable */
} ssc_writer;

void ssc_write_int(ssc_writer *w, int32_t v);
void ssc_write_long(ssc_writer *w, int64_t v);
void ssc_write_bytes(ssc_writer *w, const void *p, size_t n); /* p NULL: absent */
void ssc_write_text(ssc_writer *w, const char *s);            /* s NULL: empty */
void ssc_write_str(ssc_writer *w, const pj_str_t *s);         /* NULL: empty */
void ssc_write_raw(ssc_writer *w, const void *p, size_t n);   /* already encoded fields */
void ssc_write_free(ssc_writer *w);

/* ---- events (ssc_jni.c) ---- */

/* Hands an event to Java and frees the writer's memory. */
void ssc_emit(ssc_writer *w, int64_t id, int type, int code);
unsigned long ssc_events_lost(void);

/* Memory of a direct buffer that Java has shared under this token: stays where it is until it is released.  NULL for none. */
void *ssc_shared_take(int64_t token, void **memory, size_t *size);
void ssc_shared_release(void *shared);

/* ---- ids (ssc_handle.c) ---- */

/* One range of kinds per C file. */
enum { SSC_CALL = 1, SSC_REQUEST, SSC_INCOMING, SSC_RESOLVING, SSC_SUBSCRIPTION = 16, SSC_MEDIA = 32 };

pj_status_t ssc_put(int64_t id, int kind, void *object); /* id from Java: positive, PJ_EEXISTS when in use */
int64_t ssc_put_incoming(int kind, void *object);        /* makes a negative id; 0 when out of memory */
void *ssc_get(int64_t id, int kind);                     /* NULL when unknown or of another kind */
bool ssc_exists(int64_t id);
void ssc_remove(int64_t id);
unsigned ssc_count(void);
/* Any object of the kind, or NULL: to end all of them one after the other. */
void *ssc_any(int kind);

/* ---- commands and the worker (ssc_core.c) ---- */

typedef struct {
    int64_t id;
    ssc_reader args;    /* has the layout of the op */
    pj_pool_t *pool;    /* for this command only */
    ssc_writer *answer; /* fields after the status; goes nowhere for a posted command */
} ssc_command;

typedef struct {
    int op;
    const char *args; /* layout */
    pj_status_t (*run)(ssc_command *command);
} ssc_op;

/* What one C file adds: its ops (ended by op 0) and what is done at start (endpoint exists) and stop (still exists). */
typedef struct {
    const char *name;
    const ssc_op *ops;
    pj_status_t (*start)(void);
    void (*stop)(void);
    void (*count)(void (*put)(void *to, const char *name, int64_t value), void *to); /* may be NULL */
} ssc_part;

extern const ssc_part *const ssc_parts[]; /* ended by NULL; the one list to extend */

/* Runs fn(arg) on the worker; false (and nothing done) when it does not run.  Any thread, never waits. */
bool ssc_post_task(void (*fn)(void *arg), void *arg);
bool ssc_on_worker(void);

/* Any thread.  ssc_post: the status that the caller gets at once; ssc_call: writes status and answer. */
pj_status_t ssc_post(int op, int64_t id, const uint8_t *args, size_t len);
void ssc_call(int op, int64_t id, const uint8_t *args, size_t len, ssc_writer *answer);
/* Whether the sink (a global reference) has been taken over, to be released by ssc_jni_detach(). */
bool ssc_start(const uint8_t *config, size_t len, void *sink, ssc_writer *answer);
pj_status_t ssc_stop(void);

/* Called by the worker thread (ssc_jni.c). */
bool ssc_jni_attach(void *sink); /* sink: a global reference, owned by the caller */
void ssc_jni_detach(void);

/* ---- the engine (ssc_engine.c) ---- */

extern pjsip_endpoint *ssc_endpt; /* NULL when not running */
extern pj_caching_pool ssc_cp;
extern pj_pool_t *ssc_pool; /* lives as long as the endpoint */
extern const ssc_part ssc_engine_part;

/* Starts everything; on failure *what names the step, and the caller calls ssc_engine_down(). */
pj_status_t ssc_engine_up(ssc_reader *config, pj_str_t *what);
void ssc_parts_down(void);
void ssc_engine_down(void);
/* bind addresses; UDP, TCP, TLS port; TLS settings; log level; trace; User-Agent; methods */
#define SSC_CONFIG_LAYOUT "(s)iii" SSC_TLS_LAYOUT "iiS(s)"
#define SSC_TLS_LAYOUT "SSSSiiii"
/* A module of ours as new: a second start in the same process must not see the first one's links. */
pj_status_t ssc_register_module(pjsip_module *module);
void ssc_describe(pj_status_t status, char *buf, size_t size); /* any thread; never empty, ASCII */

/* ---- transports, TLS, names, log (ssc_transport.c, ssc_connection.c, ssc_resolve.c, ssc_log.c, ssc_print.c) ---- */

extern const ssc_part ssc_transport_part, ssc_connection_part, ssc_resolve_part, ssc_log_part, ssc_print_part;
void ssc_connection_seen(pjsip_transport *tp); /* any transport, any number of times */
void ssc_connection_gone(pjsip_transport *tp);
pj_status_t ssc_transport_up(ssc_reader *config, pj_str_t *what); /* addresses, ports and TLS settings of the config */
int ssc_transport_port(int index);                                /* 0 UDP, 1 TCP, 2 TLS; -1 when off */
int ssc_transport_type(const pj_str_t *word);                     /* -1 when it is none */
bool ssc_parse_address(const pj_str_t *text, int port, pj_sockaddr *addr); /* literals only: never a look-up */
void ssc_log_setup(int level); /* before pj_init() */
void ssc_set_trace(bool on);
void ssc_set_user_agent(const pj_str_t *value);
pj_status_t ssc_set_methods(ssc_reader *r); /* ssc_incoming.c; reads the list */
const char *ssc_transport_word(int type); /* udp, tcp, tls; empty for none */
void ssc_write_addr(ssc_writer *w, const pj_sockaddr_t *addr);
void ssc_write_message_source(ssc_writer *w, const pjsip_rx_data *rdata); /* transport, peer; both empty for NULL */

#endif
