/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixers: conference bridges driven by a clock, with slot numbers of our own. */
#include "ssc_media.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SLOTS = 1000, EMPTY = -1, UNUSED = -2 };

typedef struct leaving {
    struct leaving *next;
    unsigned port; /* the bridge's number */
    void (*gone)(void *object);
    void *object;
} leaving;

typedef struct {
    int from, to;
} edge;

struct ssc_mixer {
    ssc_mixer *next; /* of all mixers */
    int64_t id;
    pj_pool_t *pool;
    pjmedia_conf *conf;
    ssc_desk *desk; /* in slot 0 */
    ssc_drive *drive;
    unsigned rate;
    int slot_count, used;
    int *ports; /* by slot: the bridge's number, or EMPTY, or UNUSED */
    ssc_plug **plugs; /* by the bridge's number; the clock looks at those that the bridge has */
    edge *edges;
    size_t edge_count, edge_cap;
    leaving *leaving; /* oldest first: the bridge uses a number again before the worker hears that it was free */
};

static ssc_mixer *mixers;
static pthread_mutex_t mixers_lock = PTHREAD_MUTEX_INITIALIZER; /* the clocks look up ids in the list */
static ssc_mixer *removing; /* while the worker is inside pjmedia_conf_remove_port(), which may call back at once */

ssc_mixer *ssc_mixer_get(int64_t id)
{
    return ssc_get(id, SSC_MIXER);
}

unsigned ssc_mixer_rate(const ssc_mixer *m)
{
    return m->rate;
}

/* ---- leaving ---- */

static void has_left(int64_t id, int port)
{
    ssc_mixer *m = ssc_mixer_get(id);
    leaving **at = m ? &m->leaving : NULL;
    while (at && *at && (*at)->port != (unsigned)port)
        at = &(*at)->next;
    if (at && *at) {
        leaving *l = *at;
        *at = l->next;
        l->gone(l->object);
        free(l);
    }
}

/* A mixer outlives its clock, so what the clock finds stays. */
static ssc_mixer *find_mixer(const pjmedia_conf *conf)
{
    pthread_mutex_lock(&mixers_lock);
    ssc_mixer *m = mixers;
    while (m && m->conf != conf)
        m = m->next;
    pthread_mutex_unlock(&mixers_lock);
    return m;
}

static void connected(const ssc_mixer *m, unsigned from, unsigned to, bool joins)
{
    if (m)
        ssc_plug_connected(m->plugs[from], m->plugs[to], joins);
}

/* On the clock's thread, or on the worker inside of pjmedia_conf_remove_port(): then conf is not set. */
static void on_bridge_op(const pjmedia_conf_op_info *info)
{
    ssc_mixer *m = ssc_on_worker() && removing ? removing : find_mixer(info->conf);
    const pjmedia_conf_op_param *op = &info->op_param;
    if (info->op_type == PJMEDIA_CONF_OP_REMOVE_PORT && m)
        ssc_media_post(has_left, m->id, (int)op->remove_port.port);
    if (info->status != PJ_SUCCESS)
        return; /* or has been given up on the worker, before the clock saw it */
    if (info->op_type == PJMEDIA_CONF_OP_CONNECT_PORTS)
        connected(m, op->connect_ports.src, op->connect_ports.sink, true);
    else if (info->op_type == PJMEDIA_CONF_OP_DISCONNECT_PORTS)
        connected(m, op->disconnect_ports.src, op->disconnect_ports.sink, false);
}

static void drop_edges(ssc_mixer *m, int slot)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->edge_count; i++)
        if (m->edges[i].from != slot && m->edges[i].to != slot)
            m->edges[kept++] = m->edges[i];
    m->edge_count = kept;
}

void ssc_mixer_free_slot(int64_t mixer, int slot)
{
    ssc_mixer *m = ssc_mixer_get(mixer);
    if (m && slot > 0 && slot < m->slot_count && m->ports[slot] == EMPTY) {
        m->ports[slot] = UNUSED;
        m->used--;
        drop_edges(m, slot);
    }
}

static bool holds_port(const ssc_mixer *m, int slot)
{
    return m && slot > 0 && slot < m->slot_count && m->ports[slot] >= 0;
}

static void cut(ssc_mixer *m, const edge *e)
{
    if (m->ports[e->from] >= 0 && m->ports[e->to] >= 0)
        pjmedia_conf_disconnect_port(m->conf, (unsigned)m->ports[e->from], (unsigned)m->ports[e->to]);
}

void ssc_mixer_take(int64_t mixer, int slot, bool keep, void (*gone)(void *object), void *object)
{
    ssc_mixer *m = ssc_mixer_get(mixer);
    leaving *l = holds_port(m, slot) ? malloc(sizeof *l) : NULL;
    if (!l) { /* the mixer is gone, and with it the clock */
        gone(object);
        return;
    }
    *l = (leaving){NULL, (unsigned)m->ports[slot], gone, object};
    leaving **tail = &m->leaving;
    while (*tail)
        tail = &(*tail)->next;
    *tail = l;
    /* the bridge would do it without a word, and so without a ramp */
    for (size_t i = 0; i < m->edge_count; i++)
        if (m->edges[i].from == slot || m->edges[i].to == slot)
            cut(m, &m->edges[i]);
    m->ports[slot] = EMPTY;
    if (!keep)
        ssc_mixer_free_slot(mixer, slot);
    removing = m;
    pjmedia_conf_remove_port(m->conf, l->port);
    removing = NULL;
}

/* ---- slots ---- */

static int unused_slot(const ssc_mixer *m)
{
    for (int i = 1; i < m->slot_count; i++)
        if (m->ports[i] == UNUSED)
            return i;
    return EMPTY;
}

static void join(ssc_mixer *m, const edge *e)
{
    if (m->ports[e->from] >= 0 && m->ports[e->to] >= 0)
        pjmedia_conf_connect_port(m->conf, (unsigned)m->ports[e->from], (unsigned)m->ports[e->to], 0);
}

pj_status_t ssc_mixer_put(ssc_mixer *m, pjmedia_port *port, const ssc_gate *gate, int *slot)
{
    int at = *slot >= 0 ? *slot : unused_slot(m);
    unsigned number;
    ssc_plug *plug;
    if (at < 0)
        return PJ_ETOOMANY;
    pj_status_t status = ssc_plug_create(port, m->rate, gate, &plug);
    if (status != PJ_SUCCESS)
        return status;
    status = pjmedia_conf_add_port(m->conf, m->pool, ssc_plug_port(plug), NULL, &number);
    if (status != PJ_SUCCESS) {
        ssc_plug_discard(plug);
        return status;
    }
    m->plugs[number] = plug; /* the bridge tells of the port to the clock after that */
    if (m->ports[at] == UNUSED)
        m->used++;
    m->ports[at] = (int)number;
    for (size_t i = 0; i < m->edge_count; i++)
        if (m->edges[i].from == at || m->edges[i].to == at)
            join(m, &m->edges[i]);
    *slot = at;
    return PJ_SUCCESS;
}

void ssc_mixer_volume(int64_t mixer, int slot, int percent)
{
    ssc_mixer *m = ssc_mixer_get(mixer);
    if (holds_port(m, slot))
        ssc_plug_volume(m->plugs[m->ports[slot]], SSC_PLUG_GET, percent);
}

void ssc_mixer_open(int64_t mixer, int slot, int directions)
{
    ssc_mixer *m = ssc_mixer_get(mixer);
    if (holds_port(m, slot))
        ssc_plug_open(m->plugs[m->ports[slot]], directions);
}

/* ---- making and ending ---- */

/* A port that leaves keeps its number until the next tick, and one is the bridge's own. */
static unsigned numbers(int slots)
{
    return (unsigned)slots * 2 + 1;
}

static pj_status_t build(ssc_mixer *m)
{
    const pj_str_t none = {NULL, 0};
    int devices = 0;
    pj_status_t status = pjmedia_conf_create(m->pool, numbers(m->slot_count), m->rate, 1, m->rate / 50, 16,
                                             PJMEDIA_CONF_NO_DEVICE, &m->conf);
    if (status == PJ_SUCCESS)
        status = pjmedia_conf_set_op_cb(m->conf, on_bridge_op);
    if (status == PJ_SUCCESS)
        status = ssc_desk_create(pjmedia_conf_get_master_port(m->conf), m->rate, &m->desk);
    if (status == PJ_SUCCESS)
        status = ssc_mixer_put(m, ssc_desk_inside(m->desk), NULL, &devices);
    if (status == PJ_SUCCESS)
        status = ssc_drive_start(ssc_desk_outside(m->desk), m->rate, &none, &none, 0, &m->drive);
    return status;
}

static void unlist(ssc_mixer *m)
{
    pthread_mutex_lock(&mixers_lock);
    ssc_mixer **at = &mixers;
    while (*at && *at != m)
        at = &(*at)->next;
    if (*at)
        *at = m->next;
    pthread_mutex_unlock(&mixers_lock);
}

/* Joins the clock, which takes up to one frame; nothing touches the ports from then on. */
static void destroy(ssc_mixer *m)
{
    if (m->drive)
        ssc_drive_stop(m->drive);
    unlist(m);
    ssc_remove(m->id);
    if (m->conf) {
        pjmedia_conf_set_op_cb(m->conf, NULL);
        pjmedia_conf_destroy(m->conf);
    }
    if (m->desk)
        ssc_desk_destroy(m->desk);
    while (m->leaving) {
        leaving *l = m->leaving;
        m->leaving = l->next;
        l->gone(l->object);
        free(l);
    }
    free(m->edges);
    pj_pool_release(m->pool);
}

static pj_status_t op_create(ssc_command *c)
{
    int rate = ssc_read_int(&c->args), slots = ssc_read_int(&c->args);
    if (rate < 8000 || rate > 48000 || rate % 50 || slots < 1 || slots > MAX_SLOTS)
        return PJ_EINVAL;
    pj_pool_t *pool = ssc_media_pool("mixer");
    ssc_mixer *m = PJ_POOL_ZALLOC_T(pool, ssc_mixer);
    m->pool = pool;
    m->id = c->id;
    m->rate = (unsigned)rate;
    m->slot_count = slots;
    m->used = 1;
    m->ports = pj_pool_alloc(pool, sizeof *m->ports * (size_t)slots);
    for (int i = 1; i < slots; i++)
        m->ports[i] = UNUSED;
    m->plugs = pj_pool_calloc(pool, numbers(slots), sizeof(ssc_plug *));
    m->ports[0] = EMPTY; /* until it is built */
    pj_status_t status = ssc_put(c->id, SSC_MIXER, m);
    if (status != PJ_SUCCESS) {
        pj_pool_release(pool);
        return status;
    }
    pthread_mutex_lock(&mixers_lock);
    m->next = mixers;
    mixers = m;
    pthread_mutex_unlock(&mixers_lock);
    if ((status = build(m)) != PJ_SUCCESS)
        destroy(m);
    return status;
}

static pj_status_t op_destroy(ssc_command *c)
{
    ssc_mixer *m = ssc_mixer_get(c->id);
    if (!m)
        return PJ_ENOTFOUND;
    destroy(m);
    return PJ_SUCCESS;
}

/* A device may be in our own hands, so the old ones are closed first; without new ones a clock goes on. */
static pj_status_t op_devices(ssc_command *c)
{
    ssc_mixer *m = ssc_mixer_get(c->id);
    pj_str_t input = ssc_read_bytes(&c->args), output = ssc_read_bytes(&c->args);
    int tail = ssc_read_int(&c->args);
    const pj_str_t none = {NULL, 0};
    if (!m)
        return PJ_ENOTFOUND;
    ssc_drive_stop(m->drive);
    m->drive = NULL;
    pj_status_t status = ssc_drive_start(ssc_desk_outside(m->desk), m->rate, &input, &output, tail, &m->drive);
    if (status == PJ_SUCCESS)
        ssc_drive_describe(m->drive, c->answer);
    else
        ssc_drive_start(ssc_desk_outside(m->desk), m->rate, &none, &none, 0, &m->drive);
    return status;
}

static pj_status_t op_volumes(ssc_command *c)
{
    ssc_mixer *m = ssc_mixer_get(c->id);
    int input = ssc_read_int(&c->args), output = ssc_read_int(&c->args);
    if (!m)
        return PJ_ENOTFOUND;
    ssc_plug_volume(m->plugs[m->ports[0]], SSC_PLUG_GET, input);
    ssc_plug_volume(m->plugs[m->ports[0]], SSC_PLUG_PUT, output);
    return PJ_SUCCESS;
}

/* ---- connections ---- */

static edge *find_edge(ssc_mixer *m, const edge *e)
{
    for (size_t i = 0; i < m->edge_count; i++)
        if (m->edges[i].from == e->from && m->edges[i].to == e->to)
            return &m->edges[i];
    return NULL;
}

static bool in_use(const ssc_mixer *m, int slot)
{
    return slot >= 0 && slot < m->slot_count && m->ports[slot] != UNUSED;
}

static pj_status_t op_connect(ssc_command *c)
{
    ssc_mixer *m = ssc_mixer_get(c->id);
    edge e;
    e.from = ssc_read_int(&c->args);
    e.to = ssc_read_int(&c->args);
    if (!m)
        return PJ_ENOTFOUND;
    if (!in_use(m, e.from) || !in_use(m, e.to))
        return PJ_EINVAL;
    if (find_edge(m, &e))
        return PJ_SUCCESS;
    if (m->edge_count == m->edge_cap) {
        size_t cap = m->edge_cap ? m->edge_cap * 2 : 16;
        edge *edges = realloc(m->edges, cap * sizeof *edges);
        if (!edges)
            return PJ_ENOMEM;
        m->edges = edges;
        m->edge_cap = cap;
    }
    m->edges[m->edge_count++] = e;
    join(m, &e);
    return PJ_SUCCESS;
}

static pj_status_t op_disconnect(ssc_command *c)
{
    ssc_mixer *m = ssc_mixer_get(c->id);
    edge e;
    e.from = ssc_read_int(&c->args);
    e.to = ssc_read_int(&c->args);
    if (!m)
        return PJ_ENOTFOUND;
    edge *found = find_edge(m, &e);
    if (found) {
        *found = m->edges[--m->edge_count];
        cut(m, &e);
    }
    return PJ_SUCCESS;
}

static pj_status_t op_info(ssc_command *c)
{
    ssc_mixer *m = ssc_mixer_get(c->id);
    if (!m)
        return PJ_ENOTFOUND;
    ssc_write_int(c->answer, m->used);
    ssc_write_int(c->answer, (int32_t)m->edge_count);
    for (size_t i = 0; i < m->edge_count; i++) {
        ssc_write_int(c->answer, m->edges[i].from);
        ssc_write_int(c->answer, m->edges[i].to);
    }
    return PJ_SUCCESS;
}

static void stop(void)
{
    while (mixers)
        destroy(mixers);
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    int64_t some = 0;
    for (ssc_mixer *m = mixers; m; m = m->next)
        some++;
    put(to, "mixers", some);
}

static const ssc_op ops[] = {{0x0410, "ii", op_create},      {0x0411, "", op_destroy}, {0x0412, "ii", op_connect},
                             {0x0413, "ii", op_disconnect}, {0x0414, "", op_info},    {0x0415, "SSi", op_devices},
                             {0x0416, "ii", op_volumes},    {0}};

const ssc_part ssc_mixer_part = {"mixers", ops, NULL, stop, count};
