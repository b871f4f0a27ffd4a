"""The screens of people, in the states worth looking at beside mockups 02 and 03.

`python -m tests.captures.personnes DOSSIER` saves them in light, dark and at 150 %, at 1366×768.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.services.demo.creation import Demonstration, create_demonstration
from cs_desktop.ui.kit.focus import FocusRing
from cs_desktop.ui.kit.theme import install_theme, theme
from cs_desktop.ui.personnes import codes
from tests.support.office import Office, open_office
from tests.support.ui import RESOURCES, grab, type_text

MODES = (("clair", "light", 1.0), ("sombre", "dark", 1.0), ("150", "light", 1.5))
QUIET_MS = 400  # after the last answer, for what waits on a timer


def settle(office: Office, milliseconds: int = QUIET_MS) -> None:
    """Let answers arrive and paint themselves."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    while office.pools.running():
        QApplication.processEvents()
    QApplication.processEvents()


def _liste(office: Office) -> None:
    screen = office.open(codes.LISTE)
    screen.bar.clear_all()
    screen.filter_list()
    type_text(screen.bar.field, "ma")
    settle(office)
    screen.table.view.go_to(5)
    screen.table.selection.set([screen.table.view.current_id()], ticked=True)


def _sans_resultat(office: Office) -> None:
    screen = office.open(codes.LISTE)
    screen.table.selection.clear()
    screen.filter_list()
    screen.bar.field.clear()
    type_text(screen.bar.field, "zor")


def _first(office: Office, texte: str) -> int:
    return office.services.personnes.search(SANS_COMPTE, texte, 1)[0].id


def _fiche(office: Office) -> None:
    screen = office.open(codes.FICHE, _first(office, "amina"))
    settle(office)
    screen.identity.form.fields.adresse.setText("7 allée du Lin, escalier B")
    screen.identity.form.fields.courriel.setText("amina@")
    screen.identity.form.save()


def _historique(office: Office) -> None:
    screen = office.open(codes.FICHE, _first(office, "amina"))
    screen.identity.form.discard()
    screen.next_tab()


def _nouvelle(office: Office) -> None:
    screen = office.open(codes.NOUVELLE)
    screen.form.discard()
    type_text(screen.form.fields.nom, "Marchand")


def _fusion(office: Office) -> None:
    liste = office.open(codes.LISTE)
    liste._handover.other_id = _first(office, "leon marchand")
    office.open(codes.FUSION, _first(office, "claudine marchand"))


def _chiffre(office: Office) -> None:
    office.open(codes.chiffre_screen(codes.CHIFFRES[0]))


STATES: dict[str, Callable[[Office], None]] = {
    "02-adherents": _liste,
    "02-adherents-sans-resultat": _sans_resultat,
    "03-fiche-personne": _fiche,
    "03-fiche-historique": _historique,
    "04-nouvelle-personne": _nouvelle,
    "fusion": _fusion,
    "chiffre": _chiffre,
}


def capture(office: Office, folder: Path) -> None:
    """Save every state of these screens in the theme of the moment."""
    for name, prepare in STATES.items():
        prepare(office)
        settle(office)
        grab(office.frame, folder / f"{name}.png")


def main(folder: Path) -> None:
    """Make the demonstration, then show it in each mode."""
    app = QApplication([])
    install_theme(app, RESOURCES, "light", 1.0)
    FocusRing(app)
    with tempfile.TemporaryDirectory() as made:
        base = Path(made) / "demonstration.csd"
        create_demonstration(base, Demonstration(RESOURCES / "data" / "mosaique"))
        for name, mode, zoom in MODES:
            theme().set(mode, zoom)
            office = open_office(
                base,
                SANS_COMPTE,
                lambda: date(2026, 9, 15),
                lambda: datetime(2026, 9, 15, 9, 42, tzinfo=UTC),
            )
            office.frame.activateWindow()
            settle(office)
            capture(office, folder / name)
            office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
