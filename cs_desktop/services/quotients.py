"""Quotients of foyers: their history, the tax notice, many at once with before and after."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.quotients import (
    ChangementQf,
    Quotient,
    QuotientDraft,
    TrancheQf,
    check_quotient,
    check_tranches,
    tranche_de,
)
from cs_desktop.persistence import quotients
from cs_desktop.persistence.database import Database
from cs_desktop.services.registre import droit


class QuotientService:
    """What prices depend on; what is already priced does not move."""

    def __init__(
        self, database: Database, today: Callable[[], date], now: Callable[[], datetime]
    ) -> None:
        self._database, self._today, self._now = database, today, now

    @droit(Droit.CONSULTER_QUOTIENTS)
    def history(
        self, _acteur: Acteur, foyer_ids: Collection[int]
    ) -> Mapping[int, tuple[Quotient, ...]]:
        """The lines of these foyers, latest first."""
        with self._database.reading() as session:
            return quotients.history(session, foyer_ids)

    @droit(Droit.CONSULTER_QUOTIENTS)
    def tranches(self, _acteur: Acteur) -> tuple[TrancheQf, ...]:
        """The bands of the centre."""
        with self._database.reading() as session:
            return quotients.tranches(session)

    @droit(Droit.GERER_ADHESIONS)
    def save(self, acteur: Acteur, draft: QuotientDraft) -> int:
        """A new line of the history, or the one of the same day corrected. Raises RegleMetier."""
        checked = check_quotient(draft, self._today())
        with self._database.transaction(acteur, "quotient.enregistrer") as session:
            return quotients.write(session, checked)

    @droit(Droit.GERER_ADHESIONS)
    def retirer(self, acteur: Acteur, quotient_id: int) -> None:
        """Take a line typed by mistake off the history. Raises Introuvable."""
        with self._database.transaction(acteur, "quotient.retirer") as session:
            quotients.withdraw(session, quotient_id, self._now())

    @droit(Droit.CONSULTER_QUOTIENTS)
    def changements(self, _acteur: Acteur, drafts: Sequence[QuotientDraft]) -> list[ChangementQf]:
        """Before and after of a bulk update, foyer by foyer; nothing is written.

        Raises RegleMetier for the first line that cannot be.
        """
        today = self._today()
        checked = [check_quotient(draft, today) for draft in drafts]
        ids = [draft.foyer_id for draft in checked]
        with self._database.reading() as session:
            bands = quotients.tranches(session)
            before = quotients.values_at(session, ids, today)
            names = quotients.foyer_names(session, ids)
        return [
            ChangementQf(
                draft.foyer_id,
                names[draft.foyer_id],
                before[draft.foyer_id],
                draft.valeur,
                _code(before[draft.foyer_id], bands),
                _code(draft.valeur, bands),
            )
            for draft in checked
        ]

    @droit(Droit.GERER_ADHESIONS)
    def actualiser(self, acteur: Acteur, drafts: Sequence[QuotientDraft]) -> list[int]:
        """Write many lines in one use-case, undone at once; their ids. Raises RegleMetier."""
        checked = [check_quotient(draft, self._today()) for draft in drafts]
        with self._database.transaction(acteur, "quotient.actualiser") as session:
            return [quotients.write(session, draft) for draft in checked]

    @droit(Droit.REGLER_CENTRE)
    def regler_tranches(self, acteur: Acteur, tranches: Sequence[TrancheQf]) -> None:
        """Change the bands. Raises RegleMetier when they leave a gap or overlap."""
        checked = check_tranches(tranches)
        with self._database.transaction(acteur, "quotient.regler") as session:
            quotients.set_tranches(session, checked)


def _code(valeur: int | None, bands: Sequence[TrancheQf]) -> str:
    band = tranche_de(valeur, bands)
    return "" if band is None else band.code
