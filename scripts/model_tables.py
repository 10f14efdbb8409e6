#!/usr/bin/env python3
"""The tables of processes and rules in a model's README.md, from what these say themselves.

    scripts/model_tables.py PROGRAM README            writes them between the marks <!-- begin: ... --> and <!-- end: ... -->
    scripts/model_tables.py PROGRAM README --check    fails when they are old
"""

import re
import subprocess
import sys
from pathlib import Path


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, readme = sys.argv[1], Path(sys.argv[2])
    said = subprocess.run([program, "graph", "--format", "markdown"], check=True, capture_output=True, text=True).stdout
    tables = dict(zip(["processes", "rules"], said.rstrip("\n").split("\n\n")))
    old = new = readme.read_text(encoding="utf-8")
    for name, table in tables.items():
        mark = re.compile(f"(<!-- begin: {name} -->\n).*?(<!-- end: {name} -->)", re.DOTALL)
        new = mark.sub(lambda m: m.group(1) + table + "\n" + m.group(2), new)
    if "--check" not in sys.argv[3:]:
        readme.write_text(new, encoding="utf-8")
    elif new != old:
        sys.exit(f"{readme}: its tables are old; renew them: scripts/model_tables.py {program} {readme}")


if __name__ == "__main__":
    main()
