"""The sheet of a person: corrected, refused, undone, kept as a draft, in conflict, by keyboard."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.droits import Role
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.labels import Link, Paragraph
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.identity_tab import IdentityTab
from cs_desktop.ui.personnes.reading_tab import ReadingTab
from cs_desktop.ui.personnes.sheet_screen import PersonneSheetScreen
from cs_desktop.ui.shell.registre import PersonTab
from tests.support.office import Office
from tests.support.personnes import AMINA, a_foyer, a_personne
from tests.support.ui import assert_accessible, replace_text
from tests.ui.personnes.conftest import OpenOffice, calm

CONTROL = Qt.KeyboardModifier.ControlModifier


def amina(office: Office) -> int:
    return office.services.personnes.search(SANS_COMPTE, "amina", 1)[0].id


def sheet(office: Office, personne_id: int | None = None) -> PersonneSheetScreen:
    screen = office.open(codes.FICHE, personne_id or amina(office))
    assert isinstance(screen, PersonneSheetScreen)
    return screen


def form_of(screen: PersonneSheetScreen) -> IdentityTab:
    assert isinstance(screen.identity, IdentityTab)
    return screen.identity


def correct(screen: PersonneSheetScreen, name: str, text: str) -> QWidget:
    """Type over a field and stay in it."""
    field = getattr(form_of(screen).form.fields, name)
    field.setFocus()
    if text:
        replace_text(field, text)
    else:
        field.clear()
    return field


def saved(qtbot: QtBot, office: Office, field: QWidget) -> None:
    qtbot.keyClick(field, Qt.Key.Key_S, CONTROL)
    calm(qtbot, office)


def stored_telephone(office: Office) -> str:
    return office.services.personnes.draft(SANS_COMPTE, amina(office)).telephone


def test_the_sheet_says_who_it_is(qtbot, office: Office) -> None:
    someone = amina(office)
    sami = a_personne(office.database, nom="Belkacem", prenom="Sami")
    a_foyer(office.database, someone, sami)
    screen = sheet(office)
    assert screen.heading == ("Amina Belkacem", "Adhérents › Foyer Belkacem")
    assert screen.header._facts.text() == "38\u00a0ans · n°\u00a00001"
    assert_accessible(office.frame)
    link = next(one for one in screen.identity.findChildren(Link) if one.text() == "Sami Belkacem")
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert office.screen.heading[0] == "Sami Belkacem"


def test_a_correction_is_saved_told_and_undone_by_keyboard(qtbot, office: Office) -> None:
    screen = sheet(office)
    bar = form_of(screen).form.save_bar
    assert not bar.isVisible()
    field = correct(screen, "telephone", "06.39.98.24.72")
    assert bar.text() == "1\u00a0modification non enregistrée"
    assert screen.unsaved() == "1\u00a0modification"
    saved(qtbot, office, field)
    assert stored_telephone(office) == "0639982472"
    assert office.said == ["Fiche enregistrée"]
    assert not bar.isVisible()
    assert screen.unsaved() == ""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CONTROL)
    calm(qtbot, office)
    assert stored_telephone(office) == "0639984207"
    assert form_of(screen).form.fields.telephone.text() == "06 39 98 42 07"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y, CONTROL)
    calm(qtbot, office)
    assert stored_telephone(office) == "0639982472"


def test_undo_in_a_field_takes_back_what_is_typed_there_first(qtbot, office: Office) -> None:
    screen = sheet(office)
    field = correct(screen, "telephone", "0639982472")
    saved(qtbot, office, field)
    field = correct(screen, "commune", "Éclusier")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    calm(qtbot, office)
    assert stored_telephone(office) == "0639982472"


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(qtbot, office: Office) -> None:
    screen = sheet(office)
    correct(screen, "nom", "")
    correct(screen, "prenom", "")
    field = correct(screen, "courriel", "amina@")
    saved(qtbot, office, field)
    form = form_of(screen).form
    assert form.fields.nom.refusal() == "Indiquez un nom ou un prénom."
    assert form.fields.courriel.refusal().startswith("Cette adresse est incomplète.")
    assert QApplication.focusWidget() is form.fields.nom
    assert form.fields.courriel.text() == "amina@"
    assert form.save_bar.errors_text() == "2\u00a0champs à corriger"
    assert office.services.personnes.draft(SANS_COMPTE, amina(office)).nom == "Belkacem"


def test_a_second_window_is_a_conflict_reloaded_or_replaced(qtbot, office: Office) -> None:
    someone, service = amina(office), office.services.personnes
    for answer, kept in (("Recharger", "Elsewhere"), ("Remplacer", "Ici")):
        screen = sheet(office, someone)
        field = correct(screen, "commune", "Ici")
        other = service.draft(SANS_COMPTE, someone)
        service.save(SANS_COMPTE, replace(other, commune="Elsewhere"), someone)
        saved(qtbot, office, field)
        band = office.frame.host.band
        assert band is not None
        assert service.draft(SANS_COMPTE, someone).commune == "Elsewhere"
        button = next(
            b
            for b in band.findChildren(QWidget)
            if isinstance(b, (Button, Link)) and b.accessibleName().startswith(answer)
        )
        button.click()
        calm(qtbot, office)
        assert service.draft(SANS_COMPTE, someone).commune == kept
        assert form_of(screen).form.fields.commune.text() == kept
        assert not form_of(screen).form.is_modified()
        service.save(
            SANS_COMPTE,
            replace(service.draft(SANS_COMPTE, someone), commune="Valmont-sur-Lys"),
            someone,
        )


def test_a_draft_comes_back_after_a_crash_and_goes_once_saved(
    qtbot, office: Office, make_office: OpenOffice
) -> None:
    screen = sheet(office)
    correct(screen, "adresse", "12 rue des Fileurs")
    form = form_of(screen).form
    form._rest.timeout.emit()  # two seconds went by
    calm(qtbot, office)
    again = make_office()
    screen = sheet(again)
    tab = form_of(screen)
    assert tab.form.fields.adresse.text() == "12 rue des Fileurs"
    assert tab.band.isVisible()
    assert "ce que vous aviez tapé aujourd’hui à" in tab.band.text()
    field = tab.form.fields.adresse
    field.setFocus()
    saved(qtbot, again, field)
    assert again.services.personnes.draft(SANS_COMPTE, amina(again)).adresse == "12 rue des Fileurs"
    assert not tab.band.isVisible()
    assert again.services.brouillons.rows(again.contexte.acteur) == []


def test_starting_again_from_the_fiche_drops_the_draft(qtbot, office: Office) -> None:
    screen = sheet(office)
    correct(screen, "adresse", "12 rue des Fileurs")
    other = office.services.personnes.search(SANS_COMPTE, "leon", 1)[0].id
    sheet(office, other)  # what is typed for Amina is kept on the way
    assert form_of(screen).form.fields.adresse.text() == ""
    calm(qtbot, office)
    sheet(office)
    tab = form_of(screen)
    assert tab.form.fields.adresse.text() == "12 rue des Fileurs"
    tab.band.link().click()
    calm(qtbot, office)
    assert tab.form.fields.adresse.text() == "7 allée du Lin"
    assert office.services.brouillons.rows(office.contexte.acteur) == []


def test_the_history_tells_and_undoes(qtbot, office: Office) -> None:
    screen = sheet(office)
    field = correct(screen, "telephone", "0639982472")
    saved(qtbot, office, field)
    for _ in range(screen.tabs.count() - 1):
        screen.next_tab()
    assert screen.pages.currentWidget() is screen.history
    assert_accessible(office.frame)
    said = [one.plain_text() for one in screen.history.findChildren(Paragraph)]
    assert "Téléphone\u00a0: 06 39 98 42 07 → 06 39 98 24 72" in said
    links = [one for one in screen.history.findChildren(Link) if one.isVisible()]
    assert next(one.accessibleName() for one in links) == "Annuler : Fiche enregistrée"
    qtbot.keyClick(links[0], Qt.Key.Key_Return)
    calm(qtbot, office)
    assert stored_telephone(office) == "0639984207"


def test_archiving_from_the_menu_goes_to_the_corbeille_and_back(qtbot, office: Office) -> None:
    screen, someone = sheet(office), amina(office)
    archive = next(do for _icon, words, do in screen.more_entries() if words == "Archiver")
    archive()
    calm(qtbot, office)
    assert office.said == ["Fiche archivée"]
    assert screen.restore.isVisible()
    assert screen.more_entries() == []
    assert office.services.personnes.count(SANS_COMPTE) == 2
    qtbot.keyClick(screen.restore, Qt.Key.Key_Return)
    calm(qtbot, office)
    assert office.said[-1] == "Fiche restaurée"
    assert office.services.personnes.fiche(SANS_COMPTE, someone).row.archive_le is None


def test_printing_shows_the_fiche(qtbot, office: Office) -> None:
    screen = sheet(office)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, CONTROL)
    calm(qtbot, office)
    assert [name for _content, name in office.previewed] == ["fiche personne.pdf"]
    assert office.previewed[0][0].startswith(b"%PDF")
    assert screen.print_entries()[1][1] == "Enregistrer la fiche en PDF"


def test_a_role_that_reads_has_no_field(qtbot, office: Office, make_office: OpenOffice) -> None:
    reader = make_office(Role.COMPTABILITE)
    screen = sheet(reader)
    assert isinstance(screen.identity, ReadingTab)
    assert not screen.more.isVisible()
    assert_accessible(reader.frame)
    assert screen.more_entries() == []
    screen.next_tab()
    assert [one for one in screen.history.findChildren(Link) if one.isVisible()] == []


def test_tabs_of_other_features_stand_before_the_history(
    qtbot, office: Office, make_office: OpenOffice
) -> None:
    class Page(QWidget):
        shown: int | None = None

        def open_row(self, personne_id: int) -> None:
            self.shown = personne_id

        def reload(self) -> None: ...

    page = Page()
    office.contexte.registre.add(
        PersonTab("essai", "Essai", lambda _contexte: page, count=lambda _contexte, _id: 7)
    )
    screen = sheet(office)
    titles = [screen.tabs.tabText(at) for at in range(screen.tabs.count())]
    assert (titles[0], titles[-2:]) == ("Identité", ["Essai", "Historique"])
    assert page.shown == amina(office)
    assert screen.tabs.accessibleTabName(screen.tabs.count() - 2) == "Essai 7"


def test_undoing_a_creation_leaves_the_sheet_for_the_list(qtbot, office: Office) -> None:
    new = office.services.personnes.save(SANS_COMPTE, replace(AMINA, nom="Nouvelle", version=None))
    calm(qtbot, office)
    sheet(office, new)
    office.undo.undo()
    calm(qtbot, office)
    assert office.frame.host.current == codes.LISTE


def test_what_cannot_be_read_and_what_the_rules_refuse_are_said_together(
    qtbot, office: Office
) -> None:
    screen = sheet(office)
    correct(screen, "telephone", "12")
    correct(screen, "naissance", "jamais")
    field = correct(screen, "courriel", "amina@")
    saved(qtbot, office, field)
    form = form_of(screen).form
    assert form.save_bar.errors_text() == "3\u00a0champs à corriger"
    assert all(getattr(form.fields, n).refusal() for n in ("telephone", "naissance", "courriel"))
