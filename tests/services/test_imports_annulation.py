"""An import taken back, stopped or broken on the way leaves what it must, and nothing else."""

from __future__ import annotations

import pytest

from cs_desktop.domain.errors import AnnulationRefusee, Annule, Introuvable, RegleMetier
from cs_desktop.domain.personnes import FiltrePersonnes, PersonneDraft
from cs_desktop.services import imports_ecriture
from tests.support.imports import FAMILLE, everybody


def test_an_undo_takes_back_what_nobody_touched(services, acteur, csv, counts):
    before = counts()
    bilan = services.imports.importer(acteur, csv(*FAMILLE, "Bernard;Luc;1950;;;;;;;;"))
    [luc] = services.personnes.ids(acteur, FiltrePersonnes(texte="luc"))
    draft = services.personnes.draft(acteur, luc)
    changed = PersonneDraft(nom="Bernard", prenom="Luca", version=draft.version)
    services.personnes.save(acteur, changed, luc)
    undone = services.imports.annuler(acteur, bilan.import_id)
    assert [(one.table, one.ligne_id, one.ligne) for one in undone.gardes] == [("personne", luc, 3)]
    assert undone.annules == 9  # four people, a foyer, four places
    after = counts()
    assert after["personne"] == before["personne"] + 1
    assert after["foyer"] == before["foyer"]
    with pytest.raises(AnnulationRefusee, match="déjà été annulé"):
        services.imports.annuler(acteur, bilan.import_id)


def test_an_unknown_import_is_not_undone(services, acteur):
    with pytest.raises(Introuvable, match="n’existe pas"):
        services.imports.annuler(acteur, 7)


def test_completed_cards_get_their_blanks_back(services, acteur, csv):
    services.imports.importer(acteur, csv("Nom;Prénom;Naissance", "Dupont;Anna;12/03/1985"))
    more = csv("Nom;Prénom;Naissance;Tél", "Dupont;Anna;12/03/1985;0639982471", name="b.csv")
    bilan = services.imports.importer(acteur, more)
    services.imports.annuler(acteur, bilan.import_id)
    assert everybody(services, acteur)["Dupont Anna"].telephone == ""


def test_each_batch_is_a_use_case_of_one_import(services, acteur, csv, published, monkeypatch):
    monkeypatch.setattr(imports_ecriture, "LOT", 2)
    rows = [f"Dupont{chr(97 + n) * 3};Anna;19{50 + n}" for n in range(5)]
    bilan = services.imports.importer(acteur, csv("Nom;Prénom;Naissance", *rows))
    assert [commit.usage for commit in published] == ["import.executer"] * 4  # the lot, then 2+2+1
    assert services.imports.annuler(acteur, bilan.import_id).annules == 5
    assert services.personnes.count(acteur) == 0


@pytest.mark.parametrize("moment", ["reading", "writing"])
def test_a_stopped_import_leaves_nothing(services, acteur, csv, counts, monkeypatch, moment):
    monkeypatch.setattr(imports_ecriture, "LOT", 2)
    rows = [f"Dupont{chr(97 + n) * 3};Anna;19{50 + n}" for n in range(6)]
    people = counts()["personne"]

    def stop() -> bool:
        return moment == "reading" or services.personnes.count(acteur) >= 2

    with pytest.raises(Annule, match="Rien n’a été écrit"):
        services.imports.importer(acteur, csv("Nom;Prénom;Naissance", *rows), cancelled=stop)
    assert counts()["personne"] == people


def test_a_failure_on_the_way_leaves_nothing(services, acteur, csv, counts, monkeypatch):
    monkeypatch.setattr(imports_ecriture, "LOT", 2)
    calls = []

    def fail(*arguments):
        calls.append(1)
        if len(calls) == 2:
            raise RegleMetier("panne")
        real(*arguments)

    real = imports_ecriture.write_batch
    monkeypatch.setattr(imports_ecriture, "write_batch", fail)
    rows = [f"Dupont{chr(97 + n) * 3};Anna;19{50 + n}" for n in range(6)]
    with pytest.raises(RegleMetier, match="panne"):
        services.imports.importer(acteur, csv("Nom;Prénom;Naissance", *rows))
    assert counts()["personne"] == 0
