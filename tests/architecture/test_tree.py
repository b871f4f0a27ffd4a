"""The repository holds what it says, each feature has its files, nothing names a machine."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.source import MADE_AT_TOP, ROOT, files, modules, write

TOP = frozenset(
    {
        ".ci",
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "cs_desktop",
        "docs",
        "main.py",
        "packaging",
        "pyproject.toml",
        "resources",
        "tests",
        "uv.lock",
    }
)
FEATURES = ("adhesions", "foyers", "imports", "personnes")
UI_COMMON = frozenset({"kit", "parts", "shell"})
# Written apart so that this file does not accuse itself.
HOME = "/ho" + "me"
MACHINE = re.compile(
    "|".join(
        (
            "/wor" + "k/",
            "/roo" + "t/",
            HOME + r"/(?!accueil)\w+/",
            r"(?i:c:\\use" + r"rs\\)(?!accueil)\w+",
            "file:" + "//",
            r"\b(?:127\.0\.0\.1|localho" + r"st)\b",
            r"(?<!pypi\.org)/sim" + r"ple(?=[/\s\"'])",
            "index-" + "url",
        )
    )
)
TEXT = frozenset({".csv", ".json", ".lock", ".md", ".py", ".svg", ".toml", ".txt"})


def unexpected(root: Path) -> list[str]:
    """Entries of the top level that the README does not know."""
    return sorted({path.name for path in root.iterdir()} - TOP - MADE_AT_TOP)


def incomplete(root: Path, features: tuple[str, ...]) -> list[str]:
    """What a feature lacks, and screens that belong to no feature."""
    package = root / "cs_desktop"
    found = [
        f"{feature}: {path.relative_to(root).as_posix()} is missing"
        for feature in features
        for path in (
            package / "services" / f"{feature}.py",
            package / "ui" / feature / "__init__.py",
        )
        if not path.is_file()
    ]
    found += [
        f"{feature}: no test in tests/{layer}"
        for feature in features
        for layer in ("services", "ui")
        if not list((root / "tests" / layer).rglob(f"test_{feature}*.py"))
    ]
    folders = {path.parent.name for path in (package / "ui").glob("*/__init__.py")}
    return found + [
        f"ui/{name} is not a feature" for name in sorted(folders - UI_COMMON - {*features})
    ]


def filled_init_files(root: Path) -> list[str]:
    """`__init__.py` files that are not empty; that of the package may hold the version."""
    return [
        module.name
        for module in modules(root, "cs_desktop")
        if module.path.name == "__init__.py" and module.text.strip()
        if module.name != "cs_desktop/__init__.py"
        or not re.fullmatch(r'"""[^"]*"""\s+__version__ = "[\d.]+"\s*', module.text)
    ]


def machine_names(root: Path) -> list[str]:
    """Lines that name a machine, a folder of its owner or a private index."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}"
        for path in files(root)
        if path.suffix in TEXT or path.parent.name == ".ci"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if MACHINE.search(line)
    ]


def test_the_top_level_holds_what_the_readme_says() -> None:
    assert unexpected(ROOT) == []
    assert [name for name in TOP if not (ROOT / name).exists()] == []


def test_each_feature_has_its_service_its_screens_and_its_tests() -> None:
    assert incomplete(ROOT, FEATURES) == []


def test_init_files_are_empty() -> None:
    assert filled_init_files(ROOT) == []


def test_no_file_names_a_machine() -> None:
    assert machine_names(ROOT) == []


def test_each_fault_of_the_tree_is_caught(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "cs_desktop/__init__.py": '"""Le logiciel."""\n\n__version__ = "0.1.0"\n',
            "cs_desktop/ui/personnes/__init__.py": "from x import y\n",
            "cs_desktop/ui/budget/__init__.py": "",
            "cs_desktop/ui/kit/__init__.py": "",
            "tests/ui/test_personnes_liste.py": "",
            "scratch.py": f"BASE = '{HOME}/julie/centre.csd'\nINDEX = 'https://pypi.org/simple/'",
        },
    )
    assert unexpected(root) == ["scratch.py"]
    assert incomplete(root, ("personnes",)) == [
        "personnes: cs_desktop/services/personnes.py is missing",
        "personnes: no test in tests/services",
        "ui/budget is not a feature",
    ]
    assert filled_init_files(root) == ["cs_desktop/ui/personnes/__init__.py"]
    assert machine_names(root) == ["scratch.py:1"]
