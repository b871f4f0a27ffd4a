"""One cell, as people fill it, into one value of a person’s card; or the sentence of a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from cs_desktop.domain.dates import MOIS, Naissance, Precision, parse_naissance
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.imports import Cellule
from cs_desktop.domain.personnes import Sexe
from cs_desktop.domain.phones import check_telephone
from cs_desktop.domain.text import search_key

VIDES = frozenset({"", "-", "--", "?", "??", "nc", "n c", "neant", "x", "/", ".", "0", "inconnu"})
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_FIRST = 2_000  # days: a smaller number in a column of births is not a spreadsheet’s date
_NO_DATE = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_TIME = re.compile(r"[ T]\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?Z?$")
_BORN = re.compile(r"^(?:née?|né\(e\)|date)\s*(?:le|en)?\s*:?\s*", re.IGNORECASE)
_UNKNOWN_DAY = re.compile(r"(?:00|xx|\?\?)[/.\- ](?P<month>\d\d|xx|\?\?)[/.\- ](?P<year>\d{4})")
_MONTH_NAME = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<year>\d{4})")
_AGE = re.compile(r"\d{1,3} ?(?:ans?|mois)\b")
_WEEKDAY = re.compile(r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) ")
_PHONE = re.compile(r"\+?\(?\d[\d .\-/()\u00a0\u202f\u2009\u2011]{6,}\d")
_NUMBERS = re.compile(r"[;,|\n]|(?<=\d)(?: / |/(?=[0+]))|\bet\b|\bou\b")
_EMAIL = re.compile(r"[^\s;,<>()\[\]:/|]+@[^\s;,<>()\[\]:/|]+")
_POSTCODE = re.compile(r"(?<![0-9])([0-9]{5}|[0-9]{2} [0-9]{3})(?![0-9])")
_FEMMES = frozenset({"f", "femme", "feminin", "feminine", "fille", "w", "dame"})
_HOMMES = frozenset({"m", "h", "homme", "masculin", "garcon", "g", "monsieur"})
_MADAME = frozenset({"mme", "madame", "mlle", "melle", "mademoiselle", "mmes", "mlles"})
_MONSIEUR = frozenset({"m", "mr", "monsieur", "mrs", "messieurs"})
_ROLES: dict[str, RoleFoyer] = {
    **dict.fromkeys(
        (
            *("responsable", "parent", "pere", "mere", "papa", "maman", "chef de famille", "moi"),
            *("conjoint", "conjointe", "epoux", "epouse", "mari", "femme", "responsable legal"),
            *("representant legal", "tuteur", "tutrice", "titulaire", "responsable principal"),
        ),
        RoleFoyer.RESPONSABLE,
    ),
    **dict.fromkeys(
        ("enfant", "fils", "fille", "enfants", "beau fils", "belle fille"), RoleFoyer.ENFANT
    ),
    **dict.fromkeys(
        ("autre adulte", "adulte", "autre", "oncle", "tante", "frere", "soeur", "cousin"),
        RoleFoyer.AUTRE_ADULTE,
    ),
    **dict.fromkeys(
        ("accueillant", "famille d accueil", "grand pere", "grand mere", "grands parents"),
        RoleFoyer.ACCUEILLANT,
    ),
}


_FORMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("courriel", re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    ("telephone", re.compile(r"(?:\+33 ?|0)[1-9](?:[ .\-]?\d\d){4}")),
    ("naissance", re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d")),
    ("cp_commune", re.compile(r"\d{5} +[^\d]{2,}")),
    ("code_postal", re.compile(r"\d{5}")),
)


def texte(cellule: Cellule) -> str:
    """A cell as text on one line: numbers without « .0 », no NUL nor other control signs."""
    match cellule:
        case None:
            return ""
        case bool():
            return "oui" if cellule else "non"
        case float() if cellule.is_integer():
            return str(int(cellule))
        case datetime() | date():
            return f"{cellule.day:02}/{cellule.month:02}/{cellule.year:04}"
        case str():
            plain = _CONTROL.sub("", cellule) if not cellule.isprintable() else cellule
            return plain.strip().lstrip("'") if plain[:1] == "'" else plain.strip()
        case _:
            return str(cellule)


def est_vide(text: str) -> bool:
    """Whether a cell says that nothing is known."""
    return not text or (len(text) < 9 and search_key(text).strip(". ") in VIDES)


def naissance(cellule: Cellule, today: date) -> Naissance | None:
    """A birth in any shape; None when the cell says that it is unknown.

    Raises RegleMetier with what to type instead.
    """
    if isinstance(cellule, int | float) and not isinstance(cellule, bool):
        return _serial(cellule, today)
    if isinstance(cellule, datetime):
        cellule = cellule.date()
    if isinstance(cellule, date):
        return _checked(cellule, today)
    text = texte(cellule)
    if est_vide(text):
        return None
    return _naissance_texte(text, today)


@lru_cache(maxsize=4096)
def _naissance_texte(text: str, today: date) -> Naissance | None:
    typed = _TIME.sub("", _BORN.sub("", " ".join(text.split())))
    key = search_key(typed)
    if typed.isdigit() and len(typed) == 5:
        return _serial(int(typed), today)
    unknown_day = _UNKNOWN_DAY.fullmatch(key)
    if unknown_day is not None:
        month = unknown_day["month"]
        whole = month.isdigit() and month != "00"
        return parse_naissance(
            f"{month}/{unknown_day['year']}" if whole else unknown_day["year"], today
        )
    named = _MONTH_NAME.fullmatch(key)
    if named is not None:
        months = [
            n for n, name in enumerate(MOIS, 1) if search_key(name).startswith(named["month"])
        ]
        if len(months) == 1:
            return parse_naissance(f"{months[0]}/{named['year']}", today)
    if _AGE.search(key):
        raise RegleMetier(f"« {text} » est un âge. Indiquez la date ou l’année de naissance.")
    read = parse_naissance(_WEEKDAY.sub("", typed), today)
    return None if read.le in _NO_DATE and read.precision is Precision.JOUR else read


def _serial(number: float, today: date) -> Naissance | None:
    """A year, or the number of days by which spreadsheets store a date."""
    if number == 0:
        return None
    if not float(number).is_integer() and number < _EXCEL_FIRST:
        raise RegleMetier(f"« {number} » n’est pas une date. Exemple : 15/09/1985")
    whole = int(number)
    if today.year - 130 <= whole <= today.year:
        return Naissance(date(whole, 1, 1), Precision.ANNEE)
    if _EXCEL_FIRST <= whole <= (today - _EXCEL_ZERO).days:
        return _checked(_EXCEL_ZERO + timedelta(days=whole), today)
    digits = str(whole)
    if len(digits) in {7, 8}:  # 1031985: the zero of 01031985 is lost in a number
        return parse_naissance(digits.zfill(8), today)
    raise RegleMetier(f"« {whole} » n’est pas une date. Exemple : 15/09/1985")


def _checked(le: date, today: date) -> Naissance | None:
    if le in _NO_DATE:
        return None
    return parse_naissance(f"{le.day:02}/{le.month:02}/{le.year:04}", today)


def telephones(cellule: Cellule) -> list[str]:
    """The numbers of a cell, as they are stored. Raises RegleMetier when one cannot be read."""
    text = texte(cellule)
    if est_vide(text):
        return []
    found: list[str] = []
    for part in _NUMBERS.split(text):
        typed = _PHONE.search(part)
        if typed is None:
            if any(sign.isdigit() for sign in part):
                raise RegleMetier(
                    f"« {text[:40]} » n’est pas un téléphone. Exemple : 06 39 98 24 71"
                )
            continue
        found.append(_telephone(typed[0]))
    if not found:
        raise RegleMetier(f"« {text[:40]} » n’est pas un téléphone. Exemple : 06 39 98 24 71")
    return list(dict.fromkeys(found))


def _telephone(typed: str) -> str:
    bare = "".join(sign for sign in typed if sign.isdigit())
    if len(bare) == 9 and bare[0] != "0" and not typed.startswith("+"):
        return check_telephone(f"0{bare}")  # spreadsheets drop the zero
    if len(bare) == 11 and bare.startswith("33"):
        return check_telephone(f"+{bare}")
    if "/" in typed:
        typed = typed.replace("/", " ")
    return check_telephone(typed)


def courriels(cellule: Cellule) -> list[str]:
    """The addresses of a cell. Raises RegleMetier when there is none in what is written."""
    text = texte(cellule)
    if est_vide(text) or search_key(text) in {
        "non",
        "pas de mail",
        "aucun",
        "sans",
        "pas d adresse",
    }:
        return []
    found = [one.strip(".").removeprefix("mailto:") for one in _EMAIL.findall(text)]
    if not found:
        raise RegleMetier(
            f"« {text[:40]} » n’est pas une adresse électronique. Exemple : prenom@exemple.fr"
        )
    return list(dict.fromkeys(found))


def code_postal(cellule: Cellule) -> str:
    """Five figures; the zero that a spreadsheet drops comes back."""
    text = "".join(texte(cellule).split())
    return text.zfill(5) if text.isdigit() and len(text) == 4 else text


def cp_commune(cellule: Cellule) -> tuple[str, str]:
    """« 59999 Valmont », « Valmont (59999) »: the postcode and the town."""
    text = texte(cellule)
    found = _POSTCODE.search(text)
    if found is None:
        return "", commune(text)
    town = f"{text[: found.start()]} {text[found.end() :]}"
    return found[0].replace(" ", ""), commune(town.strip(" ()-,;/"))


def commune(text: str) -> str:
    """A town, out of capitals."""
    plain = " ".join(text.split())
    return capitales(plain) if plain.isupper() else plain


def capitales(text: str) -> str:
    """« SAINT-ÉTIENNE » → « Saint-Étienne », « O’BRIEN » → « O’Brien »."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0][:1].upper() + word[0][1:].lower(), text)


def sexe(cellule: Cellule) -> Sexe | None:
    """What a column of sexes says. Raises RegleMetier for another word."""
    text = texte(cellule)
    key = search_key(text).strip(". ")
    if est_vide(text) and key != "x":
        return None
    if key in _FEMMES or key in _MADAME:
        return Sexe.F
    if key in _HOMMES or key in _MONSIEUR:
        return Sexe.M
    if key in {"autre", "x", "non binaire"}:
        return Sexe.AUTRE
    if key in {"non renseigne", "non specifie", "inconnu", "ns", "nsp"}:
        return None
    raise RegleMetier(f"« {text[:40]} » n’est pas un sexe connu. Écrivez F, M ou autre.")


def sexe_de_civilite(cellule: Cellule) -> Sexe | None:
    """Only when a title says one thing: « M. et Mme » and « Dr » say nothing."""
    key = search_key(texte(cellule)).strip(". ")
    if key in _MADAME:
        return Sexe.F
    return Sexe.M if key in _MONSIEUR else None


def role(cellule: Cellule) -> RoleFoyer | None:
    """The place in a foyer. Raises RegleMetier for a word that says none."""
    text = texte(cellule)
    key = search_key(text)
    if est_vide(text):
        return None
    if key in _ROLES:
        return _ROLES[key]
    raise RegleMetier(
        f"« {text[:40]} » ne dit pas la place dans le foyer. Écrivez responsable, enfant, autre "
        "adulte ou accueillant."
    )


def ressemble(cellules: Sequence[Cellule]) -> str:
    """What the cells of a column without a known title hold: the code of a Champ, "" if unclear."""
    filled = [text for text in map(texte, cellules) if text]
    if len(filled) < 2:
        return ""
    for code, pattern in _FORMES:
        if sum(pattern.fullmatch(text) is not None for text in filled) * 5 >= len(filled) * 4:
            return code
    return ""
