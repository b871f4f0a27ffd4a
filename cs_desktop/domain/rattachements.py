"""Who may be put in which foyer: the rules, without any base."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cs_desktop.domain.ages import age
from cs_desktop.domain.dates import Naissance, date_fr
from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.domain.foyers import LONGUEUR_MAX, RattachementDraft, RoleFoyer
from cs_desktop.domain.text import plural

# Under this age nobody answers for a foyer. Not 18: some mothers are minors.
AGE_RESPONSABLE = 15


@dataclass(frozen=True, slots=True)
class Lien:
    """A rattachement on disk, with what the rules ask of its person."""

    id: int
    personne_id: int
    foyer_id: int
    role: RoleFoyer
    depuis: date | None
    jusqu_au: date | None
    part_garde: int | None
    nom: str = ""  # « Amina Belkacem »
    naissance: Naissance | None = None

    def crosses(self, depuis: date | None, jusqu_au: date | None) -> bool:
        """Whether both hold on a same day; an unknown day has no limit."""
        return (self.depuis or date.min) <= (jusqu_au or date.max) and (depuis or date.min) <= (
            self.jusqu_au or date.max
        )


@dataclass(frozen=True, slots=True)
class Situation:
    """What surrounds a rattachement about to be written; its own row on disk is left out."""

    nom: str  # of the person, as sentences say it
    naissance: Naissance | None
    archivee: bool
    foyer: Sequence[Lien]  # everybody of the foyer
    ailleurs: Sequence[Lien]  # the person in other foyers
    repondants: Mapping[int, Collection[int]]  # child → who answers for her, all the way up


def check_rattachement(draft: RattachementDraft, around: Situation, today: date) -> None:
    """Raises RegleMetier with every reason at once, each beside its field."""
    refus = [
        *_refus_personne(draft, around),
        *_refus_dates(draft),
        *_refus_role(draft, around, today),
        *_refus_garde(draft, around),
    ]
    if refus:
        raise RegleMetier.plusieurs(refus)


def check_departure(lien: Lien, others: Sequence[Lien], le: date) -> None:
    """Whether `lien` may end on `le`. Raises RegleMetier when children would stay alone."""
    if lien.depuis is not None and le < lien.depuis:
        message = f"{lien.nom} est dans ce foyer depuis le {date_fr(lien.depuis)}. Vérifiez la fin."
        raise RegleMetier(message, "jusqu_au")
    if leaves_children_alone([one for one in others if one.crosses(le, None)]):
        raise RegleMetier(
            f"Ce foyer n’aurait plus d’adulte sans {lien.nom}. Ajoutez d’abord un responsable.",
            "role",
        )


def leaves_children_alone(members: Sequence[Lien]) -> bool:
    """Whether these members are children without any adult beside them."""
    roles = {member.role for member in members}
    return roles == {RoleFoyer.ENFANT}


def _refus_personne(draft: RattachementDraft, around: Situation) -> Iterator[Refus]:
    if around.archivee:
        message = f"{around.nom} est dans la corbeille. Restaurez d’abord sa fiche."
        yield Refus(message, "personne_id")
    for lien in around.foyer:
        if lien.personne_id == draft.personne_id and lien.crosses(draft.depuis, draft.jusqu_au):
            since = f" depuis le {date_fr(lien.depuis)}" if lien.depuis else ""
            message = f"{around.nom} est déjà dans ce foyer{since}. Modifiez sa ligne."
            yield Refus(message, "personne_id")
            return


def _refus_dates(draft: RattachementDraft) -> Iterator[Refus]:
    if draft.depuis and draft.jusqu_au and draft.jusqu_au < draft.depuis:
        message = f"La fin précède le début, le {date_fr(draft.depuis)}. Vérifiez les deux dates."
        yield Refus(message, "jusqu_au")


def _refus_role(draft: RattachementDraft, around: Situation, today: date) -> Iterator[Refus]:
    beside = [one for one in around.foyer if one.crosses(draft.depuis, draft.jusqu_au)]
    if draft.role is RoleFoyer.ENFANT:
        if all(one.role is RoleFoyer.ENFANT for one in beside):
            message = "Ce foyer n’a pas encore d’adulte. Ajoutez d’abord un responsable."
            yield Refus(message, "role")
        yield from _refus_generations(
            [(one.nom, one.naissance) for one in beside if one.role.repond],
            [(around.nom, around.naissance)],
        )
    elif draft.role.repond:
        born = around.naissance
        if born is not None and age(born.le, today) < AGE_RESPONSABLE:
            years = plural(max(age(born.le, today), 0), "an")
            message = f"{around.nom} a {years} et ne peut pas répondre d’un foyer. "
            yield Refus(f"{message}Choisissez « Enfant ».", "role")
            return
        yield from _refus_generations(
            [(around.nom, born)],
            [(one.nom, one.naissance) for one in beside if one.role is RoleFoyer.ENFANT],
        )
    yield from _refus_circle(draft, around, beside)


def _refus_generations(
    adults: Sequence[tuple[str, Naissance | None]],
    children: Sequence[tuple[str, Naissance | None]],
) -> Iterator[Refus]:
    """A responsable is born before the child, whatever is unknown of both days."""
    for adult, adult_born in adults:
        for child, child_born in children:
            if adult_born is None or child_born is None:
                continue
            if adult_born.bornes()[0] >= child_born.bornes()[1]:
                message = (
                    f"D’après les naissances notées, {child} (enfant) a plus d’âge que {adult}."
                )
                yield Refus(f"{message} Échangez les deux places, ou corrigez la date.", "role")
                return


def _refus_circle(
    draft: RattachementDraft, around: Situation, beside: Sequence[Lien]
) -> Iterator[Refus]:
    """Nobody answers for somebody who answers for her, however long the way round."""
    if draft.role.repond:
        above = around.repondants.get(draft.personne_id, ())
        below = [one for one in beside if one.role is RoleFoyer.ENFANT]
        found = next((one.nom for one in below if one.personne_id in above), None)
    elif draft.role is RoleFoyer.ENFANT:
        adults = [one for one in beside if one.role.repond]
        found = next(
            (
                one.nom
                for one in adults
                if draft.personne_id in around.repondants.get(one.personne_id, ())
            ),
            None,
        )
    else:
        found = None
    if found is not None:
        message = f"{around.nom} et {found} répondraient l’un de l’autre. Vérifiez les deux foyers."
        yield Refus(message, "role")


def _refus_garde(draft: RattachementDraft, around: Situation) -> Iterator[Refus]:
    if len(draft.garde) > LONGUEUR_MAX:
        yield Refus(f"Ce texte dépasse {LONGUEUR_MAX} caractères. Raccourcissez-le.", "garde")
    part = draft.part_garde
    if part is None:
        return
    if not 0 <= part <= 100:
        yield Refus("Une part va de 0 à 100 %. Exemple : 50", "part_garde")
        return
    total = part + largest_share(
        [one for one in around.ailleurs if one.crosses(draft.depuis, draft.jusqu_au)]
    )
    if total > 100:
        message = f"Les parts de garde feraient {total} %. Corrigez l’autre foyer, ou ici."
        yield Refus(message, "part_garde")


def largest_share(liens: Collection[Lien]) -> int:
    """The most that these shares add up to on a same day."""
    starts = {one.depuis or date.min for one in liens}
    return max(
        (sum(one.part_garde or 0 for one in liens if one.crosses(day, day)) for day in starts),
        default=0,
    )
