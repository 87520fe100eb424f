#include "ssc_sip.h"
void ssc_invite_received(pjsip_rx_data *rdata) { ssc_answer_stateless(rdata, 480); }
