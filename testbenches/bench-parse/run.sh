#!/bin/sh
# Measures the reading of netlists of a million elements: ./run.sh [ELEMENTS] [RUNS]
set -eu
cd "$(dirname "$0")"
elements=${1:-1000000}
runs=${2:-5}
root=../..
"$root/ionspice" --version >/dev/null # builds the jar
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for kind in ladder mesh inverters gates memristors; do
  python3 generate.py $kind "$elements" >"$work/$kind.cir"
done
echo "| netlist | Java | elements | first: reading + elaboration, s | elements/s | of its thread | best | elements/s | bytes in use | bytes allocated |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for jdk in ${JDKS:-/usr/lib/jvm/*}; do
  [ ! -h "$jdk" ] && [ -x "$jdk/bin/javac" ] || continue
  for kind in ladder mesh inverters gates memristors; do
    "$jdk/bin/java" -XX:+UseSerialGC -cp "$root/target/ionspice.jar" Speed.java \
      "$work/$kind.cir" "$runs"
  done
done
if command -v ngspice >/dev/null; then
  echo "ngspice, wall clock of reading without an analysis:"
  for kind in ladder mesh inverters gates; do
    grep -v '^\.op' "$work/$kind.cir" | sed 's/^\.end$/.control\nquit\n.endc\n.end/' >"$work/ng.cir"
    before=$(cut -d' ' -f1 /proc/uptime)
    timeout 1800 ngspice -b "$work/ng.cir" >/dev/null 2>&1 || true
    after=$(cut -d' ' -f1 /proc/uptime)
    echo "$kind: $before $after" | awk '{printf "%s %.1f s wall\n", $1, $3 - $2}'
  done
fi
uptime
