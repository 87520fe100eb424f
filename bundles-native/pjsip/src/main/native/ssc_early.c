/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a peer says before we know that it has answered: RFC 3264 section 5.1 has an offerer ready for that. It waits in
 * the socket until a stream can take it. What the last call on the port still gets is from elsewhere, or older.
 */
#include "ssc_rtp.h"

#include <string.h>
#include <sys/socket.h>
#include <time.h>

/* More than so much sound would delay all that follows. */
enum { OLDEST_MS = 200, MAX_STALE = 10000, RTP_FIRST = 128, RTP_LAST = 191 /* RFC 7983 section 7 */ };

void ssc_early_watch(pj_sock_t socket)
{
    int on = 1;
    setsockopt((int)socket, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on); /* without it all is old */
}

static int64_t age_ms(struct msghdr *m)
{
    struct timespec now, then = {0};
    for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c))
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS)
            memcpy(&then, CMSG_DATA(c), sizeof then);
    clock_gettime(CLOCK_REALTIME, &now);
    return ((int64_t)now.tv_sec - then.tv_sec) * 1000 + (now.tv_nsec - then.tv_nsec) / 1000000;
}

/* Looks at the next packet: 1 when the peer has just sent it, 0 when not, -1 when there is none. */
static int is_early(pj_sock_t socket, const pj_sockaddr *peer)
{
    unsigned char first = 0;
    pj_sockaddr from = {0};
    union {
        struct cmsghdr aligned;
        char bytes[CMSG_SPACE(sizeof(struct timespec))];
    } control;
    struct iovec part = {&first, 1};
    struct msghdr m = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &part, .msg_iovlen = 1,
                       .msg_control = &control, .msg_controllen = sizeof control};
    if (recvmsg((int)socket, &m, MSG_DONTWAIT | MSG_PEEK) < 0)
        return -1;
    return peer && first >= RTP_FIRST && first <= RTP_LAST && !pj_sockaddr_cmp(&from, peer) && age_ms(&m) <= OLDEST_MS;
}

bool ssc_early_keep(pj_sock_t socket, const pj_sockaddr *peer)
{
    char packet[64];
    int early = 0;
    for (int i = 0; i < MAX_STALE && (early = is_early(socket, peer)) == 0; i++)
        recv((int)socket, packet, sizeof packet, MSG_DONTWAIT | MSG_TRUNC);
    return early > 0;
}

bool ssc_early_peer(const pjmedia_sdp_session *remote, pj_sockaddr *peer)
{
    const pjmedia_sdp_conn *c = remote->media[0]->conn ? remote->media[0]->conn : remote->conn;
    return c && ssc_parse_address(&c->addr, remote->media[0]->desc.port, peer);
}
