"""Two fiches line by line: what is the same, what differs, said by an icon and by words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.noms import numero_texte
from cs_desktop.domain.personnes import PersonneFiche
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.text import DASH, join_et, search_key
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import grid, sized
from cs_desktop.ui.personnes.facts import LABELS, adresse_lines, emptied, urgence_text

SAME, DIFFERENT, ONE_SIDE, APART = "identique", "différent", "d’un seul côté", "propre à la fiche"
_OF_THE_FICHE = frozenset({"Numéro", "Fiche créée le"})  # two fiches always differ there
SIGN = 18
_ICONS = {
    SAME: ("equal", "textSecondary"),
    DIFFERENT: ("triangle-alert", "warning"),
    ONE_SIDE: ("plus", "info"),
}


@dataclass(frozen=True)
class Ligne:
    """One field of both fiches."""

    champ: str
    une: str
    autre: str

    @property
    def verdict(self) -> str:
        """How the two values compare; case and accents do not count."""
        if self.champ in _OF_THE_FICHE:
            return APART
        if search_key(self.une) == search_key(self.autre):
            return SAME
        return DIFFERENT if self.une and self.autre else ONE_SIDE


def compare(une: PersonneFiche, autre: PersonneFiche) -> list[Ligne]:
    """Every field that one of the two fiches holds."""
    pairs = zip(_values(une), _values(autre), strict=True)
    return [Ligne(champ, a, b) for (champ, a), (_, b) in pairs if a or b]


def _values(fiche: PersonneFiche) -> list[tuple[str, str]]:
    row, draft = fiche.row, fiche.draft
    return [
        ("Numéro", numero_texte(row.numero)),
        ("Nom", draft.nom),
        ("Prénom", draft.prenom),
        ("Nom de naissance", draft.nom_naissance),
        ("Naissance", draft.naissance.texte() if draft.naissance else ""),
        ("Sexe", draft.sexe.libelle),
        ("Téléphone", telephone_fr(draft.telephone)),
        ("Autre téléphone", telephone_fr(draft.telephone_2)),
        ("Courriel", draft.courriel),
        ("Adresse", ", ".join(adresse_lines(draft))),
        ("Zone", row.zone),
        ("Foyer", join_et([foyer.nom for foyer in fiche.foyers])),
        ("Urgence", urgence_text(draft).replace("\n", ", ")),
        ("Fiche créée le", date_fr(row.cree_le.astimezone().date())),
    ]


class Comparison(QWidget):
    """A grid: field, one, sign, other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid(12, 8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.setLayout(self._grid)
        self.lignes: list[Ligne] = []

    def show_fiches(self, une: PersonneFiche, autre: PersonneFiche) -> None:
        """Replace the lines."""
        emptied(self._grid)
        self.lignes = compare(une, autre)
        top = Qt.AlignmentFlag.AlignTop
        for place, ligne in enumerate(self.lignes):
            label = sized(Label(ligne.champ, "help", "muted"), width=LABELS)
            role = "strong" if ligne.verdict in {DIFFERENT, ONE_SIDE} else "body"
            self._grid.addWidget(label, place, 0, top)
            self._grid.addWidget(Paragraph(ligne.une or DASH, role), place, 1, top)
            self._grid.addWidget(_sign(ligne), place, 2, top)
            self._grid.addWidget(Paragraph(ligne.autre or DASH, role), place, 3, top)


def _sign(ligne: Ligne) -> QWidget:
    if ligne.verdict == APART:
        return sized(QWidget(), width=SIGN)
    icon, tint = _ICONS[ligne.verdict]
    sign = Glyph(icon, tint, SIGN)
    sign.setToolTip(ligne.verdict.capitalize())
    sign.setAccessibleName(f"{ligne.champ} : {ligne.verdict}")
    return sign
