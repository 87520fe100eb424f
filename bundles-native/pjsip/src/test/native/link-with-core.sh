#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Links a source file of the tests with the objects that build-jni.sh has left in WORK_DIR.
# Usage: link-with-core.sh JAVA_HOME WORK_DIR SOURCE OUT [LINKER_FLAG...]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
java_home=$1 work=$2 source=$here/$3 out=$4
shift 4
sources=$here/../../main/native
prefix=$("$sources/build-pjsip.sh")
flags=(-std=c11 -D_GNU_SOURCE -O1 -g -fPIC -DPJ_AUTOCONF=1)
case $(echo '__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__' | ${CC:-cc} -E -P -x c - | tr -d ' ') in
    1234==1234) flags+=(-DPJ_IS_BIG_ENDIAN=0 -DPJ_IS_LITTLE_ENDIAN=1) ;;
    *) flags+=(-DPJ_IS_BIG_ENDIAN=1 -DPJ_IS_LITTLE_ENDIAN=0) ;;
esac
if [ "${SIPSIMPLE_NATIVE_FLAVOUR:-release}" = asan ]; then
    flags+=(-fsanitize=address,undefined -DPJ_POOL_DEBUG=1)
else
    flags+=(-DNDEBUG)
fi
read -ra system <<<"$(cat "$prefix/link.txt" 2>/dev/null || sed -n 's/^Libs.private: *//p' "$prefix/lib/pkgconfig/libpjproject.pc")"
"${CC:-cc}" "${flags[@]}" -I"$sources" -I"$java_home/include" -I"$java_home/include/linux" -isystem "$prefix/include" -o "$out" \
    "$source" "$work"/ssc_*.o -Wl,--start-group "$prefix"/lib/lib*.a -Wl,--end-group "$@" "${system[@]}" -lpthread -ldl -lm
