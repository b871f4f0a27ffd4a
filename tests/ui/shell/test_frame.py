"""The frame: what each rôle sees, where the keys lead, what a narrow window folds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cs_desktop.domain.changes import Change, Commit
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import Introuvable, StockageIndisponible
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.theme import theme
from tests.support.ui import assert_accessible

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def a_commit(*tables, operation=1, usage="personne.enregistrer"):
    return Commit(operation, usage, 1, frozenset(Change(t, frozenset({1})) for t in tables))


def press(bench, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(bench.frame.window().windowHandle(), key, modifiers)


def titles(bench):
    return [entry.text() for entry in bench.frame.sidebar.entries]


def test_the_first_screen_is_shown_lit_and_has_the_keyboard(bench):
    b = bench()
    assert b.here == "personnes"
    assert [e.code for e in b.frame.sidebar.entries if e.isChecked()] == ["personnes"]
    assert b.frame.top_bar.title.text() == "Adhérents"
    assert b.screen.reloads == 1
    assert b.screen.field.hasFocus()


def test_screens_that_the_role_may_not_open_are_absent(bench):
    assert "Comptes" in titles(bench(Role.DIRECTION))
    accueil = bench(Role.ACCUEIL)
    assert titles(accueil) == ["Adhérents", "Bénévoles", "Aide"]
    accueil.contexte.navigation.open("comptes")
    assert accueil.here == "personnes"


def test_inscrire_is_there_for_those_who_may(bench, qtbot):
    b = bench(Role.ACCUEIL)
    qtbot.mouseClick(b.frame.sidebar.button, LEFT)
    press(b, Qt.Key.Key_N, CTRL)
    assert b.pressed == ["inscrire", "inscrire"]
    assert bench(Role.COMPTABILITE).frame.sidebar.button.isHidden()


def test_a_click_opens_a_screen_and_a_letter_too(bench, qtbot):
    b = bench()
    qtbot.mouseClick(b.frame.sidebar.entries[1], LEFT)
    assert b.here == "benevoles"
    press(b, Qt.Key.Key_A, ALT)
    assert b.here == "personnes"


def test_the_arrows_walk_the_sidebar_and_enter_opens(bench, qtbot):
    b = bench()
    first, second = b.frame.sidebar.entries[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert b.here == "personnes", "walking opens nothing"
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert b.here == "benevoles"


def test_tab_stops_once_in_the_sidebar(bench):
    b = bench()
    stops = [e for e in b.frame.sidebar.entries if e.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [e.code for e in stops] == ["personnes"]


def test_a_sheet_lights_the_list_it_belongs_to(bench):
    b = bench()
    b.contexte.navigation.open("fiche", 5_000_000_000)
    assert b.screen.rows == [5_000_000_000]
    assert [e.code for e in b.frame.sidebar.entries if e.isChecked()] == ["personnes"]
    press(b, Qt.Key.Key_Left, ALT)
    assert b.here == "personnes"


def test_a_commit_reloads_the_screen_on_show_and_the_others_when_shown(bench):
    b = bench()
    people = b.screen
    b.contexte.navigation.open("benevoles")
    volunteers = b.screen
    b.contexte.changes.publish(a_commit("personne"))
    assert (people.reloads, volunteers.reloads) == (1, 2)
    b.contexte.navigation.open("personnes")
    assert people.reloads == 2
    b.contexte.navigation.open("benevoles")
    assert volunteers.reloads == 2, "nothing changed since: nothing is read again"


def test_a_commit_about_something_else_reloads_nothing(bench):
    b = bench()
    b.contexte.changes.publish(a_commit("brouillon"))
    assert b.screen.reloads == 1


def test_the_screen_changes_its_heading(bench):
    b = bench()
    b.screen.set_heading("Amina Belkacem", "Adhérents › Foyer Belkacem")
    assert b.frame.top_bar.title.text() == "Amina Belkacem"
    assert b.frame.top_bar.context.text() == "Adhérents › Foyer Belkacem"


def test_the_toolbar_of_the_screen_stands_above_it(bench):
    b = bench()
    assert b.frame.host.toolbar is None
    b.contexte.navigation.open("benevoles")
    bar = b.frame.host.toolbar
    assert bar.isVisible()
    assert (
        bar.mapTo(b.frame, bar.rect().bottomLeft()).y()
        < b.screen.mapTo(b.frame, b.screen.rect().topLeft()).y()
    )


def test_ctrl_f6_goes_round_the_zones(bench):
    b = bench()
    b.contexte.navigation.open("benevoles")
    seen = []
    for _ in range(5):
        press(b, Qt.Key.Key_F6, CTRL)
        seen.append(QApplication.focusWidget())
    bar = b.frame.status_bar
    assert seen[0] is bar.saving or seen[0] is bar.network
    assert b.frame.sidebar.isAncestorOf(seen[1])
    assert seen[2] is b.frame.top_bar.search
    assert seen[3] is b.frame.host.toolbar
    assert seen[4] is b.screen.field
    press(b, Qt.Key.Key_F6, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is b.frame.host.toolbar


def test_a_key_of_the_screen_works_in_it_alone(bench):
    b = bench()
    people = b.screen
    press(b, Qt.Key.Key_F, CTRL)
    b.contexte.navigation.open("benevoles")
    press(b, Qt.Key.Key_F, CTRL)
    assert (people.filtered, b.screen.filtered) == (1, 1)


def test_zoom_keys(bench, machine):
    b = bench()
    press(b, Qt.Key.Key_Plus, CTRL)
    assert (machine.values.zoom, theme().zoom) == (110, 1.1)
    press(b, Qt.Key.Key_Equal, CTRL)
    assert machine.values.zoom == 125
    press(b, Qt.Key.Key_Minus, CTRL)
    assert machine.values.zoom == 110


@pytest.mark.parametrize(
    ("width", "zoom", "collapsed"),
    [(1366, 1.0, False), (1100, 1.0, False), (1099, 1.0, True), (1366, 1.25, True)],
)
def test_the_sidebar_folds_below_1100_px_of_effective_width(bench, width, zoom, collapsed):
    b = bench()
    theme().set(zoom=zoom)
    b.frame.resize(width, 768)
    expected = theme().size("sidebarCollapsed" if collapsed else "sidebar")
    assert b.frame.sidebar.width() == expected
    assert b.screen.widths[-1] == round(width / zoom)
    assert b.frame.status_bar.network.sizeHint().width() < theme().px(60) or not collapsed


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_nothing_is_wider_than_a_small_window(bench, zoom):
    b = bench()
    theme().set(zoom=zoom)
    b.frame.resize(1366, 690)
    assert b.frame.minimumSizeHint().width() <= 1366
    bar = b.frame.status_bar
    right = bar.backup.mapTo(bar, bar.backup.rect().topRight()).x()
    assert right <= bar.width()


def test_the_colours_of_the_frame_are_those_of_the_tokens(bench):
    b = bench()
    b.frame.resize(1366, 768)
    picture = b.frame.grab().toImage()

    def at(x, y):
        return QColor(picture.pixel(x, y)).name()

    assert at(100, 500) == theme().color("sidebar").name()
    selected = b.frame.sidebar.entries[0]
    top = selected.mapTo(b.frame, selected.rect().topLeft()).y()
    assert at(1, top + 10) == theme().color("accent").name()
    assert at(190, top + 4) == theme().color("sidebarSelected").name()
    assert at(700, 4) == theme().color("surface").name()
    assert at(700, 766) == theme().color("surfaceAlt").name()
    assert at(700, 700) == theme().color("window").name()


def test_a_refusal_is_one_band_above_the_content(bench, qtbot):
    b = bench()
    errors.show(Introuvable("Cette fiche a été effacée."), b.screen.field)
    errors.show(StockageIndisponible("Le disque est plein."), b.screen.field)
    band = b.frame.host.band
    assert band.notice.sentence == "Le disque est plein."
    assert band.isVisible()
    assert [link.text() for link in band.links] == ["Copier le détail"]
    qtbot.mouseClick(band.links[0], LEFT)
    assert QApplication.clipboard().text() == "Le disque est plein."
    assert b.frame.host.band is None


def test_the_band_goes_with_the_screen(bench):
    b = bench()
    errors.show(Introuvable("Cette fiche a été effacée."), b.screen)
    b.contexte.navigation.open("benevoles")
    assert b.frame.host.band is None


def test_leaving_forgets_screens_and_keys(bench):
    b = bench()
    contexte = b.contexte
    b.frame.leave()
    assert b.frame.host.screen is None
    press(b, Qt.Key.Key_N, CTRL)
    contexte.navigation.open("benevoles")
    assert b.pressed == []
    assert b.frame.host.screen is None


def test_what_is_typed_and_not_saved_is_gathered(bench, monkeypatch):
    b = bench()
    monkeypatch.setattr(b.screen, "unsaved", lambda: "1 modification")
    told = []
    b.frame.host.unsaved_changed.connect(told.append)
    b.screen.unsaved_changed.emit()
    assert told == ["1 modification"]
    b.contexte.navigation.open("benevoles")
    assert b.frame.host.unsaved() == ["Adhérents\u00a0: 1 modification"]


@pytest.mark.parametrize("role", list(Role))
def test_every_control_has_a_name(bench, role):
    assert_accessible(bench(role).frame)


def test_the_five_parts_of_the_status_bar_are_buttons(bench, qtbot):
    b = bench()
    bar = b.frame.status_bar
    bar.site.setText("Les Tisserands")
    bar.account.setText("Nadia Kaddour · accueil")
    bar.set_saving("Tout est enregistré")
    bar.set_backup("Sauvegarde vérifiée\u00a0: 14/09/2026 à 18:05", late=False)
    asked = []
    bar.site_asked.connect(lambda: asked.append("site"))
    bar.account_asked.connect(lambda: asked.append("account"))
    bar.saving_asked.connect(lambda: asked.append("saving"))
    bar.network_asked.connect(lambda: asked.append("network"))
    bar.backup_asked.connect(lambda: asked.append("backup"))
    for part in (bar.site, bar.account, bar.saving, bar.network, bar.backup):
        qtbot.mouseClick(part, LEFT)
        assert part.height() == theme().px(28) - theme().line
    assert asked == ["site", "account", "saving", "network", "backup"]


def test_an_old_backup_has_the_colour_of_what_is_to_be_done(bench):
    bar = bench().frame.status_bar
    bar.set_backup("Aucune sauvegarde · Sauvegarder", late=True)
    assert (bar.backup.icon_name, bar.backup.ink) == ("shield-alert", "warning")
