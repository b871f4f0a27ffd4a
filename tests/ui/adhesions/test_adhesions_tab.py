"""The tab Adhésion by clicks and keys: taken, cancelled, renewed, undone; quotients noted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from cs_desktop.domain.adhesions import EtatAdhesion, GenreAdhesion
from cs_desktop.domain.droits import Role
from tests.support.adhesions import LAST_SEASON, covers
from tests.support.bases import TODAY
from tests.support.office import Office
from tests.support.personnes import a_foyer, a_personne
from tests.support.ui import type_text
from tests.ui.adhesions.conftest import prices, shown
from tests.ui.personnes.conftest import calm

LEFT, ENTER, CTRL = Qt.MouseButton.LeftButton, Qt.Key.Key_Return, Qt.KeyboardModifier
ACTEUR_ROLES = (Role.ANIMATION, Role.COMPTABILITE)


def state(office: Office, personne_id: int) -> EtatAdhesion:
    return office.services.adhesions.dossier(office.contexte.acteur, personne_id).etat


def undo(qtbot, office: Office) -> None:
    qtbot.keyClick(office.frame, Qt.Key.Key_Z, CTRL.ControlModifier)
    calm(qtbot, office)


def test_a_family_is_covered_in_two_keys_and_undone(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    assert tab.adhesions.nothing.isVisible()
    qtbot.keyClick(tab.adhesions.add, Qt.Key.Key_Space)
    form = tab.adhesions.take
    assert form.genre.value() is GenreAdhesion.FAMILIALE
    assert (form.montant.value(), form.prise_le.value()) == (2000, TODAY)
    assert "31/08/2027" in form.period.text()
    qtbot.keyClick(form.prise_le, ENTER)
    calm(qtbot, office)
    assert not form.isVisible()
    assert state(office, people["sami"]) is EtatAdhesion.A_JOUR
    assert tab.adhesions.state.text() == "À jour"
    assert tab.adhesions.table.model.count == 1
    undo(qtbot, office)
    assert state(office, people["sami"]) is EtatAdhesion.SANS
    (row,) = tab.dossier.adhesions
    assert row.annulee_le is not None


def test_somebody_left_out_is_not_covered_then_is(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    qtbot.mouseClick(tab.adhesions.add, LEFT)
    form = tab.adhesions.take
    qtbot.keyClick(form.ticks[people["sami"]], Qt.Key.Key_Space)
    qtbot.mouseClick(form.send_button, LEFT)
    calm(qtbot, office)
    assert state(office, people["sami"]) is EtatAdhesion.SANS
    assert state(office, people["amina"]) is EtatAdhesion.A_JOUR
    adhesion_id = tab.dossier.adhesions[0].id
    office.services.adhesions.couvrir(office.contexte.acteur, adhesion_id, people["sami"])
    calm(qtbot, office)
    assert state(office, people["sami"]) is EtatAdhesion.A_JOUR


def test_alone_the_kind_is_individuelle_and_the_price_follows(qtbot, office, people) -> None:
    tab = shown(qtbot, office, people["denis"])
    qtbot.mouseClick(tab.adhesions.add, LEFT)
    form = tab.adhesions.take
    assert form.genre.value() is GenreAdhesion.INDIVIDUELLE
    assert form.montant.value() == 1200
    form.montant.setFocus()
    type_text(form.montant, "abc")
    qtbot.mouseClick(form.send_button, LEFT)
    assert form.isVisible()
    assert "montant" in form.field("montant").refusal()
    form.montant.clear()
    type_text(form.montant, "5+5")
    qtbot.mouseClick(form.send_button, LEFT)
    calm(qtbot, office)
    assert tab.dossier.adhesions[0].montant == 1000


def test_a_family_kind_without_a_foyer_is_refused_beside_the_kind(qtbot, office, people) -> None:
    tab = shown(qtbot, office, people["denis"])
    qtbot.mouseClick(tab.adhesions.add, LEFT)
    form = tab.adhesions.take
    form.genre.set_value(GenreAdhesion.FAMILIALE)
    qtbot.mouseClick(form.send_button, LEFT)
    calm(qtbot, office)
    assert "individuelle" in form.field("genre").refusal()
    assert tab.dossier.adhesions == ()


def test_suppr_asks_why_then_cancels(qtbot, office: Office, people) -> None:
    covers(office.database, people["denis"])
    tab = shown(qtbot, office, people["denis"])
    tab.adhesions.table.view.go_to(0)
    tab.adhesions.table.setFocus()
    qtbot.keyClick(tab.adhesions.table.view, Qt.Key.Key_Delete)
    form = tab.adhesions.cancelling
    assert form.isVisible()
    qtbot.keyClick(tab.adhesions.motif, ENTER)
    calm(qtbot, office)
    assert "pourquoi" in form.field("motif").refusal()
    type_text(tab.adhesions.motif, "saisie deux fois")
    qtbot.keyClick(tab.adhesions.motif, ENTER)
    calm(qtbot, office)
    assert not form.isVisible()
    assert tab.dossier.adhesions[0].motif == "saisie deux fois"
    assert tab.adhesions.entries(tab.dossier.adhesions[0].id) == []
    undo(qtbot, office)
    assert state(office, people["denis"]) is EtatAdhesion.A_JOUR


def test_renewing_is_one_click_and_only_when_it_is_time(qtbot, office: Office, people) -> None:
    covers(office.database, people["denis"], periode=LAST_SEASON)
    tab = shown(qtbot, office, people["denis"])
    qtbot.mouseClick(tab.adhesions.renew, LEFT)
    calm(qtbot, office)
    assert state(office, people["denis"]) is EtatAdhesion.A_JOUR
    assert not tab.adhesions.renew.isVisible()


def test_a_quotient_is_noted_corrected_and_taken_off(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    (card,) = tab.quotients
    qtbot.mouseClick(card.add, LEFT)
    type_text(card.valeur, "51 d")
    qtbot.keyClick(card.valeur, ENTER)
    assert "entier" in card.form.field("valeur").refusal()
    card.valeur.clear()
    type_text(card.valeur, "512")
    qtbot.keyClick(card.valeur, ENTER)
    calm(qtbot, office)
    lines = office.services.quotients.history(office.contexte.acteur, [people["foyer"]])
    assert [(one.valeur, one.tranche) for one in lines[people["foyer"]]] == [(512, "T2")]
    assert card.table.model.count == 1
    card.table.view.go_to(0)
    card.table.setFocus()
    qtbot.keyClick(card.table.view, Qt.Key.Key_Delete)
    calm(qtbot, office)
    assert card.nothing.isVisible()
    undo(qtbot, office)
    assert card.table.model.count == 1


def test_the_tax_notice_shows_its_formula_and_fills_the_fields(qtbot, office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    (card,) = tab.quotients
    qtbot.mouseClick(card.compute, LEFT)
    type_text(card.revenu, "18400")
    assert "Recopiez" in card.result.plain_text()
    type_text(card.parts, "2,3")
    qtbot.keyClick(card.parts, ENTER)
    assert "quarts" in card.notice.field("parts").refusal()
    card.parts.clear()
    type_text(card.parts, "2,5")
    assert "= 613, arrondi à l’euro inférieur" in card.result.plain_text()
    assert "référence" in card.rule.plain_text()
    qtbot.keyClick(card.parts, ENTER)
    assert (card.valeur.value(), card.source.value()) == ("613", "avis d’impôt")
    qtbot.keyClick(card.form.send_button, Qt.Key.Key_Space)
    calm(qtbot, office)
    history = office.services.quotients.history(office.contexte.acteur, [people["foyer"]])
    assert history[people["foyer"]][0].valeur == 613
    assert history[people["foyer"]][0].a_partir_du == date(2026, 9, 15)


@pytest.mark.parametrize("role", ACTEUR_ROLES)
def test_who_may_not_change_reads_only_what_she_may(qtbot, make_office, role) -> None:
    office = make_office(role)
    prices(office)
    amina = a_personne(office.database)
    a_foyer(office.database, amina)
    covers(office.database, amina)
    tab = shown(qtbot, office, amina)
    assert not tab.adhesions.add.isVisible()
    assert tab.adhesions.entries(tab.dossier.adhesions[0].id) == []
    assert len(tab.quotients) == (role is Role.COMPTABILITE)


def test_every_control_has_a_name(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    qtbot.mouseClick(tab.adhesions.add, LEFT)
    for button in (tab.adhesions.add, tab.adhesions.renew, tab.quotients[0].add):
        assert button.accessibleName() or button.text()
    assert tab.adhesions.take.montant.accessibleName() == "Montant"


def test_an_open_form_is_counted_and_its_loss_is_told(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    tab.adhesions.add.click()
    assert office.screen.losing() == ""  # what the program proposes is not typed
    tab.adhesions.take.montant.setText("35")
    assert office.screen.losing() == "1\u00a0modification (Adhésion)"
    office.open("personne", people["denis"])
    assert office.said[-1] == "Abandonné sans enregistrer\u00a0: 1\u00a0modification (Adhésion)"
    assert office.screen.losing() == ""
