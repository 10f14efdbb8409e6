#!/usr/bin/env python3
"""Holds the layers: which file may include what, and no word of a model in the engine.

    scripts/check_layers.py                         check engine/ and models/
    scripts/check_layers.py --self-test             check that breaches are found
    scripts/check_layers.py --measures MODEL FILE   check that models/MODEL/measures.csv lists the measures of FILE, a
                                                    measures.csv that the program wrote; with --accept: write it

All layers share one include root, so the linker cannot see a breach that lives in headers only; this can.

The words of a model are collected from its folder: its measures with their labels (measures.csv, kept true by a test
that runs the program and calls --measures), its presentation (splits, labels, kinds of evidence, money), the labels of
its tables, and what words.txt adds to these.
"""

import csv
import json
import re
import sys
from pathlib import Path

# A layer may include itself and the layers before it in this line. CMakeLists.txt has one library for each.
LAYERS = ["base", "parameters", "input", "kernel", "measure", "study", "agents", "report", "cli"]

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

# Words of a model that are plain language too: the engine may use them in what it says, but as a whole text in code,
# such as "pay", they name something of the model and are a breach.
ORDINARY = {"age", "contract", "pay", "reserve", "students", "well"}
# Words of a model that the engine has for a reason of its own.
OWN = {
    "at_start": "what marks the parameters of a start",
    "cost": "by what alternatives are compared, whatever it is counted in",
    "formatie": "the namespace",
    "gone": "who is no more, in a career map and a journal",
    "kind": "a key of scenarios",
    "kosten": "cost, in Dutch",
    "none": "a value of scenarios",
    "other": "what a chart puts together",
    "region": "a role of ARIA",
    "return": "C++ and JavaScript",
    "studies": "what a report is of",
}
# Languages, written with their capital: the engine has texts in them.
LANGUAGES = {"Dutch", "English", "Nederlands"}

# The manual of the engine has its examples from this model, so it may use its words; not those of others.
MANUAL, EXAMPLE = "engine/docs/", "illness_death"

# A label that a part of a model names, with its texts: contents.cause("retirement", "pensioen", "retirement").
LABEL_IN_CODE = re.compile(r'\b(?:cause|programme|add)\((?:contents, )?"([^"]*)", "([^"]*)", "([^"]*)"\)')

INCLUDE = re.compile(r"""^\s*#\s*include\s*([<"])([^>"]+)[>"]""")
# <vector>, <math.h>, <sys/stat.h>: the standard library and the operating system.
SYSTEM_HEADER = re.compile(r"^[a-z0-9_]+(\.h)?$|^sys/")


def breach_of_include(place, quote, header):
    """What is wrong with including `header` in `place` (a layer, or "models/NAME"); None when nothing is."""
    if quote == '"':
        if header.startswith("engine/"):
            layer = header.split("/")[1]
            if layer not in LAYERS:
                return f"'{header}' is in no known layer"
            if place in LAYERS and LAYERS.index(layer) > LAYERS.index(place):
                return f"'{place}' may not include '{layer}': {' < '.join(LAYERS)}"
            return None
        if header.startswith("models/"):
            if header.startswith(place + "/"):
                return None
            who = "a model may not include another" if place.startswith("models/") else "the engine may not include a model"
            return f"{who}: '{header}'"
        if header == "engine_revision.h" and place == "study":
            return None  # written by the build
        return f"'{header}' must be written from the root of the project: \"engine/...\""
    for prefix, places in LIBRARIES.items():
        if header.startswith(prefix):
            return None if place.split("/")[0] in places else f"<{header}> may be included only in: {', '.join(places)}"
    return None if SYSTEM_HEADER.match(header) else f"<{header}> is of a library that LIBRARIES does not list"


def rows_of(file):
    with open(file, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def presentation_words(presentation):
    """Splits, their labels and what these are called; kinds of evidence; the unit of money."""
    words = {*presentation.get("splits", {}), *presentation.get("evidence", {})}
    words.add(presentation.get("money", {}).get("unit", ""))
    for labels in presentation.get("labels", {}).values():
        for label, texts in labels.items():
            words |= {label, *texts.values()}
    return words


def words_of(model):
    """The words of the model in this folder, and the stems of its words.txt."""
    words = set()
    for row in rows_of(model / "measures.csv"):
        words |= {row["measure"], row["label_nl"], row["label_en"]}
    for file in model.rglob("presentation*.json"):
        words |= presentation_words(json.loads(file.read_text(encoding="utf-8")))
    for file in model.rglob("*.cpp"):
        for texts in LABEL_IN_CODE.findall(file.read_text(encoding="utf-8")):
            words |= set(texts)
    for file in model.rglob("*.csv"):
        for row in rows_of(file) if file.name != "measures.csv" else []:
            if "label_nl" in row:
                words |= {next(iter(row.values())), row["label_nl"], row["label_en"]}
    stems = model / "words.txt"
    lines = stems.read_text(encoding="utf-8").splitlines() if stems.exists() else []
    return {w for w in words if len(re.findall("[A-Za-z]", w)) > 1}, {x for x in lines if x and x[0] != "#"}


def pattern_of(words, stems):
    """Finds a word, however it is spaced and, when it has no capital itself, with or without capitals; or a stem."""
    def spaced(text):
        return re.sub(r"[ _]|\\[ -]", "[ _-]", re.escape(text))

    def either(texts):
        return "|".join(spaced(text) for text in sorted(texts, key=len, reverse=True)) or r"(?!)"

    plain, capitals = {w for w in words if w == w.lower()}, {w for w in words if w != w.lower()}
    begin, end = "(?<![A-Za-z0-9])", "(?![A-Za-z0-9])"
    return re.compile(f"{begin}(?:(?i:{either(plain)})|{either(capitals)}){end}|(?i:{either(stems)})")


def model_word(line, is_code, pattern):
    """The first word of a model in a line of the engine; None when it has none."""
    for found in pattern.finditer(line):
        word = found.group()
        before, after = line[: found.start()][-1:], line[found.end() :][:1]
        quoted = is_code and before in ('"', "'") and after == before
        if word not in LANGUAGES and word.lower() not in OWN and (quoted or word.lower() not in ORDINARY):
            return word
    return None


def breaches(path, text, pattern):
    """All breaches in one file, as (line number, what is wrong). `path` is written from the root of the project."""
    top, folder = path.split("/")[:2]
    place = folder if top == "engine" else top + "/" + folder
    is_code = path.endswith((".h", ".cpp", ".js", ".cjs"))
    found = []
    if path.endswith((".h", ".cpp")) and top == "engine" and place not in LAYERS:
        return [(1, f"'{place}' is not in LAYERS of scripts/check_layers.py")]
    for number, line in enumerate(text.splitlines(), start=1):
        include = INCLUDE.match(line) if path.endswith((".h", ".cpp")) else None
        if include and (what := breach_of_include(place, *include.groups())):
            found.append((number, what))
        if top == "engine" and (word := model_word(line, is_code, pattern)):
            found.append((number, f"'{word}' is a word of a model; the engine has none"))
    return found


def models_in(root):
    return sorted(folder for folder in (root / "models").iterdir() if (folder / "main.cpp").exists())


def pattern_for(root, example=None):
    """Finds words of all models that are not also words of this one."""
    words, stems = set(), set()
    for model in models_in(root):
        more_words, more_stems = words_of(model)
        words |= more_words
        stems |= more_stems
    if example:
        words -= words_of(root / "models" / example)[0] | set(example.split("_"))
    return pattern_of(words, stems)


def check(root):
    for model in models_in(root):
        if not (model / "measures.csv").exists():
            print(f"{model.relative_to(root)}: no measures.csv: --measures --accept writes it", file=sys.stderr)
            return 1
    count = 0
    pattern, pattern_of_manual = pattern_for(root), pattern_for(root, EXAMPLE)
    for path in sorted(p for top in ("engine", "models") for p in (root / top).rglob("*") if p.is_file()):
        name = path.relative_to(root).as_posix()
        if path.name == "package-lock.json" or path.suffix == ".png":
            continue  # names of libraries, written by npm; a picture
        words = pattern_of_manual if name.startswith(MANUAL) else pattern
        for line, what in breaches(name, path.read_text(encoding="utf-8", errors="replace"), words):
            print(f"{name}:{line}: {what}", file=sys.stderr)
            count += 1
    return count


def check_measures(model, written, accept):
    """Whether the list of a model's measures is that of a measures.csv that its program wrote; 0 when it is."""
    rows = sorted((row["measure"], row["label_nl"], row["label_en"]) for row in rows_of(written))
    file = model / "measures.csv"
    if accept:
        with open(file, "w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([("measure", "label_nl", "label_en"), *rows])
    listed = [tuple(row.values()) for row in rows_of(file)] if file.exists() else []
    for row in sorted(set(listed) ^ set(rows)):
        print(f"{file}: {'lists' if row in listed else 'does not list'} {', '.join(row)}", file=sys.stderr)
    return 0 if listed == rows else 1


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
        ("engine/report/x.cpp", "// a text in Dutch; what policies pay for; who is gone"),
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
        ("models/teachers/x.cpp", '#include "models/pensions/fund.h"', "may not include another"),
        ("engine/base/x.h", "/// A Teacher.", "'Teacher' is a word of a model"),
        ("engine/README.md", "the zij_instroom route", "'zij_instroom' is a word of a model"),
        # What slipped past five stems once.
        ("engine/cli/x.cpp", '"Letter to parliament: {}."', "'parliament'"),
        ("engine/report/html/x.js", 'discs: ["Schijven: grote steden", "Discs: big cities"],', "'grote sted'"),
        ("engine/report/html/x.js", 'discs: "Discs: big cities",', "'big cit'"),
        ("engine/study/x.cpp", '{"dutch", "international", "stated", "none"};', "'dutch'"),
        ("engine/cli/x.cpp", '"on which kind of evidence: dutch, international or none"', "'dutch'"),
        ("engine/cli/x.cpp", '"a headline measure (default: employment)"', "'employment'"),
        ("engine/cli/x.cpp", '"a part of it such as jobs[sector=po]"', "'sector'"),
        ("engine/study/x.h", "    windfall,    ///< part of a cost", "'windfall'"),
        ("engine/report/html/x.js", 'of.unit.startsWith("euro")', "'euro'"),
        ("engine/report/x.cpp", 'if (role == "pay") return;', "'pay'"),
        ("engine/report/x.h", "/// unfilled posts", "'unfilled posts'"),
    ]
    pattern = pattern_for(ROOT)
    for path, line in allowed:
        assert not breaches(path, line, pattern), f"refused: {path}: {line}: {breaches(path, line, pattern)}"
    for path, line, what in forbidden:
        found = breaches(path, "\n" + line, pattern)
        assert len(found) == 1 and what in found[0][1], f"not found: {path}: {line}: {found}"
    for model in models_in(ROOT):
        for word in words_of(model)[0]:
            if word not in LANGUAGES and word.lower() not in OWN:
                assert breaches("engine/base/x.h", f'"{word}"', pattern), f"not found: a word of {model.name}: {word}"


ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments == ["--self-test"]:
        self_test()
    elif arguments[:1] == ["--measures"] and len(arguments) in (3, 4) and arguments[3:] in ([], ["--accept"]):
        sys.exit(check_measures(ROOT / "models" / arguments[1], arguments[2], bool(arguments[3:])))
    elif arguments:
        sys.exit(__doc__)
    else:
        sys.exit(1 if check(ROOT) else 0)
