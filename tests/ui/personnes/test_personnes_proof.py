"""« D’où vient ce chiffre ? »: the number and the rows on the screen never disagree."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.chiffres import Chiffre, Filtre, Nature, ReglePeriode, ValeurChiffre
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.periods import annee_civile
from cs_desktop.ui.kit.labels import Link
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.proof import value_text
from cs_desktop.ui.personnes.proof_screen import ProofScreen
from tests.support.bases import TODAY
from tests.support.office import Office
from tests.support.personnes import a_personne
from tests.support.ui import assert_accessible
from tests.ui.personnes.conftest import calm

TAUX = Chiffre("a.b", "", "", "%", Nature.TAUX, ReglePeriode.DATE, "", (), "")


def proof(qtbot, office: Office, code: str) -> ProofScreen:
    screen = office.open(codes.chiffre_screen(code))
    calm(qtbot, office)
    assert isinstance(screen, ProofScreen)
    return screen


@pytest.mark.parametrize(
    ("above", "below", "shown"),
    [
        (12, 386, "3,1\u202f%"),
        (6, 31, "19\u202f%"),
        (1, 20, "5\u202f%"),
        (0, 3, "0\u202f%"),
        (3, 3, "100\u202f%"),
        (0, 0, "—"),
        (999, 10_000, "10\u202f%"),
    ],
)
def test_a_ratio_has_one_decimal_under_ten(above: int, below: int, shown: str) -> None:
    period = annee_civile(2026)
    value = ValeurChiffre("a.b", period, Filtre(), numerateur=above, denominateur=below)
    assert value_text(TAUX, value) == shown


def test_the_footer_of_the_list_opens_the_figure(qtbot, office: Office) -> None:
    calm(qtbot, office)
    link = next(
        one
        for one in office.screen.table.footer.findChildren(Link)
        if one.text() == "D’où vient ce chiffre\u202f?"
    )
    assert link.isVisible()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    calm(qtbot, office)
    screen = office.screen
    assert isinstance(screen, ProofScreen)
    assert screen.heading == (
        "D’où vient ce chiffre\u202f?",
        "Adhérents › Personnes dans le fichier",
    )
    assert screen.value.text() == "3"
    assert screen.table.model.count == 3
    assert screen.chart is not None
    assert_accessible(office.frame)


def test_its_rows_open_the_person_and_escape_comes_back(qtbot, office: Office) -> None:
    screen = proof(qtbot, office, codes.CHIFFRES[0])
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Home)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Return)
    assert office.screen.heading[0] == "Amina Belkacem"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert office.screen is screen


def test_a_ratio_shows_both_its_sides(qtbot, office: Office) -> None:
    a_personne(office.database, naissance=Naissance(TODAY))
    screen = proof(qtbot, office, codes.CHIFFRES[1])
    assert screen.value.text() == "50\u202f%"
    assert screen.ratio.text() == "2 sur 4"
    assert screen.table.model.count == 2
    qtbot.keyClick(screen.parts.button("1"), Qt.Key.Key_Space)
    calm(qtbot, office)
    assert screen.table.model.count == 4


def test_the_age_bands_of_the_chart_add_up_to_the_figure(qtbot, crowd: Office) -> None:
    screen = proof(qtbot, crowd, codes.CHIFFRES[0])
    assert screen.proof is not None
    assert screen.proof.ages is not None
    counted = screen.proof.ages.series[0].valeurs
    assert sum(filter(None, counted)) == screen.proof.valeur.valeur == 300


def test_ctrl_k_finds_the_person_the_figure_and_inscrire(qtbot, office: Office) -> None:
    frame = office.frame
    for text, title in (
        ("blkacem", "Belkacem, Amina"),
        ("06 39 98 24 70", "Marchand, Léon"),
        ("personnes dans le fichier", "Personnes dans le fichier"),
        ("inscrire", "Inscrire une personne"),
    ):
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier
        )
        frame.palette_box.field.setText(text)
        calm(qtbot, office)
        assert next(one.title for one in frame.palette_box.proposals()) == title
        qtbot.keyClick(frame.palette_box.field, Qt.Key.Key_Return)
    assert frame.host.current == codes.NOUVELLE
    assert office.services.personnes.count(SANS_COMPTE) == 3
