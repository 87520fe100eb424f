# SPDX-License-Identifier: Apache-2.0
# Shared by ./sipsimple and ./verify: what has to be there, and building only what changed. Sourced, with $here set.

build_packages='build-essential pkg-config libssl-dev libasound2-dev libopus-dev libspeex-dev libspeexdsp-dev libgsm1-dev
    libsrtp2-dev uuid-dev libbcg729-dev libopencore-amrnb-dev libopencore-amrwb-dev libvo-amrwbenc-dev dpkg-dev xz-utils bzip2'
peer_packages='kamailio kamailio-tls-modules kamailio-presence-modules kamailio-sqlite-modules kamailio-outbound-modules
    baresip-core linphone-cli sip-tester bind9 bind9-dnsutils coturn openssl sqlite3 sox espeak-ng iproute2 mount nftables tshark
    xvfb x11-xserver-utils x11vnc gvncviewer'

say() { printf 'sipsimple: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || die "no Java: install a JDK 17 or newer (apt-get install openjdk-17-jdk-headless) or set JAVA_HOME"
# from the file beside it if there is one: starting a virtual machine to ask takes longer
java_release=$(dirname "$(dirname "$(readlink -f "$(command -v "$java")")")")/release
java_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$java_release" 2>/dev/null) || true
[ -n "$java_version" ] || java_version=$("$java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
[ "${java_version:-0}" -ge 17 ] || die "Java $java_version is too old: install a JDK 17 or newer or set JAVA_HOME"
# from JDK 24 on the virtual machine wants to be told which code may load native libraries, and warns of what Felix does
java_options=
[ "$java_version" -lt 24 ] || java_options="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

# Installs the named packages that are missing, as root or through sudo.
setup_packages() {
    local missing=() p installed
    installed=" $(dpkg-query -W -f '${Package}:${db:Status-Status} ' "$@" 2>/dev/null || true)"
    for p in "$@"; do
        case $installed in *" $p:installed "*) ;; *) missing+=("$p") ;; esac
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || die "this needs Debian or Ubuntu packages: ${missing[*]}"
    local root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || die "missing packages; run as root: apt-get install ${missing[*]}"
        root=(sudo)
    fi
    say "installing ${#missing[@]} packages: ${missing[*]}"
    local log; log=$(mktemp)
    if ! { "${root[@]}" apt-get update -q &&
           "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -3 "$log" >&2
        die "packages could not be installed; try: apt-get install ${missing[*]}"
    fi
    rm -f "$log"
}

setup_build_packages() {
    command -v mvn >/dev/null || die "no Maven: apt-get install maven"
    command -v javac >/dev/null || [ -x "${JAVA_HOME:-}/bin/javac" ] || die "no Java compiler: apt-get install openjdk-17-jdk-headless"
    # shellcheck disable=SC2086
    setup_packages $build_packages
}

# A digest of everything a build reads; by name, size and time, which is what changes when a file does.
source_digest() {
    (cd "$here" && find pom.xml .mvn .setup api bundles bundles-native stream-plugins payload-plugins config-admin distribution itests \
        \( -name target -o -name .git \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum | cut -c1-32)
}

# setup_build STAMP MODULE: builds the module and what it needs, unless nothing changed since the last time.
setup_build() {
    local stamp=$here/target/.built-$1 log=$here/target/build.log
    digest=${digest:-$(source_digest)} # once for all modules of a run
    [ "$(cat "$stamp" 2>/dev/null)" != "$digest" ] || return 0
    mkdir -p "$here/target"
    say "building (the first time takes some minutes; PJSIP is kept for later builds) ..."
    # tests are the business of ./verify
    if ! (cd "$here" && mvn -B -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$2" -am ${MAVEN_ARGS:-} package) </dev/null >"$log" 2>&1; then
        grep -m3 -E '^\[ERROR\]|build-pjsip:' "$log" >&2 || tail -3 "$log" >&2
        die "the build failed; all of it is in target/build.log"
    fi
    echo "$digest" >"$stamp"
}
