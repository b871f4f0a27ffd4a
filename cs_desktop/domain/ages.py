"""Ages and age bands: the finest are kept, each use groups neighbours (« 12-17 », « 60+ »)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cs_desktop.domain.dates import Naissance

_SPAN = re.compile(r"(?P<first>[0-9]{1,3})(?:-(?P<last>[0-9]{1,3})|\+)")


@dataclass(frozen=True, slots=True)
class Tranche:
    """An age band, bounds included; `fin` is None for the last one, both are for unknown ages."""

    debut: int | None
    fin: int | None
    code: str  # as the catalogue of figures writes it
    libelle: str


def _band(debut: int, fin: int) -> Tranche:
    return Tranche(debut, fin, f"{debut}-{fin}", f"{debut} à {fin} ans")


TRANCHES_FINES = (
    _band(0, 2),
    _band(3, 5),
    _band(6, 11),
    _band(12, 15),
    _band(16, 17),
    _band(18, 25),
    _band(26, 59),
    _band(60, 64),
    _band(65, 69),
    _band(70, 74),
    _band(75, 79),
    _band(80, 89),
    Tranche(90, None, "90+", "90 ans et plus"),
)
AGE_INCONNU = Tranche(None, None, "inconnu", "âge inconnu")


def age(naissance_le: date, jour: date) -> int:
    """Completed years on `jour`; a birth of 29 February counts from 1 March in common years.

    Negative before the birth, which `tranche` calls unknown.
    """
    before_birthday = (jour.month, jour.day) < (naissance_le.month, naissance_le.day)
    return jour.year - naissance_le.year - before_birthday


def tranche(years: int | None) -> Tranche:
    """The finest band of an age; an unknown age is a band of its own."""
    if years is None or years < 0:
        return AGE_INCONNU
    return next(band for band in TRANCHES_FINES if band.fin is None or years <= band.fin)


def tranche_a(naissance: Naissance | None, jour: date) -> Tranche:
    """The band of a person on `jour`: unknown when the precision leaves two bands possible."""
    if naissance is None:
        return AGE_INCONNU
    eldest, youngest = (tranche(age(le, jour)) for le in naissance.bornes())
    return eldest if eldest == youngest else AGE_INCONNU


def tranches(code: str) -> tuple[Tranche, ...]:
    """The fine bands of « 12-17 », « 60+ » or « inconnu ».

    Raises ValueError when the span does not begin and end with bands.
    """
    if code == AGE_INCONNU.code:
        return (AGE_INCONNU,)
    span = _SPAN.fullmatch(code)
    if span is not None:
        first, last = int(span["first"]), int(span["last"]) if span["last"] else None
        inside = tuple(
            band
            for band in TRANCHES_FINES
            if (band.debut or 0) >= first
            and (last is None or (band.fin is not None and band.fin <= last))
        )
        if inside and inside[0].debut == first and inside[-1].fin == last:
            return inside
    raise ValueError(f"« {code} » is not made of whole age bands")
