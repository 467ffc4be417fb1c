#!/bin/sh
# Prints the device load of each type; arguments: [rows columns] [device ...].
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/../.." && pwd)
"$home/ionspice" --version >/dev/null # builds the jar when it is missing or old
classes=$home/target/bench-device-load
mkdir -p "$classes"
javac -cp "$home/target/ionspice.jar" -d "$classes" \
  "$home/src/jmh/java/org/ionspice/assembly/DeviceLoadTable.java"
exec java -cp "$classes:$home/target/ionspice.jar" org.ionspice.assembly.DeviceLoadTable "$@"
