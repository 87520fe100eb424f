#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Prints "PORT NANOSECONDS SEQUENCE" for each RTP packet to one of the given UDP ports on the loopback. For root.
import socket, struct, sys

ports = {int(p) for p in sys.argv[1:]}
tap = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0003))
tap.bind(("lo", 0))
SO_TIMESTAMPNS = 35
tap.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
print("ready", flush=True)
while True:
    frame, extra, _, address = tap.recvmsg(2048, 64)
    if address[2] != socket.PACKET_OUTGOING or frame[12:14] != b"\x08\x00" or frame[23] != 17:
        continue  # each packet passes twice; once is enough
    head = 14 + (frame[14] & 15) * 4
    port = struct.unpack_from("!H", frame, head + 2)[0]
    if port not in ports or len(frame) < head + 20 or frame[head + 8] >> 6 != 2:
        continue
    seconds, nanos = next(struct.unpack("qq", data) for _, kind, data in extra if kind == SO_TIMESTAMPNS)
    print(port, seconds * 1_000_000_000 + nanos, struct.unpack_from("!H", frame, head + 10)[0], flush=True)
