#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds PJSIP's own load tool, pjsip-perf, against the very PJSIP that our library links, and prints where it is.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
native=$here/../../bundles-native/pjsip/src/main/native
prefix=$("$native/build-pjsip.sh")
tool=$prefix/pjsip-perf
if [ ! -x "$tool" ]; then
    cache=$(dirname "$prefix")
    tarball=${SIPSIMPLE_PJSIP_SOURCE:-$(compgen -G "$cache/dl/*/*.orig-Xpjproject.tar.*" | head -1 || true)}
    [ -n "$tarball" ] || { echo "build-pjsip-perf: no PJSIP source: set SIPSIMPLE_PJSIP_SOURCE" >&2; exit 1; }
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    if [ -d "$tarball" ]; then
        cp "$tarball/pjsip-apps/src/samples/pjsip-perf.c" "$work/"
    else
        tar -C "$work" -xf "$tarball" --wildcards --transform 's|.*/||' '*/samples/pjsip-perf.c'
    fi
    archives=("$prefix"/lib/libpj*.a)
    read -ra system <<<"$(cat "$prefix/link.txt")"
    cc -O2 -DNDEBUG -w -DPJ_AUTOCONF=1 -DPJ_IS_BIG_ENDIAN=0 -DPJ_IS_LITTLE_ENDIAN=1 -I"$prefix/include" -o "$work/pjsip-perf" \
        "$work/pjsip-perf.c" -Wl,--start-group "${archives[@]}" -Wl,--end-group "${system[@]}" -lpthread -ldl
    mv "$work/pjsip-perf" "$tool"
fi
echo "$tool"
