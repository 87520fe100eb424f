#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Measures MSRP beside its limits in alternating rounds: a file over TCP against transferTo into a file, over TLS 1.3
# against JSSE with blocking sockets; then chat messages. Prints medians and ratios.
# usage: msrp.sh [MIB [MESSAGES [ROUNDS]]]   (after: mvn -pl itests/benchmarks -am package)
set -euo pipefail
mib=${1:-512} messages=${2:-300000} rounds=${3:-5}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
head -c "${mib}M" /dev/urandom >"$work/in"
export BENCH_IN=$work/in BENCH_OUT=$work/out BENCH_KS=$work/ks.p12 BENCH_KS_PASS=changeit
keytool -genkeypair -alias bench -keyalg EC -dname CN=bench -ext san=ip:127.0.0.1 -validity 30 \
    -keystore "$BENCH_KS" -storetype PKCS12 -storepass "$BENCH_KS_PASS" 2>/dev/null

bench() { java -Xmx64m -cp "$here/target/classes:$here/target/lib/*" org.sipsimple.benchmarks.Bench "$@" 2>/dev/null | tail -1; }
rate() { sed -n 's/{"[a-z]*":\([0-9]*\),"seconds":\([0-9.]*\)}/\1 \2/p' | awk '{printf "%.2f\n", $1 / $2}'; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
measure() { # NAME CASE ARGS...
    local name=$1 result
    shift
    result=$(bench "$@" | rate)
    [ -n "$result" ] || { echo "msrp.sh: $* failed" >&2; exit 1; }
    echo "$result" >>"$work/$name"
}

for _ in $(seq "$rounds"); do
    for kind in tcp tls; do
        measure "file-$kind" msrp "file-$kind" $((mib * 1048576))
        measure "limit-$kind" msrp-limit "file-$kind" $((mib * 1048576))
    done
    measure chat-tcp msrp chat-tcp "$messages"
    measure chat-tls msrp chat-tls "$messages"
    measure rtt-tcp msrp rtt-tcp $((messages / 20))
done
echo "file of $mib MiB, heap of 64 MiB, median of $rounds"
for kind in tcp tls; do
    awk -v kind=$kind -v ours="$(median <"$work/file-$kind")" -v limit="$(median <"$work/limit-$kind")" \
        'BEGIN {printf "  %s  %7.0f MiB/s  limit %7.0f MiB/s  ratio %.2f\n", kind, ours / 1048576, limit / 1048576, ours / limit}'
done
for name in chat-tcp chat-tls rtt-tcp; do
    awk -v name=$name -v rate="$(median <"$work/$name")" \
        'BEGIN {printf "  %-8s %8.0f messages/s  %8.1f us each\n", name, rate, 1e6 / rate}'
done
