"""The refusals the program can make, each with a sentence for the person at the screen.

Three kinds of failure exist: wrong input and rules of the trade (`RegleMetier`, `DroitManquant`,
`Introuvable`, `Conflit`), the environment (`StockageIndisponible` and its children), and our own
bugs (any other exception, shown by the crash dialog).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Refus:
    """One reason to refuse a draft: what, why and what to do, beside the field named `champ`."""

    message: str
    champ: str | None = None


class ErreurAttendue(Exception):
    """A failure foreseen by the program; its text is a French sentence ready to be shown."""


class RegleMetier(ErreurAttendue):
    """What was typed breaks a rule; nothing was written."""

    def __init__(self, message: str, champ: str | None = None) -> None:
        super().__init__(message)
        self.refus: tuple[Refus, ...] = (Refus(message, champ),)

    @classmethod
    def plusieurs(cls, refus: Sequence[Refus]) -> Self:
        """Refuse for several reasons at once; the first one is the message."""
        error = cls(refus[0].message, refus[0].champ)
        error.refus = tuple(refus)
        return error


class DroitManquant(ErreurAttendue):
    """The rôle of the acting account does not allow this use-case (A4)."""


class Introuvable(ErreurAttendue):
    """The row is gone."""


class Conflit(ErreurAttendue):
    """The row changed since it was read; the screen offers to reload or to replace."""


class AnnulationRefusee(ErreurAttendue):
    """A use-case cannot be undone; the sentence names the later change (A6)."""


class Annule(ErreurAttendue):
    """The person stopped a long task; nothing was written."""


class StockageIndisponible(ErreurAttendue):
    """The environment failed: disk full, read-only or vanished folder, damaged or locked file."""


class BaseOccupee(StockageIndisponible):
    """Another writer holds the base for longer than we may wait."""


class BaseRefusee(StockageIndisponible):
    """The file is not a base this program can open: foreign, damaged, too new, on the network."""


class CleRefusee(ErreurAttendue):
    """The password or the fiche de secours opens no slot, or the slots belong to another base."""
