"""Decides an import from its file and from one look at the base, outside any transaction (A12)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.imports import Apercu, PersonneLue, TraitementDoublons
from cs_desktop.domain.imports_bilan import Doublon, Sort
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.persistence.centre import base_uuid
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.imports import already_read, empty_fields, everybody, homes
from cs_desktop.services.imports_lecture import STEP, Cancelled, Progress, stopped
from cs_desktop.services.imports_plan import BaseConnue, Decisions, FoyerAEcrire, Plan
from cs_desktop.services.imports_rapprochement import Fiche, Niveau, Repertoire, decide, fiche

_EN_COURS = -1  # ranks of the file are negative in the repertoire: ids are not


def look_at_base(database: Database, jour: date) -> BaseConnue:
    """Everybody, in one reading."""
    with database.reading() as session:
        return BaseConnue(
            personnes={one.id: one for one in everybody(session)},
            deja_lues=already_read(session),
            foyers=homes(session, jour),
            sel=(base_uuid(session) or "").encode()[:64],
        )


def make_plan(
    apercu: Apercu,
    base: BaseConnue,
    today: date,
    doublons: TraitementDoublons,
    decisions: Decisions,
    progress: Progress,
    cancelled: Cancelled,
) -> Plan:
    """Compare everybody of the file with the base and with one another. Raises Annule."""
    prints = [_empreinte(one.draft, base.sel) for one in apercu.personnes]
    plan = Plan(apercu, prints)
    matching = _Rapprochement(plan, base, today, doublons, decisions)
    for rank, one in enumerate(apercu.personnes):
        if rank % STEP == 0:
            progress(rank, len(apercu.personnes))
            if cancelled():
                raise stopped()
        matching.place(rank, one)
    _plan_foyers(plan, base)
    return plan


def _empreinte(draft: PersonneDraft, sel: bytes) -> bytes:
    """What the file said of somebody, in sixteen bytes keyed by the base."""
    birth = draft.naissance
    told = (
        *(draft.nom, draft.prenom, draft.nom_naissance, draft.sexe.value, draft.telephone),
        *(draft.telephone_2, draft.courriel, draft.adresse, draft.complement, draft.code_postal),
        *(draft.commune, draft.urgence_nom, draft.urgence_lien, draft.urgence_telephone),
        "" if birth is None else f"{birth.le.isoformat()} {birth.precision.value}",
    )
    return hashlib.blake2b("\0".join(told).encode(), key=sel, digest_size=16).digest()


class _Rapprochement:
    """Gives each person of the file her place in the plan."""

    def __init__(
        self,
        plan: Plan,
        base: BaseConnue,
        today: date,
        doublons: TraitementDoublons,
        decisions: Decisions,
    ) -> None:
        self._plan, self._base, self._today = plan, base, today
        self._doublons, self._decisions = doublons, decisions
        self._left = {key: list(ids) for key, ids in base.deja_lues.items()}
        self._people = Repertoire()
        for connue in base.personnes.values():
            self._people.add(connue.id, fiche(connue.draft, today))

    def place(self, rank: int, one: PersonneLue) -> None:
        """Decide for one person."""
        known = self._read_before(rank)
        if known is not None:
            self._is(rank, known, None)
            return
        card = fiche(one.draft, self._today)
        if one.cle in self._decisions:
            decided = self._decisions[one.cle]
            if decided is None:
                self._create(rank, one, card)
            elif decided in self._base.personnes:
                self._is(rank, decided, one.draft)
            else:
                raise RegleMetier("La fiche choisie pour un doublon n’existe plus. Recommencez.")
            return
        found = [
            (key, verdict)
            for key, verdict in self._people.compare(card)
            if key >= 0 or not self._same_row(one, key)
        ]
        key, verdict = decide(found)
        if key is None:
            self._create(rank, one, card)
        elif verdict.niveau is Niveau.CERTAIN:
            self._is_same(rank, one, key)
        else:
            self._ask(rank, one, card, key, verdict.motif)

    def _read_before(self, rank: int) -> int | None:
        """The person that this very row gave last time, were she corrected since."""
        ids = self._left.get(self._plan.empreintes[rank], [])
        while ids:
            personne_id = ids.pop(0)
            if personne_id in self._base.personnes:
                return personne_id
        return None

    def _same_row(self, one: PersonneLue, key: int) -> bool:
        """Two people of one row are two people: the file names both."""
        other = self._plan.apercu.personnes[_rank(key)]
        return (other.feuille, other.ligne) == (one.feuille, one.ligne)

    def _create(self, rank: int, one: PersonneLue, card: Fiche) -> None:
        self._end(Sort.CREE, None)
        self._plan.drafts[rank] = one.draft
        self._people.add(_key(rank), card)

    def _is(self, rank: int, personne_id: int, read: PersonneDraft | None) -> None:
        known = self._base.personnes[personne_id]
        held = self._plan.complements.get(personne_id)
        base = known.draft if held is None else _filled(known.draft, held)
        fresh = {} if read is None or known.archivee else empty_fields(base, read)
        if fresh and read is not None:
            self._plan.complements[personne_id] = read if held is None else _filled(held, read)
            self._plan.champs[rank] = tuple(fresh)
        self._end(Sort.COMPLETE if fresh else Sort.INCHANGE, personne_id)

    def _is_same(self, rank: int, one: PersonneLue, key: int) -> None:
        if key >= 0:
            self._is(rank, key, one.draft)
            return
        earlier = _rank(key)
        self._plan.meme[rank] = earlier
        self._plan.drafts[earlier] = _filled(self._plan.drafts[earlier], one.draft)
        self._end(Sort.INCHANGE, None)

    def _ask(self, rank: int, one: PersonneLue, card: Fiche, key: int, motif: str) -> None:
        if self._doublons is TraitementDoublons.CREER:
            self._create(rank, one, card)
            return
        other = None if key >= 0 else self._plan.apercu.personnes[_rank(key)]
        draft = self._base.personnes[key].draft if other is None else other.draft
        self._plan.doublons.append(
            Doublon(
                cle=one.cle,
                feuille=one.feuille,
                ligne=one.ligne,
                nom=nom_complet(one.draft.nom, one.draft.prenom),
                personne_id=key if other is None else None,
                autre_cle=None if other is None else other.cle,
                autre_nom=nom_complet(draft.nom, draft.prenom),
                motif=motif,
            )
        )
        self._end(Sort.DOUBLON, None)

    def _end(self, sort: Sort, personne_id: int | None) -> None:
        self._plan.sorts.append(sort)
        self._plan.qui.append(personne_id)


def _key(rank: int) -> int:
    return _EN_COURS - rank


def _rank(key: int) -> int:
    return _EN_COURS - key


def _filled(held: PersonneDraft, read: PersonneDraft) -> PersonneDraft:
    return replace(held, **empty_fields(held, read))


def _plan_foyers(plan: Plan, base: BaseConnue) -> None:
    """Foyers of the file, joined when an adult is in both, and put in those of the base."""
    joined: dict[int, FoyerAEcrire] = {}  # by adult
    for read in plan.apercu.foyers:
        members = {
            plan.meme.get(rank, rank): plan.apercu.personnes[rank].role
            for rank in read.membres
            if plan.sorts[rank] is not Sort.DOUBLON
        }
        adults = [rank for rank, role in members.items() if role is not RoleFoyer.ENFANT]
        identity = {rank: _identity(plan, rank) for rank in members}
        known = next((joined[identity[r]] for r in adults if identity[r] in joined), None)
        if known is None:
            known = FoyerAEcrire(read.nom, None, {}, {})
            plan.foyers.append(known)
        for rank, role in members.items():
            if identity[rank] not in {_identity(plan, other) for other in known.membres}:
                known.membres[rank] = role
        for rank in adults:
            joined.setdefault(identity[rank], known)
    plan.foyers = [foyer for foyer in plan.foyers if _placed(plan, foyer, base)]


def _identity(plan: Plan, rank: int) -> int:
    known = plan.qui[rank]
    return _key(rank) if known is None else known


def _placed(plan: Plan, foyer: FoyerAEcrire, base: BaseConnue) -> bool:
    """Find the foyer of the base that its adults live in; whether something is left to write."""
    held: defaultdict[int, set[int]] = defaultdict(set)
    for rank, role in foyer.membres.items():
        personne_id = plan.qui[rank]
        if personne_id is not None:
            for foyer_id, there in base.foyers.get(personne_id, {}).items():
                if role is not RoleFoyer.ENFANT and there != RoleFoyer.ENFANT.value:
                    held[foyer_id].add(rank)
    if held:
        foyer.foyer_id = max(sorted(held), key=lambda foyer_id: len(held[foyer_id]))
    elif len(foyer.membres) < 2:
        return False
    foyer.absents = {
        rank: role
        for rank, role in foyer.membres.items()
        if foyer.foyer_id is None or foyer.foyer_id not in _foyers_of(plan, rank, base)
    }
    return bool(foyer.absents)


def _foyers_of(plan: Plan, rank: int, base: BaseConnue) -> Mapping[int, str]:
    personne_id = plan.qui[rank]
    return {} if personne_id is None else base.foyers.get(personne_id, {})
