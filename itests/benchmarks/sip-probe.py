#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Response times of a SIP server in microseconds: one request after the other, each when the last one is answered and its
time has come. usage: sip-probe.py PORT INVITE|MESSAGE|REGISTER USER RATE SECONDS; prints median and 99th percentile in ms."""
import socket
import sys
import time

port, method, user, rate, seconds = int(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4]), float(sys.argv[5])
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.connect(("127.0.0.1", port))
sock.settimeout(2)
local = sock.getsockname()[1]
run = f"{time.time_ns():x}"
SDP = ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
       "m=audio 6000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n")


def message(method, number, cseq, body="", to_tag="", kind=None):
    lines = [f"{method} sip:{user}@127.0.0.1:{port} SIP/2.0",
             f"Via: SIP/2.0/UDP 127.0.0.1:{local};branch=z9hG4bK{run}{number}{method}",
             f"From: <sip:probe@127.0.0.1:{local}>;tag=p{number}",
             f"To: <sip:{user}@127.0.0.1:{port}>{to_tag}",
             f"Call-ID: {run}-{number}@probe", f"CSeq: {cseq} {method}", "Max-Forwards: 70",
             f"Contact: <sip:probe@127.0.0.1:{local}>"]
    if kind:
        lines.append("Content-Type: " + kind)
    return "\r\n".join(lines + [f"Content-Length: {len(body)}", "", body]).encode()


def answer(number):
    """The final answer to that request; provisional ones and what was sent for others is passed over."""
    while True:
        text = sock.recv(65536).decode()
        if not text.startswith("SIP/2.0 1") and f"\r\nCall-ID: {run}-{number}@probe\r\n" in text:
            return text


def ask(number):
    body, kind = {"INVITE": (SDP, "application/sdp"), "MESSAGE": ("probe", "text/plain")}.get(method, ("", None))
    request = message(method, number, 1, body, kind=kind)
    begin = time.perf_counter()
    sock.send(request)
    text = answer(number)
    took = time.perf_counter() - begin
    if not text.startswith("SIP/2.0 2"):
        sys.exit("sip-probe: " + text.splitlines()[0])
    if method == "INVITE":
        to = next(line for line in text.split("\r\n") if line.startswith("To:"))
        tag = to[to.index(";tag="):]
        sock.send(message("ACK", number, 1, to_tag=tag))
        sock.send(message("BYE", number, 2, to_tag=tag))
        answer(number)
    return took


times = []
start = time.perf_counter()
while time.perf_counter() - start < seconds:
    times.append(ask(len(times)))
    time.sleep(max(0, start + len(times) / rate - time.perf_counter()))
times.sort()
print(f"{times[len(times) // 2] * 1000:.3f} {times[int(len(times) * 0.99)] * 1000:.3f}")
