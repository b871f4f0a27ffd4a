"""Foreign, damaged, newer, locked or unreachable bases: one sentence, and a way on."""

import os
import shutil

import pytest

from cs_desktop.persistence.database import Database
from cs_desktop.system.lock import Verrou
from cs_desktop.ui.shell.sign_in import SignInPage
from tests.journeys.conftest import MORNING
from tests.support.bases import open_copy


def test_a_plain_base_opens_by_itself(open_day, template, tmp_path):
    base = tmp_path / "essai.csd"
    shutil.copy(template, base)
    day = open_day(base=base)
    day.until_open()
    assert day.window.frame.status_bar.account.text() == "Démonstration"


def test_a_second_window_is_told_who_holds_the_base(open_day, template, tmp_path):
    base = tmp_path / "essai.csd"
    shutil.copy(template, base)
    first = open_day(base=base)
    first.until_open()
    second = open_day(base=base)
    assert "déjà ouverte sur cet ordinateur" in second.until_refused()
    first.close()
    second.click(second.page.retry)
    second.until_open()


def test_a_writing_command_line_is_named_too(open_day, template, tmp_path):
    base = tmp_path / "essai.csd"
    shutil.copy(template, base)
    verrou = Verrou(base)
    verrou.acquire(MORNING)
    try:
        day = open_day(base=base)
        assert "déjà ouverte" in day.until_refused()
    finally:
        verrou.release()


def test_a_newer_base_asks_for_the_last_version(open_day, template, tmp_path):
    base = tmp_path / "essai.csd"
    database: Database = open_copy(template, base)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    day = open_day(base=base)
    assert "version plus récente" in day.until_refused()
    assert day.page.retry.isVisible()
    assert day.page.restore.isVisible()


@pytest.mark.parametrize(
    "content", [b"", b"Bonjour", b"SQLite format 3\0" + b"x" * 5000, os.urandom(8192)]
)
def test_a_foreign_or_damaged_file_is_left_as_it_is(open_day, tmp_path, content):
    base = tmp_path / "essai.csd"
    base.write_bytes(content)
    day = open_day(base=base)
    if isinstance(day.page, SignInPage):
        day.sign_in()
    assert "essai.csd" in day.until_refused()
    assert base.read_bytes() == content


def test_a_base_without_its_keys_says_which_file_is_missing(day, open_day, tmp_path):
    day.create_centre()
    day.close()
    for path in tmp_path.glob("centre.csd.cles*"):
        path.unlink()
    again = open_day()
    again.sign_in()
    assert "centre.csd.cles" in again.until_refused()


def test_a_folder_that_vanished_can_be_plugged_in_again(open_day, template, tmp_path):
    folder = tmp_path / "cle"
    base = folder / "essai.csd"
    day = open_day(base=base)
    assert "cle" in day.until_refused()
    folder.mkdir()
    shutil.copy(template, base)
    day.click(day.page.retry)
    day.until_open()


def test_a_base_that_vanishes_while_open_is_said_in_the_window(open_day, template, tmp_path):
    base = tmp_path / "essai.csd"
    shutil.copy(template, base)
    day = open_day(base=base)
    day.until_open()
    day.idle()
    for path in tmp_path.glob("essai.csd*"):
        path.unlink()
    page = day.go("sauvegardes")
    page.verify_button.click()
    day.until(lambda: day.window.frame.host.band)
    assert "essai.csd" in day.window.frame.host.band.notice.sentence
    day.idle()
