#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Prepares a static, position-independent PJSIP and prints the prefix it is installed under.
# Where it comes from, in this order:
#   SIPSIMPLE_PJSIP_PREFIX   an installed PJSIP (archives in lib/, headers in include/)
#   SIPSIMPLE_PJSIP_SOURCE   a source directory, or a tarball of it
#   pkg-config               libpjproject of this system (SIPSIMPLE_PJSIP_SYSTEM=0 skips it)
#   apt                      the pjproject component of the distribution's asterisk source package
# Builds are kept under ${XDG_CACHE_HOME:-~/.cache}/sipsimple-pjsip, named by a digest of all that shapes them.
# Also read: JOBS, SIPSIMPLE_PJSIP_SUITE (sid), SIPSIMPLE_PJSIP_SHA256 (required tarball digest),
# SIPSIMPLE_PJSIP_AEC3=1 (adds the AEC3 echo canceller), SIPSIMPLE_NATIVE_FLAVOUR (release, asan, fuzz).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jobs=${JOBS:-2}
suite=${SIPSIMPLE_PJSIP_SUITE:-sid}
flavour=${SIPSIMPLE_NATIVE_FLAVOUR:-release}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/sipsimple-pjsip
minver=2.17
log() { echo "build-pjsip: $*" >&2; }
die() { log "$*"; exit 1; }

case $flavour in
    release) cflags='-O2 -g1 -fPIC -fvisibility=hidden -ffunction-sections -fdata-sections -DNDEBUG' ;;
    # Without NDEBUG misuse of PJSIP aborts; with pool debugging each pool block is its own malloc and pools hide nothing.
    asan) cflags='-O1 -g -fPIC -fsanitize=address,undefined -fno-sanitize=alignment -fno-omit-frame-pointer -DPJ_POOL_DEBUG=1' ;;
    # As asan, by clang, with the counters by which libFuzzer sees how far an input gets.
    fuzz) export CC=clang CXX=clang++
        cflags='-O1 -g -fPIC -w -fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer -DPJ_POOL_DEBUG=1' ;;
    *) die "SIPSIMPLE_NATIVE_FLAVOUR is '$flavour'; it can be release, asan or fuzz" ;;
esac

# configure drops a codec silently when its header is missing, so everything is asked for first.
check_headers() {
    local missing=() header package
    while read -r header package; do
        echo "#include <$header>" | cc -E -x c - >/dev/null 2>&1 || missing+=("$package")
    done <<'LIST'
openssl/ssl.h libssl-dev
alsa/asoundlib.h libasound2-dev
opus/opus.h libopus-dev
speex/speex.h libspeex-dev
speex/speex_echo.h libspeexdsp-dev
gsm.h libgsm1-dev
srtp2/srtp.h libsrtp2-dev
uuid/uuid.h uuid-dev
bcg729/decoder.h libbcg729-dev
opencore-amrnb/interf_dec.h libopencore-amrnb-dev
opencore-amrwb/dec_if.h libopencore-amrwb-dev
vo-amrwbenc/enc_if.h libvo-amrwbenc-dev
LIST
    [ ${#missing[@]} -eq 0 ] || die "headers are missing, install them with: apt-get install ${missing[*]}"
}

check_tools() {
    local missing=() tool package
    while read -r tool package; do
        command -v "$tool" >/dev/null || missing+=("$package")
    done <<'LIST'
cc gcc
make make
patch patch
xz xz-utils
pkg-config pkg-config
LIST
    [ ${#missing[@]} -eq 0 ] || die "tools are missing, install them with: apt-get install ${missing[*]}"
}

# Archives can only go into a shared library when they are position-independent: linking one shows it.
usable() {
    local libdir=$1 archive probe rc=0
    archive=$(compgen -G "$libdir/libpj-*.a" | head -1 || compgen -G "$libdir/libpj.a" || true)
    [ -n "$archive" ] || return 1
    probe=$(mktemp -d)
    echo 'int pj_init(void); int probe(void) { return pj_init(); }' >"$probe/p.c"
    cc -shared -fPIC -o "$probe/p.so" "$probe/p.c" "$archive" -luuid -lm -lpthread >/dev/null 2>&1 || rc=1
    rm -rf "$probe"
    return $rc
}

installed_pjsip() {
    if [ -n "${SIPSIMPLE_PJSIP_PREFIX:-}" ]; then
        usable "$SIPSIMPLE_PJSIP_PREFIX/lib" || die "no static position-independent PJSIP under $SIPSIMPLE_PJSIP_PREFIX"
        echo "$SIPSIMPLE_PJSIP_PREFIX"
        return
    fi
    [ -z "${SIPSIMPLE_PJSIP_SOURCE:-}" ] && [ "${SIPSIMPLE_PJSIP_SYSTEM:-1}" != 0 ] && [ "$flavour" = release ] || return 0
    pkg-config --atleast-version=$minver libpjproject 2>/dev/null || return 0
    if usable "$(pkg-config --variable=libdir libpjproject)"; then
        log "using the installed libpjproject $(pkg-config --modversion libpjproject)"
        pkg-config --variable=prefix libpjproject
    else
        log "the installed libpjproject has no position-independent archives: building one"
    fi
}

# Prints "mirror|key": a mirror of the distribution that this machine's apt already uses, and what signs it.
apt_mirror() {
    local uri='' key='' etc
    IFS='|' read -r uri key < <(
        apt-get indextargets --format '$(REPO_URI)|$(SIGNED_BY)' 'Created-By: Packages' 2>/dev/null |
            grep -E '/debian/?\|' | sort -u | head -1) || true
    etc=$(apt-config shell d Dir::Etc/d | sed "s/^d='//; s/'\$//")
    if [ -z "$uri" ]; then # no package lists yet: read the configuration itself
        uri=$(cat "$etc"/sources.list "$etc"/sources.list.d/*.list "$etc"/sources.list.d/*.sources 2>/dev/null |
            grep -Ev '^[[:space:]]*#' | grep -oE '[a-z+]+:/+[^ ]+/debian/?( |$)' | head -1 | tr -d ' ')
    fi
    case ${key:-} in
        '' | '$('*)
            key=$(sed -n 's/^Signed-By:[[:space:]]*//Ip' "$etc"/sources.list.d/*.sources 2>/dev/null |
                grep -i debian | head -1) || true
            [ -f "$key" ] || key=
            ;;
    esac
    echo "$uri|$key"
}

# Fetches the source with apt's own verification, in private directories: apt's configuration stays as it is.
fetch_with_apt() {
    local dest=$cache/dl/asterisk-$suite hit uri key t
    hit=$(compgen -G "$dest/*.orig-Xpjproject.tar.*" | head -1 || true)
    if [ -n "$hit" ]; then echo "$hit"; return; fi
    command -v apt-get >/dev/null || die "no apt-get here: set SIPSIMPLE_PJSIP_SOURCE to a PJSIP $minver source"
    IFS='|' read -r uri key < <(apt_mirror)
    [ -n "$uri" ] || die "no distribution mirror in the apt configuration: set SIPSIMPLE_PJSIP_SOURCE"
    t=$(mktemp -d)
    mkdir -p "$t/lists/partial" "$t/cache/archives/partial" "$dest"
    printf 'deb-src %s %s %s main\n' "${key:+[signed-by=$key]}" "$uri" "$suite" >"$t/sources.list"
    local opts=(-q -o Dir::Etc::SourceList="$t/sources.list" -o Dir::Etc::SourceParts=/dev/null
        -o Dir::State::Lists="$t/lists" -o Dir::Cache="$t/cache" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
        -o APT::Sandbox::User=root -o Acquire::Languages=none -o APT::Update::Post-Invoke-Success::=)
    apt-get "${opts[@]}" update >&2 || die "apt could not read the source index of $suite"
    (cd "$dest" && apt-get "${opts[@]}" source --download-only asterisk >&2) || die "apt could not fetch the source"
    rm -rf "$t"
    hit=$(compgen -G "$dest/*.orig-Xpjproject.tar.*" | head -1 || true)
    [ -n "$hit" ] || die "the asterisk source package has no pjproject component"
    find "$dest" -type f ! -name '*Xpjproject*' ! -name '*.dsc' -delete
    echo "$hit"
}

source_digest() {
    local src=$1
    if [ -f "$src" ]; then sha256sum "$src" | cut -d' ' -f1; return; fi
    [ -f "$src/version.mak" ] || die "$src is no PJSIP source"
    (cd "$src" && find . -type f \( -name '*.c' -o -name '*.h' -o -name '*.mak*' \) ! -path './*/output/*' -print0 |
        sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}

unpack() {
    local src=$1 work=$2
    if [ -f "$src" ]; then
        tar -C "$work" --strip-components=1 -xf "$src"
    else
        cp -a "$src/." "$work/"
        make -C "$work" distclean >/dev/null 2>&1 || true
    fi
    cp "$here/config_site.h" "$work/pjlib/include/pj/config_site.h"
    # What a handshake of DTLS-SRTP has proved, and when keys may be used: without it DTLS is refused, see ssc_srtp.c.
    patch -d "$work" -p0 -s <"$here/dtls.patch" >&2 || die "dtls.patch does not fit $(basename "$src")"
    # The distribution strips some third-party code; the one source file that went with it is still named in the makefile.
    [ -e "$work/pjmedia/src/pjmedia-audiodev/bdimad_dev.c" ] || : >"$work/pjmedia/src/pjmedia-audiodev/bdimad_dev.c"
    (cd "$work" && chmod +x configure aconfigure config.guess config.sub 2>/dev/null || true)
}

compile() {
    local prefix=$1 t0 t1
    # Of the two resamplers that the distribution leaves, Speex's costs a fourth of the other at the same purity.
    local opts=(--prefix="$prefix" --enable-epoll --enable-speex-resample --with-external-speex --with-external-gsm
        --with-external-srtp --disable-video --disable-pjsua2 --disable-upnp --disable-sdl --disable-ffmpeg --disable-v4l2
        --disable-openh264 --disable-vpx --disable-libyuv --disable-libwebrtc --disable-silk --disable-lyra
        --disable-ilbc-codec --disable-g7221-codec)
    if [ "$aec3" = 1 ] && [ -d third_party/webrtc_aec3/src ]; then opts+=(--enable-libwebrtc-aec3); fi
    t0=$(date +%s)
    log "configure ${opts[*]}"
    ./aconfigure "${opts[@]}" CFLAGS="$cflags" CXXFLAGS="$cflags" >"$cache/configure.log" 2>&1 ||
        { tail -30 "$cache/configure.log" >&2; die "configure failed, see $cache/configure.log"; }
    # TARGETS_EXE= leaves out tests and samples; the dependency step is of no use for a single build.
    make -j"$jobs" TARGETS_EXE= lib >"$cache/make.log" 2>&1 ||
        { tail -30 "$cache/make.log" >&2; die "make failed, see $cache/make.log"; }
    t1=$(date +%s)
    log "built in $((t1 - t0)) s"
}

publish() {
    local prefix=$1 d
    rm -rf "$prefix"
    mkdir -p "$prefix/lib" "$prefix/include"
    for d in pjlib pjlib-util pjnath pjmedia pjsip; do
        cp -r $d/include/* "$prefix/include/"
        cp $d/lib/*.a "$prefix/lib/"
    done
    compgen -G 'third_party/lib/*.a' >/dev/null && cp third_party/lib/*.a "$prefix/lib/"
    rm -f "$prefix"/lib/libpjsua*.a "$prefix"/lib/libpjmedia-videodev*.a
    make -s -f - show <<'MK' >"$prefix/link.txt"
include build.mak
show:
	@echo $(APP_THIRD_PARTY_LIBS) $(APP_THIRD_PARTY_EXT) $(filter -l%,$(APP_LDLIBS)) | tr ' ' '\n' | grep -v -e '^-lpj' -e '$(TARGET_NAME)' | awk '!s[$$0]++' | tr '\n' ' '
MK
    cp "$cache/configure.log" COPYING "$prefix/"
    touch "$prefix/.complete"
}

check_tools
check_headers
found=$(installed_pjsip)
if [ -n "$found" ]; then echo "$found"; exit 0; fi

mkdir -p "$cache/dl"
exec 9>"$cache/lock"
flock 9 # builds of several work trees share the cache
src=${SIPSIMPLE_PJSIP_SOURCE:-}
[ -n "$src" ] || src=$(fetch_with_apt)
sum=$(source_digest "$src")
log "source $(basename "$src") sha256 $sum"
[ -z "${SIPSIMPLE_PJSIP_SHA256:-}" ] || [ "$sum" = "$SIPSIMPLE_PJSIP_SHA256" ] ||
    die "the digest of $src is not SIPSIMPLE_PJSIP_SHA256"
aec3=${SIPSIMPLE_PJSIP_AEC3:-0}
key=$({ echo "$sum $aec3 $cflags $("${CC:-cc}" -dumpmachine) $("${CC:-cc}" -dumpversion)"; cat "$here/config_site.h" "$here/dtls.patch" "$here/build-pjsip.sh"; } |
    sha256sum | cut -c1-16)
prefix=$cache/$key
if [ ! -f "$prefix/.complete" ]; then
    work=$(mktemp -d "$cache/work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    unpack "$src" "$work"
    cd "$work"
    compile "$prefix"
    publish "$prefix"
fi
echo "$prefix"
