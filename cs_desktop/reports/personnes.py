"""Fiche personne, and lists of people. Nothing about health is ever printed here (R8.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.foyers import FoyerFiche, Membre
from cs_desktop.domain.noms import nom_complet, nom_liste, numero_texte
from cs_desktop.domain.personnes import (
    GenreAdresse,
    PersonneDraft,
    PersonneFiche,
    PersonneRow,
    Sexe,
)
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.text import DASH, NBSP, plural
from cs_desktop.reports.document import never, render, silent
from cs_desktop.reports.page import INTERNE, CentreImprime, Page
from cs_desktop.reports.story import Story
from cs_desktop.reports.tables import Column, data_table, facts_table

FICHE = "Fiche personne"
LISTE = "Liste des personnes"
EMERGENCY_LINES = 2  # at least, so that a contact can be added with a pen
WRITING_ROW = 22.0  # points: room for a hand

_MEMBRES = (
    Column("Nom, prénom", 34, strong=True),
    Column("Place", 18),
    Column("Naissance", 24),
    Column("Garde", 24),
)
_URGENCE = (
    Column("Personne à prévenir", 44, strong=True),
    Column("Lien", 28),
    Column("Téléphone", 28),
)


@dataclass(frozen=True, slots=True)
class ColonneListe:
    """A column that a list of people may print."""

    colonne: Column
    texte: Callable[[PersonneRow], str]


def fiche_personne(
    fiche: PersonneFiche, centre: CentreImprime, edite_le: date, target: BinaryIO
) -> int:
    """Print one person: identity, contacts, foyer, emergency. What is missing is an empty line."""
    story = Story()
    row, draft = fiche.row, fiche.draft
    story.note(f"n°{NBSP}{numero_texte(row.numero)}")
    story.title(nom_complet(row.nom, row.prenom), bookmark=FICHE)
    if row.alerte:
        story.alert(row.alerte)
    story.section("Identité")
    story.add(facts_table(story, _identite(row, draft), row_height=WRITING_ROW))
    story.section("Coordonnées")
    story.add(facts_table(story, _coordonnees(row, draft), row_height=WRITING_ROW))
    for foyer in fiche.foyers:
        _foyer(story, foyer)
    if not fiche.foyers:
        story.section("Foyer")
        story.add(facts_table(story, [("Foyer", ""), ("Responsable", "")], row_height=WRITING_ROW))
    story.section("Contacts d’urgence")
    contact = (draft.urgence_nom, draft.urgence_lien, telephone_fr(draft.urgence_telephone))
    lines = [contact] if any(contact) else []
    lines += [("", "", "")] * (EMERGENCY_LINES - len(lines))
    story.add(data_table(story, _URGENCE, lines, row_height=WRITING_ROW))
    page = Page(centre, FICHE, f"Éditée le {date_fr(edite_le)}", INTERNE)
    return render(story, page, target)


def liste_personnes(
    rows: Sequence[PersonneRow],
    colonnes: Sequence[str],
    centre: CentreImprime,
    edite_le: date,
    target: BinaryIO,
    *,
    critere: str = "",
    progress: Callable[[int, int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Print `rows` with the columns asked for, keys of `COLONNES`; `critere` says in words which
    people are listed. Landscape above five columns."""
    chosen = [COLONNES[code] for code in colonnes]
    paysage = len(chosen) > 5
    story = Story(paysage=paysage)
    story.title(LISTE, bookmark=LISTE)
    counted = plural(len(rows), "personne")
    story.body(f"{counted} · {critere}" if critere else counted)
    story.space(4)
    lines = [[choice.texte(row) or DASH for choice in chosen] for row in rows]
    alerts = [row.alerte for row in rows]
    story.add(data_table(story, [choice.colonne for choice in chosen], lines, alerts=alerts))
    page = Page(centre, LISTE, f"Éditée le {date_fr(edite_le)}", INTERNE, paysage=paysage)
    return render(story, page, target, progress=progress, cancelled=cancelled)


def _identite(row: PersonneRow, draft: PersonneDraft) -> list[tuple[str, str]]:
    return [
        ("Nom", draft.nom),
        ("Prénom", draft.prenom),
        ("Nom de naissance", draft.nom_naissance),
        ("Sexe", "" if draft.sexe is Sexe.NON_RENSEIGNE else draft.sexe.libelle),
        ("Naissance", _naissance(row)),
    ]


def _coordonnees(row: PersonneRow, draft: PersonneDraft) -> list[tuple[str, str]]:
    return [
        ("Téléphone", telephone_fr(draft.telephone)),
        ("Autre téléphone", telephone_fr(draft.telephone_2)),
        ("Courriel", draft.courriel),
        ("À joindre par", "" if draft.canal is None else draft.canal.libelle),
        ("Adresse", _adresse(draft)),
        ("Zone", row.zone),
    ]


def _adresse(draft: PersonneDraft) -> str:
    if draft.genre_adresse is GenreAdresse.SANS:
        return GenreAdresse.SANS.libelle
    chez = f"chez {draft.chez}" if draft.chez else ""
    town = " ".join(part for part in (draft.code_postal, draft.commune) if part)
    return "\n".join(line for line in (chez, draft.adresse, draft.complement, town) if line)


def _naissance(row: PersonneRow) -> str:
    if row.naissance is None:
        return ""
    born = row.naissance.texte()
    return born if row.age is None else f"{born} · {plural(row.age, 'an')}"


def _foyer(story: Story, foyer: FoyerFiche) -> None:
    story.section(f"Foyer {foyer.nom}".strip())
    alerts = [membre.alerte for membre in foyer.membres]
    lines = [_membre(membre) for membre in foyer.membres]
    story.add(data_table(story, _MEMBRES, lines, alerts=alerts))


def _membre(membre: Membre) -> tuple[str, str, str, str]:
    born = "" if membre.naissance is None else membre.naissance.texte()
    if membre.age is not None:
        born = f"{born} · {plural(membre.age, 'an')}"
    share = "" if membre.part_garde is None else f"{membre.part_garde}\u202f%"
    garde = " · ".join(part for part in (membre.garde, share) if part)
    return (nom_liste(membre.nom, membre.prenom), membre.role.libelle, born or DASH, garde or DASH)


def _sexe(row: PersonneRow) -> str:
    return "" if row.sexe is Sexe.NON_RENSEIGNE else row.sexe.libelle


COLONNES = {
    "adhesion": ColonneListe(Column("Adhésion", 18), lambda row: row.adhesion.libelle),
    "numero": ColonneListe(Column("N°", 10), lambda row: numero_texte(row.numero)),
    "nom": ColonneListe(Column("Nom, prénom", 34, strong=True), lambda row: row.nom_liste),
    "naissance": ColonneListe(
        Column("Naissance", 16), lambda row: row.naissance.texte() if row.naissance else ""
    ),
    "age": ColonneListe(
        Column("Âge", 9, right=True),
        lambda row: "" if row.age is None else plural(row.age, "an"),
    ),
    "sexe": ColonneListe(Column("Sexe", 12), _sexe),
    "telephone": ColonneListe(Column("Téléphone", 19), lambda row: telephone_fr(row.telephone)),
    "courriel": ColonneListe(Column("Courriel", 36), lambda row: row.courriel),
    "commune": ColonneListe(Column("Commune", 24), lambda row: row.commune),
    "zone": ColonneListe(Column("Zone", 20), lambda row: row.zone),
    "foyer": ColonneListe(Column("Foyer", 22), lambda row: row.foyer),
}
