"""Cells, names and titles as centres write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.imports import Champ, Cible, Profil, Qui, parse_cible, parse_profil
from cs_desktop.domain.imports_colonnes import cible_de, proposer, raison_non_reprise
from cs_desktop.domain.imports_interdits import interdit, interdit_par_contenu, interdit_par_titre
from cs_desktop.domain.imports_noms import lire_noms, lire_noms_complets, vote_prenom_dabord
from cs_desktop.domain.imports_valeurs import (
    code_postal,
    courriels,
    cp_commune,
    naissance,
    sexe,
    sexe_de_civilite,
    telephones,
    texte,
)
from cs_desktop.domain.personnes import Sexe

TODAY = date(2026, 9, 15)


def no_look_alike(_key: str) -> None:
    return None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12/03/1985", Naissance(date(1985, 3, 12))),
        ("12.03.85", Naissance(date(1985, 3, 12))),
        ("12 mars 1985", Naissance(date(1985, 3, 12))),
        ("Née le 12-03-1985", Naissance(date(1985, 3, 12))),
        ("1985-03-12 00:00:00", Naissance(date(1985, 3, 12))),
        ("12031985", Naissance(date(1985, 3, 12))),
        (datetime(1985, 3, 12), Naissance(date(1985, 3, 12))),  # noqa: DTZ001 - a cell has no zone
        (31118.0, Naissance(date(1985, 3, 12))),
        ("31118", Naissance(date(1985, 3, 12))),
        (1951, Naissance(date(1951, 1, 1), Precision.ANNEE)),
        ("00/00/1951", Naissance(date(1951, 1, 1), Precision.ANNEE)),
        ("mars 1951", Naissance(date(1951, 3, 1), Precision.MOIS)),
        (date(1900, 1, 1), None),  # an empty cell formatted as a date
        ("?", None),
        ("", None),
        (0, None),
    ],
)
def test_a_birth_is_read_in_any_shape(cell, expected):
    assert naissance(cell, TODAY) == expected


@pytest.mark.parametrize("cell", ["32/13/1990", "12 ans", "bientôt", "01/01/2030", 99.5])
def test_an_impossible_birth_is_refused(cell):
    with pytest.raises(RegleMetier):
        naissance(cell, TODAY)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("06.39.98.24.71", ["0639982471"]),
        (639982471.0, ["0639982471"]),
        ("+33 6 39 98 24 71", ["0639982471"]),
        ("0639982471/0320000000", ["0639982471", "0320000000"]),
        ("06 39 98 24 71 (maman)", ["0639982471"]),
        ("06/39/98/24/71", ["0639982471"]),
        ("-", []),
    ],
)
def test_telephones_of_a_cell(cell, expected):
    assert telephones(cell) == expected


@pytest.mark.parametrize("cell", ["061234", "liste rouge", "06 39 98 24 71 99 99"])
def test_a_wrong_telephone_is_refused(cell):
    with pytest.raises(RegleMetier):
        telephones(cell)


def test_other_cells():
    assert courriels("a@exemple.fr ; <b@exemple.fr>") == ["a@exemple.fr", "b@exemple.fr"]
    assert code_postal(1000) == "01000"
    assert cp_commune("59999 VALMONT-SUR-LYS") == ("59999", "Valmont-Sur-Lys")
    assert cp_commune("Valmont (59 999)") == ("59999", "Valmont")
    assert texte("Du\0pont\x07") == "Dupont"
    assert (sexe("Garçon"), sexe("Mme"), sexe("")) == (Sexe.M, Sexe.F, None)
    assert (sexe_de_civilite("Mlle"), sexe_de_civilite("M. et Mme")) == (Sexe.F, None)
    with pytest.raises(RegleMetier):
        sexe("1")


@pytest.mark.parametrize(
    ("nom", "prenom", "expected"),
    [
        ("DUPONT", "anna", [("Dupont", "Anna")]),
        ("LE GALL", "Jean-Marc", [("Le Gall", "Jean-Marc")]),
        ("Dupont", "Anna et Paul", [("Dupont", "Anna"), ("Dupont", "Paul")]),
        ("DUPONT / MARTIN", "Anna / Paul", [("Dupont", "Anna"), ("Martin", "Paul")]),
        ("DUPONT / MARTIN", "Anna", [("Dupont / Martin", "Anna")]),
        ("M. et Mme Dupont", "", [("Dupont", ""), ("Dupont", "")]),
        ("De\nLa Tour", "Jeanne", [("De La Tour", "Jeanne")]),
        ("Famille Dupont", "", [("Dupont", "")]),
    ],
)
def test_names_in_two_cells(nom, prenom, expected):
    assert [(one.nom, one.prenom) for one in lire_noms(nom, prenom)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DUPONT Anna", [("Dupont", "Anna")]),
        ("Anna DUPONT", [("Dupont", "Anna")]),
        ("Dupont, Anna", [("Dupont", "Anna")]),
        ("DUPONT Anna / MARTIN Paul", [("Dupont", "Anna"), ("Martin", "Paul")]),
        ("DUPONT Anna et Paul", [("Dupont", "Anna"), ("Dupont", "Paul")]),
        ("M. et Mme DUPONT Paul", [("Dupont", "Paul"), ("Dupont", "")]),
        ("Mme et M. DUPONT Paul", [("Dupont", ""), ("Dupont", "Paul")]),
        ("El Amrani Fatima", [("El Amrani", "Fatima")]),
        ("Mme Leroy Anna", [("Leroy", "Anna")]),
    ],
)
def test_full_names_in_one_cell(text, expected):
    found = lire_noms_complets(text, prenom_dabord=False)
    assert [(one.nom, one.prenom) for one in found] == expected


def test_a_name_at_birth_and_a_sex_are_told_apart():
    [one] = lire_noms_complets("Mme LEROY Anna (née MARTIN)", prenom_dabord=False)
    assert (one.nom, one.prenom, one.naissance, one.sexe) == ("Leroy", "Anna", "Martin", Sexe.F)
    couple = lire_noms("M. et Mme Dupont", "Paul et Anna")
    assert [one.sexe for one in couple] == [Sexe.M, Sexe.F]


def test_a_column_votes_for_the_order_of_its_names():
    assert vote_prenom_dabord(["Anna Dupont", "Paul Martin", "X Y"]) is True
    assert vote_prenom_dabord(["DUPONT Anna", "MARTIN Paul"]) is False
    assert vote_prenom_dabord(["Xx Yy"]) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("NOM", "nom"),
        ("Né(e) le :", "naissance"),
        ("Tél. mobile", "telephone"),
        ("Adresse e-mail", "courriel"),
        ("Prénom enfant 2", "enfant2.prenom"),
        ("2e enfant", "enfant2.nom_prenom"),
        ("Tél. mère", "mere.telephone"),
        ("Nom du conjoint", "conjoint.nom"),
        ("Responsable légal", "responsable.nom_prenom"),
        ("Tél. d'urgence", "urgence_telephone"),
        ("Couleur préférée", None),
    ],
)
def test_titles_are_known_without_accents_nor_signs(title, expected):
    cible, _known = cible_de(title, no_look_alike)
    assert (None if cible is None else cible.code) == expected


def test_a_birth_beside_a_child_is_the_child_s():
    columns = proposer(["Nom", "Né le", "Enfant 1", "Né le", "Tel", "Tel"], no_look_alike, {})
    codes = [column.cible.code for column in columns if column.cible]
    assert codes == [
        *("nom", "naissance", "enfant1.nom_prenom", "enfant1.naissance"),
        *("telephone", "telephone_2"),
    ]


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Mot de passe", "passe"),
        ("N° sécu", "sécurité"),
        ("IBAN", "bancaire"),
        ("Allergies", "santé"),
        ("Nationalité", "sensible"),
        ("Droit à l'image", "consentement"),
        ("QF", "quotient"),
        ("Âge", "calcule"),
    ],
)
def test_columns_that_are_left_say_why(title, word):
    assert word in raison_non_reprise(title)


def test_a_profile_cannot_ask_for_what_is_never_read():
    [column] = proposer(["IBAN"], no_look_alike, {"IBAN": "adresse"})
    assert column.cible is None


def test_contents_betray_what_a_title_hides():
    iban = "FR76 3000 6000 0112 3456 7890 189"
    nir = 1800359260001 * 100 + 97 - 1800359260001 % 97
    assert interdit(nir) == interdit(float(nir)) == "un numéro de sécurité sociale"
    assert interdit(f"virement {iban}") == "une donnée bancaire"
    assert interdit(nir + 1) == interdit("FR76 3000 6000 0112 3456 7890 188") == ""
    assert interdit_par_contenu(["a", nir, "b"])
    assert not interdit_par_contenu(["a", "b", "c", nir])
    assert interdit_par_titre("passeport ville") == ""


def test_profiles_and_targets_go_through_json():
    profil = Profil({"Qui": "conjoint.nom", "Rien": None}, ("2026",), prenom_dabord=True)
    assert parse_profil(profil.document()) == profil
    assert parse_cible("enfant2.naissance") == Cible(Champ.NAISSANCE, Qui.ENFANT, 2)
    for wrong in ([], {"version": 9}, {"version": 1, "colonnes": {"a": "rien"}}):
        with pytest.raises(RegleMetier):
            parse_profil(wrong)
