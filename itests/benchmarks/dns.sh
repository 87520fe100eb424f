#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Measures DNS lookups side by side: ours, dnsjava's own asynchronous resolver, and the JDK's JNDI provider,
# in alternating rounds against a BIND of its own on a free loopback port. Prints medians and ratios.
# usage: dns.sh [LOOKUPS [CONCURRENCY [ROUNDS]]]   (after: mvn -pl itests/benchmarks -am package)
set -euo pipefail
lookups=${1:-10000} concurrency=${2:-256} rounds=${3:-5}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command -v named >/dev/null || PATH=$PATH:/usr/sbin
command -v named >/dev/null || { echo "dns.sh: named is missing (package bind9)" >&2; exit 1; }
work=$(mktemp -d)
named_pid=
finish() { [ -z "$named_pid" ] || { kill "$named_pid" 2>/dev/null && wait "$named_pid" || true; }; rm -rf "$work"; }
trap finish EXIT

{
    printf '$TTL 300\n@ SOA ns nobody 1 300 300 300 60\n@ NS ns\nns A 127.0.0.1\n'
    for i in $(seq 0 999); do
        printf 'd%d NAPTR 10 50 "s" "SIP+D2U" "" _sip._udp.d%d\n' "$i" "$i"
        for p in 10 20 30; do printf '_sip._udp.d%d SRV %d 50 50%d sip.d%d\n' "$i" "$p" "$p" "$i"; done
        printf 'sip.d%d A 127.0.0.1\n' "$i"
    done
} >"$work/bench.zone"

start_named() { # ADDITIONAL-RECORDS: yes or no
    minimal=yes
    [ "$1" = no ] || minimal=no
    for _ in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 10000))
        cat >"$work/named.conf" <<CONF
options {
  directory "$work"; pid-file "$work/named.pid"; session-keyfile "$work/session.key";
  managed-keys-directory "$work"; lock-file none; listen-on port $port { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; minimal-responses $minimal; notify no;
};
controls { };
zone "bench.example" { type primary; file "bench.zone"; };
CONF
        named -g -c "$work/named.conf" 2>"$work/named.log" &
        named_pid=$!
        for _ in $(seq 100); do
            grep -q ' running$' "$work/named.log" 2>/dev/null && ! grep -q 'address in use' "$work/named.log" && return
            kill -0 "$named_pid" 2>/dev/null || break
            sleep 0.1
        done
        kill "$named_pid" 2>/dev/null || true
    done
    echo "dns.sh: named did not start" >&2
    exit 1
}

bench() { java -cp "$here/target/classes:$here/target/lib/*" org.sipsimple.benchmarks.Bench "$@" 2>/dev/null | tail -1; }
rate() { sed -n 's/.*"lookups":\([0-9]*\),"seconds":\([0-9.]*\),"failed":0}/\1 \2/p' | awk '{printf "%.0f\n", $1 / $2}'; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

for additional in no yes; do
    start_named $additional
    for round in $(seq "$rounds"); do
        for case in dns dns-cached dns-dnsjava dns-jndi; do
            count=$lookups
            # too short a time to measure else
            [ $case != dns-cached ] || count=$((lookups * 20))
            rate=$(bench $case 127.0.0.1 "$port" bench.example "$count" "$concurrency" | rate)
            [ -n "$rate" ] || { echo "dns.sh: $case failed in round $round" >&2; exit 1; }
            echo "$rate" >>"$work/$additional-$case"
        done
    done
    kill "$named_pid"
    wait "$named_pid" || true
    named_pid=
    reference=$(median <"$work/$additional-dns-dnsjava")
    echo "additional records in answers: $additional ($lookups lookups, $concurrency at a time, median of $rounds)"
    for case in dns dns-cached dns-dnsjava dns-jndi; do
        awk -v case="$case" -v rate="$(median <"$work/$additional-$case")" -v reference="$reference" \
            'BEGIN {printf "  %-12s %8d lookups/s  %7.2f us a lookup  %6.2f x dnsjava\n", case, rate, 1e6 / rate, rate / reference}'
    done
done
