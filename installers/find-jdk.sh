# Sourced by the door and the package scripts: find_jdk prints the home of a JDK 25, or returns 1.
# A JDK says its version in its `release` file, so no virtual machine has to be started to ask.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -qE '^JAVA_VERSION="25[".]' "$1/release" 2>/dev/null
}

find_jdk() {
  local candidate
  for candidate in "${GUICHET_JDK:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}
