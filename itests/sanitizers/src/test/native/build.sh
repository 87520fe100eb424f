#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The instrumented library and what has to be loaded before it.  Usage: build.sh JAVA_HOME CLASSES_DIR WORK_DIR
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
java_home=$1 classes=$2 work=$3
SIPSIMPLE_NATIVE_FLAVOUR=asan "$here/../../../../../bundles-native/pjsip/src/main/native/build-jni.sh" \
    "$java_home" "$classes/META-INF/native/linux-$(uname -m)" "$work/library"
mkdir -p "$work/reports"
rm -f "$work/reports"/*
cc -shared -fPIC -O2 -Wall -Wextra -Werror -o "$work/libalone.so" "$here/alone.c"
cc -shared -fPIC -O1 -g -Wall -Wextra -Werror -fsanitize=address -I"$java_home/include" -I"$java_home/include/linux" \
    -o "$work/libplanted.so" "$here/planted.c"
for name in asan ubsan; do
    file=$(readlink -f "$(cc -print-file-name=lib$name.so)")
    [ -f "$file" ] || { echo "build.sh: no lib$name of $(cc --version | head -1)" >&2; exit 1; }
    ln -sfn "$file" "$work/lib$name.so"
done
