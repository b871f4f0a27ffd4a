"""Invented people and centres that the printed pages of the tests show."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.foyers import Caisse, FoyerFiche, Membre, RoleFoyer
from cs_desktop.domain.personnes import Canal, PersonneDraft, PersonneFiche, PersonneRow, Sexe
from cs_desktop.reports.page import CentreImprime

CENTRE = CentreImprime("Centre social Mosaïque", "Ville de Valmont-sur-Lys")
EDITE_LE = date(2026, 9, 15)
CREE_LE = datetime(2024, 9, 3, 8, 30, tzinfo=UTC)


def a_row(**changes):
    values = {
        "id": 1,
        "version": 1,
        "numero": 231,
        "nom": "Belkacem",
        "prenom": "Amina",
        "naissance": Naissance(date(1988, 1, 19)),
        "age": 38,
        "sexe": Sexe.F,
        "telephone": "0639984207",
        "courriel": "a.belkacem@exemple.fr",
        "commune": "Valmont-sur-Lys",
        "zone": "QPV Les Tisserands",
        "foyer": "Belkacem",
        "archive_le": None,
        "cree_le": CREE_LE,
    }
    return PersonneRow(**(values | changes))


def a_member(nom, prenom, naissance, age, role, part=None):
    return Membre(1, 1, nom, prenom, naissance, age, role, None, None, part)


def a_foyer():
    return FoyerFiche(
        id=1,
        nom="Belkacem",
        adresse="7 allée du Lin",
        code_postal="59999",
        commune="Valmont-sur-Lys",
        caisse=Caisse.CAF,
        numero_allocataire="0012345",
        membres=(
            a_member("Belkacem", "Amina", Naissance(date(1988, 1, 19)), 38, RoleFoyer.RESPONSABLE),
            a_member("Belkacem", "Sami", Naissance(date(2014, 6, 3)), 12, RoleFoyer.ENFANT),
            a_member("Zerrouki", "Inès", Naissance(date(2018, 2, 27)), 8, RoleFoyer.ENFANT, 50),
            a_member(
                "Belkacem",
                "Fatima",
                Naissance(date(1951, 1, 1), Precision.PRESUMEE),
                75,
                RoleFoyer.AUTRE_ADULTE,
            ),
        ),
    )


def a_fiche(**changes):
    draft = PersonneDraft(
        nom="Belkacem",
        prenom="Amina",
        nom_naissance="Haddad",
        sexe=Sexe.F,
        naissance=Naissance(date(1988, 1, 19)),
        telephone="0639984207",
        courriel="a.belkacem@exemple.fr",
        canal=Canal.SMS,
        adresse="7 allée du Lin",
        complement="Résidence des Tisserands, bâtiment C",
        code_postal="59999",
        commune="Valmont-sur-Lys",
        urgence_nom="Mehdi Zerrouki",
        urgence_lien="père d’Inès",
        urgence_telephone="0639986115",
    )
    values = {"row": a_row(), "draft": draft, "foyers": (a_foyer(),), "modifie_le": CREE_LE}
    return PersonneFiche(**(values | changes))


def an_empty_fiche():
    row = a_row(
        nom="",
        prenom="Élodie",
        naissance=None,
        age=None,
        sexe=Sexe.NON_RENSEIGNE,
        telephone="",
        courriel="",
        commune="",
        zone="",
        foyer="",
    )
    return a_fiche(row=row, draft=PersonneDraft(prenom="Élodie"), foyers=())


def many_rows(count):
    return [
        a_row(id=n, numero=n, nom=f"Nom{n:05}", prenom="Camille", telephone=f"06399{n:05}")
        for n in range(1, count + 1)
    ]
