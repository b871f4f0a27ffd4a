"""The cells about one person, or about two in the same cells, into drafts of their cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeVar

from cs_desktop.domain import imports_valeurs as valeurs
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.imports import NOMMANTS, Cellule, Champ, NonRepris
from cs_desktop.domain.imports_noms import NomLu, lire_noms, lire_noms_complets, propre
from cs_desktop.domain.personnes import PersonneDraft, Sexe, check_draft

T = TypeVar("T")
Bloc = Mapping[Champ, tuple[Cellule, str]]  # a cell and the title of its column

_DEUX = re.compile(r"\s+et\s+|\s*[&\n+;]\s*|\s+/\s+|\s+-\s+", re.IGNORECASE)
_COUPLE = re.compile(
    r"(?:m|mr|mme|monsieur|madame)\.? *(?:et|&|/|\+) *(?:m|mr|mme|madame|monsieur)\b", re.IGNORECASE
)


def sans_valeur(reason: str, what: str) -> str:
    """A refusal, and what goes on without the value refused."""
    end = "" if reason.endswith((".", "!", "?")) else "."
    return f"{reason}{end} {what} sans cette valeur."


@dataclass(slots=True)
class Releve:
    """Where the reader stands, and what it could not take so far."""

    feuille: str
    today: date
    prenom_dabord: bool
    ligne: int = 0
    non_repris: list[NonRepris] = field(default_factory=list[NonRepris])

    def refuse(self, raison: str, colonne: str = "", *, refusee: bool = False) -> None:
        """Say why something of this row is left."""
        self.non_repris.append(NonRepris(self.feuille, self.ligne, raison, colonne, refusee))

    def refusing(self, colonne: str) -> Callable[[str], None]:
        """`refuse` for one column."""
        return lambda raison: self.refuse(raison, colonne)

    def value(self, bloc: Bloc, champ: Champ, read: Callable[[Cellule], T], missing: T) -> T:
        """A cell read, or `missing` with the refusal said."""
        if champ not in bloc:
            return missing
        cell, title = bloc[champ]
        try:
            return read(cell)
        except RegleMetier as refused:
            self.refuse(sans_valeur(str(refused), "La fiche est reprise"), title)
            return missing

    def birth(self, bloc: Bloc) -> Naissance | None:
        """The birth of one person."""
        return self.value(
            bloc, Champ.NAISSANCE, lambda cell: valeurs.naissance(cell, self.today), None
        )

    def checked(self, draft: PersonneDraft) -> PersonneDraft | None:
        """`draft` as a form takes it: a field that it refuses is said and left out.

        None when the names themselves are refused.
        """
        for _field in PersonneDraft.__dataclass_fields__:
            try:
                return check_draft(draft, self.today)
            except RegleMetier as refused:
                reason, champ = str(refused), refused.refus[0].champ or "nom"
            if champ in {"nom", "prenom"}:
                self.refuse(reason, champ, refusee=True)
                return None
            self.refuse(sans_valeur(reason, "La fiche est reprise"), champ.replace("_", " "))
            if champ == "urgence_telephone":  # nobody to call without a number
                draft = replace(draft, urgence_nom="", urgence_telephone="")
            elif champ == "naissance":
                draft = replace(draft, naissance=None)
            else:
                draft = replace(draft, **{champ: ""})
        return None


def lire_personnes(bloc: Bloc, releve: Releve) -> list[PersonneDraft]:
    """Nobody, one person, or the two that share the cells."""
    names = _names(bloc, releve)
    if not names:
        return []
    births = _births(bloc, len(names), releve)
    phones = releve.value(bloc, Champ.TELEPHONE, valeurs.telephones, [])
    others = releve.value(bloc, Champ.TELEPHONE_2, valeurs.telephones, [])
    mails = releve.value(bloc, Champ.COURRIEL, valeurs.courriels, [])
    address = _address(bloc)
    drafts = [
        PersonneDraft(
            nom=name.nom,
            prenom=name.prenom,
            nom_naissance=name.naissance,
            sexe=name.sexe or Sexe.NON_RENSEIGNE,
            naissance=birth,
            adresse=address.adresse,
            complement=address.complement,
            code_postal=address.code_postal,
            commune=address.commune,
        )
        for name, birth in zip(names, births, strict=True)
    ]
    first = _with_own(drafts[0], bloc, releve, alone=len(drafts) == 1)
    if len(drafts) == 1:
        numbers = list(dict.fromkeys([*phones, *others]))
        _too_many(bloc, Champ.TELEPHONE, numbers[2:], releve)
        _too_many(bloc, Champ.COURRIEL, mails[1:], releve)
        return [_reached(first, numbers, mails)]
    _too_many(bloc, Champ.TELEPHONE, phones[2:], releve)
    _too_many(bloc, Champ.COURRIEL, mails[2:], releve)
    return [
        _reached(first, [*phones[:1], *others], mails[:1]),
        _reached(drafts[1], phones[1:2], mails[1:2]),
    ]


def cellule_texte(bloc: Bloc, champ: Champ, *, keep_lines: bool = False) -> str:
    """A cell as text, on one line unless its lines are two people."""
    text = valeurs.texte(bloc.get(champ, (None, ""))[0])
    return text if keep_lines else " ".join(text.split())


def _with_own(draft: PersonneDraft, bloc: Bloc, releve: Releve, *, alone: bool) -> PersonneDraft:
    """What only the first person of the cells can hold."""
    sex = releve.value(bloc, Champ.SEXE, valeurs.sexe, None) if alone else None
    if sex is None and alone and Champ.CIVILITE in bloc:
        sex = valeurs.sexe_de_civilite(bloc[Champ.CIVILITE][0])
    urgence = releve.value(bloc, Champ.URGENCE_TELEPHONE, valeurs.telephones, [])
    return replace(
        draft,
        sexe=sex or draft.sexe,
        nom_naissance=draft.nom_naissance or propre(cellule_texte(bloc, Champ.NOM_NAISSANCE)),
        urgence_nom=cellule_texte(bloc, Champ.URGENCE_NOM),
        urgence_lien=cellule_texte(bloc, Champ.URGENCE_LIEN),
        urgence_telephone=urgence[0] if urgence else "",
    )


def _names(bloc: Bloc, releve: Releve) -> list[NomLu]:
    whole = cellule_texte(bloc, Champ.NOM_PRENOM, keep_lines=True)
    nom = cellule_texte(bloc, Champ.NOM, keep_lines=True)
    prenom = cellule_texte(bloc, Champ.PRENOM, keep_lines=True)
    if valeurs.est_vide(whole + nom + prenom):
        return []
    wrong = next((text for text in (whole, nom, prenom) if sum(map(str.isdigit, text)) > 1), "")
    if wrong:
        title = next(bloc[champ][1] for champ in NOMMANTS if champ in bloc)
        releve.refuse(f"« {wrong[:40]} » n’est pas un nom : il contient des chiffres.", title)
        return []
    civilite = cellule_texte(bloc, Champ.CIVILITE)
    if _COUPLE.match(civilite):
        if nom:
            nom = f"{civilite} {nom}"
        else:
            whole = f"{civilite} {whole}"
    if whole and not nom:
        found = lire_noms_complets(whole, prenom_dabord=releve.prenom_dabord)
        if prenom:
            found = [replace(found[0], prenom=propre(prenom)), *found[1:]]
    else:
        found = lire_noms(nom, prenom)
    return [one for one in found if one.nom or one.prenom]


def _births(bloc: Bloc, count: int, releve: Releve) -> Sequence[Naissance | None]:
    if Champ.NAISSANCE not in bloc:
        return [None] * count
    if count == 1:
        return [releve.birth(bloc)]
    cell, title = bloc[Champ.NAISSANCE]
    parts = _DEUX.split(valeurs.texte(cell))
    if len(parts) != count:
        releve.refuse("Une seule naissance pour deux personnes : elle n’est pas reprise.", title)
        return [None] * count
    return [releve.birth({Champ.NAISSANCE: (part, title)}) for part in parts]


class Adresse(NamedTuple):
    """Where the people of the cells live."""

    adresse: str
    complement: str
    code_postal: str
    commune: str


def _address(bloc: Bloc) -> Adresse:
    postcode, town = "", ""
    if Champ.CP_COMMUNE in bloc:
        postcode, town = valeurs.cp_commune(bloc[Champ.CP_COMMUNE][0])
    if Champ.COMMUNE in bloc:
        told = valeurs.cp_commune(bloc[Champ.COMMUNE][0])
        postcode, town = postcode or told[0], told[1] or town
    if Champ.CODE_POSTAL in bloc:
        told = valeurs.cp_commune(valeurs.code_postal(bloc[Champ.CODE_POSTAL][0]))
        postcode, town = (told[0], town or told[1]) if told[0] else (told[1], town)
    return Adresse(
        cellule_texte(bloc, Champ.ADRESSE), cellule_texte(bloc, Champ.COMPLEMENT), postcode, town
    )


def _too_many(bloc: Bloc, champ: Champ, rest: Sequence[str], releve: Releve) -> None:
    if rest:
        title = bloc[champ][1] if champ in bloc else ""
        releve.refuse(f"Non repris, la fiche n’a plus de place : {', '.join(rest)}.", title)


def _reached(draft: PersonneDraft, numbers: Sequence[str], mails: Sequence[str]) -> PersonneDraft:
    phones = [*numbers, "", ""]
    return replace(
        draft, telephone=phones[0], telephone_2=phones[1], courriel=mails[0] if mails else ""
    )
