"""A computer that knows no centre: create one, try the demonstration, come back tomorrow."""

import logging

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cs_desktop.system.lock import Verrou
from cs_desktop.ui.shell.preview_dialog import PreviewDialog
from tests.journeys.conftest import MOT_DE_PASSE, NOM
from tests.support.ui import assert_accessible, replace_text

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_centre_is_created_closed_and_opened_again(day, open_day, tmp_path, caplog):
    with caplog.at_level(logging.DEBUG):
        assert_accessible(day.window)
        words = day.create_centre()
        frame = day.window.frame
        assert frame.status_bar.account.text() == f"{NOM} · direction"
        assert day.window.windowTitle() == "Les Tisserands – CS Desktop"
        assert day.window.opened.centre.genre == "Centre social associatif"
        day.idle()
        day.close()
    assert not day.window.isVisible()
    base = tmp_path / "centre.csd"
    assert base.read_bytes()[:6] != b"SQLite", "the base of a centre is encrypted"
    assert Verrou(base).holder() is None
    for secret in (NOM, "Tisserands", MOT_DE_PASSE, *words):
        assert secret not in caplog.text

    again = open_day()
    assert again.page.nom.hasFocus()
    again.sign_in()
    again.until_open()
    assert again.window.opened.acteur.nom == NOM


def test_what_is_missing_is_said_beside_its_field(day):
    day.click(day.page.create_button)
    page = day.page
    day.click(page.wizard.next_button)
    assert page.centre.nom.refusal() == "Indiquez le nom du centre."
    replace_text(page.centre.nom, "Les Tisserands")
    day.click(page.wizard.next_button)
    assert page.wizard.step_text() == "2 sur 4"
    day.click(page.wizard.next_button)
    assert page.account.nom.refusal() == "Indiquez votre nom."
    replace_text(page.account.nom, NOM)
    replace_text(page.account.mot_de_passe.first, "secret")
    day.click(page.wizard.next_button)
    assert "Il manque" in page.account.mot_de_passe.first.refusal()
    replace_text(page.account.mot_de_passe.first, MOT_DE_PASSE)
    replace_text(page.account.mot_de_passe.second, MOT_DE_PASSE[:-1])
    day.click(page.wizard.next_button)
    assert "diffèrent" in page.account.mot_de_passe.second.refusal()
    day.click(page.wizard.back_button)
    assert page.centre.nom.value() == "Les Tisserands", "going back loses nothing"
    assert_accessible(day.window)


def test_the_word_of_the_fiche_must_be_the_right_one(day):
    page = day.reach_the_fiche()
    assert page.wizard.back_button.isHidden(), "the account exists: nothing to go back to"
    day.click(page.wizard.next_button)
    replace_text(page.check.word, page.fiche.mots[page.check.place % 12])
    day.click(page.wizard.next_button)
    assert f"n°\u00a0{page.check.place}" in page.check.word.refusal()
    assert day.window.opened is None
    day.click(page.wizard.back_button)
    assert page.wizard.page() is page.fiche, "the words can be looked at again"


def test_the_fiche_is_shown_as_it_will_be_printed(day, qapp):
    shown = []
    page = day.reach_the_fiche()
    day.window.doorway.printable.connect(shown.append)
    day.click(page.fiche.print_button)
    day.until(lambda: shown)
    assert shown[0].startswith(b"%PDF")
    (dialog,) = [w for w in qapp.topLevelWidgets() if isinstance(w, PreviewDialog)]
    day.until(dialog.preview.view.sizes)
    assert_accessible(dialog)
    dialog.close()
    day.idle()


def test_the_demonstration_opens_without_a_password(day, tmp_path):
    day.click(day.page.demonstration)
    day.until_open()
    services, acteur = day.window.opened.services, day.window.opened.acteur
    assert services.personnes.count(acteur) > 300
    assert day.window.frame.status_bar.account.text() == "Démonstration"
    assert not (tmp_path / "centre.csd").exists()
    day.key(Qt.Key.Key_L, CTRL)
    assert day.window.frame.isVisible(), "nothing locks a base that has no password"
    assert "rien à verrouiller" in day.window.toasts.toast.text()
    for code in ("mot-de-passe", "comptes"):
        day.go(code)
        assert_accessible(day.window)


def test_giving_up_comes_back_to_the_three_ways_in(day, tmp_path):
    day.click(day.page.create_button)
    day.click(day.page.wizard.later_button)
    assert day.page.create_button.hasFocus()
    day.click(day.page.restore)
    day.click(day.page.back)
    QTest.keyClick(day.page.create_button, Qt.Key.Key_Space)
    assert day.page.wizard.step_text() == "1 sur 4"
    assert not (tmp_path / "centre.csd").exists()
