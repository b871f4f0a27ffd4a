"""What is known of a person, label at left and value at right, as panels and sheets show it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.foyers import FoyerFiche, Membre
from cs_desktop.domain.noms import nom_complet, numero_texte
from cs_desktop.domain.personnes import GenreAdresse, PersonneDraft, PersonneFiche, Sexe
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.quotients import Quotient
from cs_desktop.domain.text import DASH, NBSP, nombre, plural
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import grid, sized
from cs_desktop.ui.kit.person import Chip, Contact
from cs_desktop.ui.parts.adhesion import adhesion_chip
from cs_desktop.ui.personnes.columns import age_text

LABELS = 116  # width of the labels, in pixels of the drawings
_MINEURS = {Sexe.F: "Mineure", Sexe.M: "Mineur"}
Fact = tuple[str, str]


def emptied(layout: QLayout) -> None:
    """Take every widget out of `layout`; those that have the keyboard give it up."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Facts(QWidget):
    """Labels and values; a value may hold several lines. `add` also takes a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid(8, 4)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Replace what is shown; an empty value is « — »."""
        emptied(self._grid)
        for label, value in facts:
            self.add(label, Paragraph(value or DASH))

    def add(self, label: str, value: QWidget) -> None:
        """One more line."""
        line = self._grid.rowCount()
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        named = sized(Label(label, "help", "muted"), width=LABELS)
        if isinstance(value, Paragraph):  # it takes the whole width, on several lines
            self._grid.addWidget(named, line, 0, top | left)
            self._grid.addWidget(value, line, 1, top)
        else:
            middle = Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(named, line, 0, middle | left)
            self._grid.addWidget(value, line, 1, middle | left)


def adresse_lines(draft: PersonneDraft) -> list[str]:
    """The address as an envelope writes it; « Sans adresse » when the person has none."""
    if draft.genre_adresse is GenreAdresse.SANS:
        return [GenreAdresse.SANS.libelle]
    chez = f"chez {draft.chez}" if draft.chez else ""
    ville = " ".join(part for part in (draft.code_postal, draft.commune) if part)
    return [part for part in (chez, draft.adresse, draft.complement, ville) if part]


def contact_facts(fiche: PersonneFiche) -> list[Fact]:
    """How to reach the person and where she lives, for the side panel."""
    draft = fiche.draft
    telephones = [telephone_fr(n) for n in (draft.telephone, draft.telephone_2) if n]
    facts = [
        ("Téléphone", "\n".join(telephones)),
        ("Courriel", draft.courriel),
        ("Adresse", "\n".join(adresse_lines(draft))),
        ("Zone", fiche.row.zone),
    ]
    urgence = urgence_text(draft)
    return [*facts, ("En cas d’urgence", urgence)] if urgence else facts


def urgence_text(draft: PersonneDraft) -> str:
    """Who to call, one thing per line; empty when nobody is named."""
    who = f"{draft.urgence_nom} ({draft.urgence_lien})" if draft.urgence_lien else draft.urgence_nom
    return "\n".join(part for part in (who.strip(), telephone_fr(draft.urgence_telephone)) if part)


def adhesion_facts(fiche: PersonneFiche) -> list[Fact]:
    """« Familiale, jusqu’au 31/08/2027 » and « QF 812 · CAF · 01/09/2026 », for the panel."""
    facts = [("Quotient", quotient_text(one)) for one in fiche.quotients]
    one = fiche.adhesion
    until = "" if one is None else f"{one.genre.libelle}, jusqu’au {date_fr(one.fin)}"
    return [*facts, ("Adhésion", until)]


def quotient_text(one: Quotient) -> str:
    """« QF 812 · CAF · 01/09/2026 »."""
    if one.valeur is None:
        return f"Justificatif absent · {date_fr(one.a_partir_du)}"
    return f"QF {nombre(one.valeur)} · {one.genre.libelle} · {date_fr(one.a_partir_du)}"


def quotient_short(one: Quotient) -> str:
    """« QF 512 · T2 »."""
    if one.valeur is None:
        return "QF absent"
    tranche = f" · {one.tranche}" if one.tranche else ""
    return f"QF {nombre(one.valeur)}{tranche}"


def _adhesion(fiche: PersonneFiche) -> Chip:
    """« À jour jusqu’au 31/08/2027 », as the sheet says it."""
    text, tone, icon = adhesion_chip(fiche.row.adhesion)
    if fiche.row.adhesion is EtatAdhesion.A_JOUR and fiche.adhesion is not None:
        text = f"{text} jusqu’au {date_fr(fiche.adhesion.fin)}"
    return (text, tone, icon)


def header_text(fiche: PersonneFiche) -> str:
    """« 38 ans · n° 0231 »."""
    number = f"n°{NBSP}{numero_texte(fiche.row.numero)}"
    return " · ".join(
        part for part in (age_text(fiche.row.age, fiche.row.naissance), number) if part
    )


def header_chips(fiche: PersonneFiche, *, long: bool = False) -> list[Chip]:
    """States and facts worth a chip: the adhésion, the corbeille, a minor, the zone."""
    chips: list[Chip] = [_adhesion(fiche) if long else adhesion_chip(fiche.row.adhesion)]
    if fiche.row.alerte:
        chips.append((fiche.row.alerte, "bad", "user-x"))
    if fiche.row.archive_le is not None:
        chips.append(("Archivée", "warn", "archive"))
    if fiche.row.age is not None and fiche.row.age < 18:
        chips.append((_MINEURS.get(fiche.row.sexe, "Moins de 18 ans"), "info", "baby"))
    if long:
        chips += [(quotient_short(one), "neutral", None) for one in fiche.quotients]
    if fiche.row.zone:
        chips.append((fiche.row.zone, "neutral", "map-pin"))
    return chips


def header_contacts(fiche: PersonneFiche) -> list[Contact]:
    """How to reach the person, in one line."""
    draft = fiche.draft
    return [
        (icon, text)
        for icon, text in (
            ("phone", telephone_fr(draft.telephone)),
            ("mail", draft.courriel),
            ("map-pin", ", ".join(part for part in (draft.adresse, draft.commune) if part)),
        )
        if text
    ]


def foyer_title(foyer: FoyerFiche) -> str:
    """« Belkacem, 4 personnes »."""
    return f"{foyer.nom}, {plural(len(foyer.membres), 'personne')}"


def membre_text(membre: Membre) -> str:
    """« Sami Belkacem »."""
    return nom_complet(membre.nom, membre.prenom)
