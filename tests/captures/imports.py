"""The import of a spreadsheet, step by step.

`python -m tests.captures.imports DOSSIER` saves them in light, dark and at 150 %, at 1366×768.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.services.demo.creation import Demonstration, create_demonstration
from cs_desktop.ui.imports import codes
from cs_desktop.ui.imports.rows import TOUTES
from cs_desktop.ui.imports.screen import ImportScreen
from cs_desktop.ui.kit.focus import FocusRing
from cs_desktop.ui.kit.theme import install_theme, theme
from tests.captures.personnes import MODES, settle
from tests.support.office import Office, open_office
from tests.support.ui import RESOURCES, grab

LIST = """\
Nom;Prénom;Date de naissance;Tél;Adresse;CP Ville;N° sécu;Droit à l’image;Remarques;Enfants
M. et Mme DUPONT;Paul et Anna;12/03/1980;06 39 98 00 01;4 rue Haute;59999 VALMONT;;Oui;;Léo, Zoé
BELKACEM;Amina;;06 39 98 24 71;;;;Non;rappeler;
DIALLO;Fatou;vers 1951;;1 allée du Lin;59999 Valmont;;;;
;;31/02/2014;;;;;;;
COSTE;Élodie;le 3 mars;;;;;;;
TOTAL;4;;;;;;;;
"""


def capture(office: Office, folder: Path, source: Path) -> None:
    """Every step, from the choice of the file to the end."""
    screen = office.open(codes.ECRAN)
    assert isinstance(screen, ImportScreen)

    def take(name: str) -> None:
        settle(office)
        grab(office.frame, folder / f"import-{name}.png")

    take("1-choisir")
    bad = source.with_name("photo.xlsx")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    screen.choose.take(bad)
    take("1-refuse")
    screen.choose.take(source)
    take("1-reconnu")
    screen.wizard.next_button.click()
    settle(office)
    screen.associate.table.view.go_to(3)
    take("2-associer")
    screen.wizard.next_button.click()
    settle(office)
    take("3-verifier")
    screen.verify.filters.button("doublon").click()
    settle(office)
    screen.verify.table.view.go_to(0)
    take("3-doublon")
    screen.verify.filters.button(TOUTES).click()
    screen.wizard.next_button.click()
    take("4-importer")
    screen.progress.start("Import en cours")
    screen.progress.set_progress("Import en cours", 1240, 3000)
    screen.progress.show()
    take("4-en-cours")
    screen.progress.hide()
    screen.wizard.next_button.click()
    settle(office)
    screen.importing.band.followed.emit()
    take("4-fait")
    screen.work.undo()
    settle(office)
    take("4-annule")


def main(folder: Path) -> None:
    """Make the demonstration, then bring a list into it in each mode."""
    app = QApplication([])
    install_theme(app, RESOURCES, "light", 1.0)
    FocusRing(app)
    with tempfile.TemporaryDirectory() as made:
        base, source = Path(made) / "demonstration.csd", Path(made) / "liste 2026.csv"
        source.write_text(LIST, encoding="utf-8")
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
            capture(office, folder / name, source)
            office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
