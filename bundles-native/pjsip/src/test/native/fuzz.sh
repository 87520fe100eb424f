#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes the native border with libFuzzer under ASan and UBSan, PJSIP included; prints executions and coverage.
# usage: fuzz.sh SECONDS WORK_DIR        a finding is kept in WORK_DIR and fails the run
#        fuzz.sh --planted WORK_DIR      with a bug built in, which has to be found within a minute
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
seconds=$1 work=$2 planted=()
[ "$seconds" != --planted ] || { planted=(-DSSC_PLANTED) seconds=60; }
native=$here/../../main/native
die() { echo "fuzz.sh: $*" >&2; exit 1; }

command -v clang >/dev/null || die "clang is missing: apt-get install clang"
prefix=$(SIPSIMPLE_NATIVE_FLAVOUR=fuzz "$native/build-pjsip.sh")
rm -rf "$work"
mkdir -p "$work/corpus"
sources=()
for source in "$native"/*.c; do
    [ "$(basename "$source")" = ssc_jni.c ] || sources+=("$source") # the only file that needs a JVM
done
read -ra system <<<"$(cat "$prefix/link.txt")"
# what PJSIP does with null pointers and zero lengths is its own affair
clang -std=c11 -D_GNU_SOURCE -w -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize=alignment,function,null,pointer-overflow \
    -fno-sanitize-recover=undefined "${planted[@]}" -DPJ_AUTOCONF=1 -DPJ_IS_BIG_ENDIAN=0 -DPJ_IS_LITTLE_ENDIAN=1 -DPJ_POOL_DEBUG=1 \
    -I"$native" -isystem "$prefix/include" -o "$work/fuzz_border" "$here/fuzz_border.c" "${sources[@]}" \
    -Wl,--start-group "$prefix"/lib/lib*.a -Wl,--end-group "${system[@]}" -lpthread -ldl
for seed in "$here"/../resources/rfc4475/*.dat; do # as messages
    { printf 1; cat "$seed"; } >"$work/corpus/$(basename "$seed" .dat)"
done
cp "$here"/corpus/* "$work/corpus/"

status=0
(cd "$work" && ASAN_OPTIONS=detect_leaks=0:handle_segv=1 ./fuzz_border -max_total_time="$seconds" -max_len=20000 -print_final_stats=1 \
    -timeout=20 -rss_limit_mb=3000 corpus >fuzz.log 2>&1) || status=$?
executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/fuzz.log")
coverage=$(grep -oE 'cov: [0-9]+' "$work/fuzz.log" | tail -1)
summary=$(grep -E '^SUMMARY' "$work/fuzz.log" || true)
if [ ${#planted[@]} -gt 0 ]; then
    [ $status != 0 ] && grep -q 'heap-buffer-overflow.*\bin planted\b' "$work/fuzz.log" ||
        die "the planted bug was not found in ${executions:-no} executions: $(tail -3 "$work/fuzz.log")"
    echo "planted bug found after ${executions:-some} executions"
    exit 0
fi
[ $status = 0 ] || { tail -40 "$work/fuzz.log" >&2; die "${summary:-failed with $status}, after ${executions:-some} executions; see $work"; }
echo "$executions executions in $seconds s, coverage ${coverage#cov: } edges, no finding"
