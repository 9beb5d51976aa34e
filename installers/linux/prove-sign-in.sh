#!/usr/bin/env bash
# Proves that the packaged console, installed on a clean Debian 12, enrols and signs in to a server that runs from this tree.
#   sudo installers/linux/prove-sign-in.sh [--deb FILE] [--picture FILE]
# Makes the package when there is none. The picture shows the counter after the sign-in.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)

fail() { printf 'prove-sign-in: %s\n' "$*" >&2; exit 1; }

if [ $# -eq 0 ] && ! ls "$home"/target/package/*.deb >/dev/null 2>&1; then
  "$home/guichet" package deb
fi

work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true
  rm -rf "$work"
}
trap finish EXIT

"$home/guichet" server --port 0 --seed demo --data "$work/data" --sms "file:$work" \
  --enrolment-code "Zamalek Club" >"$work/server.log" 2>&1 &
server=$!
code=
for _ in $(seq 600); do
  code=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{8}-[0-9a-f]{16}' "$work/server.log" | head -n 1 || true)
  [ -n "$code" ] && break
  kill -0 "$server" 2>/dev/null || { tail -n 20 "$work/server.log" >&2; fail "the server did not start"; }
  sleep 0.5
done
[ -n "$code" ] || fail "the server gave no enrolment code"
port=$(sed -n 's/.*listens on port \([0-9]*\).*/\1/p' "$work/server.log" | head -n 1)

"$here/prove-deb.sh" "$@" --type "$code\\tWindow 1\\n\\fcarla\\tdemo-carla-3071\\n\\f" -- --server "http://127.0.0.1:$port"

# The picture is for people; the server itself says whether the cashier is in.
signed_in=$(exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 && cat <&3 |
  grep -E '^http_server_requests_seconds_count\{.*desk/v1/session.*"200"' | head -n 1 || true)
[ -n "$signed_in" ] || fail "the console was seen, but nobody signed in to the server"
printf 'prove-sign-in: signed in: %s\n' "$signed_in" >&2
