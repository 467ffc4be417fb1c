#!/bin/sh
# CPU time of script loops, IonSpice and ngspice in turn; $1 rounds, the least of each counts.
set -eu
cd "$(dirname "$0")"
rounds=${1:-3}
for netlist in divider stage; do
  for program in "../../ionspice -q -b" "ngspice -b"; do
    least=
    k=0
    while [ "$k" -lt "$rounds" ]; do
      k=$((k + 1))
      used=$({ bash -c "TIMEFORMAT='%U %S'; time $program $netlist.cir" \
        >/dev/null; } 2>&1 | tail -n 1 | awk '{print $1 + $2}')
      least=$(printf '%s\n%s\n' "$least" "$used" | sed '/^$/d' | sort -g | head -n 1)
    done
    printf '%-8s %-22s %s s CPU\n' "$netlist" "$program" "$least"
  done
done
