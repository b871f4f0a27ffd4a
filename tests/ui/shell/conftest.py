"""A frame with invented screens, over no base: what the window does by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPushButton

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit, Role
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.kit.tasks import Pools
from cs_desktop.ui.kit.toast import Toasts
from cs_desktop.ui.shell.changes import Changes
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.frame import Frame
from cs_desktop.ui.shell.machine import Machine, MachineValues
from cs_desktop.ui.shell.navigation import Navigation
from cs_desktop.ui.shell.registre import INSCRIRE, Action, Group, Registre, ScreenEntry
from cs_desktop.ui.shell.screen import Screen, ScreenKey
from tests.support.bases import ROLES, TODAY


class AScreen(Screen):
    """Remembers what the window asked of it."""

    concerned_by: ClassVar[frozenset[str]] = frozenset({"personne"})
    keys: ClassVar[tuple[ScreenKey, ...]] = (ScreenKey("Ctrl+F", "Filtrer la liste", "filter"),)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.reloads, self.rows, self.filtered, self.widths = 0, [], 0, []
        self.field, self.button = QLineEdit(), QPushButton("Ouvrir")
        self.field.setAccessibleName("Champ")
        lines = column()
        lines.addWidget(self.field)
        lines.addWidget(self.button)
        self.setLayout(lines)

    def reload(self) -> None:
        self.reloads += 1

    def open_row(self, id) -> None:  # noqa: A002 - the name of the base class
        self.rows.append(id)

    def filter(self) -> None:
        self.filtered += 1

    def narrow(self, effective_width) -> None:
        self.widths.append(effective_width)

    def focus_first(self) -> None:
        self.field.setFocus()


class WithToolbar(AScreen):
    """Has a toolbar that the window places above it."""

    def toolbar(self):
        self.bar = QPushButton("Filtres")
        return self.bar


def a_registre() -> Registre:
    """Two screens for everybody, one for those who manage accounts, one sheet, two actions."""
    registre = Registre()
    registre.add(
        ScreenEntry("personnes", "Adhérents", "users", AScreen, Group.ACCUEIL, letter="A"),
        ScreenEntry("benevoles", "Bénévoles", "hand-heart", WithToolbar, Group.EQUIPE, letter="B"),
        ScreenEntry(
            "comptes", "Comptes", "lock", AScreen, Group.PILOTAGE, droit=Droit.GERER_COMPTES
        ),
        ScreenEntry("aide", "Aide", "circle-question-mark", AScreen, Group.BAS, hint="F1"),
        ScreenEntry("fiche", "Fiche", "user", AScreen, parent="personnes", in_palette=False),
    )
    return registre


@dataclass
class Bench:
    """A frame that an account entered, and what surrounds it."""

    frame: Frame
    contexte: Contexte
    pressed: list[str] = field(default_factory=list)

    @property
    def screen(self) -> AScreen:
        screen = self.frame.host.screen
        assert isinstance(screen, AScreen)
        return screen

    @property
    def here(self) -> str | None:
        here = self.contexte.navigation.here
        return here.screen if here else None


@pytest.fixture
def pools(qapp) -> Iterator[Pools]:
    pools = Pools()
    yield pools
    pools.close()
    QCoreApplication.sendPostedEvents(None, 0)


@pytest.fixture
def machine(qapp) -> Machine:
    return Machine(MachineValues(theme="light"), lambda _values: None)


@pytest.fixture
def bench(qtbot, pools, machine) -> Callable[..., Bench]:
    """Give an account a frame; the direction unless told otherwise."""
    frames = []

    def enter(role: Role = Role.DIRECTION, registre: Registre | None = None) -> Bench:
        frame = Frame(machine, pools)
        frames.append(frame)
        qtbot.addWidget(frame)
        frame.resize(1366, 768)
        pressed: list[str] = []
        known = registre or a_registre()
        known.add(
            Action(
                INSCRIRE,
                "Inscrire une personne",
                "user-plus",
                lambda _contexte: pressed.append(INSCRIRE),
                key="Ctrl+N",
                droit=Droit.MODIFIER_PERSONNES,
            )
        )
        contexte = Contexte(
            a_acteur(role),
            None,
            pools,
            Changes(),
            Navigation(),
            Toasts(frame),
            lambda: TODAY,
            known,
            lambda: None,
            lambda _content, _name: None,
            machine,
            "",
        )
        frame.enter(contexte)
        with qtbot.waitExposed(frame):
            frame.show()
        frame.activateWindow()
        return Bench(frame, contexte, pressed)

    yield enter
    for frame in frames:
        frame.leave()


def a_acteur(role: Role) -> Acteur:
    return ROLES[role]
