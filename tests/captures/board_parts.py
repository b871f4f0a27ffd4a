"""The second board: filters, key figures, the head of a sheet, a form and its save bar."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.cards import Card, Figure, GapBar, KeyFigure
from cs_desktop.ui.kit.fields import (
    Choice,
    FilterButtons,
    LabelledField,
    NaissanceEdit,
    SearchField,
    TextField,
)
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import column, grid, row, sized
from cs_desktop.ui.kit.painting import box
from cs_desktop.ui.kit.person import PersonHeader
from cs_desktop.ui.kit.save_bar import SaveBar
from cs_desktop.ui.kit.tabs import Tabs
from cs_desktop.ui.kit.theme import theme

PALETTE = (
    "primary", "accent", "focus", "success", "warning", "danger", "info", "data1", "data2",
    "data3", "data4", "data5", "text", "borderStrong", "selected",
)  # fmt: skip


def today() -> date:
    return date(2026, 9, 15)


def second_board() -> QWidget:
    """What mockup 13 leaves out: the parts of mockups 01 to 04."""
    page = QWidget()
    whole = column(12, (16, 12, 16, 12))
    tools = row(8)
    tools.addWidget(sized(SearchField("Filtrer les adhérents"), width=300))
    filters = FilterButtons(
        [("tous", "Tous"), ("jour", "À jour"), ("bientot", "À renouveler"), ("non", "Expirés")],
        "Adhésion",
    )
    filters.set_counts({"tous": 386, "jour": 137, "bientot": 103, "non": 94})
    tools.addWidget(filters)
    tools.addStretch(1)
    tools.addWidget(Button("Filtres", icon="list-filter", height="controlSmall"))
    tools.addWidget(Button("Exporter", icon="download", height="controlSmall"))
    whole.addLayout(tools)
    whole.addLayout(_figures())
    whole.addWidget(_sheet_head())
    whole.addLayout(_form())
    whole.addStretch(1)
    bar = SaveBar()
    whole.addWidget(bar)
    page.setLayout(whole)
    bar.set_changes(1)
    bar.set_errors(1)
    return page


def pair(*named: tuple[str, QWidget]) -> QHBoxLayout:
    line = row(8)
    for label, field in named:
        line.addWidget(LabelledField(label, field), 1)
    return line


def _figures() -> QHBoxLayout:
    line = row(12)
    for label, value, unit, difference, before, share, share_before in (
        ("Adhérents à jour", "137", "", "+8", "129", 0.91, 0.86),
        ("Personnes distinctes en septembre", "164", "", "+13", "151", 0.91, 0.84),
        ("Participations en septembre", "412", "", "−24", "436", 0.91, 0.97),
        ("Bénévolat depuis janvier", "812", "h 30", "+48 h 30", "764 h", 0.9, 0.85),
    ):
        figure = Figure(
            label,
            value,
            opens=f"Voir {label}",
            unit=unit,
            difference=difference,
            rising=difference.startswith("+"),
            previous=f"N-1, même date : {before}",
            share=share,
            previous_share=share_before,
        )
        line.addWidget(KeyFigure(figure))
    return line


def _sheet_head() -> QWidget:
    card, head, tabs = Card(), PersonHeader(), Tabs("Fiche")
    head.show_person(
        "AB",
        "38 ans · n° 0231",
        [("À jour jusqu’au 31/08/2027", "ok", "circle-check"),
         ("QF 512 · tarif T2", "neutral", None), ("QPV", "neutral", None)],
        [("phone", "06 39 98 42 07"), ("mail", "a.belkacem@exemple.fr"),
         ("map-pin", "7 allée du Lin, Valmont-sur-Lys")],
    )  # fmt: skip
    for text, icon in (("Encaisser", "receipt-euro"), ("Inscrire", "user-plus")):
        head.actions.addWidget(Button(text, icon=icon, height="controlSmall"))
    head.actions.addWidget(Button("Imprimer", icon="printer", arrow=True, height="controlSmall"))
    head.actions.addWidget(IconButton("ellipsis", "Autres actions", "normal",
                                      height="controlSmall"))  # fmt: skip
    for label in ("Identité", "Foyer", "Adhésion", "Inscriptions", "Documents", "Historique"):
        tabs.add(label)
    tabs.set_count(1, "4")
    tabs.set_count(3, "41")
    tabs.set_warning(4, "Une pièce manque")
    tabs.setCurrentIndex(1)
    card.add_full(head)
    holder = row(0, (4, 0, 4, 0))
    holder.addWidget(tabs)
    card.add_full(holder)
    return card


def _form() -> QHBoxLayout:
    line = row(12)
    left, right = Card("Personne et foyer"), Card("Budget")
    birth = NaissanceEdit(today)
    birth.setText("14/05/1990")
    left.body.addLayout(pair(("Nom", TextField("Benali")), ("Date de naissance", birth)))
    phone = TextField("06 39 98 53 20")
    wide = LabelledField("Téléphone", phone, optional=True, help_text="Portable de préférence.")
    left.body.addWidget(wide)
    formula = Choice(
        [("seul", "Individuelle · 12,00 €"), ("tous", "Familiale · 20,00 €"), ("", "Aucune")],
        stretch=True,
    )
    formula.setAccessibleName("Adhésion")
    formula.set_value("tous")
    left.body.addWidget(formula)
    left.body.addWidget(Button("Enregistrer et imprimer", "primary", key="F9", height="buttonMain"))
    for amounts in ((60_000_00, 41_000_00, 12_692_30), (5_000_00, 5_300_00, 0)):
        bar = GapBar()
        bar.set_amounts(*amounts)
        right.body.addWidget(bar)
    right.add_stretch()
    line.addWidget(left, 1)
    line.addWidget(right, 1)
    return line


class Swatch(QFrame):
    """A box filled with a token."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        sized(self, height=24)

    def paintEvent(self, event: QPaintEvent) -> None:
        current = theme()
        box(QPainter(self), self.rect(), current.radius("small"), current.color(self._token),
            current.color("border"))  # fmt: skip


def palette() -> QWidget:
    card, cells = Card("Palette"), grid(8, 8)
    for number, token in enumerate(PALETTE):
        cell = column(2)
        cell.addWidget(Swatch(token))
        cell.addWidget(Label(token, "small", "muted"))
        cells.addLayout(cell, *divmod(number, 5))
    for place in range(5):
        cells.setColumnStretch(place, 1)
    card.body.addLayout(cells)
    return card
