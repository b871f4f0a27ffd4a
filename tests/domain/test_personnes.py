"""Rules of the form: each refusal stands beside its field, all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.noms import nom_complet, nom_liste, numero_texte
from cs_desktop.domain.personnes import (
    LONGUEUR_MAX,
    Canal,
    GenreAdresse,
    GroupeAge,
    PersonneDraft,
    Sexe,
    check_draft,
)

TODAY = date(2026, 9, 15)
AMINA = PersonneDraft(nom="Belkacem", prenom="Amina")


def refused(draft: PersonneDraft) -> list[str | None]:
    with pytest.raises(RegleMetier) as refusal:
        check_draft(draft, TODAY)
    return [one.champ for one in refusal.value.refus]


@pytest.mark.parametrize("draft", [PersonneDraft(nom="Belkacem"), PersonneDraft(prenom="Amina")])
def test_a_name_or_a_first_name_is_enough(draft):
    assert check_draft(draft, TODAY) == draft


def test_nobody_is_entered_without_any_name():
    assert refused(PersonneDraft(nom="  ", prenom="\u00a0")) == ["nom"]


def test_texts_are_trimmed_and_telephones_stored_in_digits():
    typed = PersonneDraft(nom="  Le  Fèvre ", telephone="+33 6 39 98 42 07")
    assert check_draft(typed, TODAY) == PersonneDraft(nom="Le Fèvre", telephone="0639984207")


@pytest.mark.parametrize(
    ("changes", "champ"),
    [
        ({"naissance": Naissance(date(2026, 9, 16))}, "naissance"),
        ({"naissance": Naissance(date(1890, 1, 1))}, "naissance"),
        ({"telephone": "12"}, "telephone"),
        ({"telephone_2": "douze"}, "telephone_2"),
        ({"courriel": "amina@exemple"}, "courriel"),
        ({"courriel": "amina exemple@exemple.fr"}, "courriel"),
        ({"code_postal": "5999"}, "code_postal"),
        ({"genre_adresse": GenreAdresse.CHEZ}, "chez"),
        ({"zone_le": date(2027, 1, 1)}, "zone_le"),
        ({"canal": Canal.SMS}, "canal"),
        ({"canal": Canal.TELEPHONE}, "canal"),
        ({"canal": Canal.COURRIEL}, "canal"),
        ({"urgence_nom": "Fatima"}, "urgence_telephone"),
        ({"adresse": "x" * (LONGUEUR_MAX + 1)}, "adresse"),
    ],
)
def test_each_refusal_names_its_field(changes, champ):
    assert refused(replace(AMINA, **changes)) == [champ]


def test_every_refusal_comes_at_once_in_the_order_of_the_form():
    draft = PersonneDraft(urgence_nom="Fatima", courriel="?", telephone="1")
    assert refused(draft) == ["nom", "telephone", "courriel", "urgence_telephone"]


@pytest.mark.parametrize(
    "draft",
    [
        replace(AMINA, naissance=Naissance(TODAY)),
        replace(AMINA, canal=Canal.COURRIER),
        replace(AMINA, canal=Canal.SMS, telephone="0639984207"),
        replace(AMINA, genre_adresse=GenreAdresse.SANS),
        replace(AMINA, adresse="x" * LONGUEUR_MAX, code_postal="59999"),
        replace(AMINA, courriel="a.belkacem@exemple.fr", zone_le=TODAY),
    ],
)
def test_what_is_right_passes(draft):
    assert check_draft(draft, TODAY) == draft


def test_names_are_written_for_lists_and_elsewhere():
    assert nom_liste("Belkacem", "Amina") == "Belkacem, Amina"
    assert nom_complet("Belkacem", "Amina") == "Amina Belkacem"
    assert nom_liste("", "Amina") == nom_complet("", "Amina") == "Amina"
    assert numero_texte(231) == "0231"
    assert numero_texte(12345) == "12345"


def test_codes_have_words():
    assert [sexe.libelle for sexe in Sexe] == ["Femme", "Homme", "Autre", "Non renseigné"]
    assert [groupe.libelle for groupe in GroupeAge] == ["Adultes", "Mineurs", "Âge inconnu"]
    assert [canal.libelle for canal in Canal] == ["SMS", "Téléphone", "Courriel", "Courrier"]
    assert len({genre.libelle for genre in GenreAdresse}) == 4
