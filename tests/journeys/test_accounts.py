"""Signing in, locking, forgetting a password, letting a colleague in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cs_desktop.domain.droits import Role
from cs_desktop.ui.shell.idle import IDLE_MINUTES
from cs_desktop.ui.shell.recovery import RecoveryPage
from cs_desktop.ui.shell.sign_in import LockPage, SignInPage
from tests.journeys.conftest import MOT_DE_PASSE, NOM
from tests.support.ui import answering, assert_accessible, replace_text, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
OTHER = "Bobine-rouge-48+fil"


def test_a_wrong_password_says_how_many_tries_are_left(day, clock):
    day.create_centre()
    day.window.change_account()
    day.sign_in(mot_de_passe="Tisserand-2026-Lys?")
    assert "Il reste 9\u00a0essais" in day.until_refused()
    assert day.page.nom.value() == NOM, "the name stays"
    assert day.page.mot_de_passe.text() == ""
    assert day.page.mot_de_passe.hasFocus()
    assert_accessible(day.window)
    day.sign_in()
    day.until_open()


def test_too_many_tries_make_one_wait(day, clock):
    day.create_centre()
    day.window.change_account()
    for _ in range(3):
        day.sign_in(mot_de_passe="non")
        day.until_refused()
    day.sign_in()
    assert "Patientez" in day.until_refused()
    clock.wait(seconds=10)
    day.sign_in()
    day.until_open()


def test_what_is_missing_is_said_before_anything_is_tried(day):
    day.create_centre()
    day.window.change_account()
    day.click(day.page.button)
    assert day.page.nom.refusal() == "Indiquez votre nom."
    assert day.page.nom.hasFocus()
    type_text(day.page.nom, NOM)
    day.click(day.page.button)
    assert day.page.mot_de_passe.refusal() == "Indiquez le mot de passe."


def test_locking_keeps_what_was_being_typed(day):
    day.create_centre()
    page = day.go("mot-de-passe")
    type_text(page.current, "en cours")
    day.key(Qt.Key.Key_L, CTRL)
    assert isinstance(day.page, LockPage)
    assert not day.window.frame.isVisible()
    day.key(Qt.Key.Key_K, CTRL)
    assert not day.window.frame.palette_box.isVisible(), "nothing shows behind the lock"
    type_text(day.page.mot_de_passe, "non")
    day.click(day.page.button)
    assert "Il reste 9\u00a0essais" in day.until_refused()
    type_text(day.page.mot_de_passe, MOT_DE_PASSE)
    QTest.keyClick(day.page.mot_de_passe, Qt.Key.Key_Return)
    day.until(day.window.frame.isVisible)
    assert day.screen is page
    assert page.current.text() == "en cours"


def test_ten_idle_minutes_lock(day, qtbot):
    day.create_centre()
    assert IDLE_MINUTES == 10
    assert day.window._idle._timer.interval() == 600_000
    assert day.window._idle._timer.isActive()
    day.window._idle._timer.timeout.emit()
    assert isinstance(day.page, LockPage)
    assert not day.window._idle._timer.isActive()


def test_another_account_takes_the_place_of_the_one_that_locked(day):
    day.create_centre()
    day.key(Qt.Key.Key_L, CTRL)
    day.click(day.page.other)
    assert isinstance(day.page, SignInPage)
    assert day.window.opened is None
    day.sign_in()
    day.until_open()


def test_changing_one_s_password(day):
    day.create_centre()
    page = day.go("mot-de-passe")
    for field, text in (
        (page.current, "faux"),
        (page.new.first, OTHER),
        (page.new.second, OTHER),
    ):
        replace_text(field, text)
    day.click(page.button)
    day.until(page.current.refusal)
    assert page.new.first.text() == OTHER, "what was typed stays"
    replace_text(page.current, MOT_DE_PASSE)
    day.click(page.button)
    day.until(lambda: page.current.text() == "")
    assert "Mot de passe changé" in day.window.toasts.toast.text()
    day.window.change_account()
    day.sign_in()
    day.until_refused()
    day.sign_in(mot_de_passe=OTHER)
    day.until_open()


def test_the_fiche_opens_when_the_password_is_forgotten(day):
    words = day.create_centre()
    day.window.change_account()
    day.click(day.page.forgotten)
    page = day.page
    assert isinstance(page, RecoveryPage)
    day.click(page.button)
    assert page.mots.refusal()
    page.mots.setPlainText(" ".join(words[:11]))
    replace_text(page.nom, NOM)
    for field in (page.mot_de_passe.first, page.mot_de_passe.second):
        replace_text(field, OTHER)
    day.click(page.button)
    assert "12\u00a0mots" in day.until_refused()
    page.mots.setPlainText(" ".join(words).upper())
    day.click(page.button)
    day.until_open()
    day.window.change_account()
    day.sign_in(mot_de_passe=OTHER)
    day.until_open()


def test_a_colleague_gets_an_account_and_sees_what_her_role_allows(day):
    day.create_centre()
    page = day.go("comptes")
    assert [line.account.nom for line in page.lines] == [NOM]
    assert not page.lines[0].remove_button.isEnabled()
    day.click(page.add_button)
    replace_text(page.form.nom, "Nadia kaddour")
    for field in (page.form.password.first, page.form.password.second):
        replace_text(field, OTHER)
    day.click(page.form.save_button)
    day.until(page.form.nom.refusal)
    assert "existe déjà" in page.form.nom.refusal()
    replace_text(page.form.nom, "Hugo Petit")
    page.form.role.setCurrentIndex(list(Role).index(Role.ACCUEIL))
    day.click(page.form.save_button)
    day.until(lambda: len(page.lines) == 2)
    day.idle()
    assert page.add_button.hasFocus(), "Entrée must not draw a new fiche de secours"
    assert_accessible(day.window)
    day.window.change_account()
    day.sign_in("hugo petit", OTHER)
    day.until_open()
    registre, acteur = day.window.contexte.registre, day.window.contexte.acteur
    assert registre.screen(acteur, "comptes") is None
    day.window.contexte.navigation.open("comptes")
    assert day.window.contexte.navigation.here.screen != "comptes"


def a_second_account(day):
    page = day.go("comptes")
    day.click(page.add_button)
    replace_text(page.form.nom, "Hugo Petit")
    for field in (page.form.password.first, page.form.password.second):
        replace_text(field, OTHER)
    day.click(page.form.save_button)
    day.until(lambda: len(page.lines) == 2)
    day.idle()
    return page, next(line for line in page.lines if line.account.nom == "Hugo Petit")


def test_a_role_changes_and_a_forgotten_password_is_replaced(day):
    day.create_centre()
    page, line = a_second_account(day)
    line.role.setCurrentIndex(list(Role).index(Role.DIRECTION))
    day.idle()
    day.until(lambda: {line.account.role for line in page.lines} == {Role.DIRECTION})
    line = next(line for line in page.lines if line.account.nom == "Hugo Petit")
    day.click(line.password_button)
    for field in (page.password_form.password.first, page.password_form.password.second):
        replace_text(field, "Navette-bleue-93+lin")
    day.click(page.password_form.save_button)
    day.idle()
    day.window.change_account()
    day.sign_in("Hugo Petit", "Navette-bleue-93+lin")
    day.until_open()
    assert day.window.opened.acteur.role is Role.DIRECTION


def test_the_last_direction_keeps_its_role(day):
    day.create_centre()
    page = day.go("comptes")
    page.lines[0].role.setCurrentIndex(list(Role).index(Role.ACCUEIL))
    day.until(lambda: day.window.frame.host.band)
    assert "dernier compte de direction" in day.window.frame.host.band.notice.sentence
    day.idle()
    assert page.lines[0].role.value() is Role.DIRECTION


def test_an_account_is_retired_then_the_key_changes(day):
    day.create_centre()
    page, line = a_second_account(day)
    with answering("safe"):
        day.click(line.remove_button)
    with answering("act") as asked:
        day.click(line.remove_button)
    assert asked.questions[0].title == "Retirer le compte de Hugo Petit\u00a0?"
    day.until(lambda: len(page.lines) == 1)
    day.idle()
    band = day.window.frame.host.band
    day.click(band.links[0])
    day.idle()
    assert "nouvelle clé" in day.window.toasts.toast.text()
    day.window.change_account()
    day.sign_in("Hugo Petit", OTHER)
    day.until_refused()
    day.sign_in()
    day.until_open()


def test_a_new_fiche_replaces_the_old_one(day, qapp):
    words = day.create_centre()
    page = day.go("comptes")
    shown = []
    contexte = day.window.contexte
    object.__setattr__(contexte, "preview", lambda content, name: shown.append((content, name)))
    with answering("act"):
        day.click(page.sheet_button)
    day.until(lambda: shown)
    assert shown[0][0].startswith(b"%PDF")
    day.idle()
    day.window.change_account()
    day.click(day.page.forgotten)
    day.page.mots.setPlainText(" ".join(words))
    replace_text(day.page.nom, NOM)
    for field in (day.page.mot_de_passe.first, day.page.mot_de_passe.second):
        replace_text(field, OTHER)
    day.click(day.page.button)
    assert "prenez sa dernière fiche" in day.until_refused()
