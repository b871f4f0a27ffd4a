"""The columns of the list of people, and the order it opens in."""

from __future__ import annotations

from operator import attrgetter

from cs_desktop.domain.dates import Naissance, Precision, date_fr
from cs_desktop.domain.noms import numero_texte
from cs_desktop.domain.personnes import Colonne, PersonneRow, Sexe
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.text import NBSP, plural
from cs_desktop.ui.kit.table.columns import Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import SortKey
from cs_desktop.ui.parts.adhesion import adhesion_chip

PERSONNES = Noun("personne", "personnes", feminine=True)
BY_NAME = (SortKey(Colonne.NOM),)


def age_text(age: int | None, naissance: Naissance | None) -> str:
    """« 38 ans », « 75 ans env. » when only the year is known, empty when nothing is."""
    if age is None or naissance is None:
        return ""
    sure = naissance.precision in {Precision.JOUR, Precision.MOIS}
    return plural(age, "an") if sure else f"{plural(age, 'an')}{NBSP}env."


def _naissance(row: PersonneRow) -> str:
    return row.naissance.texte() if row.naissance else ""


def _age(row: PersonneRow) -> str:
    return age_text(row.age, row.naissance)


def _sexe(row: PersonneRow) -> str:
    return "" if row.sexe is Sexe.NON_RENSEIGNE else row.sexe.libelle


COLUMNS: tuple[Column[PersonneRow], ...] = (
    Column(
        Colonne.NOM,
        "Nom, prénom",
        attrgetter("nom_liste"),
        kind="strong",
        width=160,
        sort=Colonne.NOM,
        stretch=True,
        highlight=True,
    ),
    Column(Colonne.NAISSANCE, "Naissance", _naissance, width=98, sort=Colonne.NAISSANCE),
    Column(
        Colonne.AGE,
        "Âge",
        _age,
        width=90,
        sort=Colonne.AGE,
        secondary=True,
    ),
    Column(
        Colonne.TELEPHONE,
        "Téléphone",
        lambda row: telephone_fr(row.telephone),
        width=124,
        sort=Colonne.TELEPHONE,
        highlight=True,
    ),
    Column(
        Colonne.ADHESION,
        "Adhésion",
        lambda row: row.adhesion.libelle,
        kind="chip",
        width=144,
        sort=Colonne.ADHESION,
        chip=lambda row: adhesion_chip(row.adhesion),
    ),
    Column(
        Colonne.COMMUNE,
        "Commune",
        attrgetter("commune"),
        width=144,
        sort=Colonne.COMMUNE,
        highlight=True,
        secondary=True,
    ),
    Column(
        Colonne.ZONE,
        "Zone",
        attrgetter("zone"),
        width=152,
        sort=Colonne.ZONE,
        secondary=True,
    ),
    Column(
        Colonne.FOYER,
        "Foyer",
        attrgetter("foyer"),
        width=116,
        sort=Colonne.FOYER,
        secondary=True,
    ),
    Column(
        Colonne.COURRIEL,
        "Courriel",
        attrgetter("courriel"),
        width=180,
        sort=Colonne.COURRIEL,
        shown=False,
        secondary=True,
    ),
    Column(Colonne.SEXE, "Sexe", _sexe, width=88, sort=Colonne.SEXE, shown=False, secondary=True),
    Column(
        Colonne.NUMERO,
        "N°",
        lambda row: numero_texte(row.numero),
        kind="number",
        width=64,
        sort=Colonne.NUMERO,
        highlight=True,
        shown=False,
        secondary=True,
    ),
    Column(
        Colonne.CREE_LE,
        "Fiche créée le",
        lambda row: date_fr(row.cree_le.astimezone().date()),
        width=112,
        sort=Colonne.CREE_LE,
        shown=False,
        secondary=True,
    ),
)
