"""What keeps windows alive for ever, or surprises the keyboard, is refused (see CONTRIBUTING)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.support.source import ROOT, modules, write

# Signals of objects that outlive a screen: the shell, the theme, the application.
LONG_LIVED = frozenset(
    {
        "aboutToQuit",
        "applicationStateChanged",
        "changed",
        "colorSchemeChanged",
        "committed",
        "focusChanged",
        "paletteChanged",
    }
)
MNEMONIC = re.compile(r"(?<!&)&(?!&|#|\w+;)\w")


def lambdas_on_long_lived_signals(root: Path) -> list[str]:
    """`….committed.connect(lambda …)`: the lambda captures the screen and keeps it alive."""
    return [
        module.place(node)
        for module in modules(root, "cs_desktop")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and _last_name(node.func.value) in LONG_LIVED
        and any(
            isinstance(part, ast.Lambda) for argument in node.args for part in ast.walk(argument)
        )
    ]


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def mnemonics(root: Path) -> list[str]:
    """Texts of the interface with an `&` before a letter: Qt would underline it."""
    return [
        f"{module.place(node)}: {node.value!r}"
        for module in modules(root, "cs_desktop/ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and MNEMONIC.search(node.value)
    ]


def narrow_signals(root: Path) -> list[str]:
    """`Signal(int)` is 32 bits: an id or an amount would come out different.

    A small number is allowed when a comment on the line says what it counts.
    """
    return [
        module.place(node)
        for module in modules(root, "cs_desktop/ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and _last_name(node.func) == "Signal"
        and "#" not in module.line(node)
        and any(isinstance(argument, ast.Name) and argument.id == "int" for argument in node.args)
    ]


def test_no_lambda_is_connected_to_a_long_lived_signal() -> None:
    assert lambdas_on_long_lived_signals(ROOT) == []


def test_no_text_holds_a_mnemonic() -> None:
    assert mnemonics(ROOT) == []


def test_ids_and_amounts_travel_as_objects() -> None:
    assert narrow_signals(ROOT) == []


def test_each_trap_is_caught(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "cs_desktop/ui/ecran.py": """
changes.committed.connect(lambda commit: self.reload())
theme().changed.connect(partial(lambda: None))
self.button.clicked.connect(lambda: self.open(3))
changes.committed.connect(self._on_commit)
menu.addAction("&Ouvrir")
label.setText("Jeux &amp; loisirs && sorties & fêtes &#233;")
chosen = Signal(int)
moved = Signal(int, int)  # columns and rows
opened = Signal(object)
""",
        },
    )
    assert lambdas_on_long_lived_signals(root) == [
        "cs_desktop/ui/ecran.py:2",
        "cs_desktop/ui/ecran.py:3",
    ]
    assert mnemonics(root) == ["cs_desktop/ui/ecran.py:6: '&Ouvrir'"]
    assert narrow_signals(root) == ["cs_desktop/ui/ecran.py:8"]
