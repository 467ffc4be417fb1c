#!/bin/sh
# Times IonSpice's linear solver beside native KLU, with every JDK from 17 on that is found.
# Usage: run.sh [ROUNDS [MATRIX...]]; needs a C compiler and SuiteSparse's headers
# (Debian: libsuitesparse-dev). Builds and writes under target/bench-klu only.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=$(CDPATH='' cd -- "$here/../.." && pwd -P)
work=$home/target/bench-klu
mkdir -p "$work"
cc -O3 -march=native -I/usr/include/suitesparse -o "$work/driver" "$here/driver.c" \
  -lklu -lamd -lbtf -lcolamd -lsuitesparseconfig -lm
[ -d "$home/target/classes/org/ionspice/solver" ] || (cd "$home" && mvn -B -q compile)
rounds=${1:-7}
[ $# -eq 0 ] || shift
for jdk in ${BENCH_JDKS:-/usr/lib/jvm/*}; do
  [ ! -h "$jdk" ] && [ -r "$jdk/release" ] || continue
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$jdk/release")
  [ "${version:-0}" -ge 17 ] || continue
  # shellcheck disable=SC2086
  "$jdk/bin/java" -cp "$home/target/classes" "$here/Bench.java" "$work/driver" "$work" "$rounds" "$@"
  echo
done
