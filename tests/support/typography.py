"""Judges the French typography of what people read, and mends what can be mended safely.

`python3 packaging/dev.py typo` mends: no keyboard types a no-break space. A string that only looks
like prose is excused by a comment `# not prose` on its line.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support.source import ROOT, Module, modules

FOLDERS = ("ui", "reports", "services", "domain", "cli", "system", "echanges")
SENTENCES_ONLY = ("persistence",)  # SQL elsewhere: only what is raised is read by people
EXCUSE = "# not prose"
HOLE = "\ufffc"  # stands for a value inside an f-string

WORDS = re.compile(
    r"[à-öø-ÿœ’«»…]"
    r"|\b(au|aux|avec|ce|cette|dans|de|des|deux|du|elle|en|est|et|il|la|le|les|mais|ne|non"
    r"|ou|par|pas|plus|pour|qu|que|qui|sans|se|ses|son|sont|sur|tout|un|une|votre|vous)\b",
    re.IGNORECASE,
)
ELISION = re.compile(r"\b([cdjlmnst]|qu|aujourd)'", re.IGNORECASE)
LABEL = re.compile(r"^[A-ZÀ-Þ][a-zà-ÿ]+[^{}_=<>/\\]*$")
RULES = {
    "’ is the French apostrophe": re.compile(r"[^\W\d_]'[^\W\d_]|[^\W\d_]'" + HOLE),
    "a no-break space stands before : ; ! ? % €": re.compile(
        r"[\w»)\]" + HOLE + r"] ?(:(?=\s|$)|;(?=\s|$)|[!?]+(?=[\s»)]|$)|€|%(?![\w(%]))"
    ),
    "« and » are separated by a no-break space": re.compile(
        r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"
    ),
    "… is one character": re.compile(r"\.\.\."),
    "« » are the French quotes": re.compile(r"(?:^|[\s(])\"[^\"]*[^\W\d_]\"|“|”"),
}


def faults(root: Path) -> list[str]:
    """Every string that a person reads and that breaks a rule."""
    return [
        f"{module.place(node)}: {rule}: {text!r}"
        for module, node, text in judged(root)
        for rule in broken(text)
    ]


def judged(root: Path) -> Iterator[tuple[Module, ast.expr, str]]:
    """Every string that a person may read, unless its line is excused."""
    for folder in (*FOLDERS, *SENTENCES_ONLY):
        for module in modules(root, f"cs_desktop/{folder}"):
            for node, text in strings(module.tree, raised=folder in SENTENCES_ONLY):
                if EXCUSE not in module.line(node):
                    yield module, node, text


def broken(text: str) -> list[str]:
    """The rules that a text breaks, if it is French."""
    if not is_french(text):
        return []
    return [rule for rule, pattern in RULES.items() if pattern.search(text)]


def is_french(text: str) -> bool:
    """Whether people will read `text`: French words, accents, or a label."""
    prose = ELISION.search(text) or (" " in text and WORDS.search(text))
    return bool(prose or LABEL.match(text))


def strings(tree: ast.Module, *, raised: bool) -> Iterator[tuple[ast.expr, str]]:
    """The literals of a module, f-strings whole; neither docstrings nor what goes to the log."""
    skipped = {id(node) for node in _silent(tree)}
    roots: list[ast.AST] = [tree]
    if raised:
        roots = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc]
    stack = roots
    while stack:
        node = stack.pop()
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, node.value
        elif isinstance(node, ast.JoinedStr):
            yield (
                node,
                "".join(
                    str(part.value) if isinstance(part, ast.Constant) else HOLE
                    for part in node.values
                ),
            )
            values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
            stack.extend(values)
        else:
            stack.extend(ast.iter_child_nodes(node))


def _silent(tree: ast.Module) -> Iterator[ast.AST]:
    """Nodes that no person reads: bare strings (docstrings), logging calls, patterns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in {
                "_log",
                "log",
                "logger",
                "logging",
                "re",
            }:
                yield node


MENDS = (
    (re.compile(r"(?<=«) "), "\u00a0"),
    (re.compile(r" (?=»)"), "\u00a0"),
    (re.compile(r"(?<=[\w»)\]}]) (?=(?::|;|[!?]+)(?:[\s\"\\»)]|$)|€|%(?![\w(%]))"), "\u00a0"),
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
    (re.compile(r"\.\.\."), "…"),
)


def mend(text: str) -> str:
    """The source of one literal, well set; what needs a decision is left alone."""
    for pattern, replacement in MENDS:
        text = pattern.sub(replacement, text)
    return text


def mend_tree(root: Path) -> list[str]:
    """Mend every file of the tree in place; return the names of those that changed."""
    changed: list[str] = []
    wanted: dict[Path, list[ast.expr]] = {}
    for module, node, text in judged(root):
        if broken(text):
            wanted.setdefault(module.path, []).append(node)
    for path, nodes in wanted.items():
        source = path.read_text("utf-8")
        mended = source
        for node in nodes:
            segment = ast.get_source_segment(source, node) or ""
            if segment.startswith(("'", "f'")):
                continue  # mending an apostrophe would break the literal
            mended = mended.replace(segment, mend(segment))
        ast.parse(mended)
        if mended != source:
            path.write_text(mended, "utf-8")
            changed.append(path.relative_to(root).as_posix())
    return changed


if __name__ == "__main__":
    mend_tree(ROOT)
    left = faults(ROOT)
    print("\n".join(left))
    sys.exit(1 if left else 0)
