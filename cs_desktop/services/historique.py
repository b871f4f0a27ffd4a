"""The journal in French: labels of columns, words of codes, dates as people write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cs_desktop.domain.dates import Naissance, Precision, date_fr
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.historique import LigneHistorique, Modification
from cs_desktop.domain.noms import numero_texte
from cs_desktop.domain.personnes import Canal, GenreAdresse, Sexe
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.text import NBSP
from cs_desktop.persistence.journal import JournalEntry
from cs_desktop.persistence.trace import Action

USAGES = {
    "personne.creer": "Fiche créée",
    "personne.enregistrer": "Fiche enregistrée",
    "personne.importer": "Fiches ajoutées en nombre",
    "demonstration.creer": "Démonstration créée",
    "personne.archiver": "Mise à la corbeille",
    "personne.restaurer": "Sortie de la corbeille",
    "personne.fusionner": "Fusion de deux fiches",
    "personne.distinguer": "Doublon écarté",
    "personne.retenir_coordonnees": "Coordonnées à ne pas communiquer",
    "foyer.enregistrer": "Foyer enregistré",
    "foyer.creer": "Foyer créé",
    "foyer.rattacher": "Personne ajoutée au foyer",
    "foyer.ajouter_personne": "Personne créée dans le foyer",
    "foyer.modifier_lien": "Place dans le foyer modifiée",
    "foyer.detacher": "Départ du foyer",
    "securite.autoriser": "Personne autorisée à venir chercher",
    "securite.retirer": "Autorisation de venir chercher retirée",
    "securite.interdire": "Personne interdite de venir chercher",
    "securite.lever": "Interdiction de venir chercher retirée",
    "urgence.ajouter": "Contact d’urgence ajouté",
    "urgence.retirer": "Contact d’urgence retiré",
    "responsabilite.ajouter": "Organisme responsable noté",
    "responsabilite.terminer": "Fin de la responsabilité d’un organisme",
    "scolarite.enregistrer": "Scolarité notée",
    "organisme.enregistrer": "Organisme enregistré",
    "organisme.ajouter_contact": "Contact d’un organisme ajouté",
    "import.executer": "Import d’un fichier",
    "import.annuler": "Annulation d’un import",
    "import.garder_profil": "Choix de colonnes gardés",
    "adhesion.prendre": "Adhésion prise",
    "adhesion.couvrir": "Personne ajoutée à une adhésion",
    "adhesion.renouveler": "Adhésions renouvelées",
    "adhesion.annuler": "Adhésion annulée",
    "adhesion.regler": "Règle et prix des adhésions",
    "quotient.enregistrer": "Quotient noté",
    "quotient.actualiser": "Quotients mis à jour",
    "quotient.retirer": "Quotient retiré",
    "quotient.regler": "Tranches de quotient",
    "operation.annuler": "Annulation",
    "operation.retablir": "Rétablissement",
}
SANS_COMPTE = "sans compte"
COMPTE_RETIRE = "compte retiré"

Noms = Mapping[str, Mapping[int, str]]  # the names of the rows that others refer to, by table
Values = Mapping[str, Any]
Format = Callable[[Any, Values, Noms], str]


def _text(value: Any, _row: Values, _noms: Noms) -> str:
    return str(value)


def _telephone(value: Any, _row: Values, _noms: Noms) -> str:
    return telephone_fr(value)


def _numero(value: Any, _row: Values, _noms: Noms) -> str:
    return f"n°{NBSP}{numero_texte(value)}"


def _day(value: Any, _row: Values, _noms: Noms) -> str:
    return date_fr(date.fromisoformat(value))


def _local_day(value: Any, _row: Values, _noms: Noms) -> str:
    return date_fr(datetime.fromisoformat(value).astimezone().date())


def _naissance(value: Any, row: Values, _noms: Noms) -> str:
    precision = Precision(row.get("naissance_precision") or Precision.JOUR)
    return Naissance(date.fromisoformat(value), precision).texte()


def _named(table: str) -> Format:
    return lambda value, _row, noms: noms.get(table, {}).get(value, "ligne retirée")


def _code(kind: type[Sexe | Canal | GenreAdresse | RoleFoyer]) -> Format:
    return lambda value, _row, _noms: kind(value).libelle


_COLUMNS: dict[str, dict[str, tuple[str, Format]]] = {
    "personne": {
        "nom": ("Nom", _text),
        "prenom": ("Prénom", _text),
        "nom_naissance": ("Nom de naissance", _text),
        "numero": ("Numéro", _numero),
        "sexe": ("Sexe", _code(Sexe)),
        "naissance_le": ("Naissance", _naissance),
        "telephone": ("Téléphone", _telephone),
        "telephone_2": ("Autre téléphone", _telephone),
        "courriel": ("Courriel", _text),
        "canal": ("Moyen préféré", _code(Canal)),
        "genre_adresse": ("Genre d’adresse", _code(GenreAdresse)),
        "chez": ("Chez", _text),
        "adresse": ("Adresse", _text),
        "complement": ("Complément", _text),
        "code_postal": ("Code postal", _text),
        "commune": ("Commune", _text),
        "zone_id": ("Zone", _named("zone")),
        "zone_le": ("Zone depuis le", _day),
        "urgence_nom": ("Urgence, nom", _text),
        "urgence_lien": ("Urgence, lien", _text),
        "urgence_telephone": ("Urgence, téléphone", _telephone),
        "archive_le": ("Dans la corbeille depuis le", _local_day),
        "fusionnee_dans": ("Fusionnée avec", _named("personne")),
    },
    "rattachement": {
        "foyer_id": ("Foyer", _named("foyer")),
        "role": ("Place dans le foyer", _code(RoleFoyer)),
        "depuis": ("Dans le foyer depuis le", _day),
        "jusqu_au": ("Dans le foyer jusqu’au", _day),
        "part_garde": ("Part de garde", _text),
        "garde": ("Garde", _text),
    },
    "personne_autorisee": {
        "proche_id": ("Peut venir chercher", _named("personne")),
        "nom": ("Peut venir chercher", _text),
        "lien": ("Lien", _text),
        "telephone": ("Téléphone", _telephone),
        "archive_le": ("Ne peut plus depuis le", _local_day),
    },
    "personne_interdite": {
        "proche_id": ("Ne doit pas venir chercher", _named("personne")),
        "nom": ("Ne doit pas venir chercher", _text),
        "motif": ("Motif", _text),
        "vu_le": ("Jugement vu le", _day),
        "archive_le": ("Retirée le", _local_day),
    },
    "contact_urgence": {
        "proche_id": ("À prévenir en urgence", _named("personne")),
        "nom": ("À prévenir en urgence", _text),
        "lien": ("Lien", _text),
        "telephone": ("Téléphone", _telephone),
        "archive_le": ("Retiré le", _local_day),
    },
    "responsabilite": {
        "organisme_id": ("Organisme responsable", _named("organisme")),
        "depuis": ("Depuis le", _day),
        "jusqu_au": ("Jusqu’au", _day),
    },
    "scolarite": {
        "annee": ("Année scolaire", _text),
        "niveau": ("Classe", _text),
        "etablissement": ("École", _text),
    },
}


def lines(
    entries: Sequence[JournalEntry], noms: Noms, merged: Collection[int] = ()
) -> list[LigneHistorique]:
    """One line for each use-case, latest first; what the `merged` rows held is not told here."""
    changes: dict[int, list[Modification]] = defaultdict(list)
    rows: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
    ordered = sorted(entries, key=lambda entry: entry.id)
    for step in ordered:
        if step.table == "personne" and step.ligne_id in merged:
            continue
        # An entry holds what changed: the row is replayed, since some values are told by two.
        row = rows[step.table, step.ligne_id]
        before = {**row, **step.avant}
        row.update(step.apres)
        after = {} if step.action is Action.SUPPRESSION else {**row}
        changes[step.operation] += _changes(step, before, after, noms)
    firsts = {entry.operation: entry for entry in reversed(ordered)}
    effaced = {entry.operation for entry in entries if entry.efface}
    found = [
        LigneHistorique(
            operation=operation,
            le=first.le,
            qui=author(first.acteur_id, first.acteur_nom),
            usage=first.usage,
            titre=_title(first, firsts),
            modifications=tuple(changes[operation]),
            efface=operation in effaced,
        )
        for operation, first in firsts.items()
    ]
    return sorted(found, key=lambda line: (line.le, line.operation), reverse=True)


def _title(first: JournalEntry, firsts: Mapping[int, JournalEntry]) -> str:
    """« Annulation : fiche enregistrée »: what was undone or done again is said."""
    title = usage_title(first.usage)
    told = firsts.get(first.annule or 0)
    while told is not None and told.annule is not None:  # doing again undoes the undoing
        told = firsts.get(told.annule)
    if told is None:
        return title
    undone = usage_title(told.usage)
    return f"{title}{NBSP}: {undone[:1].lower()}{undone[1:]}"


def author(acteur_id: int | None, nom: str | None) -> str:
    """Who did it, as the history names accounts."""
    if acteur_id is None:
        return SANS_COMPTE
    return nom or COMPTE_RETIRE


def usage_title(usage: str) -> str:
    """The words of a use-case; a code of a later version is shown as it is."""
    return USAGES.get(usage, usage)


def _changes(
    step: JournalEntry, before: Values, after: Values, noms: Noms
) -> Iterator[Modification]:
    touched = {*step.avant, *step.apres}
    if "naissance_precision" in touched:
        touched.add("naissance_le")
    for name, (label, write) in _COLUMNS.get(step.table, {}).items():
        if name in touched:
            was, now = (
                "" if row.get(name) in {None, ""} else write(row[name], row, noms)
                for row in (before, after)
            )
            if was != now:
                yield Modification(label, was, now)
