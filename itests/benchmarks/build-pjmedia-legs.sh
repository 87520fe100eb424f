#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds audio/pjmedia-legs.c against the very PJSIP that our library links, and prints where it is.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
prefix=$("$here/../../bundles-native/pjsip/src/main/native/build-pjsip.sh")
mkdir -p "$here/target"
tool=$here/target/pjmedia-legs
archives=("$prefix"/lib/libpjmedia*.a "$prefix"/lib/libpjnath*.a "$prefix"/lib/libpjlib-util*.a "$prefix"/lib/libpj-*.a)
read -ra system <<<"$(cat "$prefix/link.txt")"
cc -O2 -DNDEBUG -w -DPJ_AUTOCONF=1 -DPJ_IS_BIG_ENDIAN=0 -DPJ_IS_LITTLE_ENDIAN=1 -I"$prefix/include" -o "$tool" \
    "$here/audio/pjmedia-legs.c" -Wl,--start-group "${archives[@]}" -Wl,--end-group "${system[@]}" -lpthread -ldl
echo "$tool"
