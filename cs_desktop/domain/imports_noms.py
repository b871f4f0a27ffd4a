"""Names as spreadsheets hold them: couples, two people in a cell, capitals, either order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cs_desktop.domain.imports_prenoms import PRENOMS
from cs_desktop.domain.imports_valeurs import capitales, sexe_de_civilite
from cs_desktop.domain.personnes import Sexe
from cs_desktop.domain.text import search_key

_PARTICULES = frozenset(
    {*("de", "du", "des", "la", "le", "les", "ben", "bel", "el", "al", "ait", "van", "von", "der")}
    | {*("abou", "abdel", "bou", "dos", "da", "di", "del", "mac", "mc", "san", "saint", "st", "d")}
)
_CIVILITE = re.compile(
    r"(?P<civ>\b(?:monsieur|madame|mademoiselle|mme|mlle|melle|mr|dr|docteur|me|m)\b\.?)"
    r"(?=\s|$|/|&|,)",
    re.IGNORECASE,
)
_COUPLE = re.compile(
    r"^\s*(?P<a>monsieur|madame|mme|mr|m)\.?\s*(?:et|&|/|\+|ou)\s*"
    r"(?P<b>monsieur|madame|mme|mr|m)\b\.?\s*",
    re.IGNORECASE,
)
_FAMILLE = re.compile(r"^\s*(?:famille|fam\.?|foyer)\s+", re.IGNORECASE)
_NEE = re.compile(r"[\s,(]+(?:née?|nee|né\(e\))\s+(?P<nom>[^()]+?)\)?\s*$", re.IGNORECASE)
_EPOUSE = re.compile(r"\s+(?:épouse|epouse|ép\.?|ep\.?|veuve|vve)\s+(?P<nom>.+)$", re.IGNORECASE)
_DEUX = re.compile(r"\s+et\s+|\s*[&+\n]\s*|\s*/\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NomLu:
    """One person named in a cell."""

    nom: str = ""
    prenom: str = ""
    naissance: str = ""  # her name at birth
    sexe: Sexe | None = None


def propre(text: str) -> str:
    """One name, on one line, out of capitals or of small letters."""
    plain = " ".join(text.split()).strip(" ,;:-")
    if plain and (plain.isupper() or plain.islower()):
        return capitales(plain)
    words = plain.split(" ")
    return " ".join(capitales(w) if w.isupper() and len(w) > 1 else w for w in words)


def lire_noms(nom: str, prenom: str) -> list[NomLu]:
    """The people of a cell of names and of a cell of first names: one, or two."""
    couple = _COUPLE.match(nom)
    titles = _titles(couple) if couple is not None else ()
    rest = nom[couple.end() :] if couple is not None else nom
    rest = _FAMILLE.sub("", rest)
    names, firsts = _split(rest), _split(prenom)
    # « DUPONT / MARTIN » with one first name is a double name; without any, two people.
    two = len(firsts) == 2 or (len(names) == 2 and not firsts and "\n" not in rest)
    if (couple is None and not two) or max(len(names), len(firsts)) > 2:
        return [_one(rest, prenom)]
    found = [
        _one(names[min(rank, len(names) - 1)] if names else "", _at(firsts, rank))
        for rank in range(2)
    ]
    if not titles:
        return found
    # « M. et Mme DUPONT Paul »: one first name, custom gives it to the man.
    if len(firsts) == 1 and titles == (Sexe.F, Sexe.M):
        found = [replace(found[0], prenom=""), replace(found[1], prenom=found[0].prenom)]
    return [replace(one, sexe=title) for one, title in zip(found, titles, strict=True)]


def lire_noms_complets(text: str, *, prenom_dabord: bool) -> list[NomLu]:
    """The people of a cell that holds full names: « M. et Mme Dupont », « DUPONT Anna »."""
    couple = _COUPLE.match(text)
    if couple is not None:
        nom, prenom = _decoupe(text[couple.end() :], prenom_dabord=prenom_dabord)
        return lire_noms(f"{couple[0]} {nom}", prenom)
    parts = _split(_FAMILLE.sub("", text))
    if len(parts) != 2:
        return [_complet(_FAMILLE.sub("", text), prenom_dabord=prenom_dabord)]
    if _FAMILLE.match(text):  # « Famille Dupont / Martin »
        return [NomLu(nom=propre(part)) for part in parts]
    first, second = (_complet(part, prenom_dabord=prenom_dabord) for part in parts)
    # « Anna et Paul Dupont », « DUPONT Anna et Paul »: one name for two.
    if len(_words(parts[0])) == 1 and second.nom and second.prenom:
        first = replace(first, nom=second.nom, prenom=propre(_bare(parts[0])))
    elif len(_words(parts[1])) == 1 and first.nom and first.prenom:
        second = replace(second, nom=first.nom, prenom=propre(_bare(parts[1])))
    elif len(_words(parts[0])) == 1 and len(_words(parts[1])) == 1:
        first, second = (
            replace(one, nom="", prenom=propre(_bare(part)))
            if search_key(_bare(part)) in PRENOMS
            else one
            for one, part in zip((first, second), parts, strict=True)
        )
    return [first, second]


def vote_prenom_dabord(cells: Sequence[str]) -> bool | None:
    """Whether first names come first in a column of full names, by what most cells show."""
    first = last = 0
    for cell in cells:
        words = _words(cell)
        if len(words) < 2:
            continue
        upper = [len(word) > 1 and word.isupper() for word in words]
        if any(upper) and not all(upper):
            first, last = first + (not upper[0]), last + upper[0]
        else:
            first += search_key(words[0]) in PRENOMS and search_key(words[-1]) not in PRENOMS
            last += search_key(words[-1]) in PRENOMS and search_key(words[0]) not in PRENOMS
    return None if first == last else first > last


def _titles(couple: re.Match[str]) -> tuple[Sexe | None, Sexe | None] | tuple[()]:
    one, other = sexe_de_civilite(couple["a"]), sexe_de_civilite(couple["b"])
    return (one, other) if one is not None and other is not None else ()


def _split(text: str) -> list[str]:
    return [part for part in _DEUX.split(text.strip()) if part.strip()]


def _at(parts: Sequence[str], rank: int) -> str:
    return parts[rank] if rank < len(parts) else ""


def _one(nom: str, prenom: str) -> NomLu:
    """A person whose names stand apart; a title may stand before either."""
    sex = _civilite(nom) or _civilite(prenom)
    nom, prenom = _bare(nom), _bare(prenom)
    nom, birth = _birth_name(nom)
    return NomLu(propre(nom), propre(prenom), propre(birth), sex)


def _complet(text: str, *, prenom_dabord: bool) -> NomLu:
    sex = _civilite(text)
    bare, birth = _birth_name(_bare(text))
    nom, prenom = _decoupe(bare, prenom_dabord=prenom_dabord)
    return NomLu(propre(nom), propre(prenom), propre(birth), sex)


def _birth_name(text: str) -> tuple[str, str]:
    """« Leroy (née Martin) », « Martin épouse Leroy »: the name in use, the name at birth."""
    found = _NEE.search(text)
    if found is not None:
        return text[: found.start()].strip(), found["nom"]
    found = _EPOUSE.search(text)
    if found is not None:
        return found["nom"], text[: found.start()]
    return text, ""


def _civilite(text: str) -> Sexe | None:
    found = _CIVILITE.match(text.strip())
    return None if found is None else sexe_de_civilite(found["civ"])


def _bare(text: str) -> str:
    return (
        _CIVILITE.sub("", text.strip(), count=1).strip() if _CIVILITE.match(text.strip()) else text
    )


def _words(text: str) -> list[str]:
    return _bare(text).split()


def _decoupe(text: str, *, prenom_dabord: bool) -> tuple[str, str]:
    """Name and first name of one person."""
    if "," in text:
        nom, _comma, prenom = text.partition(",")
        return nom, prenom
    words = text.split()
    if len(words) < 2:
        return text, ""
    upper = [
        (len(word) > 1 and word.isupper())
        or (search_key(word) in _PARTICULES and not word.istitle())
        for word in words
    ]
    if any(upper) and not all(upper):
        return (
            " ".join(word for word, is_name in zip(words, upper, strict=True) if is_name),
            " ".join(word for word, is_name in zip(words, upper, strict=True) if not is_name),
        )
    if prenom_dabord:
        cut = 1
        while cut < len(words) - 1 and search_key(words[cut]) in PRENOMS:
            cut += 1
        return " ".join(words[cut:]), " ".join(words[:cut])
    cut = 1
    while cut < len(words) - 1 and search_key(words[cut - 1]) in _PARTICULES:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])
