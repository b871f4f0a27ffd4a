"""The tab Foyer under the keyboard: who lives there, the address, who may collect the children."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.droits import Role
from cs_desktop.domain.foyers import RattachementDraft, RoleFoyer
from cs_desktop.ui.foyers.foyer_tab import FoyerTab
from cs_desktop.ui.kit.chips import ChipLabel
from cs_desktop.ui.kit.labels import Label, Link, Paragraph
from tests.support.office import Office
from tests.support.personnes import stored
from tests.support.ui import assert_accessible, replace_text, type_text
from tests.ui.foyers.conftest import ENFANT, a_family, shown
from tests.ui.personnes.conftest import OpenOffice, calm

CONTROL = Qt.KeyboardModifier.ControlModifier


def members(tab: FoyerTab) -> list[list[str]]:
    model = tab.members.table.model
    return [
        [model.index(row, column).data() or "" for column in range(1, 5)]
        for row in range(model.count)
    ]


def words(widget) -> str:
    """Everything that a card says."""
    said = [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]
    said += [p.plain_text() for p in widget.findChildren(Paragraph) if p.isVisibleTo(widget)]
    return " | ".join(said)


def link_of(widget, name: str) -> Link:
    return next(
        link
        for link in widget.findChildren(Link)
        if name in link.accessibleName() and link.isVisibleTo(widget)
    )


def press(qtbot, widget, key=Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(widget, key, modifiers)


def test_the_family_is_shown_with_its_count(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    assert [row[0] for row in members(tab)] == [
        "Belkacem, Amina",
        "Belkacem, Sami",
        "Belkacem, Inès",
    ]
    assert [row[1] for row in members(tab)] == ["Responsable", "Enfant", "Enfant"]
    assert members(tab)[1][2] == "03/06/2014 · 12\u00a0ans"
    sheet = office.screen
    place = sheet._codes.index("foyer")
    assert "3" in sheet.tabs.accessibleTabName(place)
    assert_accessible(tab)


def test_a_new_child_is_added_in_one_line_by_the_keyboard(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    tab.members.add_button.setFocus()
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is tab.members.form.picker
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is tab.members.form.nom  # the name of the foyer is there
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Tab)
    type_text(QApplication.focusWidget(), "Lina")
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Tab)
    type_text(QApplication.focusWidget(), "12/04/2020")
    press(qtbot, QApplication.focusWidget())
    calm(qtbot, office)
    assert [row[0] for row in members(tab)][-1] == "Belkacem, Lina"
    assert not tab.members.form.isVisible()
    assert office.said[-1] == "Personne créée et ajoutée au foyer"
    office.undo.undo()
    calm(qtbot, office)
    assert len(members(tab)) == 3


def test_somebody_known_joins_through_the_search(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["mehdi"])
    tab.members.add_button.click()
    form = tab.members.form
    type_text(form.picker, "belkacem ines")
    qtbot.waitUntil(lambda: bool(form.picker.results))
    calm(qtbot, office)
    press(qtbot, form.picker)
    assert form.known is not None
    assert form.prenom.text() == "Inès"
    assert not form.nom.isEnabled()
    type_text(form.garde, "alternée")
    replace_text(form.part_garde, "50")
    form.send_button.click()
    calm(qtbot, office)
    assert members(tab)[1][1] == "Enfant, alternée"
    other = shown(qtbot, office, people["amina"])
    assert "Inès appartient aussi au" in words(other.members)
    link_of(other.members, "foyer").click()
    calm(qtbot, office)
    assert office.screen.fiche.row.id == people["mehdi"]


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(
    qtbot, office: Office, people
) -> None:
    tab = shown(qtbot, office, people["amina"])
    tab.members.add_button.click()
    form = tab.members.form
    type_text(form.prenom, "Vieux")
    type_text(form.naissance, "01/01/1950")
    form.send_button.click()
    calm(qtbot, office)
    assert "a plus d’âge" in form.role.refusal()
    assert form.prenom.text() == "Vieux"
    replace_text(form.part_garde, "x")
    form.send_button.click()
    assert "en chiffres" in form.part_garde.refusal()
    press(qtbot, form.part_garde, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert office.services.personnes.count(SANS_COMPTE) == 4


def test_the_address_is_saved_with_ctrl_s_and_moves_everybody(
    qtbot, office: Office, people
) -> None:
    tab = shown(qtbot, office, people["amina"])
    replace_text(tab.form.adresse, "12 rue des Fileurs")
    assert tab.form.save_bar.isVisible()
    assert tab.form.changed_chip.isVisible()
    press(qtbot, tab.form.adresse, Qt.Key.Key_S, CONTROL)
    calm(qtbot, office)
    assert not tab.form.save_bar.isVisible()
    for one in ("amina", "sami", "inès"):
        assert stored(office.database, people[one]).adresse == "12 rue des Fileurs"
    replace_text(tab.form.places.code_postal, "5999")
    tab.form.save()
    calm(qtbot, office)
    assert "cinq chiffres" in tab.form.places.code_postal.refusal()
    office.undo.undo()
    calm(qtbot, office)
    assert stored(office.database, people["sami"]).adresse == "7 allée du Lin"


def test_what_is_typed_waits_for_the_person_to_come_back(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    replace_text(tab.form.adresse, "3 place du Marché")
    tab = shown(qtbot, office, people["mehdi"])
    assert tab.form.adresse.text() == ""
    tab = shown(qtbot, office, people["amina"])
    assert tab.form.adresse.text() == "3 place du Marché"
    assert tab.form.is_modified()
    tab.form.save()
    calm(qtbot, office)
    code = f"foyer/{people['foyer']}"
    assert office.services.brouillons.read(office.contexte.acteur, code) is None


def test_a_postcode_brings_its_commune(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    field = tab.form.places.commune
    field.setFocus()
    field.selectAll()
    type_text(field, "st omer")
    qtbot.waitUntil(lambda: bool(field.results))
    press(qtbot, field.popup, Qt.Key.Key_Down)
    press(qtbot, field.popup)
    assert (tab.form.places.code_postal.text(), field.text()) == ("62500", "Saint-Omer")


def test_who_must_not_come_is_red_on_every_card_and_undone(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["sami"])
    card = tab.side.interdits
    link_of(card, "Ajouter").click()
    form = card.form
    assert form is not None
    type_text(form.field("nom"), "Steven Vandamme")
    press(qtbot, form.field("nom"))
    calm(qtbot, office)
    assert "motif en quelques mots" in form.field("motif").refusal()
    type_text(form.field("motif"), "Décision de justice")
    type_text(form.field("vu_le"), "12/11/2025")
    press(qtbot, form.field("motif"))
    calm(qtbot, office)
    assert "Steven Vandamme · Décision de justice · vu le 12/11/2025" in words(card)
    chips = [chip.text() for chip in office.screen.header.findChildren(ChipLabel)]
    assert "Ne doit pas venir chercher\u00a0: Steven Vandamme" in chips
    assert members(tab)[1][3] == "Ne doit pas venir chercher\u00a0: Steven Vandamme"
    office.undo.undo()
    calm(qtbot, office)
    assert "Steven Vandamme" not in words(card)
    assert members(tab)[1][3] == "—"


def test_who_may_come_is_chosen_among_the_adults_or_named(qtbot, office: Office, people) -> None:
    foyer = office.services.foyers.of_person(SANS_COMPTE, people["mehdi"])[0].fiche.id
    link = RattachementDraft(people["inès"], foyer, ENFANT)
    office.services.foyers.attach(SANS_COMPTE, link)
    tab = shown(qtbot, office, people["amina"])
    card = tab.side.autorises
    link_of(card, "Ajouter").click()
    form = card.form
    assert form is not None
    form.field("enfant").set_value(people["inès"])
    form.field("proche_id").set_value(people["mehdi"])
    type_text(form.field("lien"), "père")
    form.send_button.click()
    calm(qtbot, office)
    assert "Mehdi Zerrouki" in words(card)
    assert "père de Inès Belkacem" in words(card)
    assert "06 39 98 61 15" in words(card)
    link_of(card, "Retirer").click()
    calm(qtbot, office)
    assert "Mehdi Zerrouki" not in words(card)


def test_an_organisme_answers_for_a_child(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["sami"])
    card = tab.side.responsables
    link_of(card, "Ajouter").click()
    form = card.form
    assert form is not None
    type_text(form.field("nom"), "ASE")
    type_text(form.field("contact"), "Valérie Mortreux")
    type_text(form.field("telephone"), "0353012031")
    form.send_button.click()
    calm(qtbot, office)
    assert "ASE" in words(card)
    assert "Valérie Mortreux" in words(card)
    assert "03 53 01 20 31" in words(card)
    mother = shown(qtbot, office, people["amina"])
    assert not mother.side.responsables.isVisible()
    assert mother.side.discretion.isVisible()


def test_one_tick_keeps_the_contact_details_here(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    tab.side.retenue.click()
    calm(qtbot, office)
    assert members(tab)[0][3] == "À ne pas communiquer"
    assert office.said[-1] == "Choix sur les coordonnées enregistré"


def test_a_member_leaves_or_changes_place_from_the_menu(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    entries = dict(tab.members.entries(people["sami"]))
    entries["Retirer du foyer"]()
    calm(qtbot, office)
    assert len(members(tab)) == 2
    entries = dict(tab.members.entries(people["amina"]))
    entries["Retirer du foyer"]()
    calm(qtbot, office)
    assert len(members(tab)) == 2  # a child would stay alone
    assert office.frame.host.band is not None
    role = next(run for text, run in entries.items() if "autre adulte" in text)
    role()
    calm(qtbot, office)
    links = office.services.foyers.of_person(SANS_COMPTE, people["amina"])[0].fiche.membres
    assert links[0].role is RoleFoyer.AUTRE_ADULTE or links[-1].role is RoleFoyer.AUTRE_ADULTE


def test_somebody_alone_begins_a_foyer(qtbot, office: Office, people) -> None:
    alone = office.services.personnes.save(
        SANS_COMPTE, office.services.personnes.draft(SANS_COMPTE, people["mehdi"])
    )
    tab = shown(qtbot, office, alone)
    assert tab.empty.isVisible()
    assert tab.empty.button is not None
    press(qtbot, tab.empty.button)
    calm(qtbot, office)
    assert members(tab)[0][0] == "Zerrouki, Mehdi"


def test_a_role_that_reads_changes_nothing(qtbot, make_office: OpenOffice) -> None:
    office = make_office(Role.COMPTABILITE)
    people = a_family(office)
    tab = shown(qtbot, office, people["amina"])
    assert not tab.members.add_button.isVisible()
    assert not tab.form.adresse.isEnabled()
    assert [link.text() for link in tab.side.interdits.findChildren(Link) if link.isVisible()] == []
    assert [text for text, _run in tab.members.entries(people["sami"])] == ["Ouvrir la fiche"]
