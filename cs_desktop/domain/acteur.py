"""Who is acting: handed to every service method, written in the journal (A4)."""

from __future__ import annotations

from dataclasses import dataclass

from cs_desktop.domain.droits import DROITS, Droit, Role


@dataclass(frozen=True, slots=True)
class Acteur:
    """An account at work. `id` is None for the demonstration base, which has no account."""

    id: int | None
    nom: str
    role: Role
    site: int = 0

    @property
    def droits(self) -> frozenset[Droit]:
        """The rights of the rôle."""
        return DROITS[self.role]

    def peut(self, droit: Droit) -> bool:
        """Whether the rôle holds `droit`; screens leave out what it does not."""
        return droit in self.droits


SANS_COMPTE = Acteur(id=None, nom="sans compte", role=Role.DIRECTION)
