#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Measures our SIP server side beside PJSIP's own pjsip-perf on the same PJSIP, in alternating rounds, with sipp as load:
# requests per CPU second of the server in its first seconds and once its code is compiled, response times at half of that
# load, memory of live calls, and what is left when all have ended.
# BENCH_JAVA_OPTIONS: other options of our JVM than sip-server.options with an archive of the server's classes.
# usage: sip.sh [ROUNDS [CALLS [CASE...]]]   CASE: invite message register memory   (after: mvn -pl itests/benchmarks -am package)
set -euo pipefail
rounds=${1:-3} calls=${2:-20000}
cases=("${@:3}")
[ ${#cases[@]} -gt 0 ] || cases=(invite message register memory)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command -v sipp >/dev/null || { echo "sip.sh: sipp is missing: apt-get install sip-tester" >&2; exit 1; }
perf=$("$here/build-pjsip-perf.sh")
work=$(mktemp -d)
server=
end() { [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true; server=; }
trap 'end; rm -rf "$work"' EXIT
cd "$work"
classes="$here/target/*:$here/target/lib/*"
java "@$here/sip-server.options" -XX:ArchiveClassesAtExit="$work/server.jsa" -cp "$classes" org.sipsimple.benchmarks.Bench sip-rehearsal >/dev/null 2>&1
mkfifo keys # pjsip-perf ends when its input does; our server takes "trim" there
exec 7<>keys

free_port() { python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
cpu() { awk -v h="$(getconf CLK_TCK)" '{print ($14 + $15) / h}' "/proc/$server/stat"; }
compiling() { # CPU seconds of the compiler's threads; 0 for a server that has none
    cat "/proc/$server"/task/*/stat 2>/dev/null | awk -v h="$(getconf CLK_TCK)" '/\(C[12] Compiler/ {sub(/.*\) /, ""); s += $12 + $13} END {print s / h}'
}
rss() { awk '/^VmRSS/ {print $2}' "/proc/$server/status"; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

start() { # ours|perf
    port=$(free_port)
    : >"$work/out"
    if [ "$1" = ours ]; then
        java ${BENCH_JAVA_OPTIONS:-@$here/sip-server.options -XX:SharedArchiveFile=$work/server.jsa} -cp "$classes" org.sipsimple.benchmarks.Bench sip "$port" <"$work/keys" >"$work/out" 2>/dev/null &
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
    timeout 110 sipp "127.0.0.1:$port" -sf "$here/sipp/$scenario.xml" -s "$user" -i 127.0.0.1 -mi 127.0.0.1 -r "$rate" -m "$count" -d 0 \
        -l 8000 -nostdin "$@" >"$work/sipp.out" 2>&1 ||
        { tail -30 "$work/sipp.out" >&2; echo "sip.sh: $scenario load failed" >&2; exit 1; }
}

per_cpu_second() { # COUNT COMMAND...
    local count=$1 before
    shift
    before=$(cpu)
    "$@"
    awk -v a="$before" -v b="$(cpu)" -v n="$count" 'BEGIN {printf "%.0f\n", n / (b - a)}'
}

# A JVM is warm when its compiler has hardly anything left to do: less than a twentieth of the CPU time of a load.
warm_up() { # SCENARIO USER RATE
    local before used
    for _ in 1 2 3 4 5 6; do
        before=$(compiling) used=$(cpu)
        load "$@" "$calls"
        awk -v c="$before" -v d="$(compiling)" -v a="$used" -v b="$(cpu)" 'BEGIN {exit d - c < (b - a) / 20 ? 0 : 1}' && return
    done
}

measure() { # WHO SCENARIO USER
    local who=$1 scenario=$2 user=$3 rate=${rates[$2]}
    start "$who"
    per_cpu_second "$((calls / 2))" load "$scenario" "$user" "$rate" "$((calls / 2))" >>"$work/$who-$scenario.first"
    warm_up "$scenario" "$user" "$rate"
    per_cpu_second "$calls" load "$scenario" "$user" "$rate" "$calls" >>"$work/$who-$scenario.rate"
    load "$scenario" "$user" "$((rate / 2))" "$((rate * 5))" &
    local sipp=$!
    sleep 1
    python3 "$here/sip-probe.py" "$port" "${scenario^^}" "$user" 100 8 >"$work/probe"
    wait "$sipp"
    cut -d' ' -f1 "$work/probe" >>"$work/$who-$scenario.p50"
    cut -d' ' -f2 "$work/probe" >>"$work/$who-$scenario.p99"
    end
}

memory() { # WHO USER: bytes of a live call, then what is left
    local who=$1 user=$2 live=2000 empty full left
    start "$who"
    load invite "$user" 500 1000
    [ "$who" = perf ] || { sleep 34; echo trim >keys; sleep 2; } # what has ended is gone when transactions are
    empty=$(rss)
    timeout 110 sipp "127.0.0.1:$port" -sf "$here/sipp/invite.xml" -s "$user" -i 127.0.0.1 -mi 127.0.0.1 -r 500 -m "$live" -d 15000 -l "$live" -nostdin >/dev/null 2>&1 &
    local sipp=$!
    sleep 8
    full=$(rss)
    wait "$sipp"
    awk -v a="$empty" -v b="$full" -v n="$live" 'BEGIN {printf "%.1f\n", (b - a) / n}' >>"$work/$who.memory"
    if [ "$who" = ours ]; then
        sleep 34
        echo trim >keys
        sleep 2
        left=$(rss)
        awk -v a="$empty" -v b="$left" 'BEGIN {printf "%.0f\n", 100 * b / a}' >>"$work/left"
    fi
    end
}

declare -A rates=([invite]=2000 [message]=6000 [register]=6000)
for _ in $(seq "$rounds"); do
    for scenario in "${cases[@]}"; do
        if [ "$scenario" = memory ]; then
            memory ours 2
            memory perf 2
        else
            measure ours "$scenario" 2
            measure perf "$scenario" "$([ "$scenario" = invite ] && echo 2 || echo 1)"
        fi
    done
done
of() { median <"$work/$1"; }
echo "sipp over UDP on 127.0.0.1, $calls requests, median of $rounds"
printf '  %-9s %11s %11s %6s %12s %6s %19s %19s\n' '' 'ours/CPU s' 'pjsip-perf' ratio 'first' ratio 'p50 ms ours/perf' 'p99 ms ours/perf'
for scenario in "${cases[@]}"; do
    [ "$scenario" != memory ] || continue
    awk -v s="$scenario" -v o="$(of "ours-$scenario.rate")" -v p="$(of "perf-$scenario.rate")" \
        -v f="$(of "ours-$scenario.first")" -v pf="$(of "perf-$scenario.first")" \
        -v om="$(of "ours-$scenario.p50")" -v pm="$(of "perf-$scenario.p50")" -v ol="$(of "ours-$scenario.p99")" -v pl="$(of "perf-$scenario.p99")" \
        'BEGIN {printf "  %-9s %11.0f %11.0f %6.2f %12.0f %6.2f %9.2f %9.2f %9.2f %9.2f\n", s, o, p, o / p, f, f / pf, om, pm, ol, pl}'
done
[ ! -e "$work/left" ] || printf '  a live call: %s kB, of pjsip-perf %s kB; after all have ended, trimmed: %s %% of the start\n' "$(of ours.memory)" "$(of perf.memory)" "$(of left)"
