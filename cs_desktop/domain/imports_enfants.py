"""Children named in a cell: « Léo 12/03/2015 », « Léo (2015), Zoé (2018) », « Martin Léo »."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.imports_noms import propre
from cs_desktop.domain.imports_prenoms import PRENOMS
from cs_desktop.domain.imports_valeurs import est_vide, naissance
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.domain.text import search_key

_SEVERAL = re.compile(r"\s*[,;\n&+]\s*|\s+et\s+|\s+/\s+", re.IGNORECASE)
_BIRTH = re.compile(
    r"\(?\s*(?:née?\s*(?:le|en)?\s*)?(?P<birth>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|(?:19|20)\d\d)\s*\)?",
    re.IGNORECASE,
)
_AGE = re.compile(r"[(,]?\s*\d{1,2}\s*(?:ans?|mois)\s*\)?", re.IGNORECASE)


def lire_enfants(
    text: str, family: str, today: date, tell: Callable[[str], None], *, several: bool
) -> Iterator[PersonneDraft]:
    """The children of a cell, who bear the name of the family unless they have their own."""
    for part in _SEVERAL.split(text) if several else [text]:
        if est_vide(part.strip()) or search_key(part).strip() in {"non", "aucun", "sans", "oui"}:
            continue
        child = _enfant(part, family, today, tell)
        if child is not None:
            yield child


def _enfant(
    text: str, family: str, today: date, tell: Callable[[str], None]
) -> PersonneDraft | None:
    found = _BIRTH.search(text)
    name = _BIRTH.sub(" ", text) if found else text
    without_age = _AGE.sub(" ", name)
    if without_age != name:
        tell("L’âge d’un enfant n’est pas repris : il change avec le temps.")
    name = " ".join(re.sub(r"[():]", " ", without_age).split()).strip(" -,")
    if not name or any(sign.isdigit() for sign in name):
        tell(f"« {text[:40]} » ne donne pas le prénom d’un enfant : cet enfant n’est pas repris.")
        return None
    child = _nomme(name, family)
    return child if found is None else replace(child, naissance=_birth(found["birth"], today, tell))


def _birth(text: str, today: date, tell: Callable[[str], None]) -> Naissance | None:
    try:
        return naissance(text, today)
    except RegleMetier as refused:
        tell(f"{str(refused).rstrip('.')}. L’enfant est repris sans cette valeur.")
        return None


def _nomme(name: str, family: str) -> PersonneDraft:
    words = name.split()
    if len(words) == 1:
        return PersonneDraft(nom=family, prenom=propre(name))
    upper = [len(word) > 1 and word.isupper() for word in words]
    if any(upper) and not all(upper):
        pairs = list(zip(words, upper, strict=True))
        return PersonneDraft(
            nom=propre(" ".join(word for word, is_name in pairs if is_name)),
            prenom=propre(" ".join(word for word, is_name in pairs if not is_name)),
        )
    key, plain = search_key(family), search_key(name)
    if key and plain.startswith(f"{key} "):
        return PersonneDraft(nom=family, prenom=propre(" ".join(words[len(key.split()) :])))
    if key and plain.endswith(f" {key}"):
        return PersonneDraft(nom=family, prenom=propre(" ".join(words[: -len(key.split())])))
    firsts = [search_key(word) in PRENOMS for word in words]
    if not family and len(words) == 2:
        order = (1, 0) if firsts[0] and not firsts[1] else (0, 1)
        return PersonneDraft(nom=propre(words[order[0]]), prenom=propre(words[order[1]]))
    if firsts[0] and not any(firsts[1:]):
        return PersonneDraft(nom=propre(" ".join(words[1:])), prenom=propre(words[0]))
    if firsts[-1] and not any(firsts[:-1]):
        return PersonneDraft(nom=propre(" ".join(words[:-1])), prenom=propre(words[-1]))
    return PersonneDraft(nom=family, prenom=propre(name))
