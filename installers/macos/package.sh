#!/usr/bin/env bash
# Builds target/package/Guichet-VERSION.dmg on macOS. Started by ./guichet package, which has built the console before.
# Not run yet: nobody of the project has had a Mac. See installers/README.md for what must be proved first.
#   GUICHET_MAC_SIGNING_KEY   the user name of a Developer ID key in the keychain; without it the package is not signed
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)
. "$here/../runtime.sh"

[ "$(uname -s)" = Darwin ] || fail "a dmg can only be built on macOS"
lay_out_class_path
link_runtime

signing=()
if [ -n "${GUICHET_MAC_SIGNING_KEY:-}" ]; then
  signing=(--mac-sign --mac-signing-key-user-name "$GUICHET_MAC_SIGNING_KEY" --mac-entitlements "$here/console.entitlements")
fi
options=()
while IFS= read -r word; do options+=("$word"); done < <(jpackage_java_options)

# macOS refuses a first number below 1.
step "packing"
"$jdk/bin/jpackage" --type dmg --name "$(property title)" --app-version "1.${version#*.}" --vendor "$(property vendor)" \
  --description "$(property description)" --input "$work/app" --main-jar "$main_jar" --main-class "$(property main.class)" \
  --runtime-image "$work/runtime" --icon "$here/../icons/guichet.icns" --resource-dir "$here/resources" "${options[@]}" \
  --mac-package-identifier guichet.console --mac-package-name "$(property title)" ${signing[@]+"${signing[@]}"} \
  --dest "$work" >"$work/jpackage.log" 2>&1 || fail "jpackage could not make the package (${work#"$home"/}/jpackage.log)"
printf '%s\n' "$work"/*.dmg
