"""What the side of the tab says about a person: her own lines, or those of her children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cs_desktop.domain.organismes import Organisme
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.securite_enfant import Proche, Securite
from cs_desktop.services.securite_enfant import Entourage
from cs_desktop.ui.foyers.lines_card import Line


@dataclass(frozen=True, slots=True)
class Around:
    """What the side shows: the person, whether she is a child, and whom forms may propose."""

    personne_id: int
    child: bool
    entourage: Entourage
    adults: Sequence[tuple[int, str]]
    organismes: Sequence[Organisme]
    editable: bool

    @property
    def children(self) -> list[tuple[int, str]]:
        """For whom lines are written: herself, or the children of her foyer."""
        found = self.entourage.securites
        return [(one.personne_id, one.nom) for one in (found[:1] if self.child else found[1:])]

    @property
    def concerned(self) -> Sequence[Securite]:
        """Whose lines are shown."""
        found = self.entourage.securites
        return found[:1] if self.child else found[1:]

    def forbidden(self) -> list[Line]:
        """Who must not come."""
        many = len(self.concerned) > 1
        return [
            Line(one.id, one.texte, f"pour {child.nom}" if many else "")
            for child in self.concerned
            for one in child.interdites
        ]

    def authorised(self) -> list[Line]:
        """Who may come."""
        return _lines([(child, child.autorisees) for child in self.concerned])

    def called(self) -> list[Line]:
        """Who is called in an emergency: adults have somebody too."""
        found = self.entourage.securites
        return _lines([(who, who.urgences) for who in (found[:1] if self.child else found)])

    def answering(self) -> list[Line]:
        """Which organismes answer in law."""
        return [
            Line(one.id, one.organisme, one.contact, telephone_fr(one.telephone))
            for one in self.entourage.responsabilites
        ]

    def schooling(self) -> list[Line]:
        """The school years."""
        return [Line(0, one.texte) for one in self.entourage.scolarites]


def _lines(found: Sequence[tuple[Securite, Sequence[Proche]]]) -> list[Line]:
    lines: list[Line] = []
    for who, proches in found:
        whose = f"de {who.nom}" if len(found) > 1 else ""
        for one in proches:
            detail = " ".join(part for part in (one.lien, whose) if part)
            lines.append(Line(one.id, one.nom, detail, telephone_fr(one.telephone)))
    return lines
