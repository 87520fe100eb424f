#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Measures audio legs in one mixer driven from Java beside the same in C on the same PJMEDIA, in alternating rounds, and
# the jitter of a conference of 50. usage: audio.sh [ROUNDS [SECONDS]]   (after: mvn -pl itests/benchmarks -am package)
set -euo pipefail
rounds=${1:-3} seconds=${2:-8}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
legs_in_c=$("$here/build-pjmedia-legs.sh")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bench() { java ${BENCH_JAVA_OPTIONS:--Xmx256m} -cp "$here/target/classes:$here/target/lib/*" org.sipsimple.benchmarks.Bench "$@" 2>/dev/null | tail -1; }
field() { sed -n "s/.*\"$1\":\([0-9.]*\).*/\1/p"; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

note() { # WHO CODEC LINE
    case $3 in *error* | '') echo "audio.sh: $1 $2: $3" >&2; exit 1 ;; esac
    field cpu_seconds <<<"$3" >>"$work/$1-$2.cpu"
    field late_frames <<<"$3" >>"$work/$1-$2.late"
}

# few enough that a busy machine of two cores keeps up
declare -A legs=([PCMU]=100 [opus]=20)
for _ in $(seq "$rounds"); do
    for codec in PCMU opus; do
        note java "$codec" "$(bench audio "$codec" "${legs[$codec]}" "$seconds")"
        note c "$codec" "$("$legs_in_c" "$codec" "${legs[$codec]}" "$seconds")"
    done
    conference=$(bench conference PCMU 50 "$seconds")
    field jitter_p99_ms <<<"$conference" >>"$work/p99"
    field late_frames <<<"$conference" >>"$work/conference.late"
done
echo "one mixer at 16 kHz, $seconds s, median of $rounds; ratio: legs per core in Java by those in C"
printf '  %-6s %5s %12s %12s %6s %10s %7s\n' codec legs 'legs/core' 'in C' ratio late 'in C'
for codec in PCMU opus; do
    awk -v c="$codec" -v n="${legs[$codec]}" -v s="$seconds" -v j="$(median <"$work/java-$codec.cpu")" -v p="$(median <"$work/c-$codec.cpu")" \
        -v jl="$(median <"$work/java-$codec.late")" -v pl="$(median <"$work/c-$codec.late")" \
        'BEGIN {printf "  %-6s %5d %12.0f %12.0f %6.2f %10d %7d\n", c, n, n * s / j, n * s / p, p / j, jl, pl}'
done
echo "  conference of 50 with PCMU: p99 of jitter $(median <"$work/p99") ms, late frames $(median <"$work/conference.late")"
