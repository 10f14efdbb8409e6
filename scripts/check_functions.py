#!/usr/bin/env python3
"""Holds functions to what can be read at once: at most 80 lines, or the comment above says why ("Long because ...").

    scripts/check_functions.py                check what FOLDERS lists
    scripts/check_functions.py --all N        print every function of engine/ and models/ of more than N lines
    scripts/check_functions.py --self-test    check that long functions are found

It reads code as scripts/format leaves it: a body begins where a line ends in "{" and ends at a line that begins with
"}" at the same indent. What is held is the whole of a function, its head and its lambdas included; classes and
namespaces are looked through.
"""

import re
import sys
from pathlib import Path

# Held to it: folders and files, from the root of the project.
FOLDERS = [
    "engine/base",
    "engine/parameters",
    "engine/input",
    "engine/kernel",
    "engine/measure",
    "engine/study",
    "engine/agents",
    "engine/report",
    "engine/cli",
    "models",
]
MOST_LINES = 80
REASON = "Long because"

# What holds functions, and is none. A macro such as TEST_CASE is a function.
SCOPE = re.compile(r"^\s*(inline\s+)?(template\s*<.*>\s*)?(typedef\s+)?(namespace|class|struct|union|enum|extern)\b")
INDENT = re.compile(r"^ *")


def indent(line):
    return len(INDENT.match(line).group())


def is_code(line):
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith(("//", "#"))


def head_of(lines, opening):
    """The first line of the declaration whose body opens on line `opening`: up to the end of what stands before it."""
    first = opening
    while first > 0:
        before = lines[first - 1].split("  //")[0].rstrip()
        if not is_code(before) or before.endswith((";", "{", "}", "public:", "private:", "protected:")):
            break
        first -= 1
    return first


def comment_above(lines, first):
    comment = []
    while first > 0 and lines[first - 1].strip().startswith("//"):
        first -= 1
        comment.append(lines[first].strip().lstrip("/").strip())
    return " ".join(reversed(comment))


def functions(text):
    """Every function of a file, as (line number, lines, what is said above it, head)."""
    lines = text.splitlines()
    found = []
    skip_to = 0
    in_raw = False
    for at, line in enumerate(lines):
        if in_raw:
            in_raw = ')"' not in line and ')--"' not in line
            continue
        if 'R"(' in line and ')"' not in line.split('R"(', 1)[1]:
            in_raw = True
            continue
        code = line.split("  //")[0].rstrip()
        if at < skip_to or not is_code(line) or not code.endswith("{"):
            continue
        first = head_of(lines, at)
        head = " ".join(part.strip() for part in lines[first : at + 1])
        if SCOPE.match(head) and not re.search(r"\)[^()]*\{$", head.split(" : ")[0]):
            continue
        if "(" not in head:  # a list of values, or what a macro opens
            continue
        closing = re.compile(rf"^ {{{indent(lines[first])}}}\}}")
        end = next((e for e in range(at + 1, len(lines)) if closing.match(lines[e])), None)
        if end is None:
            sys.exit(f"the end of '{head}' (line {first + 1}) is not found: is the file formatted (scripts/format)?")
        skip_to = end + 1
        found.append((first + 1, end - first + 1, comment_above(lines, first), head))
    return found


def too_long(text):
    return [f for f in functions(text) if f[1] > MOST_LINES and REASON not in f[2]]


def sources(root, places):
    for place in places:
        path = root / place
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.suffix in (".h", ".cpp"):
                yield file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")


def check(root):
    count = 0
    for name, text in sources(root, FOLDERS):
        for line, length, _, head in too_long(text):
            print(f"{name}:{line}: {length} lines (at most {MOST_LINES}, or a comment above with '{REASON}'): {head[:70]}",
                  file=sys.stderr)
            count += 1
    return count


def show_all(root, most):
    rows = [(length, f"{name}:{line}", head[:70]) for name, text in sources(root, ["engine", "models"])
            for line, length, _, head in functions(text) if length > most]
    for length, place, head in sorted(rows, reverse=True):
        print(f"{length:4}  {place}  {head}")


def self_test():
    body = "  go();\n" * 79
    short = "  go();\n" * 78
    inside = "".join(f"  {line}" for line in body.splitlines(True))
    long = {
        "a function": "void f() {\n" + body + "}\n",
        "a head of two lines": "void f(int a,\n       int b) {\n" + short + "}\n",
        "a blank line": "void f() {\n" + short + "\n}\n",
        "in namespaces": "namespace a {\nnamespace {\n\nvoid f() {\n" + body + "}\n\n}  // namespace\n}  // namespace a\n",
        "a method": "class A : public B {\n public:\n  int f() const override {\n" + inside + "  }\n};\n",
        "a template": "template <class T>\nstruct A {\n  void f(T t) {\n" + inside + "  }\n};\n",
        "what returns a struct": "struct A f(int x) {\n" + body + "}\n",
        "a constructor with members": "A::A(int x)\n    : x_(x), y_{2} {\n" + short + "}\n",
        "a test": 'TEST_CASE("it is so") {\n' + body + "}\n",
        "a lambda inside": "void f() {\n  const auto g = [&](int x) {\n" + inside + "  };\n}\n",
        "behind a comment of something else": "// Long because of h.\nvoid h();\nvoid f() {\n" + body + "}\n",
        "behind a raw text": 'const char* a = R"(\nvoid f() {\n)";\nvoid f() {\n' + body + "}\n",
    }
    for what, text in long.items():
        assert len(too_long(text)) == 1, f"not found: {what}: {functions(text)}"
    fine = {
        "80 lines": "void f() {\n" + short + "}\n",
        "a reason": "/// Does it all.\n/// Long because it is a list of 81 steps.\nvoid f() {\n" + body + "}\n",
        "a long class of short methods": "struct A {\n" + "  void f() {\n    go();\n  }\n" * 40 + "};\n",
        "a long table": "const std::vector<A> list = {\n" + "    {1, 2},\n" * 90 + "};\n",
        "a raw text": 'const char* a = R"(\nvoid f() {\n' + body + '})";\n',
    }
    for what, text in fine.items():
        assert not too_long(text), f"refused: {what}: {too_long(text)}"


if __name__ == "__main__":
    top = Path(__file__).resolve().parent.parent
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif sys.argv[1:2] == ["--all"] and len(sys.argv) == 3:
        show_all(top, int(sys.argv[2]))
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        sys.exit(1 if check(top) else 0)
