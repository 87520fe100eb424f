#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Measures our SIP server side beside PJSIP's own pjsip-perf on the same PJSIP, in alternating rounds, with sipp as load:
# requests per CPU second of the server, response times at half of our rate, memory of live calls and after them.
# usage: sip.sh [ROUNDS [CALLS]]   (after: mvn -pl itests/benchmarks -am package)
set -euo pipefail
rounds=${1:-3} calls=${2:-20000}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command -v sipp >/dev/null || { echo "sip.sh: sipp is missing: apt-get install sip-tester" >&2; exit 1; }
perf=$("$here/build-pjsip-perf.sh")
work=$(mktemp -d)
server=
end() { [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true; server=; }
trap 'end; rm -rf "$work"' EXIT
cd "$work"
mkfifo keys # pjsip-perf ends when its input does
exec 7<>keys

free_port() { python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
cpu() { awk -v h="$(getconf CLK_TCK)" '{print ($14 + $15) / h}' "/proc/$server/stat"; }
rss() { awk '/^VmRSS/ {print $2}' "/proc/$server/status"; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

start() { # ours|perf
    port=$(free_port)
    if [ "$1" = ours ]; then
        java ${BENCH_JAVA_OPTIONS:--Xmx256m} -cp "$here/target/classes:$here/target/lib/*" org.sipsimple.benchmarks.Bench sip "$port" >"$work/out" 2>/dev/null &
        server=$!
        until grep -q READY "$work/out"; do sleep 0.1; kill -0 "$server"; done
    else
        "$perf" --local-port "$port" --real-sdp <"$work/keys" >/dev/null 2>&1 &
        server=$!
        sleep 1
    fi
}

load() { # SCENARIO USER RATE COUNT [ARGS]; prints nothing, fails when a call fails
    local scenario=$1 user=$2 rate=$3 count=$4
    shift 4
    rm -f ./*_rtt.csv
    timeout 110 sipp "127.0.0.1:$port" -sf "$here/sipp/$scenario.xml" -s "$user" -i 127.0.0.1 -mi 127.0.0.1 -r "$rate" -m "$count" -d 0 \
        -l 8000 -nostdin -trace_rtt -rtt_freq 500 "$@" >"$work/sipp.out" 2>&1 ||
        { tail -30 "$work/sipp.out" >&2; echo "sip.sh: $scenario load failed" >&2; exit 1; }
}
percentile() { cat ./*_rtt.csv | awk -F';' '$2 + 0 > 0 || $2 == "0" {print $2}' | sort -n | awk -v p="$1" '{v[NR] = $1} END {i = int(NR * p / 100); print v[i < 1 ? 1 : i]}'; }

measure() { # WHO SCENARIO USER
    local who=$1 scenario=$2 user=$3 rate=${rates[$2]} before
    start "$who"
    load "$scenario" "$user" "$rate" "$((calls / 2))" # a JVM has to get warm
    before=$(cpu)
    load "$scenario" "$user" "$rate" "$calls"
    awk -v a="$before" -v b="$(cpu)" -v n="$calls" 'BEGIN {printf "%.0f\n", n / (b - a)}' >>"$work/$who-$scenario.rate"
    load "$scenario" "$user" "$((rate / 2))" "$((calls / 2))"
    percentile 99 >>"$work/$who-$scenario.p99"
    end
}

memory() { # WHO USER: bytes of a live call, then what is left
    local who=$1 user=$2 live=2000 empty full
    start "$who"
    load invite "$user" 500 1000
    empty=$(rss)
    timeout 110 sipp "127.0.0.1:$port" -sf "$here/sipp/invite.xml" -s "$user" -i 127.0.0.1 -mi 127.0.0.1 -r 500 -m "$live" -d 15000 -l "$live" -nostdin >/dev/null 2>&1 &
    local sipp=$!
    sleep 8
    full=$(rss)
    wait "$sipp"
    awk -v a="$empty" -v b="$full" -v n="$live" 'BEGIN {printf "%.1f\n", (b - a) / n}' >>"$work/$who.memory"
    end
}

declare -A rates=([invite]=2000 [message]=6000 [register]=6000)
for _ in $(seq "$rounds"); do
    for scenario in invite message register; do
        measure ours "$scenario" 2
        measure perf "$scenario" "$([ "$scenario" = invite ] && echo 2 || echo 1)"
    done
    memory ours 2
    memory perf 2
done
echo "sipp over UDP on 127.0.0.1, $calls requests, median of $rounds"
printf '  %-9s %14s %14s %6s %9s %9s\n' '' 'ours/CPU s' 'pjsip-perf' ratio 'p99 ms' perf
for scenario in invite message register; do
    awk -v s="$scenario" -v o="$(median <"$work/ours-$scenario.rate")" -v p="$(median <"$work/perf-$scenario.rate")" \
        -v ol="$(median <"$work/ours-$scenario.p99")" -v pl="$(median <"$work/perf-$scenario.p99")" \
        'BEGIN {printf "  %-9s %14.0f %14.0f %6.2f %9.1f %9.1f\n", s, o, p, o / p, ol, pl}'
done
printf '  a live call: %s kB, of pjsip-perf %s kB\n' "$(median <"$work/ours.memory")" "$(median <"$work/perf.memory")"
