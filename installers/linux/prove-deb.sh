#!/usr/bin/env bash
# Proves the package on a clean Debian 12: installs it there with apt, starts it as an ordinary user, takes a picture.
#   sudo installers/linux/prove-deb.sh [--deb FILE] [--picture FILE] [--type TEXT] [-- WORDS FOR THE CONSOLE]
#   --type TEXT   keys to press once the first screen stands, \t and \n for Tab and Enter, \f to wait for the next screen
# Needs root, debootstrap and Xvfb. The bare system is kept in the user's cache folder for the next time.
# The package sources are those of this machine. The network is shared with it, so a server here answers there too.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)
. "$here/../find-jdk.sh"

fail() { printf 'prove-deb: %s\n' "$*" >&2; exit 1; }
step() { printf 'prove-deb: %s\n' "$*" >&2; }

deb=$(ls "$home"/target/package/*.deb 2>/dev/null | head -n 1 || true)
picture=$home/target/package/installed.png
text=
while [ $# -gt 0 ]; do
  case $1 in
    --deb) deb=$2; shift 2 ;;
    --picture) picture=$2; shift 2 ;;
    --type) text=$2; shift 2 ;;
    --) shift; break ;;
    *) printf 'prove-deb: unknown word: %s\n' "$1" >&2; exit 2 ;;
  esac
done
[ "$(id -u)" -eq 0 ] || fail "a clean system can only be made by root: sudo $0"
[ -f "$deb" ] || fail "there is no package: run ./guichet package deb"
for tool in debootstrap Xvfb unshare; do
  command -v "$tool" >/dev/null || fail "$tool is missing: apt-get install $tool"
done
jdk=$(find_jdk) || fail "no JDK 25 found: run ./guichet setup"

mirror() { # the first Debian archive in this machine's package sources
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    sed -n -e 's/^URIs: *\([^ ]*\).*/\1/p' -e 's/^deb  *\(\[[^]]*\] *\)\{0,1\}\([^ ]*\) .*/\2/p' |
    grep -m 1 -E '/debian/?$'
}

cache=${XDG_CACHE_HOME:-$HOME/.cache}/guichet
bare=$cache/bookworm
if [ ! -f "$bare.done" ]; then
  step "making a bare Debian 12"
  rm -rf "$bare"
  mkdir -p "$cache"
  debootstrap --variant=minbase bookworm "$bare" "$(mirror)" >"$cache/debootstrap.log" 2>&1 ||
    fail "debootstrap failed ($cache/debootstrap.log)"
  touch "$bare.done"
fi

root=$(mktemp -d)
screen=
finish() {
  [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
  rm -rf "$root"
}
trap finish EXIT
cp -a --reflink=auto "$bare/." "$root/"
cp "$deb" "$root/var/tmp/guichet.deb"
cp /etc/resolv.conf "$root/etc/resolv.conf"
# Nothing may start by itself in there.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"

# Runs in the clean system. Mounts and processes end with it.
inside() {
  unshare --mount --pid --fork --kill-child bash -euc '
    root=$1; shift
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    exec chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
  ' inside "$root" "$@"
}

log=$root/var/tmp/install.log
step "installing $(basename "$deb") with apt on $(cat "$root/etc/debian_version")"
inside bash -euc 'apt-get update -qq; apt-get install -y -qq --no-install-recommends /var/tmp/guichet.deb' >"$log" 2>&1 ||
  { tail -n 20 "$log" >&2; fail "the package could not be installed"; }
inside dpkg --status guichet-console | grep -E '^(Status|Version|Installed-Size)' >&2
inside useradd --create-home cashier

display_file=$(mktemp)
Xvfb -displayfd 3 -screen 0 1366x768x24 -ac -nolisten tcp 3>"$display_file" >/dev/null 2>&1 &
screen=$!
for _ in $(seq 50); do
  [ -s "$display_file" ] && break
  sleep 0.1
done
display=:$(tr -d '[:space:]' <"$display_file")
rm -f "$display_file"

step "starting the console as an ordinary user"
inside setpriv --reuid=cashier --regid=cashier --clear-groups \
  env HOME=/home/cashier DISPLAY="$display" /opt/guichet-console/bin/guichet-console "$@" >"$root/var/tmp/console.log" 2>&1 &
console=$!
mkdir -p "$(dirname "$picture")"
if ! DISPLAY=$display "$jdk/bin/java" "$here/Witness.java" "$picture" 90 ${text:+"$text"}; then
  tail -n 20 "$root/var/tmp/console.log" >&2
  fail "the console showed nothing"
fi
kill -0 "$console" 2>/dev/null || fail "the console ended by itself"
kill "$console"
wait "$console" 2>/dev/null || true

inside apt-get purge -y -qq guichet-console >>"$log" 2>&1 || fail "the package could not be removed"
[ ! -e "$root/opt/guichet-console" ] || fail "the package left files behind"
step "installed, started, seen ($picture), removed"
