"""What is typed in the tab Foyer is counted by the fiche, kept, and never lost in silence."""

from __future__ import annotations

from cs_desktop.ui.personnes import codes
from tests.support.office import Office
from tests.support.ui import replace_text, type_text
from tests.ui.foyers.conftest import shown
from tests.ui.personnes.conftest import OpenOffice, calm


def test_the_fiche_counts_what_is_typed_in_the_foyer(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    told: list[str] = []
    office.frame.host.unsaved_changed.connect(told.append)
    replace_text(tab.form.adresse, "12 rue des Fileurs")
    assert office.screen.unsaved() == "1\u00a0modification (Foyer)"
    calm(qtbot, office)
    assert told[-1] == "1\u00a0modification (Foyer)"
    replace_text(office.screen.identity.form.fields.commune, "Éclusier")
    assert office.screen.unsaved() == "2\u00a0modifications (Identité, Foyer)"
    office.open(codes.LISTE)
    assert told[-1] == "Amina Belkacem\u00a0: 2\u00a0modifications (Identité, Foyer)"
    assert office.frame.host.losing() == []  # drafts keep them


def test_closing_at_once_keeps_what_is_typed(
    qtbot, office: Office, people, make_office: OpenOffice
) -> None:
    tab = shown(qtbot, office, people["amina"])
    replace_text(tab.form.adresse, "12 rue des Fileurs")
    office.frame.host.keep_typed()  # what the window does before it closes or locks
    calm(qtbot, office)
    again = shown(qtbot, make_office(), people["amina"])
    assert again.form.adresse.text() == "12 rue des Fileurs"


def test_a_form_open_beside_is_counted_and_its_loss_is_told(qtbot, office: Office, people) -> None:
    tab = shown(qtbot, office, people["amina"])
    tab.members.add_button.click()
    assert office.screen.unsaved() == ""  # the name that the program proposes is not typed
    type_text(tab.members.form.prenom, "Lina")
    assert office.screen.unsaved() == "1\u00a0modification (Foyer)"
    assert office.frame.host.losing() == ["Amina Belkacem\u00a0: 1\u00a0modification (Foyer)"]
    tab.members.form.close_form()
    assert office.screen.unsaved() == ""
