"""Imports from real files to a real base: who is made, completed, left, asked about, taken back."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.imports import Profil, TraitementDoublons
from cs_desktop.domain.imports_bilan import BilanImport
from cs_desktop.domain.personnes import FiltrePersonnes, PersonneDraft, Sexe
from tests.support.imports import FAMILLE, everybody, sorts


def reasons(bilan: BilanImport) -> str:
    return " ".join(one.raison for one in bilan.non_repris).replace("\u00a0", " ")


def test_a_couple_and_its_children_become_four_people_and_a_foyer(services, acteur, csv):
    bilan = services.imports.importer(acteur, csv(*FAMILLE))
    assert sorts(bilan) == {"cree": 4}
    assert bilan.par_table == {"personne": 4, "foyer": 1, "rattachement": 4}
    people = everybody(services, acteur)
    assert sorted(people) == ["Dupont Anna", "Dupont Léo", "Dupont Paul", "Martin Zoé"]
    paul, anna, zoe = (people[name] for name in ("Dupont Paul", "Dupont Anna", "Martin Zoé"))
    assert (paul.sexe, anna.sexe) == (Sexe.M, Sexe.F)
    assert (paul.telephone, anna.telephone) == ("0639980001", "0639980002")
    assert (paul.courriel, anna.courriel) == ("paul@exemple.fr", "anna@exemple.fr")
    assert (anna.code_postal, anna.commune, zoe.adresse) == ("59999", "Valmont", "4 rue des Lilas")
    assert zoe.naissance is not None
    assert zoe.naissance.precision is Precision.ANNEE
    paul_id = services.personnes.ids(acteur, FiltrePersonnes(texte="paul"))[0]
    foyer = services.personnes.fiche(acteur, paul_id).foyers[0]
    roles = {membre.prenom: membre.role for membre in foyer.membres}
    assert roles["Anna"] is RoleFoyer.RESPONSABLE
    assert roles["Léo"] is roles["Zoé"] is RoleFoyer.ENFANT


def test_the_dry_run_tells_all_and_writes_nothing(services, acteur, csv, counts, published):
    before = counts()
    bilan = services.imports.simuler(acteur, csv(*FAMILLE))
    assert (sorts(bilan), bilan.simulation, bilan.import_id) == ({"cree": 4}, True, None)
    assert [ligne.foyer for ligne in bilan.lignes] == ["Dupont"] * 4
    assert counts() == before
    assert published == []


def test_the_same_file_again_changes_nothing(services, acteur, csv, counts):
    path = csv(*FAMILLE, "Bernard;;;;;;;;;;", "Bernard;;;;;;;;;;")
    services.imports.importer(acteur, path, doublons=TraitementDoublons.CREER)
    before = counts()
    again = services.imports.importer(acteur, path)
    assert (sorts(again), again.import_id) == ({"inchange": 6}, None)
    assert counts() == before


def test_a_card_corrected_since_is_still_the_person_of_the_row(services, acteur, csv):
    path = csv("Nom;Prénom", "Belkacm;Amina")
    services.imports.importer(acteur, path)
    [one] = services.personnes.ids(acteur, FiltrePersonnes())
    draft = services.personnes.draft(acteur, one)
    fixed = PersonneDraft(nom="Zerrouki", prenom="Nora", version=draft.version)
    services.personnes.save(acteur, fixed, one)
    assert sorts(services.imports.importer(acteur, path)) == {"inchange": 1}


def test_completing_fills_what_is_empty_and_never_writes_over(services, acteur, csv):
    held = PersonneDraft(
        nom="Belkacem",
        prenom="Amina",
        naissance=Naissance(date(1988, 1, 19)),
        telephone="0639982471",
        adresse="1 rue Haute",
    )
    services.personnes.save(acteur, held)
    path = csv(
        "Nom;Prénom;Date de naissance;Téléphone;Courriel;Adresse;Ville",
        "BELKACEM;Amina;19/01/1988;0639980000;amina@exemple.fr;9 rue Basse;Ailleurs",
    )
    bilan = services.imports.importer(acteur, path)
    assert sorts(bilan) == {"complete": 1}
    draft = everybody(services, acteur)["Belkacem Amina"]
    assert (draft.telephone, draft.telephone_2) == ("0639982471", "0639980000")
    assert draft.courriel == "amina@exemple.fr"
    assert (draft.adresse, draft.commune) == ("1 rue Haute", "")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Belkacem;Amina;;", "doublon"),  # the same names and nothing else
        ("Belkasem;Amina;;", "doublon"),  # one letter
        ("Belkacem;Amina;02/02/1950;", "cree"),  # a namesake born another day
        ("Belkacem;Aymeric;19/01/1988;", "cree"),  # a twin
        ("Belkacem;Amina;;0639982471", "inchange"),
    ],
)
def test_look_alikes_are_asked_about_and_never_merged(services, acteur, csv, row, expected):
    services.imports.importer(
        acteur, csv("Nom;Prénom;Naissance;Tél", "Belkacem;Amina;19/01/1988;0639982471")
    )
    bilan = services.imports.importer(acteur, csv("Nom;Prénom;Naissance;Tél", row, name="b.csv"))
    assert sorts(bilan) == {expected: 1}


def test_a_person_of_one_name_is_asked_about_too(services, acteur, csv):
    services.personnes.save(acteur, PersonneDraft(prenom="Kenza"))
    again = csv("Nom;Prénom;Tél", ";Kenza;0639982471")
    assert sorts(services.imports.simuler(acteur, again)) == {"doublon": 1}


def test_children_by_row_with_their_parents_in_columns(services, acteur, csv):
    parents = "BENALI;Karim;0639980011;Sonia MARTIN"
    path = csv(
        "Nom enfant;Prénom enfant;Date de naissance;Nom du père;Prénom du père;Tél père;Mère",
        f"BENALI;Inès;03/05/2016;{parents}",
        f"BENALI;Adam;04/07/2018;{parents}",
    )
    bilan = services.imports.simuler(acteur, path)
    # The father is known by his telephone; two mothers of one name are asked about.
    assert bilan.par_table["foyer"] == 1
    roles = {(ligne.nom, ligne.role) for ligne in bilan.lignes}
    assert ("Karim Benali", RoleFoyer.RESPONSABLE) in roles
    assert ("Inès Benali", RoleFoyer.ENFANT) in roles
    assert [one.nom for one in bilan.doublons] == ["Sonia Martin"]


def test_a_son_named_as_his_father_is_not_taken_for_him(services, acteur, csv):
    services.imports.importer(acteur, csv("Nom;Prénom;Tél", "Diallo;Moussa;0639982471"))
    son = csv("Nom;Prénom;Naissance;Tél", "Diallo;Moussa;01/02/2015;0639982471", name="b.csv")
    assert sorts(services.imports.simuler(acteur, son)) == {"doublon": 1}


def test_decisions_answer_the_doublons(services, acteur, csv):
    services.imports.importer(acteur, csv("Nom;Prénom;Naissance", "Belkacem;Amina;1988"))
    path = csv("Nom;Prénom;Tél", "Belkacem;Amina;0639982471", name="b.csv")
    [doublon] = services.imports.simuler(acteur, path).doublons
    new = services.imports.simuler(acteur, path, decisions={doublon.cle: None})
    assert sorts(new) == {"cree": 1}
    same = services.imports.importer(acteur, path, decisions={doublon.cle: doublon.personne_id})
    assert sorts(same) == {"complete": 1}
    assert everybody(services, acteur)["Belkacem Amina"].telephone == "0639982471"


def test_what_is_never_read_is_said_and_absent(services, acteur, csv, database):
    nir, iban = "180035926000170", "FR7630006000011234567890189"
    path = csv(
        "Nom;Prénom;Adresse;Mot de passe;Allergies;Divers;Tél;Droit à l'image",
        f"Dupont;Anna;{nir};tilleul;arachide;{iban};0639982471;oui",
        f"Martin;Paul;2 rue Haute;tilleul;;{iban};0639982472;non",
    )
    bilan = services.imports.importer(acteur, path)
    told = reasons(bilan)
    for word in ("mot de passe", "santé", "bancaire", "sécurité sociale", "consentement"):
        assert word in told
    assert sorts(bilan) == {"cree": 2}
    database.checkpoint()
    content = database.path.read_bytes()
    for secret in (nir, iban, "tilleul", "arachide"):
        assert secret.encode() not in content


def test_a_name_of_figures_is_refused_once_with_its_column(services, acteur, csv):
    [left] = services.imports.simuler(acteur, csv("Nom;Prénom", "=1+1;Anna")).non_repris
    assert (left.ligne, left.colonne, left.refusee) == (2, "Nom", True)


def test_one_cell_that_must_not_be_read_is_left_and_its_row_taken(services, acteur, csv):
    iban = "FR7630006000011234567890189"
    rows = [f"Dupont{letter * 3};{letter} rue Haute" for letter in "abcd"]
    bilan = services.imports.importer(acteur, csv("Nom;Adresse", *rows, f"Martin;{iban}"))
    assert sorts(bilan) == {"cree": 5}
    [left] = bilan.non_repris
    assert (left.ligne, left.colonne) == (6, "Adresse")
    assert "bancaire" in left.raison
    people = everybody(services, acteur)
    assert people["Martin"].adresse == ""
    assert people["Dupontaaa"].adresse == "a rue Haute"


def test_rows_without_a_name_are_refused_and_totals_passed(services, acteur, csv):
    path = csv(
        "Liste des adhérents 2026",
        "",
        "Nom;Prénom;Né le;Tél",
        "Dupont;Anna;32/13/1990;06",
        ";;;0639982471",
        "",
        "TOTAL;2;;",
    )
    bilan = services.imports.importer(acteur, path)
    assert (sorts(bilan), bilan.refuses) == ({"cree": 1}, 1)
    by_row = {one.ligne: one for one in bilan.non_repris if one.colonne != "Tél"}
    assert by_row[4].colonne == "Né le"
    assert by_row[5].refusee
    assert "vide" in by_row[6].raison
    assert "total" in by_row[7].raison
    assert everybody(services, acteur)["Dupont Anna"].naissance is None


def test_a_sheet_per_year_gives_each_person_once_with_the_latest_values(services, acteur, tmp_path):
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        for year, phone in (("2024", "0639980024"), ("2025", "0639980025")):
            sheet = workbook.add_worksheet(year)
            sheet.write_row(0, 0, ["Nom", "Prénom", "Naissance", "Tél"])
            sheet.write_row(1, 0, ["Dupont", "Anna", "12/03/1985", phone])
            sheet.write_row(2, 0, ["Martin", {"2024": "Paul", "2025": "Odile"}[year], "1951", ""])
        workbook.add_worksheet("Notes").write_row(0, 0, ["rien", "ici"])
    path = tmp_path / "annees.csv"  # a wrong name: the contents tell
    path.write_bytes(stream.getvalue())
    bilan = services.imports.importer(acteur, path)
    assert sorts(bilan) == {"cree": 3, "inchange": 1}
    anna = everybody(services, acteur)["Dupont Anna"]
    assert (anna.telephone, anna.telephone_2) == ("0639980025", "0639980024")
    assert any(one.feuille == "Notes" for one in bilan.non_repris)
    only = services.imports.simuler(acteur, path, Profil(feuilles=("2024",)))
    assert {ligne.feuille for ligne in only.lignes} == {"2024"}


def test_rows_of_one_family_number_are_one_foyer(services, acteur, csv):
    path = csv(
        "N° famille;Nom;Prénom;Naissance",
        "7;Dupont;Anna;12/03/1985",
        "8;Martin;Paul;1951",
        "7;Dupont;Léo;2016",
    )
    bilan = services.imports.importer(acteur, path)
    assert bilan.par_table == {"personne": 3, "foyer": 1, "rattachement": 2}
    more = csv("N° famille;Nom;Prénom;Naissance", "7;Dupont;Anna;12/03/1985", "7;Dupont;Zoé;2019")
    again = services.imports.importer(acteur, more)
    assert again.par_table == {"personne": 1, "foyer": 0, "rattachement": 1}


def test_the_model_is_recognised_whole(services, acteur, tmp_path):
    path = tmp_path / "modele.xlsx"
    services.imports.modele(acteur, path)
    apercu = services.imports.analyse(acteur, path)
    assert all(colonne.cible is not None for colonne in apercu.tables[0].colonnes)
    assert [foyer.nom for foyer in apercu.foyers] == ["Belkacem"]


def test_a_profile_is_kept_and_followed(services, acteur, csv):
    path = csv("Qui;Prénom;Code", "Dupont;Anna;0639982471")
    profil = Profil({"Qui": "nom", "Prénom": None, "Code": "telephone"})
    services.imports.save_profil(acteur, "Accueil", profil)
    kept = services.imports.profils(acteur)["Accueil"]
    [one] = services.imports.analyse(acteur, path, kept).personnes
    assert (one.draft.nom, one.draft.prenom, one.draft.telephone) == ("Dupont", "", "0639982471")


def test_a_file_that_names_nobody_is_refused(services, acteur, csv, tmp_path):
    with pytest.raises(RegleMetier, match="Aucune colonne de noms"):
        services.imports.analyse(acteur, csv("a;b", "1;2"))
    with pytest.raises(RegleMetier, match="n’existe pas"):
        services.imports.analyse(acteur, tmp_path / "absent.csv")
