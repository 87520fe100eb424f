#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Measures audio legs in one mixer driven from Java beside the same in C on the same PJMEDIA, in alternating rounds, and
# the jitter of a conference of 50. usage: audio.sh [ROUNDS [SECONDS]]   (after: mvn -pl itests/benchmarks -am package)
# On a machine with other work one round differs from the next by a tenth and more, with C as with Java. So the ratio is that
# of the CPU time of all rounds, beside the lowest and the highest of one round, which say how much it is worth.
set -euo pipefail
rounds=${1:-5} seconds=${2:-8}
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
echo "one mixer at 16 kHz, $rounds rounds of $seconds s; ratio: legs per core in Java by those in C, and that of single rounds"
printf '  %-6s %5s %12s %12s %6s %13s %10s %7s\n' codec legs 'legs/core' 'in C' ratio 'low - high' late 'in C'
for codec in PCMU opus; do
    paste "$work/java-$codec.cpu" "$work/c-$codec.cpu" | awk -v c="$codec" -v n="${legs[$codec]}" -v s="$seconds" \
        -v jl="$(median <"$work/java-$codec.late")" -v cl="$(median <"$work/c-$codec.late")" '
        {j += $1; p += $2; r = $2 / $1; if (NR == 1 || r < low) low = r; if (r > high) high = r}
        END {printf "  %-6s %5d %12.0f %12.0f %6.2f %6.2f - %4.2f %10d %7d\n", c, n, n * s * NR / j, n * s * NR / p, p / j, low, high, jl, cl}'
done
echo "  conference of 50 with PCMU: p99 of jitter $(median <"$work/p99") ms, late frames $(median <"$work/conference.late")"
