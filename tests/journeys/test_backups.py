"""The backup of the day, one asked for, the base looked over, one restored on another computer."""

from datetime import timedelta

import pytest

from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.domain.sauvegardes import EtatSauvegarde
from cs_desktop.ui.shell.daily_backup import backup_text
from cs_desktop.ui.shell.recovery import RestorePage
from tests.journeys.conftest import MORNING, MOT_DE_PASSE, NOM
from tests.support.ui import answering, assert_accessible, replace_text


def enter_somebody(day):
    services, acteur = day.window.opened.services, day.window.opened.acteur
    services.personnes.save(acteur, PersonneDraft(nom="Belkacem", prenom="Amina"))


def people(day):
    services, acteur = day.window.opened.services, day.window.opened.acteur
    return [row.nom for row in services.personnes.page(acteur)]


def test_the_backup_of_the_day_is_made_behind_the_first_screen(day, tmp_path):
    day.create_centre()
    bar = day.window.frame.status_bar
    day.until(lambda: "Aucune sauvegarde" in bar.backup.text())
    day.until(lambda: bar.backup.text().startswith("Sauvegarde vérifiée"))
    assert bar.backup.ink == "text"
    assert len(list((tmp_path / "sauvegardes").glob("*.csbak"))) == 1


@pytest.mark.parametrize(
    ("age", "late"),
    [(0, False), (7, False), (8, True)],
)
def test_a_backup_older_than_a_week_is_due(tmp_path, age, late):
    state = EtatSauvegarde(tmp_path, True, MORNING - timedelta(days=age), age)  # noqa: FBT003
    text, due = backup_text(state)
    assert due is late
    assert ("Sauvegarder" in text) is late


def test_a_backup_goes_to_the_folder_asked_for(day, tmp_path):
    day.create_centre()
    page = day.go("sauvegardes")
    folder = tmp_path / "cle"
    folder.mkdir()
    with answering(folder):
        day.click(page.save_button)
    day.idle()
    assert [path.suffix for path in folder.iterdir()] == [".csbak"]
    assert "Sauvegarde faite et vérifiée" in day.window.toasts.toast.text()
    assert page.save_button.isEnabled()
    assert_accessible(day.window)


def test_giving_up_the_choice_of_a_folder_changes_nothing(day):
    day.create_centre()
    page = day.go("sauvegardes")
    with answering(None, None):
        day.click(page.save_button)
        day.click(page.choose_second)
    assert day.window.contexte.machine.values.dossier_sauvegarde is None


def test_a_folder_that_refuses_is_told_with_what_to_do(day, tmp_path):
    day.create_centre()
    page = day.go("sauvegardes")
    with answering(tmp_path / "debranchee"):
        day.click(page.save_button)
    day.until(lambda: day.window.frame.host.band)
    assert "debranchee" in day.window.frame.host.band.notice.sentence
    day.idle()
    assert page.save_button.isEnabled()


def test_a_second_folder_gets_a_copy_and_its_absence_is_told(day, tmp_path):
    day.create_centre()
    day.idle()
    page = day.go("sauvegardes")
    folder = tmp_path / "cle"
    folder.mkdir()
    with answering(folder):
        day.click(page.choose_second)
    day.window._backup.make()
    day.idle()
    assert [path.suffix for path in folder.iterdir()] == [".csbak"]
    folder.rename(tmp_path / "tiroir")
    day.window._backup.make()
    day.idle()
    assert "cle" in day.window.bell.notifications[0].text
    day.click(day.window.frame.top_bar.bell)
    assert day.window.bell.popover.isVisible()
    assert_accessible(day.window.bell.popover)
    day.window.bell.popover.close_popover()
    day.click(page.forget_second)
    day.idle()
    assert day.window.contexte.machine.values.dossier_sauvegarde is None


def test_the_base_is_looked_over(day):
    day.create_centre()
    page = day.go("sauvegardes")
    day.click(page.verify_button)
    day.idle()
    assert "aucune anomalie" in day.window.toasts.toast.text()


def test_a_backup_is_restored_on_an_empty_computer_with_the_fiche_alone(day, open_day, tmp_path):
    words = day.create_centre()
    enter_somebody(day)
    page = day.go("sauvegardes")
    with answering(tmp_path):
        day.click(page.save_button)
    day.idle()
    day.close()
    (backup,) = tmp_path.glob("*.csbak")

    other = open_day(tmp_path / "autre")
    other.click(other.page.restore)
    page = other.page
    assert isinstance(page, RestorePage)
    assert not page.button.isEnabled()
    with answering(backup):
        other.click(page.choose)
    other.until(page.mots.isVisible)
    assert_accessible(other.window)
    other.click(page.button)
    assert page.mots.refusal()
    page.mots.setPlainText(" ".join(words))
    other.click(page.button)
    other.until(lambda: other.page is not page)
    other.sign_in()
    other.until_open()
    assert people(other) == ["Belkacem"]


def test_going_back_to_this_morning_from_an_open_base(day, tmp_path):
    day.create_centre()
    page = day.go("sauvegardes")
    with answering(tmp_path):
        day.click(page.save_button)
    day.idle()
    (backup,) = tmp_path.glob("*.csbak")
    enter_somebody(day)
    with answering("safe"):
        day.click(page.restore_button)
    assert day.window.opened is not None
    with answering("act"):
        day.click(page.restore_button)
    page = day.page
    assert isinstance(page, RestorePage)
    with answering(backup):
        day.click(page.choose)
    day.until(page.who.isVisible)
    page.who.set_value("compte")
    replace_text(page.nom, NOM)
    replace_text(page.mot_de_passe, MOT_DE_PASSE)
    day.click(page.button)
    day.until(lambda: day.page is not page)
    day.sign_in()
    day.until_open()
    assert people(day) == []


def test_a_file_that_is_no_backup_is_refused_with_a_sentence(day, tmp_path):
    letter = tmp_path / "lettre.csbak"
    letter.write_text("Bonjour")
    day.click(day.page.restore)
    with answering(letter):
        day.click(day.page.choose)
    assert "lettre.csbak" in day.until_refused()
    assert not day.page.button.isEnabled()
