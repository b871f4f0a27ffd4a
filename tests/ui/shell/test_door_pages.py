"""The pages before the frame: what they ask, what they keep, at every zoom."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from cs_desktop.domain.errors import BaseOccupee, CleRefusee
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.creation import CreationPage
from cs_desktop.ui.shell.new_password import NewPassword
from cs_desktop.ui.shell.notice_band import NoticeBand
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


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_a_long_refusal_above_a_page_is_read_whole(shown, zoom):
    theme().set(zoom=zoom)
    page = shown(SignInPage(), 1366, 748)
    page.fail(
        BaseOccupee(
            "La base est déjà ouverte sur cet ordinateur par accueil, depuis le 20/11/2026 à "
            "12:20. Retournez dans l’autre fenêtre, ou fermez-la puis réessayez."
        )
    )
    QTest.qWait(50)
    band = page.findChild(NoticeBand)
    sentence = band.findChild(Paragraph)
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    assert band.width() == page.content.width()


def test_the_page_of_an_opening_says_nothing_about_accounts(shown):
    page = shown(OpeningPage())
    page.fail(BaseOccupee("La base est déjà ouverte dans une autre fenêtre."))
    said = " ".join(part.plain_text() for part in page.content.findChildren(Paragraph))
    assert "compte" not in said, "a base held by another window may well have accounts"
