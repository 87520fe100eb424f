#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# xml.sh [ROUNDS [SECONDS]]: XML payloads of ours against a bare Woodstox pass and JAXB, case after case in each round;
# prints the medians in MB of input a second of CPU time, and the ratios. Build the module first.
set -eu
rounds=${1:-3}
seconds=${2:-3}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bench() { java -Xms256m -Xmx256m -cp "$here/target/*:$here/target/lib/*" org.sipsimple.benchmarks.Bench "$@" 2>/dev/null | tail -n 1; }

bench xml-documents "$work" >/dev/null
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  for mode in parse roundtrip; do
    for type in pidf resource-lists watcherinfo conference-info; do
      for name in xml xml-woodstox xml-jaxb; do
        result=$(bench "$name" "$mode" "$work/$type.xml" "$seconds")
        rate=$(printf '%s' "$result" | sed -n 's/.*"bytes":\([0-9]*\).*"cpu_seconds":\([0-9.]*\).*/\1 \2/p' | awk '{ printf "%.1f", $1 / $2 / 1e6 }')
        [ -n "$rate" ] || { echo "$name $mode $type: $result" >&2; exit 1; }
        echo "$mode $type $name $rate" >>"$work/results"
      done
    done
  done
done
sort -k1,3 -k4,4n "$work/results" | awk '
  { key = $1 " " $2 " " $3; value[key, ++count[key]] = $4 }
  END {
    printf "%-10s %-16s %8s %9s %8s %12s %8s\n", "", "", "ours", "woodstox", "jaxb", "of woodstox", "of jaxb"
    split("parse roundtrip", modes); split("pidf resource-lists watcherinfo conference-info", types)
    for (m = 1; m <= 2; m++) for (t = 1; t <= 4; t++) {
      base = modes[m] " " types[t]
      a = median(base " xml"); b = median(base " xml-woodstox"); c = median(base " xml-jaxb")
      printf "%-10s %-16s %8.1f %9.1f %8.1f %12.2f %8.2f\n", modes[m], types[t], a, b, c, a / b, a / c
    }
  }
  function median(key) { return value[key, int((count[key] + 1) / 2)] }'
