#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# startup.sh [ROUNDS]: from the start of the process until all bundles are active, case after case in each round: Felix
# with declarative services, configuration and events alone; the same with all payload bundles; the full distribution.
# All with the first compiler only and the classes of JDK and framework mapped from an archive.
# Prints medians and ratios. Run ./sipsimple bench startup cold first, it builds what is needed.
set -eu
rounds=${1:-9}
here=$(cd "$(dirname "$0")" && pwd)
full=$here/../../distribution/felix/target/bundles/export/full
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/baseline" "$work/payloads"
cp "$here"/target/baseline/*.jar "$work/baseline"
cp "$here"/target/baseline/*.jar "$full"/org.sipsimple.payload*.jar "$full"/org.sipsimple.api*.jar "$full"/aalto*.jar "$full"/stax2*.jar "$work/payloads"
ln -s "$full" "$work/full"
framework=$(ls "$here"/../../distribution/felix/target/lib/org.apache.felix.framework*.jar)
startup=$(ls "$here"/target/*-start-up.jar)
archive=$work/start.jsa
java -XX:ArchiveClassesAtExit="$archive" -cp "$framework:$startup" \
  org.sipsimple.benchmarks.startup.Startup cold "$work/full" "$work/cache-archive" >/dev/null 2>&1
start() {
  before=$(date +%s%N)
  java -XX:TieredStopAtLevel=1 -XX:SharedArchiveFile="$archive" -cp "$framework:$startup" \
    org.sipsimple.benchmarks.startup.Startup "$1" "$work/$2" "$work/cache-$2" ${3:-} | while read -r line; do
      case $line in READY*) echo "$1 $2 $(( ($(date +%s%N) - before) / 1000000 )) ${line#READY }" ;; esac
    done
}
account=org.sipsimple.api.account.AccountManager
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  for mode in cold warm; do
    for case in baseline payloads full; do
      start "$mode" "$case" "$([ "$case" = full ] && echo $account)" >>"$work/results"
    done
  done
done
sort -k1,2 -k3,3n "$work/results" | awk '
  { key = $1 " " $2; value[key, ++count[key]] = $3; bundles[key] = $4 }
  END {
    printf "%-6s %-10s %8s %6s %12s\n", "", "", "bundles", "ms", "of baseline"
    split("cold warm", modes); split("baseline payloads full", cases)
    for (m = 1; m <= 2; m++) for (c = 1; c <= 3; c++) {
      key = modes[m] " " cases[c]
      printf "%-6s %-10s %8d %6d %12.2f\n", modes[m], cases[c], bundles[key], median(key), median(key) / median(modes[m] " baseline")
    }
  }
  function median(key) { return value[key, int((count[key] + 1) / 2)] }'
