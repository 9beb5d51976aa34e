# Sourced by the package scripts of Linux and macOS: lays out target/package/{app,fx,runtime} for jpackage.
# Needs `home` (the source tree). The application stays on the class path; the JDK and JavaFX become one linked runtime.

. "$home/installers/find-jdk.sh"

fail() { printf 'guichet package: %s\n' "$*" >&2; exit 1; }
step() { printf 'guichet package: %s\n' "$*" >&2; }
property() { sed -n "s/^$1=//p" "$home/installers/console.properties"; }

jdk=$(find_jdk) || fail "no JDK 25 found: run ./guichet setup"
work=$home/target/package
name=$(property name)
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' "$home/pom.xml" | head -n 1)
main_jar=$(property main.jar)-$version.jar

lay_out_class_path() {
  local list=$home/console-app/target/classpath entry
  [ -f "$list" ] && [ -f "$home/console-app/target/$main_jar" ] ||
    fail "the console is not built: start this through ./guichet package"
  rm -rf "$work"
  mkdir -p "$work/app" "$work/fx"
  cp "$home/console-app/target/$main_jar" "$work/app/"
  tr ':' '\n' <"$list" | while IFS= read -r entry; do
    case ${entry##*/} in
      javafx-*-linux*.jar | javafx-*-mac*.jar) cp "$entry" "$work/fx/" ;;
      javafx-*.jar) ;; # holds nothing: the classes are in the jar of the system
      *) cp "$entry" "$work/app/" ;;
    esac
  done
  check_notices
  cp "$home/LICENSE" "$home/NOTICE" "$home/THIRD-PARTY.md" "$work/app/"
}

# Nobody's work is shipped without its name.
check_notices() {
  local jar name_of_jar
  for jar in "$work"/app/*.jar; do
    name_of_jar=$(basename "$jar" | sed 's/-[0-9].*//')
    [ -d "$home/$name_of_jar" ] || grep -q ":$name_of_jar[]| ]" "$home/THIRD-PARTY.md" ||
      fail "THIRD-PARTY.md does not name ${jar##*/}: run mvn license:aggregate-add-third-party"
  done
}

all_modules() {
  local jar fx
  property modules | tr -d '\n'
  for jar in "$work"/fx/javafx-*.jar; do
    fx=${jar##*/javafx-}
    printf ',javafx.%s' "${fx%%-*}"
  done
}

# A module that is missing would be noticed only when a screen first needs it.
check_modules() {
  local given needed module jar missing=
  given=,$(all_modules),
  # Looked at as loose classes, because that is how the class path treats them: module descriptors play no part.
  for jar in "$work"/app/*.jar; do
    unzip -qo "$jar" '*.class' -x module-info.class 'META-INF/*' -d "$work/classes" 2>/dev/null || [ $? -eq 11 ]
  done
  needed=$("$jdk/bin/jdeps" --ignore-missing-deps --print-module-deps --module-path "$work/fx" --add-modules ALL-MODULE-PATH \
    "$work/classes" 2>&1) || fail "jdeps could not read the application: $(printf '%s' "$needed" | head -n 1)"
  rm -rf "$work/classes"
  for module in $(printf '%s' "$needed" | tr ',' ' '); do
    case $given in
      *,"$module",*) ;;
      *) missing="$missing $module" ;;
    esac
  done
  [ -z "$missing" ] || fail "add to modules in installers/console.properties:$missing"
}

link_runtime() {
  step "linking the runtime"
  check_modules
  "$jdk/bin/jlink" --module-path "$work/fx" --add-modules "$(all_modules)" --include-locales "$(property locales)" \
    --no-header-files --no-man-pages --strip-native-debug-symbols=exclude-debuginfo-files --compress zip-0 \
    --generate-cds-archive --exclude-resources '/javafx.graphics/*.so,/javafx.graphics/*.dylib,/javafx.graphics/*.jar' \
    --output "$work/runtime" >"$work/jlink.log" 2>&1 || fail "jlink failed (${work#"$home"/}/jlink.log)"
  # JavaFX finds its natives there, so it need not unpack them into the user's home, which may forbid execution.
  unzip -qo -j "$work"/fx/javafx-graphics-*.jar '*.so' '*.dylib' -d "$work/runtime/lib" 2>/dev/null || [ $? -eq 11 ]
  ls "$work"/runtime/lib/libprism_sw.* >/dev/null 2>&1 || fail "JavaFX brought no natives for this system"
}

java_options() {
  printf '%s\n' --enable-native-access=ALL-UNNAMED,javafx.graphics -XX:+UseSerialGC -Xms16m -Xmx512m -XX:+UseCompactObjectHeaders
}

jpackage_java_options() {
  java_options | while IFS= read -r option; do printf '%s\n%s\n' --java-options "$option"; done
}
