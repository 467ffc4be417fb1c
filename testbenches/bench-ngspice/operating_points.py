"""Counts the Newton iterations of the operating points of the netlists of ngspice-parity and of this bench.

    python3 operating_points.py                  the sum, and those above 30
    python3 operating_points.py ../other/*.cir   of these netlists

Every analysis of a netlist is replaced by .op; all of them run in one process of ../../ionspice.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import circuits

HERE = pathlib.Path(__file__).parent
LAUNCHER = HERE.parent.parent / "ionspice"
ANALYSIS = r"\.(tran|ac|dc|op|tf|noise|pz|sp|four|meas|save|print|plot|sens|step|mc|probe|end)\b"


def only_op(text):
    kept = []
    dropped = False
    for line in text.splitlines():
        if not (dropped and line.startswith("+")):
            dropped = re.match(ANALYSIS, line.strip(), re.I) is not None
        if not dropped:
            kept.append(line)
    return "\n".join(kept + [".op", ".end", ""])


def main():
    files = [pathlib.Path(name) for name in sys.argv[1:]]
    texts = {}
    for path in files or sorted((HERE.parent / "ngspice-parity").glob("*.cir")):
        texts[path.stem] = path.read_text(encoding="utf-8")
    if not files:
        for name in ("adder8", "logic", "iscas", "c17", "ring51", "opamp", "amplifiers"):
            texts[name] = "\n".join(getattr(circuits, name)())
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (pathlib.Path(folder) / f"{name}.cir").write_text(only_op(text), encoding="utf-8")
        done = subprocess.run(
            [LAUNCHER, "run", *[f"{name}.cir" for name in texts]],
            cwd=folder, capture_output=True, encoding="utf-8", check=False)
    failed = set(re.findall(r"^(\S+)\.cir:\S+ error", done.stderr, re.M))
    counts = [int(n) for n in re.findall(r"^op: .* (\d+) Newton iterations", done.stdout, re.M)]
    solved = [name for name in texts if name not in failed]
    if len(solved) != len(counts):
        sys.exit(done.stderr)
    print(f"{len(counts)} operating points, {sum(counts)} iterations; none for {sorted(failed)}")
    for count, name in sorted(zip(counts, solved), reverse=True):
        if count > 30:
            print(f"{count:6} {name}")


if __name__ == "__main__":
    main()
