/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding out what kind of NAT there is, by the tests of RFC 3489. */
#include "ssc_media.h"

#include <pjnath.h>
#include <stdlib.h>

/*
 * PJNATH runs a detection on the endpoint's network poll and cannot cancel one.  What is still running when the engine
 * stops is reported by Java; here it loses its id, so that nothing is told twice.
 */
static int running;

static pj_stun_config config; /* PJNATH keeps a pointer to it */

static void on_detected(void *arg, const pj_stun_nat_detect_result *result)
{
    int64_t *id = arg;
    char text[PJ_ERR_MSG_SIZE] = "";
    ssc_writer w = {0};
    if (result->status != PJ_SUCCESS)
        ssc_describe(result->status, text, sizeof text);
    ssc_write_int(&w, result->status == PJ_SUCCESS ? (int32_t)result->nat_type : 0);
    ssc_write_text(&w, text);
    ssc_emit(&w, *id, EV_NAT_DETECTED, result->status);
    running--;
    free(id);
}

static pj_status_t op_detect(ssc_command *c)
{
    pj_str_t address = ssc_read_text(&c->args, c->pool);
    int port = ssc_read_int(&c->args);
    pj_sockaddr server;
    if (port < 1 || port > 65535 || !ssc_parse_address(&address, port, &server) || server.addr.sa_family != pj_AF_INET())
        return PJ_EINVAL;
    int64_t *id = malloc(sizeof *id);
    if (!id)
        return PJ_ENOMEM;
    *id = c->id;
    pj_status_t status = pj_stun_detect_nat_type2(&server, &config, id, on_detected);
    if (status == PJ_SUCCESS)
        running++;
    else
        free(id);
    return status;
}

static pj_status_t start(void)
{
    running = 0;
    pj_stun_config_init(&config, &ssc_cp.factory, 0, pjsip_endpt_get_ioqueue(ssc_endpt),
                        pjsip_endpt_get_timer_heap(ssc_endpt));
    return PJ_SUCCESS;
}

static void count(void (*put)(void *to, const char *name, int64_t value), void *to)
{
    put(to, "nat-detections", running);
}

static const ssc_op ops[] = {{0x0403, "si", op_detect}, {0}};

const ssc_part ssc_nat_part = {"nat", ops, start, NULL, count};
