"""The pages before the frame: what they ask, what they keep, at every zoom."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from cs_desktop.domain.errors import CleRefusee
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.creation import CreationPage
from cs_desktop.ui.shell.new_password import NewPassword
from cs_desktop.ui.shell.recovery import RecoveryPage, RestorePage
from cs_desktop.ui.shell.sign_in import LockPage, SignInPage
from cs_desktop.ui.shell.welcome import OpeningPage, WelcomePage
from tests.support.ui import assert_accessible, type_text

PAGES = {
    "welcome": WelcomePage,
    "opening": OpeningPage,
    "creation": CreationPage,
    "sign in": SignInPage,
    "lock": lambda: LockPage("Nadia Kaddour"),
    "recovery": RecoveryPage,
    "restore": RestorePage,
}


@pytest.fixture
def shown(qtbot):
    def show(page, width=1024, height=640):
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.focus_first()
        return page

    return show


@pytest.mark.parametrize("name", PAGES)
def test_every_control_of_a_page_has_a_name(shown, name):
    assert_accessible(shown(PAGES[name]()))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_no_page_is_wider_than_the_smallest_window(shown, name, zoom):
    theme().set(zoom=zoom)
    page = shown(PAGES[name](), 1366, 690)
    assert page.content.width() <= 1366
    assert page.content.mapTo(page, page.content.rect().topLeft()).x() >= 0


def test_a_low_window_keeps_its_height_for_the_fields(shown):
    page = shown(SignInPage(), 1366, 768)
    assert page.mark.isVisible()
    theme().set(zoom=1.5)
    assert not page.mark.isVisible()


def test_a_page_at_work_leaves_its_fields_alone_and_gives_them_back(shown, qtbot):
    page = shown(SignInPage())
    type_text(page.nom, "Nadia")
    type_text(page.mot_de_passe, "secret")
    asked = []
    page.asked.connect(lambda nom, secret: asked.append((nom, secret)))
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert not page.content.isEnabled()
    assert page.working.text() == "Ouverture de la base…"
    page.show_progress(1, 3, "Mise à jour")
    assert page.working.text() == "Mise à jour 33\u202f%"
    page.fail(CleRefusee("Ce nom et ce mot de passe n’ouvrent pas la base."))
    assert asked == [("Nadia", "secret")]
    assert page.content.isEnabled()
    assert page.nom.text() == "Nadia"
    assert page.notice() == "Ce nom et ce mot de passe n’ouvrent pas la base."
    page.set_busy("Ouverture de la base…")
    assert page.notice() == "", "an old refusal is not about the new try"


def test_the_password_is_hidden_until_it_is_asked_to_show(shown, qtbot):
    page = shown(SignInPage())
    field = page.mot_de_passe
    type_text(field, "été 2026")
    assert field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(field._eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert field._eye.accessibleName() == "Cacher le mot de passe"
    assert field.hasFocus()
    qtbot.mouseClick(field._eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    assert field.secret() == "été 2026", "spaces belong to a password"


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ("abc", "abc", "first"),
        ("Nadia-Kaddour-48+", "Nadia-Kaddour-48+", "first"),  # holds the name of the account
        ("Bobine-rouge-48+fil", "Bobine-rouge-48+fi", "second"),
        ("Bobine-rouge-48+fil", "Bobine-rouge-48+fil", None),
        ("le chat dort sous une grande table bleue ronde", "", "second"),
    ],
)
def test_a_new_password_is_judged_beside_its_field(qtbot, first, second, refused):
    password = NewPassword()
    qtbot.addWidget(password)
    password.first.setText(first)
    password.second.setText(second)
    assert password.check("Nadia Kaddour") is (refused is None)
    assert bool(password.first.refusal()) is (refused == "first")
    assert bool(password.second.refusal()) is (refused == "second")


def test_enter_on_the_name_of_the_account_asks_for_the_password(shown):
    page = shown(SignInPage())
    type_text(page.nom, "Nadia")
    QTest.keyClick(page.nom, Qt.Key.Key_Return)
    assert page.mot_de_passe.refusal() == "Indiquez le mot de passe."
    assert page.mot_de_passe.hasFocus()
