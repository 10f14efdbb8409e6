#!/usr/bin/env python3
"""Holds the papers to what is: links, paths, excerpts of code, examples of scenarios, and commands with their output.

    scripts/check_docs.py FOLDER             check all; the programs are in FOLDER: build/release
    scripts/check_docs.py FOLDER PAGE...     check these pages
    scripts/check_docs.py --self-test        check that what is untrue is found

In a page (*.md):
  [text](path#heading)    the file and the heading exist; so does a `path/to/a/file` in backquotes
  a fence that begins with `$ command`
                          each command is run, in a copy of the folder of the project, and must print the lines below
                          it. A line `...` stands for any lines, `…` in a line for any text. No lines: only that it
                          succeeds. `# exit code 2` at its end: that it ends so.
  ```yaml path/to/scenario.yaml
                          a part of a scenario that extends this one: `check` must take it
  ```python name.py       a file for the commands below it
  ```cpp path/to/file     an excerpt: lines of this file, in this order; `...` stands for what is left out
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")
# What looks like a path: it has a folder, and an ending or one of the folders of the project in front.
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
TOP = ("bench", "engine", "models", "scenarios", "scripts", "tests")


def pages():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=ROOT, capture_output=True,
                            text=True, check=True).stdout.split()
    # A change log tells what was, and generated pages are tested where they are made.
    return [p for p in listed if Path(p).name not in ("CHANGELOG.md", "PARAMETERS.md") and (ROOT / p).exists()]


def anchors(text):
    """The headings of a page, as links name them."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def dead_links(page, text):
    """Links to what is not there, and paths that are not."""
    here = (ROOT / page).parent
    text = FENCE.sub("", text)
    for target in LINK.findall(text):
        path, _, heading = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = here / path if path else ROOT / page
        if not file.exists():
            yield f"links to '{target}', which is not there"
        elif heading and heading not in anchors(file.read_text(encoding="utf-8")):
            yield f"links to '{target}': there is no such heading"
    for path in PATH.findall(text):
        known = path.startswith(TOP) or re.search(r"\.(csv|cpp|h|js|cjs|md|py|sh|yaml|json|topojson)$", path)
        generated = path.startswith(("out/", "build/", "input/")) or re.search(r"\b[A-Z]{4,}\b", path)
        if known and not generated and not any((folder / path).exists() for folder in (ROOT, ROOT / "engine", here, *here.parents)):
            yield f"names '{path}', which is not there"


def matches(expected, printed):
    """Whether printed lines are as expected; `...` is any lines, `…` any text in a line."""
    pattern = "".join(
        "(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()).replace("…", ".*") + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def steps(fence):
    """The commands of a fence, each with the lines that it prints."""
    found = []
    for line in fence.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def wrong_output(command, expected, folder):
    """What is wrong with what a command prints; None when nothing is."""
    code = re.search(r"# exit code (\d+)$", command)
    done = subprocess.run(["bash", "-c", "set -o pipefail; " + command], cwd=folder, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    printed = done.stdout + done.stderr
    if done.returncode != (int(code[1]) if code else 0):
        return f"'{command}' ends with code {done.returncode}:\n{printed}"
    while expected and not expected[-1].strip():
        expected = expected[:-1]
    lines = printed.splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    if expected and not matches(expected, lines):
        return f"'{command}' prints something else:\n" + "\n".join(lines)
    return None


def refused_scenario(part, base, program, folder):
    """Why `check` does not take a part of a scenario."""
    file = folder / "example.yaml"
    file.write_text(f"extends: {base}\ntitle: An example\n{part}", encoding="utf-8")
    done = subprocess.run([program, "check", file.name], cwd=folder, capture_output=True, text=True)
    return done.stderr if done.returncode != 0 else None


def excerpt_is_of(excerpt, text):
    """Whether all lines of an excerpt stand in a file, in this order; only `...` leaves lines out."""
    parts = [[]]
    for line in excerpt.splitlines():
        if line.strip() == "...":
            parts.append([])
        else:
            parts[-1].append(line)
    at, lines = 0, text.splitlines()
    for part in filter(None, parts):
        while at + len(part) <= len(lines) and lines[at:at + len(part)] != part:
            at += 1
        if at + len(part) > len(lines):
            return False
        at += len(part)
    return True


def program_of(scenario):
    """The program of the model that a scenario belongs to, by its folder."""
    folder = scenario.split("/")[1]
    return folder if (ROOT / "models" / folder).is_dir() else "formatie"


def untrue(page, programs):
    """All that is untrue in a page. `programs`: the folder of the programs, or None: nothing is run."""
    text = (ROOT / page).read_text(encoding="utf-8")
    yield from dead_links(page, text)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for entry in ROOT.iterdir():
            if entry.name not in ("build", "out", ".git"):
                (folder / entry.name).symlink_to(entry)
        (folder / "build").mkdir()
        (folder / "build/release").symlink_to(programs)
        for info, fence in FENCE.findall(text):
            language, _, name = info.partition(" ")
            if language == "cpp" and name:
                if not excerpt_is_of(fence, (ROOT / name).read_text(encoding="utf-8")):
                    yield f"an excerpt is not in {name}:\n{fence}"
            elif language == "yaml" and name:
                if why := refused_scenario(fence, name, programs / program_of(name), folder):
                    yield f"an example of a scenario is refused:\n{why}"
            elif language == "python" and name:
                (folder / name).write_text(fence, encoding="utf-8")
            elif fence.startswith("$ "):
                for command, expected in steps(fence):
                    if what := wrong_output(command, expected, folder):
                        yield what


def self_test():
    assert matches(["a", "...", "d"], ["a", "b", "c", "d"]) and matches(["a", "..."], ["a"])
    assert matches(["in … s"], ["in 0.3 s"]) and not matches(["a"], ["a", "b"]) and not matches(["1.5"], ["1x5"])
    assert steps("$ a\n1\n$ b\n") == [("a", ["1"]), ("b", [])]
    assert anchors("# How *well* it does\n```\n# no\n```\n") == {"how-well-it-does"}
    assert excerpt_is_of("a\n...\nc\n", "a\nb\nc\n") and not excerpt_is_of("a\nc\n", "a\nb\nc\n")
    assert not excerpt_is_of("c\n...\na\n", "a\nb\nc\n")
    assert list(dead_links("README.md", "[a](nowhere.md) `engine/nowhere.h` `models/NAME/x.h` [b](https://x.nl)")) == [
        "links to 'nowhere.md', which is not there", "names 'engine/nowhere.h', which is not there"]
    assert list(dead_links("README.md", "[a](README.md#nothing)")) == ["links to 'README.md#nothing': there is no such heading"]
    assert wrong_output("echo b", ["b"], ROOT) is None and wrong_output("echo b", ["c"], ROOT)
    assert wrong_output("exit 2  # exit code 2", [], ROOT) is None and wrong_output("exit 2", [], ROOT)


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    if not arguments:
        sys.exit(__doc__)
    programs = Path(arguments[0]).resolve()
    wrong = 0
    for page in arguments[1:] or pages():
        for what in untrue(page, programs):
            print(f"{page}: {what}", file=sys.stderr)
            wrong += 1
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
