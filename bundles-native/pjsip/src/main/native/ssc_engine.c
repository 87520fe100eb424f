/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PJSIP's global state: the endpoint, and the order in which everything is started and stopped. */
#include "ssc.h"
#include "ssc_blocks.h"

#include <pjsip-simple/errno.h>

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

pjsip_endpoint *ssc_endpt;
pj_caching_pool ssc_cp;
pj_pool_t *ssc_pool;

static bool pj_up, cp_up;
static int parts_up;

/* PJLIB forgets the texts of the other libraries when it is shut down, so they are asked directly. */
void ssc_describe(pj_status_t status, char *buf, size_t size)
{
    static const struct {
        int start;
        pj_str_t (*text)(pj_status_t, char *, pj_size_t);
    } libraries[] = {{PJSIP_ERRNO_START, pjsip_strerror},
                     {PJMEDIA_ERRNO_START, pjmedia_strerror},
                     {PJSIP_SIMPLE_ERRNO_START, pjsipsimple_strerror}};
    pj_str_t text = {NULL, 0};
    buf[0] = 0;
    for (size_t i = 0; i < PJ_ARRAY_SIZE(libraries); i++)
        if (status >= libraries[i].start && status < libraries[i].start + PJ_ERRNO_SPACE_SIZE)
            text = libraries[i].text(status, buf, size);
    if (!text.ptr)
        text = pj_strerror(status, buf, size);
    if (text.slen <= 0)
        snprintf(buf, size, "status %d", status);
    for (char *p = buf; *p; p++) /* JNI wants modified UTF-8, and nobody wants a line break in a message */
        if (*p < ' ' || *p > '~')
            *p = '?';
}

pj_status_t ssc_register_module(pjsip_module *module)
{
    module->id = -1;
    module->prev = module->next = NULL;
    return pjsip_endpt_register_module(ssc_endpt, module);
}

static void seed_random(void)
{
    unsigned seed = 0;
    if (getrandom(&seed, sizeof seed, 0) == sizeof seed)
        pj_srand(seed); /* digest cnonces come from it, and PJLIB leaves seeding to us */
}

#if PJ_POOL_DEBUG
static void pools_up(void)
{
    pj_caching_pool_init(&ssc_cp, NULL, 0); /* each block is a malloc of its own then, so that tools see its ends */
    cp_up = true;
}
#else
static void *block_alloc(pj_pool_factory *factory, pj_size_t size)
{
    return ssc_block_take(size);
}

static void block_free(pj_pool_factory *factory, void *block, pj_size_t size)
{
    ssc_block_give_back(block, size);
}

static void pools_up(void)
{
    pj_pool_factory_policy policy = *pj_pool_factory_get_default_policy();
    policy.block_alloc = block_alloc;
    policy.block_free = block_free;
    pj_caching_pool_init(&ssc_cp, &policy, 0);
    cp_up = true;
}
#endif

static pj_status_t libraries_up(pj_str_t *what)
{
    pj_status_t status;
    *what = pj_str("pjlib");
    if ((status = pj_init()) != PJ_SUCCESS)
        return status;
    pj_up = true;
    seed_random();
    pj_register_strerror(PJMEDIA_ERRNO_START, PJ_ERRNO_SPACE_SIZE, &pjmedia_strerror);
    if ((status = pjlib_util_init()) != PJ_SUCCESS)
        return status;
    pools_up();
    ssc_pool = pj_pool_create(&ssc_cp.factory, "sipsimple", 4000, 4000, NULL);
    *what = pj_str("endpoint");
    if ((status = pjsip_endpt_create(&ssc_cp.factory, "sipsimple", &ssc_endpt)) != PJ_SUCCESS)
        return status;
    /* a large request over UDP is Java's decision, not a silent change of transport */
    pjsip_cfg()->endpt.disable_tcp_switch = PJ_TRUE;
    pjsip_tsx_set_timers(PJSIP_T1_TIMEOUT, PJSIP_T2_TIMEOUT, PJSIP_T4_TIMEOUT, PJSIP_TD_TIMEOUT);
    *what = pj_str("transaction layer");
    return pjsip_tsx_layer_init_module(ssc_endpt);
}

pj_status_t ssc_engine_up(ssc_reader *config, pj_str_t *what)
{
    ssc_log_setup(0);
    pj_status_t status = libraries_up(what);
    for (parts_up = 0; status == PJ_SUCCESS && ssc_parts[parts_up]; parts_up++) {
        *what = pj_str((char *)ssc_parts[parts_up]->name);
        if (ssc_parts[parts_up]->start)
            status = ssc_parts[parts_up]->start();
    }
    if (status == PJ_SUCCESS)
        status = ssc_transport_up(config, what);
    if (status == PJ_SUCCESS) {
        ssc_log_setup(ssc_read_int(config));
        ssc_set_trace(ssc_read_int(config) != 0);
        pj_str_t agent = ssc_read_bytes(config);
        ssc_set_user_agent(&agent);
        *what = pj_str("methods");
        status = ssc_set_methods(config);
    }
    return status;
}

void ssc_parts_down(void)
{
    while (parts_up > 0)
        if (ssc_parts[--parts_up]->stop)
            ssc_parts[parts_up]->stop();
}

void ssc_engine_down(void)
{
    if (ssc_endpt)
        pjsip_endpt_destroy(ssc_endpt);
    ssc_endpt = NULL;
    if (ssc_pool)
        pj_pool_release(ssc_pool);
    ssc_pool = NULL;
    if (cp_up) { /* a macro for nothing where pools are debugged */
        pj_caching_pool_destroy(&ssc_cp);
    }
    cp_up = false;
    ssc_blocks_trim();
    if (pj_up)
        pj_shutdown();
    pj_up = false;
}

typedef struct {
    ssc_writer items;
    int count;
} counters;

static void put_counter(void *to, const char *name, int64_t value)
{
    counters *c = to;
    ssc_write_text(&c->items, name);
    ssc_write_long(&c->items, value);
    c->count++;
}

static pj_status_t op_counters(ssc_command *command)
{
    counters c = {{0}, 0};
    for (const ssc_part *const *part = ssc_parts; *part; part++)
        if ((*part)->count)
            (*part)->count(put_counter, &c);
    ssc_write_int(command->answer, c.count);
    ssc_write_raw(command->answer, c.items.data, c.items.len);
    bool failed = c.items.failed;
    ssc_write_free(&c.items);
    return failed ? PJ_ENOMEM : PJ_SUCCESS;
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    put(to, "objects", ssc_count());
    put(to, "pools", (int64_t)ssc_cp.used_count);
    put(to, "transactions", pjsip_tsx_layer_get_tsx_count());
    put(to, "dialogs", pjsip_ua_instance()->id >= 0 ? pjsip_ua_get_dlg_set_count() : 0);
    put(to, "timers", (int64_t)pj_timer_heap_count(pjsip_endpt_get_timer_heap(ssc_endpt)));
    put(to, "events-lost", (int64_t)ssc_events_lost());
}

static pj_status_t op_trim(ssc_command *command)
{
    ssc_blocks_trim();
    malloc_trim(0);
    return PJ_SUCCESS;
}

static pj_status_t op_sip_timers(ssc_command *command)
{
    int t1 = ssc_read_int(&command->args), t2 = ssc_read_int(&command->args), t4 = ssc_read_int(&command->args);
    if (t1 < 10 || t2 < t1 || t4 < t1 || t1 > 60000 || t2 > 60000 || t4 > 60000)
        return PJ_EINVAL;
    pjsip_tsx_set_timers((unsigned)t1, (unsigned)t2, (unsigned)t4, 64 * (unsigned)t1);
    return PJ_SUCCESS;
}

static const ssc_op ops[] = {{0x010D, "iii", op_sip_timers}, {0x0108, "", op_counters}, {0x0109, "", op_trim}, {0}};

const ssc_part ssc_engine_part = {"engine", ops, NULL, NULL, count};
