#!/usr/bin/env python3
"""Holds the layers: which file may include what, and no word of a model in the engine.

    scripts/check_layers.py                check engine/ and models/
    scripts/check_layers.py --self-test    check that breaches are found

All layers share one include root, so the linker cannot see a breach that lives in headers only; this can.
"""

import re
import sys
from pathlib import Path

# A layer may include itself and the layers before it in this line. CMakeLists.txt has one library for each.
LAYERS = ["base", "parameters", "input", "kernel", "measure", "study", "report", "cli"]

# Where a library may be included: layers of the engine, or "models". tests/ and bench/ are free.
LIBRARIES = {
    "boost/graph/": ["input", "report", "models"],
    "boost/math/": ["parameters", "measure"],
    "boost/program_options": ["cli"],
    "Eigen/": ["measure", "study", "models"],
    "fmt/": [*LAYERS, "models"],
    "nlohmann/": ["study", "report", "cli"],
    "oneapi/": ["study"],
    "openssl/": ["report"],
    "Random123/": LAYERS,
    "tbb/": ["study"],
    "xlsxwriter": ["report"],
    "yaml-cpp/": ["input"],
}

# The engine knows nothing about its models.
FOREIGN_WORDS = re.compile(r"teacher|leraar|leraren|onderwijs|pabo|zij[_-]instroom", re.IGNORECASE)

INCLUDE = re.compile(r"""^\s*#\s*include\s*([<"])([^>"]+)[>"]""")
# <vector>, <math.h>, <sys/stat.h>: the standard library and the operating system.
SYSTEM_HEADER = re.compile(r"^[a-z0-9_]+(\.h)?$|^sys/")


def breach_of_include(place, quote, header):
    """What is wrong with including `header` in `place` (a layer, or "models"); None when nothing is."""
    if quote == '"':
        if header.startswith("engine/"):
            layer = header.split("/")[1]
            if layer not in LAYERS:
                return f"'{header}' is in no known layer"
            if place != "models" and LAYERS.index(layer) > LAYERS.index(place):
                return f"'{place}' may not include '{layer}': {' < '.join(LAYERS)}"
            return None
        if header.startswith("models/"):
            return None if place == "models" else f"the engine may not include a model: '{header}'"
        if header == "engine_revision.h" and place == "study":
            return None  # written by the build
        return f"'{header}' must be written from the root of the project: \"engine/...\""
    for prefix, places in LIBRARIES.items():
        if header.startswith(prefix):
            return None if place in places else f"<{header}> may be included only in: {', '.join(places)}"
    return None if SYSTEM_HEADER.match(header) else f"<{header}> is of a library that LIBRARIES does not list"


def breaches(path, text):
    """All breaches in one file, as (line number, what is wrong). `path` is written from the root of the project."""
    top, folder = path.split("/")[:2]
    place = folder if top == "engine" else "models"
    is_code = path.endswith((".h", ".cpp"))
    found = []
    if is_code and top == "engine" and place not in LAYERS:
        return [(1, f"'{place}' is not in LAYERS of scripts/check_layers.py")]
    for number, line in enumerate(text.splitlines(), start=1):
        include = INCLUDE.match(line) if is_code else None
        if include and (what := breach_of_include(place, *include.groups())):
            found.append((number, what))
        if top == "engine" and (word := FOREIGN_WORDS.search(line)):
            found.append((number, f"'{word.group()}' is a word of a model; the engine has none"))
    return found


def check(root):
    count = 0
    for path in sorted(p for top in ("engine", "models") for p in (root / top).rglob("*") if p.is_file()):
        name = path.relative_to(root).as_posix()
        for line, what in breaches(name, path.read_text(encoding="utf-8", errors="replace")):
            print(f"{name}:{line}: {what}", file=sys.stderr)
            count += 1
    return count


def self_test():
    allowed = [
        ("engine/kernel/x.h", '#include "engine/base/id.h"'),
        ("engine/kernel/x.h", '#include "engine/kernel/window.h"'),
        ("engine/kernel/x.h", "#include <vector>"),
        ("engine/kernel/x.h", "#include <immintrin.h>"),
        ("engine/input/x.cpp", "#include <yaml-cpp/yaml.h>"),
        ("engine/study/revision.cpp", '#include "engine_revision.h"  // written'),
        ("engine/base/x.h", '// #include "engine/cli/main.h"'),
        ("models/teachers/x.cpp", '#include "engine/study/model.h"'),
        ("models/teachers/x.cpp", '#include "models/teachers/labour.h"'),
        ("models/teachers/x.cpp", "#include <Eigen/Dense>  // for a teacher"),
    ]
    forbidden = [
        ("engine/base/x.h", '#include "engine/kernel/window.h"', "may not include 'kernel'"),
        ("engine/base/x.h", ' # include "engine/cli/main.h"', "may not include 'cli'"),
        ("engine/report/x.cpp", '#include "models/pensions/fund.h"', "may not include a model"),
        ("engine/kernel/x.h", '#include "window.h"', "from the root"),
        ("engine/kernel/x.h", '#include "engine/tools/x.h"', "no known layer"),
        ("engine/tools/x.h", "#include <vector>", "not in LAYERS"),
        ("engine/kernel/x.cpp", "#include <yaml-cpp/yaml.h>", "only in: input"),
        ("engine/cli/x.cpp", "#include <tbb/task_arena.h>", "only in: study"),
        ("models/teachers/x.cpp", "#include <Random123/philox.h>", "may be included only in"),
        ("engine/base/x.h", "#include <boost/optional.hpp>", "does not list"),
        ("engine/base/x.h", "/// A Teacher.", "'Teacher' is a word of a model"),
        ("engine/README.md", "the zij_instroom route", "'zij_instroom' is a word of a model"),
    ]
    for path, line in allowed:
        assert not breaches(path, line), f"refused: {path}: {line}: {breaches(path, line)}"
    for path, line, what in forbidden:
        found = breaches(path, "\n" + line)
        assert len(found) == 1 and what in found[0][1], f"not found: {path}: {line}: {found}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        sys.exit(1 if check(Path(__file__).resolve().parent.parent) else 0)
