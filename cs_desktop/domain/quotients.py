"""Quotients familiaux: kinds, bands without gap, calculation from a tax notice (R4.3, R4.4).

A quotient is a whole number of euros. It is dated; those before it stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.domain.text import nombre

VALEUR_MAX = 99_999
LONGUEUR_MAX = 120
REVENU_MAX = 9_999_999
QUARTS_MAX = 80  # twenty parts
SANS_JUSTIFICATIF, SANS_FOYER = "sans justificatif", "sans foyer"
SOURCE_REGLE = (
    "Usage des centres sociaux sans attestation CAF ou MSA : revenu fiscal de référence de l’avis, "
    "divisé par 12, plus les prestations familiales du mois, divisé par les parts de l’avis. "
    "Ce n’est pas le quotient de la CAF, qui compte autrement les parts."
)


class GenreQuotient(StrEnum):
    """Where the value comes from; `ABSENT`: nothing was shown, so the top rate holds."""

    CAF = "CAF"
    MSA = "MSA"
    CALCULE = "calcule"
    ABSENT = "absent"

    @property
    def libelle(self) -> str:
        """The word shown in the history."""
        return {"calcule": "Calculé", "absent": "Absent"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Quotient:
    """One line of the history of a foyer. `valeur` is None when no proof was shown."""

    id: int
    version: int
    foyer_id: int
    valeur: int | None
    genre: GenreQuotient
    a_partir_du: date
    source: str
    tranche: str = ""  # the code of the band of the centre


@dataclass(frozen=True, slots=True)
class QuotientDraft:
    """What the form holds."""

    foyer_id: int
    valeur: int | None = None
    genre: GenreQuotient = GenreQuotient.CAF
    a_partir_du: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class AvisImposition:
    """What is read on a tax notice. `quarts` counts quarters of parts: 2,5 parts are 10."""

    revenu: int  # revenu fiscal de référence, whole euros of a year
    quarts: int
    prestations: int = 0  # family benefits of a month, whole euros


@dataclass(frozen=True, slots=True)
class TrancheQf:
    """A band of the centre, bounds included; the last one has no end."""

    code: str
    debut: int
    fin: int | None
    libelle: str


@dataclass(frozen=True, slots=True)
class ChangementQf:
    """One line of a bulk update: the quotient in force and the one to come."""

    foyer_id: int
    foyer: str
    avant: int | None
    apres: int | None
    tranche_avant: str = ""
    tranche_apres: str = ""


def calcule(avis: AvisImposition) -> int:
    """(revenu ÷ 12 + prestations) ÷ parts, rounded down to the euro.

    Raises RegleMetier beside the figure that cannot be.
    """
    check_avis(avis)
    return (avis.revenu + 12 * avis.prestations) * 4 // (12 * avis.quarts)


def formule(avis: AvisImposition) -> str:
    """« (18 400 ÷ 12 + 0) ÷ 2,5 = 613, arrondi à l’euro inférieur »."""
    parts = parts_texte(avis.quarts)
    value = nombre(calcule(avis))
    return (
        f"({nombre(avis.revenu)} ÷ 12 + {nombre(avis.prestations)}) ÷ {parts} = {value}, "
        "arrondi à l’euro inférieur"
    )


def check_avis(avis: AvisImposition) -> None:
    """Raises RegleMetier with every reason."""
    refus: list[Refus] = []
    if not 0 <= avis.revenu <= REVENU_MAX:
        message = f"Le revenu fiscal de référence est entre 0 et {nombre(REVENU_MAX)} €."
        refus.append(Refus(message, "revenu"))
    if not 4 <= avis.quarts <= QUARTS_MAX:
        refus.append(Refus("L’avis indique au moins 1 part. Exemple : 2,5", "parts"))
    if not 0 <= avis.prestations <= VALEUR_MAX:
        refus.append(Refus("Les prestations d’un mois sont entre 0 et 99 999 €.", "prestations"))
    if refus:
        raise RegleMetier.plusieurs(refus)


def parse_parts(text: str) -> int:
    """The quarters of « 2 », « 2,5 », « 2.75 ». Raises RegleMetier."""
    whole, _, rest = text.strip().replace(".", ",").partition(",")
    quarters = {"": 0, "0": 0, "00": 0, "25": 1, "5": 2, "50": 2, "75": 3}.get(rest)
    if not whole.isascii() or not whole.isdigit() or quarters is None or len(whole) > 2:
        raise RegleMetier("Les parts vont par quarts. Exemple : 2,5", "parts")
    return 4 * int(whole) + quarters


def parts_texte(quarts: int) -> str:
    """« 2,5 »."""
    whole, rest = divmod(quarts, 4)
    return f"{whole}{('', ',25', ',5', ',75')[rest]}"


def parse_valeur(text: str) -> int | None:
    """The euros of « 512 » or « 1 240 € », None when nothing is typed. Raises RegleMetier."""
    typed = "".join(text.replace("€", "").split())
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or int(typed[:9]) > VALEUR_MAX:
        message = f"Un quotient est un nombre entier de 0 à {nombre(VALEUR_MAX)}. Exemple : 512"
        raise RegleMetier(message, "valeur")
    return int(typed)


def check_quotient(draft: QuotientDraft, today: date) -> QuotientDraft:
    """`draft` as it is stored. Raises RegleMetier with every reason, each beside its field."""
    refus: list[Refus] = []
    absent = draft.genre is GenreQuotient.ABSENT
    if draft.valeur is None and not absent:
        refus.append(Refus("Indiquez le quotient, ou choisissez « Absent ».", "valeur"))
    elif draft.valeur is not None and not 0 <= draft.valeur <= VALEUR_MAX:
        refus.append(Refus(f"Un quotient va de 0 à {nombre(VALEUR_MAX)}.", "valeur"))
    if draft.a_partir_du is None:
        refus.append(Refus("Indiquez à partir de quand il vaut.", "a_partir_du"))
    elif abs((draft.a_partir_du - today).days) > 36_525 or draft.a_partir_du.year > today.year + 1:
        refus.append(Refus("Cette date est trop loin. Vérifiez l’année.", "a_partir_du"))
    source = " ".join(draft.source.split())
    if len(source) > LONGUEUR_MAX:
        message = f"Ce texte dépasse {LONGUEUR_MAX} caractères. Raccourcissez-le."
        refus.append(Refus(message, "source"))
    if refus:
        order = [field.name for field in fields(QuotientDraft)]
        raise RegleMetier.plusieurs(
            sorted(refus, key=lambda one: order.index(one.champ or "valeur"))
        )
    return replace(draft, source=source, valeur=None if absent else draft.valeur)


def check_tranches(tranches: Sequence[TrancheQf]) -> tuple[TrancheQf, ...]:
    """Bands that leave no value out and hold none twice (R4.3). Raises RegleMetier."""
    expected: int | None = 0
    codes: set[str] = set()
    for tranche in tranches:
        if expected is None or tranche.debut != expected:
            begins = "aucune autre" if expected is None else nombre(expected)
            raise RegleMetier(
                f"La tranche « {tranche.libelle} » commence à {nombre(tranche.debut)} : "
                f"après la précédente vient {begins}. Corrigez la borne.",
                "tranches",
            )
        if tranche.fin is not None and tranche.fin < tranche.debut:
            raise RegleMetier(
                f"La tranche « {tranche.libelle} » finit avant de commencer.", "tranches"
            )
        if not tranche.code or tranche.code in codes | {SANS_JUSTIFICATIF, SANS_FOYER}:
            raise RegleMetier(f"Le code « {tranche.code} » ne peut pas servir.", "tranches")
        codes.add(tranche.code)
        expected = None if tranche.fin is None else tranche.fin + 1
    if tranches and expected is not None:
        raise RegleMetier("La dernière tranche n’a pas de fin. Enlevez sa borne.", "tranches")
    return tuple(tranches)


def tranche_de(valeur: int | None, tranches: Sequence[TrancheQf]) -> TrancheQf | None:
    """The band of a value; None without a proof, or in a centre that has no bands."""
    if valeur is None:
        return None
    held = (one for one in tranches if one.fin is None or valeur <= one.fin)
    return next(held, None)
