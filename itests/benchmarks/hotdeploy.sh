#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A media type is installed, used, updated and uninstalled during a call: RTP of that call beside the one of a call that is left
# alone, by the kernel's time stamps; and how long it takes from the start of its bundle until it is usable. For root.
# usage: hotdeploy.sh [CYCLES]   (after: mvn -pl itests/benchmarks,distribution/felix -am package)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -Xmx256m -cp "$here/target/classes:$here/target/lib/*" org.sipsimple.benchmarks.Bench hotdeploy \
    "$here/../../distribution/felix/target/bundles/export/audio-only" "$here/target/lib" "$here/rtptap.py" "${1:-20}" >"$work/out" 2>"$work/log" &&
    tail -1 "$work/out" | python3 -m json.tool ||
    { tail -40 "$work/log" "$work/out" >&2; echo "hotdeploy.sh: the benchmark did not come to its end" >&2; exit 1; }
