/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what the library is made of: started in this order, stopped in the other. */
#include "ssc_call.h"
#include "ssc_media.h"

const ssc_part *const ssc_parts[] = {
    &ssc_engine_part,
    &ssc_log_part,
    &ssc_print_part,
    &ssc_connection_part,
    &ssc_transport_part,
    &ssc_resolve_part,
    &ssc_incoming_part,
    &ssc_request_part,
    &ssc_invite_part,
    &ssc_offer_part,
    &ssc_dialog_part,
    &ssc_subscription_part,
    &ssc_media_part,
    &ssc_nat_part,
    &ssc_device_part,
    &ssc_ice_part, /* stops after the transports: they may still be on their way out */
    &ssc_rtp_part,
    &ssc_stream_part,
    &ssc_player_part,
    &ssc_recorder_part,
    &ssc_mixport_part,
    &ssc_tone_part,
    &ssc_pcm_part,
    &ssc_slot_part,
    &ssc_mixer_part, /* stops first of these: without clocks, ports go at once */
    NULL,
};
