"""Every resource that the code names is shipped, with its licence."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.support.source import ROOT, modules, write

# Which argument is the name of an icon.
ICON_CALLS = {
    "icon": 0,
    "pixmap": 0,
    "set_icon": 0,
    "IconButton": 0,
    "icon_pixmap_at": 1,
    "icon_in": 2,
}
LICENCES = {
    "fonts": {"CSLisible": "OFL.txt", "DejaVu": "LICENSE-DejaVu.txt"},
    "icons": {"": "LICENSE-lucide.txt"},
}


def missing_resources(root: Path) -> list[str]:
    """Each `resource("…")` and each icon named in the code without its file."""
    return [
        f"{place}: resources/{name}"
        for place, name in named(root)
        if not (root / "resources" / name).exists()
    ]


def named(root: Path) -> Iterator[tuple[str, str]]:
    """Where the code names a resource, and which one."""
    for module in modules(root, "cs_desktop"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                for name in _resources(node):
                    yield module.place(node), name


def _resources(call: ast.Call) -> Iterator[str]:
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name == "resource":
        yield from _texts(call.args[:1])
    if name in ICON_CALLS:
        at = ICON_CALLS[name]
        for icon in _texts(call.args[at : at + 1]):
            yield f"icons/{icon}.svg"
    for keyword in call.keywords:
        if keyword.arg == "icon":
            for icon in _texts([keyword.value]):
                yield f"icons/{icon}.svg"


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    """The literals among `nodes`, also those chosen by a condition."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _texts([node.body, node.orelse])


def unlicensed(root: Path) -> list[str]:
    """Fonts and icons that no licence file of their folder covers."""
    return [
        path.relative_to(root).as_posix()
        for folder, licences in LICENCES.items()
        for path in sorted((root / "resources" / folder).iterdir())
        if path.suffix in {".ttf", ".svg"}
        and not any(
            path.name.startswith(prefix) and (path.parent / licence).is_file()
            for prefix, licence in licences.items()
        )
    ]


def test_every_resource_named_in_the_code_is_shipped() -> None:
    assert list(named(ROOT)), "the check reads nothing"
    assert missing_resources(ROOT) == []


def test_fonts_and_icons_are_shipped_with_their_licence() -> None:
    assert unlicensed(ROOT) == []


def test_a_missing_resource_is_caught(tmp_path: Path) -> None:
    (tmp_path / "resources/icons").mkdir(parents=True)
    (tmp_path / "resources/icons/users.svg").touch()
    (tmp_path / "resources/tokens.json").touch()
    root = write(
        tmp_path,
        {
            "cs_desktop/ui/ecran.py": """
resource("tokens.json")
resource("jetons.json")
theme().icon("users", "text", 18)
Button("Ouvrir", icon="absent")
icon_pixmap_at(painter, "gone" if shut else "users", ink)
glyph.set_icon(chosen, "surface")
""",
        },
    )
    assert missing_resources(root) == [
        "cs_desktop/ui/ecran.py:3: resources/jetons.json",
        "cs_desktop/ui/ecran.py:5: resources/icons/absent.svg",
        "cs_desktop/ui/ecran.py:6: resources/icons/gone.svg",
    ]


def test_a_font_without_its_licence_is_caught(tmp_path: Path) -> None:
    fonts = tmp_path / "resources/fonts"
    shutil.copytree(ROOT / "resources/fonts", fonts)
    (tmp_path / "resources/icons").mkdir()
    (fonts / "OFL.txt").unlink()
    (fonts / "Autre.ttf").touch()
    faults = unlicensed(tmp_path)
    assert "resources/fonts/Autre.ttf" in faults
    assert "resources/fonts/CSLisible-Regular.ttf" in faults
