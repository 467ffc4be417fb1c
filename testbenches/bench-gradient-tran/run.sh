#!/bin/sh
# Measures what one gradient of a transient costs beside the transient alone: ./run.sh
set -eu
cd "$(dirname "$0")"
root=../..
"$root/ionspice" --version >/dev/null # builds the jar
java -XX:+UseSerialGC -cp "$root/target/ionspice.jar" Bench.java
uptime
