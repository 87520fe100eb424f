#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Alternates a plain list of listeners with the notification center, queued and direct, and prints the median
# nanoseconds a delivery takes and the ratio to the list. Build first: mvn -pl itests/benchmarks -am package
# usage: notify.sh [ROUNDS]
set -eu
rounds=${1:-5}
target=$(dirname "$0")/target
results=$(mktemp)
trap 'rm -f "$results"' EXIT

bench() { # case observers events
    java -cp "$target/classes:$target/lib/*" org.sipsimple.benchmarks.Bench "$1" "$2" "$3" | tail -n 1 |
        sed -n 's/.*"deliveries":\([0-9]*\),"seconds":\([0-9.]*\).*/\1 \2/p' |
        awk -v case="$1" -v observers="$2" '{ print case, observers, $2 * 1e9 / $1 }'
}

round=0
while [ "$round" -lt "$rounds" ]; do
    for size in '1 10000000' '10 2000000' '100 200000'; do
        for case in notify-list notify notify-direct; do
            # shellcheck disable=SC2086
            bench $case $size >>"$results"
        done
    done
    round=$((round + 1))
done

median() { # case observers
    awk -v case="$1" -v observers="$2" '$1 == case && $2 == observers { print $3 }' "$results" | sort -n |
        awk '{ v[NR] = $1 } END { if (NR == 0) exit 1; print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

printf '%10s %14s %12s %10s\n' observers case 'ns/delivery' 'x list'
for observers in 1 10 100; do
    list=$(median notify-list "$observers")
    for case in notify-list notify notify-direct; do
        ns=$(median "$case" "$observers")
        awk -v o="$observers" -v c="$case" -v n="$ns" -v l="$list" \
            'BEGIN { printf "%10s %14s %12.1f %10.2f\n", o, c, n, l / n }'
    done
done
