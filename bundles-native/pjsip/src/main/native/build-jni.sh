#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds libsipsimple_pjsip.so.  Usage: build-jni.sh JAVA_HOME OUT_DIR WORK_DIR
# Nothing is compiled when the digest of all inputs is the one that made OUT_DIR's library.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
java_home=$1 out=$2 work=$3
lib=$out/libsipsimple_pjsip.so
flavour=${SIPSIMPLE_NATIVE_FLAVOUR:-release}
cc=${CC:-cc}
log() { echo "build-jni: $*" >&2; }
[ "$(uname -s)" = Linux ] || { log "only Linux is supported so far"; exit 1; }
[ -f "$java_home/include/jni.h" ] || { log "no jni.h under $java_home: a JDK is needed (apt-get install openjdk-17-jdk-headless)"; exit 1; }
prefix=$("$here/build-pjsip.sh")

common=(-std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Wno-unused-parameter -fPIC -fvisibility=hidden -DPJ_AUTOCONF=1
    -I"$java_home/include" -I"$java_home/include/linux" -isystem "$prefix/include")
case $(echo '__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__' | $cc -E -P -x c - | tr -d ' ') in
    1234==1234) common+=(-DPJ_IS_BIG_ENDIAN=0 -DPJ_IS_LITTLE_ENDIAN=1) ;;
    *) common+=(-DPJ_IS_BIG_ENDIAN=1 -DPJ_IS_LITTLE_ENDIAN=0) ;;
esac
case $flavour in
    release) cflags=(-O2 -g -DNDEBUG -ffunction-sections -fdata-sections) ldflags=() ;;
    # what PJSIP does with null pointers and zero lengths is only reported; in our own code it is an error
    asan) cflags=(-O1 -g -fsanitize=address,undefined -fno-sanitize=alignment -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DPJ_POOL_DEBUG=1)
        ldflags=(-fsanitize=address,undefined) ;;
    *) log "unknown flavour $flavour"; exit 1 ;;
esac

digest=$({ echo "$prefix $cc $($cc -dumpversion) ${common[*]} ${cflags[*]}"; cat "$here"/*.c "$here"/*.h "$here"/*.map "$here"/*.sh; } |
    sha256sum | cut -d' ' -f1)
if [ -f "$lib" ] && [ "$(cat "$work/stamp" 2>/dev/null)" = "$digest" ]; then exit 0; fi

mkdir -p "$out" "$work"
rm -f "$work"/stamp "$work"/*.o
compile() { "$cc" "${common[@]}" "${cflags[@]}" -c -o "$work/$(basename "$1" .c).o" "$1"; }
pids=()
for source in "$here"/*.c; do
    compile "$source" & pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid"; done

archives=()
for name in pjsip-ua pjsip-simple pjsip pjmedia-codec pjmedia-audiodev pjmedia pjnath pjlib-util pj; do
    archives+=("$(compgen -G "$prefix/lib/lib$name.a" || compgen -G "$prefix/lib/lib$name-$("$cc" -dumpmachine | cut -d- -f1)-*.a" | head -1)")
done
extra=()
while read -r archive; do extra+=("$archive"); done < <(compgen -G "$prefix/lib/libwebrtc-aec3*.a" || true)
[ ${#extra[@]} -eq 0 ] || extra+=(-lstdc++)
read -ra system <<<"$(cat "$prefix/link.txt" 2>/dev/null || sed -n 's/^Libs.private: *//p' "$prefix/lib/pkgconfig/libpjproject.pc")"
# ASan needs symbols that only the preloaded run-time has, so -z defs is for the release alone.
[ "$flavour" = asan ] || ldflags+=(-Wl,-z,defs)
"$cc" -shared -o "$work/libsipsimple_pjsip.so" "$work"/*.o -Wl,--start-group "${archives[@]}" "${extra[@]}" -Wl,--end-group \
    -Wl,-soname,libsipsimple_pjsip.so -Wl,--version-script="$here/sipsimple_pjsip.map" -Wl,--gc-sections \
    -Wl,-z,relro,-z,now -Wl,--as-needed -Wl,--build-id=none "${ldflags[@]}" "${system[@]}" -lpthread -ldl
if [ "$flavour" = release ]; then
    objcopy --only-keep-debug "$work/libsipsimple_pjsip.so" "$work/libsipsimple_pjsip.so.debug"
    strip --strip-unneeded "$work/libsipsimple_pjsip.so"
fi
mv "$work/libsipsimple_pjsip.so" "$lib"
echo "$digest" >"$work/stamp"
log "$lib ($(stat -c %s "$lib") bytes, $flavour)"
