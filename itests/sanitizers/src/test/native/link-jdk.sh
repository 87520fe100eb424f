#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes LINK point at a JDK 25 of this machine, or says that there is none.  Usage: link-jdk.sh LINK
set -euo pipefail
link=$1
for home in "${SIPSIMPLE_JDK25:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk*; do
    if [ -x "$home/bin/java" ] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
        ln -sfn "$home" "$link"
        exit 0
    fi
done
echo 'link-jdk.sh: no JDK 25 here, so nothing can be shown on virtual threads: install one or set SIPSIMPLE_JDK25 to its directory' >&2
exit 1
