"""The list of people under the keyboard: filter, panel, order, columns, what it costs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.droits import Role
from cs_desktop.ui.kit.buttons import FilterButton
from cs_desktop.ui.kit.cards import EmptyState
from cs_desktop.ui.kit.table.source import SortKey
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.filters import FiltersPanel
from cs_desktop.ui.personnes.list_screen import PersonneListScreen
from cs_desktop.ui.personnes.new_screen import NewPersonScreen
from cs_desktop.ui.personnes.toolbar import ListToolbar
from tests.support.adhesions import LAST_SEASON, covers
from tests.support.office import Office
from tests.support.personnes import many_personnes, numbered_people
from tests.support.ui import assert_accessible, type_text
from tests.ui.personnes.conftest import OpenOffice, calm

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def the_list(office: Office) -> PersonneListScreen:
    assert isinstance(office.screen, PersonneListScreen)
    return office.screen


def names(screen: PersonneListScreen) -> list[str]:
    model = screen.table.model
    return [model.line(row).row.nom_liste for row in range(model.count)]  # type: ignore[union-attr]


def typed(qtbot: QtBot, office: Office, text: str) -> PersonneListScreen:
    """Ctrl+F, then `text`."""
    screen = the_list(office)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is screen.bar.field
    type_text(screen.bar.field, text)
    calm(qtbot, office)
    return screen


def state(screen: PersonneListScreen) -> EmptyState:
    return next(s for s in screen.table.findChildren(EmptyState) if s.isVisible())


def texts(screen: PersonneListScreen) -> list[str]:
    return [child.accessibleName() for child in state(screen).children() if child.isWidgetType()]


def reopened(qtbot: QtBot, office: Office) -> PersonneListScreen:
    """The list, once what was written behind its back is told to it."""
    screen = the_list(office)
    screen.reload()
    calm(qtbot, office)
    return screen


def test_before_the_first_fiche_one_button_begins_it(qtbot, make_office: OpenOffice) -> None:
    office = make_office()
    screen = the_list(office)
    assert "Vos adhérents apparaîtront ici." in texts(screen)
    assert_accessible(office.frame)
    button = state(screen).button
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert isinstance(office.screen, NewPersonScreen)


def test_typing_narrows_the_list_and_marks_what_was_typed(qtbot, office: Office) -> None:
    screen = typed(qtbot, office, "mar cl")
    assert names(screen) == ["Marchand, Claudine"]
    assert screen.table.model.line(0).cells[0].spans == ((0, 3), (10, 12))
    assert screen.bar.buttons.button("tous").accessibleName() == "Tous 1"
    assert screen.heading == ("Adhérents", "3\u00a0personnes · 0\u00a0foyer · saison 2026-2027")


def test_a_telephone_finds_with_or_without_spaces(qtbot, office: Office) -> None:
    screen = typed(qtbot, office, "06 39 98 24 70")
    assert names(screen) == ["Marchand, Léon"]
    telephone = [column.key for column in screen.table.model.columns].index("telephone")
    assert screen.table.model.line(0).cells[telephone].spans == ((0, 14),)


def test_enter_opens_the_only_answer_and_escape_comes_back(qtbot, office: Office) -> None:
    screen = typed(qtbot, office, "leon")
    qtbot.keyClick(screen.bar.field, Qt.Key.Key_Return)
    assert office.frame.host.current == codes.FICHE
    assert office.screen.heading[0] == "Léon Marchand"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert the_list(office) is screen
    assert screen.table.current_row().prenom == "Léon"


def test_nobody_found_may_be_entered_under_the_name_typed(qtbot, office: Office) -> None:
    screen = typed(qtbot, office, "Zorglub")
    assert "Aucune personne ne correspond à «\u00a0Zorglub\u00a0»." in texts(screen)
    assert not screen.side.is_open()
    state(screen).button.click()
    assert office.screen.form.fields.nom.text() == "Zorglub"
    office.open(codes.LISTE)
    state(screen).link.click()
    calm(qtbot, office)
    assert len(names(screen)) == 3
    assert screen.bar.field.text() == ""


def test_the_panel_follows_the_keyboard(qtbot, office: Office) -> None:
    screen = reopened(qtbot, office)
    panel = screen.side.person
    assert panel.accessibleName() == "Panneau\u00a0: Amina Belkacem"
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert panel.accessibleName() == "Panneau\u00a0: Claudine Marchand"
    assert_accessible(office.frame)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Escape)
    assert not screen.side.is_open()
    assert QApplication.focusWidget() is screen.table.view
    assert screen.table.current_row().prenom == "Claudine"


def test_a_closed_panel_stays_closed_until_it_is_asked_for(qtbot, office: Office, base) -> None:
    screen = reopened(qtbot, office)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Escape)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert not screen.side.is_open()
    calm(qtbot, office)
    kept = office.services.preferences.read(office.contexte.acteur, codes.PREFERENCE_PANNEAU)
    assert kept["ouvert"] is False
    assert screen.bar.panel.isVisible()
    qtbot.keyClick(screen.bar.panel, Qt.Key.Key_Space)
    assert screen.side.is_open()
    assert screen.bar.panel.isHidden()


def test_the_buttons_count_and_narrow(qtbot, crowd: Office) -> None:
    for personne_id in crowd.services.personnes.ids(crowd.contexte.acteur)[:3]:
        covers(crowd.database, personne_id, periode=LAST_SEASON)
    screen = reopened(qtbot, crowd)
    resume = crowd.services.personnes.resume(crowd.contexte.acteur)
    button = screen.bar.buttons.button("a_renouveler")
    assert button.accessibleName() == "À renouveler 3"
    assert dict(resume.adhesions)[EtatAdhesion.SANS] == 297
    qtbot.keyClick(button, Qt.Key.Key_Space)
    calm(qtbot, crowd)
    assert screen.table.model.count == 3
    states = {screen.table.model.line(row).row.adhesion for row in range(3)}
    assert states == {EtatAdhesion.A_RENOUVELER}


def test_the_ticked_people_are_renewed_in_one_gesture_and_undone(qtbot, crowd: Office) -> None:
    someone = crowd.services.personnes.ids(crowd.contexte.acteur)[0]
    covers(crowd.database, someone, periode=LAST_SEASON)
    screen = reopened(qtbot, crowd)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Space)
    calm(qtbot, crowd)
    qtbot.mouseClick(screen.row_actions.renew_link, Qt.MouseButton.LeftButton)
    calm(qtbot, crowd)
    (row,) = crowd.services.personnes.rows(crowd.contexte.acteur, [someone])
    assert row.adhesion is EtatAdhesion.A_JOUR
    qtbot.keyClick(crowd.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, crowd)
    (row,) = crowd.services.personnes.rows(crowd.contexte.acteur, [someone])
    assert row.adhesion is EtatAdhesion.A_RENOUVELER


def test_the_filters_of_the_panel_add_up_and_are_cleared(qtbot, crowd: Office) -> None:
    screen = reopened(qtbot, crowd)
    qtbot.keyClick(screen.bar.filters, Qt.Key.Key_Space)
    panel = next(w for w in QApplication.topLevelWidgets() if isinstance(w, FiltersPanel))
    assert_accessible(panel)
    panel.zones[4].toggle()
    panel.sans["sans_courriel"].toggle()
    calm(qtbot, crowd)
    shown = [screen.table.model.line(row).row for row in range(screen.table.model.count)]
    assert shown
    assert {(row.zone, row.courriel) for row in shown} == {("Hors commune", "")}
    assert screen.bar.filters.label == "Filtres · 2"
    panel.close()
    qtbot.keyClick(screen.bar.clear, Qt.Key.Key_Return)
    calm(qtbot, crowd)
    assert screen.table.model.count == 300
    assert screen.bar.filters.label == "Filtres"


def test_a_second_key_and_the_columns_are_kept_for_next_time(
    qtbot, crowd: Office, make_office: OpenOffice
) -> None:
    screen = reopened(qtbot, crowd)
    screen.table.sort_by((SortKey("commune", descending=True), SortKey("age")))
    calm(qtbot, crowd)
    rows = [screen.table.model.line(row).row for row in range(100)]
    assert [row.commune for row in rows] == ["Valmont-sur-Lys"] * 100
    assert [row.age for row in rows] == sorted(row.age for row in rows)
    screen.table._arrangement.choose(("nom", "courriel", "age"))
    calm(qtbot, crowd)
    again = the_list(make_office())
    assert again.table.table_layout().columns == ("nom", "courriel", "age")
    assert again.table.table_layout().sort == screen.table.table_layout().sort


def test_opening_the_list_costs_the_same_for_three_rows_and_three_hundred(
    qtbot, make_office: OpenOffice, statements
) -> None:
    office, costs = make_office(), list[int]()
    for more in (3, 297):
        many_personnes(office.database, numbered_people(more))
        reopened(qtbot, office)
        with statements.count() as seen:
            screen = reopened(qtbot, office)
            screen.table.grab()
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 25


def test_each_role_sees_only_what_it_may_do(qtbot, make_office: OpenOffice) -> None:
    office = make_office(Role.COMPTABILITE)
    many_personnes(office.database, numbered_people(2))
    screen = reopened(qtbot, office)
    entries = [words for _icon, words, _do in screen.row_actions.entries(1)]
    assert entries == ["Ouvrir", "Historique", "Imprimer la fiche"]
    assert screen.row_actions.archive_link is None
    assert office.contexte.registre.action(office.contexte.acteur, "inscrire") is None
    leader = the_list(make_office(Role.ANIMATION))
    assert leader.row_actions.archive_link is not None
    assert leader.row_actions.merge_link is None


def test_a_button_of_the_toolbar_is_never_squeezed(qtbot, crowd: Office) -> None:
    crowd.open(codes.LISTE)
    toolbar = crowd.screen.bar
    assert isinstance(toolbar, ListToolbar)
    toolbar.set_filter(replace(toolbar.filtre, sans_courriel=True))
    calm(qtbot, crowd)
    assert toolbar.clear.isVisible()
    for button in toolbar.buttons.findChildren(FilterButton):
        assert button.width() >= button.sizeHint().width()
