#!/bin/sh
# usage: run.sh [ROUNDS] : wall clock and CPU time of a five-line netlist from start to end, of an
# empty Java program and of ngspice, all in turn. JDKS="/path/a /path/b" names the JDKs to measure.
set -eu
here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd)
launcher=$here/../../ionspice
rounds=${1:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/rc.cir" "$work"
cd "$work"
cat >Hello.java <<'J'
public class Hello {
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
J
jdks=${JDKS:-$(for jdk in /usr/lib/jvm/*; do [ -L "$jdk" ] || [ ! -x "$jdk/bin/javac" ] || echo "$jdk"; done)}
{
  command -v ngspice >/dev/null && echo "ngspice 	ngspice -b -r n.raw rc.cir"
  for jdk in $jdks; do
    name=$(basename "$jdk")
    "$jdk/bin/javac" -d "$name" Hello.java
    echo "empty program, $name	$jdk/bin/java -XX:+UseSerialGC -cp $name Hello"
    # The first start makes the class archive in the background; the second remembers it.
    for start in 1 2 3; do
      JAVA_HOME=$jdk "$launcher" -b -r first.raw rc.cir >first.log 2>&1
      waited=0
      while [ -d "$here/../../target/ionspice-practice" ] && [ "$waited" -lt 120 ]; do
        sleep 1
        waited=$((waited + 1))
      done
    done
    echo "ionspice -b -r, $name	env JAVA_HOME=$jdk $launcher -b -r i.raw rc.cir"
    echo "ionspice run --no-plot, $name	env JAVA_HOME=$jdk $launcher run --no-plot --out o rc.cir"
  done
} >commands
python3 "$here/measure.py" "$rounds" commands
