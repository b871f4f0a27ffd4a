"""What an import never reads, whatever the column: told by the title or by the contents (R8.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cs_desktop.domain.imports import Cellule

_ACCES = r"mot de passe|passe|password|passwd|pwd|mdp\w*|hash|otp\w*"
_NIR_TITRE = (
    r"nir|secu|securite sociale|num secu|n insee|numero insee|carte vitale|n ss|no ss|numero ss"
)
_BANQUE = (
    r"iban|bic|rib|swift|banque|bancaires?|carte bleue|cb|titulaire du compte|mandat sepa|sepa|"
    r"rum|prelevement"
)
_SANTE = (
    r"allerg\w*|medical\w*|medicaux|medicament\w*|medecin\w*|sante|maladie\w*|traitement\w*|"
    r"vaccin\w*|handicap\w*|pai|mdph|aeeh|aah|regime alimentaire|alimentaire|asthme|"
    r"groupe sanguin|hospitalisation|lunettes|pathologie\w*|antecedent\w*|diabete|mutuelle"
)
_SENSIBLE = r"religion\w*|nationalite\w*|ethni\w*|origine\w*|syndica\w*|opinion\w*"
_TITRES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), what)
    for pattern, what in (
        (_ACCES, "un mot de passe"),
        (_NIR_TITRE, "un numéro de sécurité sociale"),
        (_BANQUE, "une donnée bancaire"),
        (_SANTE, "une donnée de santé"),
        (_SENSIBLE, "une donnée sensible"),
    )
)
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?:[ \u00a0-]?[A-Z0-9]){11,30}\b", re.IGNORECASE)
_NIR = re.compile(
    r"(?<![0-9])([1278])[ .\u00a0-]?([0-9]{2})[ .\u00a0-]?([0-9]{2})[ .\u00a0-]?"
    r"([0-9]{2}|2[AB])[ .\u00a0-]?([0-9]{3})[ .\u00a0-]?([0-9]{3})[ .\u00a0-]?([0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
ECHANTILLON = 500
_PART = 3  # one cell out of three is enough to leave a column out


def interdit_par_titre(cle: str) -> str:
    """What the column of this title holds that is never read, "" when it may be read."""
    return next((what for pattern, what in _TITRES if pattern.search(cle)), "")


def interdit(cellule: Cellule) -> str:
    """What this cell holds that is never read, "" when it may be read."""
    if isinstance(cellule, float) and cellule.is_integer():
        cellule = int(cellule)
    if isinstance(cellule, bool) or not isinstance(cellule, str | int):
        return ""
    text = str(cellule)
    if len(text) < 14:
        return ""
    if any(_is_nir(*found.groups()) for found in _NIR.finditer(text)):
        return "un numéro de sécurité sociale"
    if any(_is_iban(found[0]) for found in _IBAN.finditer(text)):
        return "une donnée bancaire"
    return ""


def interdit_par_contenu(cellules: Sequence[Cellule]) -> str:
    """What a column holds that is never read, by a sample of its cells."""
    filled = [one for one in cellules if one not in {None, ""}][:ECHANTILLON]
    found = [what for what in map(interdit, filled) if what]
    return found[0] if found and len(found) * _PART >= len(filled) else ""


def _is_nir(*parts: str) -> bool:
    """Thirteen signs and their key of 97; Corsica’s letters count as figures."""
    *body, key = parts
    number = "".join(body).upper().replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(key)


def _is_iban(text: str) -> bool:
    iban = "".join(_alphanumeric(text.upper()))
    if not 15 <= len(iban) <= 34:
        return False
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _alphanumeric(text: str) -> Iterable[str]:
    return (sign for sign in text if sign.isascii() and sign.isalnum())
