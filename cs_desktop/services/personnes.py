"""What the team does with people; one method, one use-case, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import Introuvable
from cs_desktop.domain.foyers import Zone
from cs_desktop.domain.historique import LigneHistorique
from cs_desktop.domain.personnes import (
    FiltrePersonnes,
    PersonneDraft,
    PersonneFiche,
    PersonneRow,
    ResultatRecherche,
    ResumePersonnes,
    Tri,
    check_draft,
)
from cs_desktop.persistence import (
    adhesions_liste,
    foyers,
    fusion,
    personnes,
    personnes_liste,
    personnes_recherche,
    quotients,
)
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.journal import read_person_history
from cs_desktop.services.historique import lines
from cs_desktop.services.registre import droit

NO_FILTER = FiltrePersonnes()
BY_NAME = Tri()
PAGE = 200
ANSWERS = 10


class PersonneService:
    """Lists, sheet, form, corbeille, merge, search and history of people."""

    def __init__(
        self, database: Database, today: Callable[[], date], now: Callable[[], datetime]
    ) -> None:
        self._database, self._today, self._now = database, today, now

    @droit(Droit.CONSULTER_PERSONNES)
    def count(self, _acteur: Acteur, filtre: FiltrePersonnes = NO_FILTER) -> int:
        """How many people the filter keeps."""
        with self._database.reading() as session:
            return personnes_liste.count(session, filtre, self._today())

    @droit(Droit.CONSULTER_PERSONNES)
    def page(
        self,
        _acteur: Acteur,
        filtre: FiltrePersonnes = NO_FILTER,
        tri: Tri = BY_NAME,
        offset: int = 0,
        limit: int = PAGE,
    ) -> list[PersonneRow]:
        """Rows `offset` to `offset + limit` of the sorted list."""
        with self._database.reading() as session:
            return personnes_liste.page(session, filtre, tri, offset, limit, self._today())

    @droit(Droit.CONSULTER_PERSONNES)
    def position(
        self, _acteur: Acteur, filtre: FiltrePersonnes, tri: Tri, personne_id: int
    ) -> int | None:
        """Where a person stands in the sorted list, None when the filter leaves her out."""
        with self._database.reading() as session:
            return personnes_liste.position(session, filtre, tri, personne_id, self._today())

    @droit(Droit.CONSULTER_PERSONNES)
    def resume(self, _acteur: Acteur, filtre: FiltrePersonnes = NO_FILTER) -> ResumePersonnes:
        """The counts of the filter buttons."""
        with self._database.reading() as session:
            return personnes_liste.resume(session, filtre, self._today())

    @droit(Droit.CONSULTER_PERSONNES)
    def ids(
        self, _acteur: Acteur, filtre: FiltrePersonnes = NO_FILTER, tri: Tri = BY_NAME
    ) -> list[int]:
        """Everybody the filter keeps, in the order of the list: what « tout » selects."""
        with self._database.reading() as session:
            return personnes_liste.ids(session, filtre, self._today(), tri)

    @droit(Droit.CONSULTER_PERSONNES)
    def count_foyers(self, _acteur: Acteur) -> int:
        """How many foyers hold somebody who is not archived."""
        with self._database.reading() as session:
            return foyers.count(session, self._today())

    @droit(Droit.CONSULTER_PERSONNES)
    def rows(self, _acteur: Acteur, personne_ids: Sequence[int]) -> list[PersonneRow]:
        """The rows of these people, in that order; those gone are left out."""
        with self._database.reading() as session:
            return personnes_liste.rows(session, personne_ids, self._today())

    @droit(Droit.CONSULTER_PERSONNES)
    def fiche(self, acteur: Acteur, personne_id: int) -> PersonneFiche:
        """Everything the sheet shows. Raises Introuvable."""
        today = self._today()
        with self._database.reading() as session:
            personne = personnes.load(session, personne_id)
            homes = foyers.foyers_of(session, personne_id, today)
            may_see = acteur.peut(Droit.CONSULTER_QUOTIENTS)
            seen = [home.id for home in homes] if may_see else []
            return PersonneFiche(
                row=personnes_liste.rows(session, [personne_id], today)[0],
                draft=personnes.read_draft(personne),
                foyers=homes,
                modifie_le=personne.modifie_le,
                adhesion=adhesions_liste.latest(session, personne_id, today),
                quotients=quotients.latest(session, seen, today),
            )

    @droit(Droit.MODIFIER_PERSONNES)
    def draft(self, _acteur: Acteur, personne_id: int) -> PersonneDraft:
        """What the form opens with. Raises Introuvable."""
        with self._database.reading() as session:
            return personnes.read_draft(personnes.load(session, personne_id))

    @droit(Droit.CONSULTER_PERSONNES)
    def zones(self, _acteur: Acteur) -> list[Zone]:
        """What the form and the filters may offer."""
        with self._database.reading() as session:
            return foyers.zones(session)

    @droit(Droit.MODIFIER_PERSONNES)
    def save(self, acteur: Acteur, draft: PersonneDraft, personne_id: int | None = None) -> int:
        """Create or update a person and return her id.

        Raises RegleMetier, Introuvable, or Conflit when the row moved since the draft was read.
        """
        checked = check_draft(draft, self._today())
        usage = "personne.creer" if personne_id is None else "personne.enregistrer"
        with self._database.transaction(acteur, usage) as session:
            if personne_id is None:
                return personnes.create(session, self._dated(checked, None)).id
            personne = personnes.load(session, personne_id)
            personnes.check_version(personne, checked)
            personnes.write(personne, self._dated(checked, personnes.read_draft(personne)))
            return personne_id

    def _dated(self, draft: PersonneDraft, before: PersonneDraft | None) -> PersonneDraft:
        """A zone that was just chosen holds from today, unless the form says otherwise."""
        known = (None, None) if before is None else (before.zone_id, before.zone_le)
        if draft.zone_id is None:
            return replace(draft, zone_le=None)
        if draft.zone_id != known[0] and draft.zone_le == known[1]:
            return replace(draft, zone_le=self._today())
        return draft

    @droit(Droit.MODIFIER_PERSONNES)
    def archive(self, acteur: Acteur, personne_ids: Collection[int]) -> None:
        """Send people to the corbeille; whoever is there already stays as she is."""
        with self._database.transaction(acteur, "personne.archiver") as session:
            personnes.set_archived(session, personne_ids, self._now())

    @droit(Droit.MODIFIER_PERSONNES)
    def restore(self, acteur: Acteur, personne_ids: Collection[int]) -> None:
        """Bring people back from the corbeille."""
        with self._database.transaction(acteur, "personne.restaurer") as session:
            personnes.set_archived(session, personne_ids, None)

    @droit(Droit.FUSIONNER_PERSONNES)
    def merge(self, acteur: Acteur, garde_id: int, fusionnee_id: int) -> None:
        """Make two rows one: `garde_id` stays. Undone like any use-case (A6).

        Raises RegleMetier for one row with itself, Introuvable when one is gone.
        """
        with self._database.transaction(acteur, "personne.fusionner") as session:
            fusion.merge(session, garde_id, fusionnee_id)

    @droit(Droit.FUSIONNER_PERSONNES)
    def distinguish(self, acteur: Acteur, une_id: int, autre_id: int) -> None:
        """Remember that two look-alikes are two people. Raises Introuvable."""
        with self._database.transaction(acteur, "personne.distinguer") as session:
            fusion.distinguish(session, une_id, autre_id)

    @droit(Droit.CONSULTER_PERSONNES)
    def search(self, _acteur: Acteur, texte: str, limit: int = ANSWERS) -> list[ResultatRecherche]:
        """The first answers of the palette for what is typed so far."""
        with self._database.reading() as session:
            return personnes_recherche.search(session, texte, limit, self._today())

    @droit(Droit.CONSULTER_PERSONNES)  # it holds what the sheet holds
    def history(self, _acteur: Acteur, personne_id: int) -> list[LigneHistorique]:
        """What was done to a person, latest first, in words. Raises Introuvable."""
        with self._database.reading() as session:
            merged = personnes.merged_into(session, personne_id)
            entries = read_person_history(session, personne_id, merged)
            if not entries:
                raise Introuvable("Cette personne n’a pas d’historique. Revenez à la liste.")
            return lines(entries, foyers.names_in(session, entries), merged)
