"""A list becomes fiches by the keyboard alone, and goes back."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.imports_bilan import Sort
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.ui.imports.rows import REFUSEE, TOUTES
from tests.support.office import Office
from tests.support.ui import answering, assert_accessible, type_text
from tests.ui.imports.conftest import FAMILY, checked, chosen, opened
from tests.ui.personnes.conftest import calm

Key = Qt.Key


def press(qtbot, *keys: Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, key)


def people(office: Office) -> int:
    return office.services.personnes.count(SANS_COMPTE)


def shown_states(screen) -> list[str]:
    source = screen.verify.table.model.source
    return [one.etat for one in source.page(0, 100)]


def test_a_list_is_brought_in_by_the_keyboard_and_taken_back(qtbot, office, csv) -> None:
    screen = opened(qtbot, office)
    assert QApplication.focusWidget() is screen.choose.empty.button
    with answering(csv(*FAMILY)):
        press(qtbot, Key.Key_Return)
    calm(qtbot, office)
    assert "séparateur" in screen.choose._detail.plain_text()
    assert QApplication.focusWidget() is screen.wizard.next_button
    press(qtbot, Key.Key_Return)
    assert QApplication.focusWidget() is screen.associate.table.view
    screen.wizard.next_button.setFocus()
    press(qtbot, Key.Key_Return)
    calm(qtbot, office)
    assert people(office) == 0
    screen.wizard.next_button.setFocus()
    press(qtbot, Key.Key_Return)
    assert QApplication.focusWidget() is screen.wizard.next_button
    assert screen.wizard.next_button.label == "Importer"
    press(qtbot, Key.Key_Return)
    calm(qtbot, office)
    assert people(office) == 4
    assert screen.importing.band.text() == "4\u00a0personnes ajoutées, 1\u00a0ignorée."
    assert QApplication.focusWidget() is screen.importing.open_button
    press(qtbot, Key.Key_Tab, Key.Key_Return)
    calm(qtbot, office)
    assert people(office) == 0
    assert "Import annulé" in screen.importing.band.text()


def test_a_row_is_shown_as_persons_and_a_foyer_before_anything_is_written(
    qtbot, office, csv
) -> None:
    screen = checked(qtbot, office, csv(*FAMILY))
    assert screen.verify.card.title() == "Ligne\u00a02"
    told = screen.verify.card.text.plain_text()
    assert "Devient 3 personnes, foyer Dupont." in told.replace("\u00a0", " ")
    assert "Léo Dupont (enfant)" in told
    assert people(office) == 0


def test_filters_show_the_lines_of_one_state(qtbot, office, csv) -> None:
    screen = checked(qtbot, office, csv(*FAMILY))
    everything = shown_states(screen)
    assert everything.count(Sort.CREE) == 4
    qtbot.mouseClick(screen.verify.filters.button(REFUSEE), Qt.MouseButton.LeftButton)
    calm(qtbot, office)
    assert shown_states(screen) == [REFUSEE]
    qtbot.mouseClick(screen.verify.filters.button(TOUTES), Qt.MouseButton.LeftButton)
    calm(qtbot, office)
    assert shown_states(screen) == everything


def test_a_column_is_sent_elsewhere_and_the_choice_survives_going_back(qtbot, office, csv) -> None:
    path = csv("Nom;Prénom;Colonne bizarre", "Belkacem;Amina;Valmont")
    screen = chosen(qtbot, office, path)
    press(qtbot, Key.Key_Tab)
    screen.wizard.next_button.click()
    page = screen.associate
    qtbot.keyClick(page.table.view, Key.Key_End)
    assert page.table.current_row().column.exemples == ("Valmont",)
    press(qtbot, Key.Key_Return)
    assert QApplication.focusWidget() is page.editor.champ
    type_text(page.editor.champ, "Comm")
    calm(qtbot, office)
    assert screen.work.apercu.personnes[0].draft.commune == "Valmont"
    screen.wizard.next_button.click()
    calm(qtbot, office)
    screen.wizard.back_button.click()
    screen.wizard.back_button.click()
    assert screen.work.choices.profil.colonnes == {"Colonne bizarre": "commune"}


def test_a_forbidden_column_is_said_never_read_and_cannot_be_chosen(qtbot, office, csv) -> None:
    screen = chosen(qtbot, office, csv("Nom;Allergies", "Belkacem;arachide"))
    screen.wizard.next_button.click()
    page = screen.associate
    qtbot.keyClick(page.table.view, Key.Key_End)
    row = page.table.current_row()
    assert row.column.interdite
    assert row.column.exemples == ()
    assert "jamais lue" in page.editor._said.plain_text()
    assert not page.editor.champ.isEnabled()


def test_choices_of_columns_are_kept_under_a_name(qtbot, office, csv) -> None:
    path = csv("Nom;Prénom;Colonne bizarre", "Belkacem;Amina;Valmont")
    screen = chosen(qtbot, office, path)
    screen.wizard.next_button.click()
    screen.work.set_target("Colonne bizarre", "commune")
    calm(qtbot, office)
    qtbot.mouseClick(screen.associate.keep_button, Qt.MouseButton.LeftButton)
    calm(qtbot, office)
    assert screen.associate.band.text() == "Donnez un nom à ce profil."
    type_text(screen.associate.name, "Mairie")
    qtbot.mouseClick(screen.associate.keep_button, Qt.MouseButton.LeftButton)
    calm(qtbot, office)
    with answering(csv("Nom;Colonne bizarre", "Zerrouki;Ailleurs", name="autre.csv")):
        screen.choose.ask_file()
    calm(qtbot, office)
    assert screen.work.apercu.personnes[0].draft.commune == ""
    kept = screen.associate.kept
    kept.set_value(None)
    kept.set_value("Mairie")
    calm(qtbot, office)
    assert screen.work.apercu.personnes[0].draft.commune == "Ailleurs"


def test_look_alikes_are_asked_about_and_the_answer_can_change(qtbot, office, csv) -> None:
    office.services.personnes.save(SANS_COMPTE, PersonneDraft(nom="Belkacem", prenom="Amina"))
    path = csv("Nom;Prénom;Courriel", "Belkacem;Amina;amina@exemple.fr")
    screen = checked(qtbot, office, path)
    assert shown_states(screen) == [Sort.DOUBLON]
    press(qtbot, Key.Key_Return)
    card = screen.verify.card
    assert QApplication.focusWidget() is card.same
    press(qtbot, Key.Key_Return)
    calm(qtbot, office)
    assert shown_states(screen) == [Sort.COMPLETE]
    assert QApplication.focusWidget() is screen.verify.table.view
    press(qtbot, Key.Key_Return)
    assert QApplication.focusWidget() is card.again
    press(qtbot, Key.Key_Return)
    calm(qtbot, office)
    assert shown_states(screen) == [Sort.DOUBLON]
    press(qtbot, Key.Key_Return, Key.Key_Tab)
    assert QApplication.focusWidget() is card.other
    press(qtbot, Key.Key_Return)
    calm(qtbot, office)
    assert shown_states(screen) == [Sort.CREE]
    for _twice in range(2):
        screen.wizard.next_button.click()
        calm(qtbot, office)
    assert people(office) == 2


def test_one_answer_serves_for_all_the_look_alikes(qtbot, office, csv) -> None:
    for prenom in ("Amina", "Nora"):
        office.services.personnes.save(SANS_COMPTE, PersonneDraft(nom="Belkacem", prenom=prenom))
    screen = checked(qtbot, office, csv("Nom;Prénom", "Belkacem;Amina", "Belkacem;Nora"))
    assert shown_states(screen) == [Sort.DOUBLON] * 2
    qtbot.mouseClick(screen.verify.card.everyone, Qt.MouseButton.LeftButton)
    calm(qtbot, office)
    assert shown_states(screen) == [Sort.CREE] * 2
    assert not screen.verify.card.everyone.isVisible()


def test_what_was_ignored_is_shown(qtbot, office, csv) -> None:
    screen = checked(qtbot, office, csv(*FAMILY))
    for _twice in range(2):
        screen.wizard.next_button.click()
        calm(qtbot, office)
    page = screen.importing
    assert not page.table.isVisible()
    page.band.link().click()
    assert page.table.isVisible()
    assert page.table.current_row().place == "Ligne\u00a04"
    assert_accessible(office.frame)
    screen.wizard.next_button.click()
    assert screen.wizard.page() is screen.choose
    assert screen.work.apercu is None


def test_a_bad_file_is_refused_in_a_sentence_and_another_can_be_chosen(
    qtbot, office, csv, tmp_path
) -> None:
    bad = tmp_path / "photo.xlsx"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    screen = chosen(qtbot, office, bad)
    assert screen.choose.band.isVisible()
    assert screen.choose.band.text().endswith(".")
    screen.wizard.next_button.click()
    assert screen.wizard.page() is screen.choose
    with answering(csv(*FAMILY)):
        screen.choose_file()
    calm(qtbot, office)
    assert not screen.choose.band.isVisible()


def test_a_file_is_dropped_on_the_page(qtbot, office, csv) -> None:
    screen = opened(qtbot, office)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(csv(*FAMILY)))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, left, none)
    screen.choose.dropEvent(drop)
    calm(qtbot, office)
    assert screen.work.apercu is not None


def test_the_model_file_is_saved_and_can_be_imported(qtbot, office, tmp_path) -> None:
    screen = opened(qtbot, office)
    path = tmp_path / "modèle.xlsx"
    with answering(path):
        screen.choose.empty.link.click()
    calm(qtbot, office)
    assert path.exists()
    assert office.said[-1].startswith("Fichier modèle enregistré")
    with answering(path):
        screen.choose.ask_file()
    calm(qtbot, office)
    assert screen.work.apercu is not None


def test_stopping_the_import_leaves_nothing(qtbot, office, csv) -> None:
    letters = [f"{a}{b}{c}" for a in "bdfglm" for b in "aeiou" for c in "nprstvz"]
    rows = [f"{one}o{two};{two}e{one}" for one in letters[::5] for two in letters[::4]]
    screen = checked(qtbot, office, csv("Nom;Prénom", *rows))
    screen.wizard.next_button.click()
    screen.wizard.next_button.click()
    assert screen.work.busy()
    screen.progress.stop_button.click()
    calm(qtbot, office)
    assert people(office) == 0
    assert screen.importing.band.text().startswith("Import arrêté.")
    screen.wizard.next_button.click()
    calm(qtbot, office)
    assert people(office) == screen.importing._work.result.compte(Sort.CREE) > 0
