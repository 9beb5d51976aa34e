#!/usr/bin/env bash
# Lists what this machine lacks to build, test and run Guichet, asks, and installs it with apt-get.
# With --yes, CI=true, or as root it does not ask. Without the right to install it ends with 1 and the line to type.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/../find-jdk.sh"

say() { printf '%s\n' "$*" >&2; }
fail() { say "guichet setup: $*"; exit 1; }

# A fresh user's PATH may lack the folders where daemons and ldconfig live.
export PATH=$PATH:/usr/sbin:/sbin
libraries=$(ldconfig -p 2>/dev/null || true)

has_command() { command -v "$1" >/dev/null 2>&1; }
has_library() { case $libraries in *"$1"*) return 0 ;; esac; return 1; }
has_file() { [ -e "$1" ]; }
has_font() { [ -n "$(find /usr/share/fonts -name "$1" -print -quit 2>/dev/null)" ]; }
has_jdk() { find_jdk >/dev/null; }
has_maven() {
  has_command mvn || return 1
  case $(mvn --version 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1) in
    '' | [012].* | 3.[0-7]) return 1 ;;
  esac
}
# Whichever the configured package sources offer; Debian 12 itself has none.
jdk_package() {
  local name
  for name in openjdk-25-jdk temurin-25-jdk; do
    if [ -n "$(apt-cache policy "$name" 2>/dev/null | sed -n 's/^  Candidate: \([0-9].*\)/\1/p')" ]; then
      printf '%s\n' "$name"
      return
    fi
  done
}

# package | how to see that it is there | what it is for
needs() {
  cat <<'TABLE'
JDK-25|has_jdk|the language Guichet is written in
maven|has_maven|builds it (3.8 or newer)
pcscd|has_command pcscd|the card service
libpcsclite1|has_library libpcsclite.so.1|the card service's library
vsmartcard-vpcd|has_file /usr/lib/pcsc/drivers/serial/libifdvpcd.so|virtual card readers for demo and tests
libgtk-3-0|has_library libgtk-3.so.0|windows
libxtst6|has_library libXtst.so.6|windows
libxxf86vm1|has_library libXxf86vm.so.1|windows
libpangoft2-1.0-0|has_library libpangoft2-1.0.so.0|text on windows
fontconfig|has_command fc-match|finds fonts
fonts-dejavu-core|has_font DejaVuSans.ttf|a font that also has Arabic
xvfb|has_command Xvfb|a screen for window tests
xauth|has_command xauth|a screen for window tests
strace|has_command strace|the test that a payment is on disk before it is confirmed
socat|has_command socat|pairs of serial lines for the machine tests
fakeroot|has_command fakeroot|./guichet package
dpkg-dev|has_command dpkg-shlibdeps|./guichet package
binutils|has_command objcopy|./guichet package
unzip|has_command unzip|./guichet package
TABLE
}

lacking() {
  local package probe purpose
  while IFS='|' read -r package probe purpose; do
    $probe || printf '%s|%s\n' "$package" "$purpose"
  done < <(needs)
}

ask=yes
case "$*" in
  '') ;;
  --yes) ask=no ;;
  *) say "guichet setup: unknown words: $* (see ./guichet setup --help)"; exit 2 ;;
esac
if [ "${CI:-}" = true ] || [ "$(id -u)" -eq 0 ]; then ask=no; fi

missing=$(lacking)
if [ -z "$missing" ]; then
  say "guichet setup: this machine has everything Guichet needs"
  exit 0
fi
say "guichet setup: this machine lacks"
printf '%s\n' "$missing" | sed 's/^\([^|]*\)|\(.*\)$/  \1: \2/' >&2

names=$(printf '%s\n' "$missing" | cut -d '|' -f 1)
has_command apt-get || fail "only apt-get is known here; install by hand: $(echo $names)"

as_root=
if [ "$(id -u)" -ne 0 ]; then
  if has_command sudo && { [ "$ask" = yes ] || sudo -n true 2>/dev/null; }; then
    as_root=sudo
  else
    as_root=refused
  fi
fi
packages=$(echo $(printf '%s\n' $names | sed '/^JDK-25$/d'))
by_hand="sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages"
no_jdk="no package source of this machine offers a JDK 25: unpack one under /usr/lib/jvm, or set JAVA_HOME to one"

if [ -z "$packages" ]; then
  by_hand="sudo apt-get update && sudo apt-get install -y --no-install-recommends openjdk-25-jdk"
fi
if [ "$as_root" = refused ]; then fail "no right to install; type: $by_hand"; fi
if [ "$ask" = yes ]; then
  [ -t 0 ] || fail "nobody to ask; run ./guichet setup --yes, or type: $by_hand"
  read -r -p "Install them now with apt-get? [Y/n] " answer
  case $answer in
    '' | [Yy]*) ;;
    *) fail "nothing was installed; type: $by_hand" ;;
  esac
fi

log=$here/../../target/door/setup.log
mkdir -p "$(dirname "$log")"
log=$(cd "$(dirname "$log")" && pwd)/setup.log
say "guichet setup: installing (apt-get writes to $log)"
if ! $as_root apt-get update -qq >"$log" 2>&1; then
  say "guichet setup: apt-get update failed; trying with the lists that are here"
fi
case $names in
  *JDK-25*) packages="$packages $(jdk_package)" ;;
esac
if [ -n "${packages// /}" ]; then
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >>"$log" 2>&1 ||
    fail "apt-get could not install: $(grep -m 1 '^E:' "$log") (all of it: $log)"
fi

libraries=$(ldconfig -p 2>/dev/null || true)
hash -r
missing=$(lacking | cut -d '|' -f 1)
case $missing in
  '') say "guichet setup: done" ;;
  JDK-25) fail "$no_jdk" ;;
  *) fail "still missing after the installation: $(echo $missing)" ;;
esac
