#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# fuzz.sh [SECONDS [MEDIA_TYPE|cursor|file-selector|msrp...]]: looks for inputs that break a codec, for so long each; all of
# them unless named. Build this module first, for msrp the one of that name too. A finding is kept in target/findings and ends
# the run.
set -eu
seconds=${1:-120}
[ $# -lt 1 ] || shift
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- msrp file-selector cursor application/auth-policy+xml application/conference-info+xml application/dialog-info+xml \
  application/im-iscomposing+xml application/pidf+xml application/resource-lists+xml application/rlmi+xml \
  application/rls-services+xml application/simple-message-summary application/vnd.oma.pres-content+xml \
  application/vnd.oma.xcap-directory+xml application/watcherinfo+xml application/xcap-caps+xml application/xcap-diff+xml \
  message/cpim message/imdn+xml message/sipfrag multipart/related
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$here/target/findings" "$work/seeds"
cp -r "$here/../msrp/src/test/resources/org/sipsimple/itests/msrp/MsrpFuzzTestInputs/bytes" "$work/msrp"
cp -r "$here/src/test/resources/org/sipsimple/itests/payloadfuzz/FileSelectorFuzzTestInputs/selectors" "$work/file-selector"
find "$here/../../payload-plugins" "$here/../payload-rfc/src" -path '*/src/test/resources/*' -type f ! -name '*.xsd' |
  while read -r file; do cp "$file" "$work/seeds/$(echo "${file#"$here"}" | tr / _)"; done
for type in "$@"; do
  mkdir "$work/corpus"
  target=payloadfuzz.OneTarget
  [ "$type" != msrp ] || target=msrp.MsrpFuzzTest
  seeds=$work/seeds
  [ ! -d "$work/$type" ] || seeds=$work/$type
  if java -Xmx512m -Dfuzz.target="$type" -cp "$here/target/test-classes:$here/../msrp/target/test-classes:$here/target/lib/*" \
    com.code_intelligence.jazzer.Jazzer --target_class="org.sipsimple.itests.$target" \
    '--instrumentation_includes=org.sipsimple.**:com.fasterxml.aalto.**' \
    --reproducer_path="$here/target/findings" -artifact_prefix="$here/target/findings/" -rss_limit_mb=1500 \
    -max_total_time="$seconds" "$work/corpus" "$seeds" >"$work/log" 2>&1; then
    echo "$type: $(sed -n 's/^Done \([0-9]* runs\).*/\1/p' "$work/log"), $(sed -n 's/.* \(cov: [0-9]* ft: [0-9]*\) .*/\1/p' "$work/log" | tail -n 1), nothing found"
  else
    tail -n 30 "$work/log"
    echo "$type: FOUND, see $here/target/findings"
    exit 1
  fi
  rm -r "$work/corpus"
done
