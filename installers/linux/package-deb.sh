#!/usr/bin/env bash
# Builds target/package/guichet-console_VERSION_ARCH.deb: the console with its own Java inside.
# Started by ./guichet package, which has built the console before.
#   GUICHET_NO_AOT=1   leave out the start-up cache: a smaller package that starts slower
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)
. "$here/../runtime.sh"

for tool in xvfb-run fakeroot dpkg-deb objcopy unzip; do
  command -v "$tool" >/dev/null || fail "$tool is missing: run ./guichet setup"
done

# Gluon Attach decides the licence of the whole package.
contains_attach() {
  local jar
  for jar in "$work"/app/*.jar; do
    if unzip -l "$jar" 'com/gluonhq/attach/*' >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

lay_out_class_path
cp "$here/70-guichet-devices.rules" "$here/guichet-readers.conf" "$work/app/"
link_runtime

step "making the application image"
options=()
while IFS= read -r word; do options+=("$word"); done < <(jpackage_java_options)
aot=$name.aot
if [ -z "${GUICHET_NO_AOT:-}" ]; then options+=(--java-options "-XX:AOTCache=\$APPDIR/$aot"); fi
"$jdk/bin/jpackage" --type app-image --name "$name" --app-version "$version" --vendor "$(property vendor)" \
  --input "$work/app" --main-jar "$main_jar" --main-class "$(property main.class)" --runtime-image "$work/runtime" \
  --icon "$here/../icons/guichet.png" "${options[@]}" --dest "$work/image" >"$work/jpackage.log" 2>&1 ||
  fail "jpackage could not make the image (${work#"$home"/}/jpackage.log)"
image=$work/image/$name

# A start with the class path and options of the launcher, recorded: the next start reads what this one computed.
# The console runs until it is told to end, in a home of its own, on a screen that nobody sees.
train() {
  local path words=() cache=$image/lib/app/$aot seconds=10 ended=0
  path=$(sed -n "s:^app.classpath=\$APPDIR/:$image/lib/app/:p" "$image/lib/app/$name.cfg" | paste -sd :)
  while IFS= read -r word; do words+=("$word"); done < <(java_options)
  mkdir -p "$work/home"
  env -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_STATE_HOME -u XDG_CACHE_HOME HOME="$work/home" \
    xvfb-run -a -s "-screen 0 1366x768x24" timeout --signal=TERM "$seconds" \
    "$image/lib/runtime/bin/java" "${words[@]}" -Duser.home="$work/home" -XX:AOTCacheOutput="$cache" -cp "$path" \
    "$(property main.class)" >"$work/aot.log" 2>&1 || ended=$?
  # 124: timeout had to end it, so the console was still up.
  [ "$ended" -eq 124 ] || fail "the console ended by itself with $ended (${work#"$home"/}/aot.log)"
  "$image/lib/runtime/bin/java" "${words[@]}" -XX:AOTMode=on -XX:AOTCache="$cache" -cp "$path" --dry-run \
    "$(property main.class)" >>"$work/aot.log" 2>&1 || fail "the start-up cache cannot be used (${work#"$home"/}/aot.log)"
  rm -rf "$work/home"
}
if [ -z "${GUICHET_NO_AOT:-}" ]; then
  step "training the start-up cache"
  train
fi

resources=$work/resources
cp -r "$here/resources" "$resources"
if ! contains_attach; then cp "$here/copyright-without-attach" "$resources/copyright"; fi
step "packing"
"$jdk/bin/jpackage" --type deb --app-image "$image" --name "$name" --app-version "$version" \
  --description "$(property description)" --vendor "$(property vendor)" --icon "$here/../icons/guichet.png" \
  --resource-dir "$resources" --install-dir /opt --linux-package-name "$name" \
  --linux-deb-maintainer "$(property maintainer)" --linux-app-category misc --linux-menu-group Office --linux-shortcut \
  --linux-package-deps "libgtk-3-0 | libgtk-3-0t64, libxtst6, libxxf86vm1, libgl1, libpcsclite1, fontconfig, fonts-dejavu-core" \
  --dest "$work" >>"$work/jpackage.log" 2>&1 || fail "jpackage could not make the package (${work#"$home"/}/jpackage.log)"
printf '%s\n' "$work"/*.deb
