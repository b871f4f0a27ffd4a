"""Rows of a file joined into foyers, each member with a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cs_desktop.domain.ages import age
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.imports import FoyerLu, NonRepris, PersonneLue
from cs_desktop.domain.imports_lignes import MAJORITE, LigneLue
from cs_desktop.domain.imports_noms import propre
from cs_desktop.domain.text import join_et, search_key


class Foyers:
    """Joins the rows of one foyer, and says who is what in it."""

    def __init__(
        self, lignes_lues: Sequence[LigneLue], non_repris: list[NonRepris], today: date
    ) -> None:
        self._menages, self._non_repris, self._today = lignes_lues, non_repris, today

    def build(self) -> tuple[list[PersonneLue], list[FoyerLu]]:
        """Everybody, and the foyers by ranks."""
        people: list[PersonneLue] = []
        groups: dict[object, list[tuple[int, RoleFoyer | None]]] = {}
        names: dict[object, str] = {}
        for row, lue in enumerate(self._menages):
            key = _group_key(lue, row)
            for rank, membre in enumerate(lue.membres):
                groups.setdefault(key, []).append((len(people), membre.role))
                people.append(
                    PersonneLue(
                        cle=f"{lue.feuille}:{lue.ligne}:{rank}",
                        feuille=lue.feuille,
                        ligne=lue.ligne,
                        draft=membre.draft,
                        role=membre.role or RoleFoyer.RESPONSABLE,
                    )
                )
            names.setdefault(key, lue.cle_foyer)
        foyers: list[FoyerLu] = []
        for key, members in groups.items():
            if len(members) < 2:
                continue
            roles = self._roles(members, people)
            if all(role is RoleFoyer.ENFANT for role in roles):
                one = people[members[0][0]]
                reason = "Ces enfants sont repris sans foyer : la ligne ne nomme aucun adulte."
                self._non_repris.append(NonRepris(one.feuille, one.ligne, reason))
                continue
            for (rank, _told), role in zip(members, roles, strict=True):
                people[rank] = replace(people[rank], role=role, foyer=len(foyers))
            ranks = tuple(rank for rank, _told in members)
            foyers.append(FoyerLu(_foyer_name(names[key], [people[r] for r in ranks]), ranks))
        return people, foyers

    def _roles(
        self, members: Sequence[tuple[int, RoleFoyer | None]], people: Sequence[PersonneLue]
    ) -> list[RoleFoyer]:
        found: list[RoleFoyer | None] = []
        for rank, told in members:
            birth = people[rank].draft.naissance
            minor = birth is not None and age(birth.le, self._today) < MAJORITE
            grown = birth is not None and not minor
            default = RoleFoyer.RESPONSABLE if grown else None
            found.append(told or (RoleFoyer.ENFANT if minor else default))
        answers = RoleFoyer.RESPONSABLE in found
        unknown = RoleFoyer.AUTRE_ADULTE if answers else RoleFoyer.RESPONSABLE
        return [role or unknown for role in found]


def _group_key(lue: LigneLue, row: int) -> object:
    """Rows of one foyer share a number; a name alone is shared by strangers, so the address too."""
    key = search_key(lue.cle_foyer)
    if not key:
        return row
    if any(sign.isdigit() for sign in key):
        return key
    homes = [m.draft for m in lue.membres if m.draft.adresse]
    return (key, search_key(homes[0].adresse), homes[0].code_postal) if homes else (key, row)


def _foyer_name(told: str, members: Sequence[PersonneLue]) -> str:
    if told and not any(sign.isdigit() for sign in told):
        return propre(re.sub(r"(?i)^(?:famille|foyer)\s+", "", told))[:120]
    adults = [one.draft for one in members if one.role is not RoleFoyer.ENFANT]
    names = [one.nom or one.prenom for one in adults if one.nom or one.prenom]
    return join_et(list(dict.fromkeys(names)))[:120]
