"""Each kind of refusal has its sentence, its tone and its remedy; bugs go further."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import (
    AnnulationRefusee,
    Annule,
    BaseOccupee,
    BaseRefusee,
    Conflit,
    DroitManquant,
    Introuvable,
    Refus,
    RegleMetier,
    StockageIndisponible,
)
from cs_desktop.ui.kit import errors


class Window(QWidget):
    def __init__(self):
        super().__init__()
        self.notices = []
        self.inside = QWidget(QWidget(self))

    def show_notice(self, notice):
        self.notices.append(notice)


@pytest.fixture
def window(qtbot):
    window = Window()
    qtbot.addWidget(window)
    return window


def nothing():
    """A remedy that a screen offers."""


@pytest.mark.parametrize(
    ("error", "tone", "remedies"),
    [
        (RegleMetier("Indiquez le nom."), "warn", []),
        (DroitManquant("Le budget est réservé à la direction."), "warn", []),
        (Introuvable("Cette fiche a été effacée."), "warn", []),
        (AnnulationRefusee("La fiche a changé depuis."), "warn", []),
        (Conflit("La fiche a changé."), "warn", ["Recharger", "Remplacer"]),
        (BaseOccupee("La base est occupée."), "warn", ["Réessayer"]),
        (StockageIndisponible("Le disque est plein."), "bad", ["Réessayer", "Copier le détail"]),
        (BaseRefusee("Ce fichier n’est pas une base."), "bad", ["Réessayer", "Copier le détail"]),
    ],
)
def test_each_kind_has_its_tone_and_its_remedies(window, error, tone, remedies):
    errors.show(error, window.inside, retry=nothing, reload=nothing, replace=nothing)
    (shown,) = window.notices
    assert (shown.sentence, shown.tone) == (str(error), tone)
    assert [remedy.text for remedy in shown.remedies] == remedies


def test_only_the_remedies_that_the_screen_offers(window):
    errors.show(Conflit("La fiche a changé."), window.inside, reload=nothing)
    assert [remedy.text for remedy in window.notices[0].remedies] == ["Recharger"]


def test_every_refusal_of_a_draft_is_said(window):
    refused = RegleMetier.plusieurs([Refus("Indiquez le nom."), Refus("Indiquez le prénom.")])
    errors.show(refused, window.inside)
    assert window.notices[0].sentence == "Indiquez le nom. Indiquez le prénom."


def test_copying_the_detail(window):
    errors.show(StockageIndisponible("Le disque est plein."), window.inside)
    window.notices[0].remedies[-1].do()
    assert QGuiApplication.clipboard().text() == "Le disque est plein."


def test_stopping_a_task_is_not_an_error(window):
    errors.show(Annule("Arrêté."), window.inside)
    assert window.notices == []


def test_a_bug_goes_on_to_the_crash_dialog(window):
    with pytest.raises(ZeroDivisionError):
        errors.show(ZeroDivisionError(), window.inside)


def test_a_refusal_with_no_window_around_is_not_swallowed(qtbot):
    alone = QWidget()
    qtbot.addWidget(alone)
    with pytest.raises(Introuvable):
        errors.show(Introuvable("Cette fiche a été effacée."), alone)
