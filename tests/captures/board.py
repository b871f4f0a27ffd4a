"""The components of the kit on one board, like mockup 13.

`python -m tests.captures.board DOSSIER` saves it in light, dark, at 150 % and at 200 %.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QWidget,
)

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.money import euros
from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.calendar import Calendar
from cs_desktop.ui.kit.cards import Band, Card, ChipLabel, EmptyState, Figure, GapBar, KeyFigure
from cs_desktop.ui.kit.dialogs import Option, Question, QuestionDialog
from cs_desktop.ui.kit.fields import (
    CheckBox,
    Choice,
    ComboBox,
    DateEdit,
    DurationEdit,
    FilterButtons,
    LabelledField,
    MoneyEdit,
    NaissanceEdit,
    Radio,
    SearchField,
    TextField,
)
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import column, grid, row, sized, spaced
from cs_desktop.ui.kit.person import PersonHeader
from cs_desktop.ui.kit.progress import ProgressCard
from cs_desktop.ui.kit.save_bar import SaveBar
from cs_desktop.ui.kit.table.columns import Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import MemorySource, SortKey
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.tabs import Tabs
from cs_desktop.ui.kit.theme import install_theme, theme
from cs_desktop.ui.kit.toast import Toast
from tests.support.ui import RESOURCES, grab

WIDTH, HEIGHT = 1366, 900
COLUMNS = (318, 326, 326)
PALETTE = (
    "primary", "accent", "focus", "success", "warning", "danger", "info", "data1", "data2",
    "data3", "data4", "data5", "text", "borderStrong", "selected",
)  # fmt: skip


def today() -> date:
    return date(2026, 9, 15)


@dataclass(frozen=True)
class Line:
    id: int
    nom: str
    jour: date
    cents: int


def board() -> QWidget:
    """The four columns of mockup 13."""
    page = QWidget()
    page.setWindowTitle("Composants")
    whole = row(12, (16, 12, 16, 12))
    parts: tuple[tuple[Callable[[], QWidget], ...], ...] = (
        (buttons, fields, states),
        (long_work, empty),
        (messages, question, month),
        (table, toast, palette, texts),
    )
    for number, builders in enumerate(parts):
        side = column(12)
        for builder in builders:
            stretch = 1 if builder in {states, empty, month, texts} else 0
            side.addWidget(builder(), stretch)
        holder = QWidget()
        holder.setLayout(side)
        if number < len(COLUMNS):
            sized(holder, width=COLUMNS[number])
        whole.addWidget(holder, 0 if number < len(COLUMNS) else 1)
    page.setLayout(whole)
    return page


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


def buttons() -> QWidget:
    card = Card("Boutons")
    spaced(card.body, 12, (12, 12, 12, 12))
    first, second, third = row(8), row(8), row(8)
    for button in (Button("Enregistrer", "primary"), Button("Imprimer"), Button("Annuler", "text")):
        first.addWidget(button)
    inactive = Button("Inactif")
    inactive.explain_refusal("Choisissez d’abord une personne.")
    focused = Button("Focus", "primary")
    focused.setProperty("board_focus", "yes")
    for button in (Button("Survol", "primary"), focused, inactive):
        second.addWidget(button)
    third.addWidget(Button("Supprimer", "danger", "trash-2"))
    third.addWidget(Button("Menu", icon="printer", arrow=True))
    third.addWidget(IconButton("ellipsis", "Autres actions", "normal"))
    for line in (first, second, third):
        line.addStretch(1)
        card.body.addLayout(line)
    return card


def fields() -> QWidget:
    card = Card("Champs")
    read_only, choice = TextField("n° 0231"), ComboBox[str]()
    read_only.setReadOnly(True)
    choice.add("t2", "Tarif T2")
    birth, money, duration = DateEdit(today), MoneyEdit(), DurationEdit()
    money.set_value(123456)
    duration.set_value(150)
    card.body.addLayout(_pair(("Normal", TextField("Belkacem")), ("Au clavier", TextField("Belk"))))
    card.body.addLayout(_pair(("Lecture seule", read_only), ("Liste", choice)))
    card.body.addWidget(LabelledField("Date de naissance", birth))
    birth.setText("31/02/2014")
    birth.settle()
    card.body.addLayout(_pair(("Montant", money), ("Durée", duration)))
    ticks = row(12)
    yes = Radio("Oui")
    yes.setChecked(True)
    for tick in (CheckBox("Coché", checked=True), CheckBox("Décoché"), yes, Radio("Non")):
        ticks.addWidget(tick)
    ticks.addStretch(1)
    card.body.addLayout(ticks)
    segments = Choice([("caf", "CAF"), ("msa", "MSA"), ("impots", "Impôts")], small=True)
    segments.setAccessibleName("Justificatif")
    segments.set_value("caf")
    card.body.addWidget(segments)
    return card


def states() -> QWidget:
    card = Card("États")
    lines = (
        (("À jour", "ok", "circle-check"), ("À renouveler", "warn", "hourglass"),
         ("Expirée", "bad", "circle-alert")),
        (("Bénévole", "info", "hand-heart"), ("Prévue", "neutral", "circle-dashed"),
         ("Calculé", "neutral", "calculator")),
        (("Saisi", "warn", "pencil"),),
    )  # fmt: skip
    for chips in lines:
        line = row(8)
        for text, tone, icon in chips:
            line.addWidget(ChipLabel(text, tone, icon))
        line.addStretch(1)
        card.body.addLayout(line)
    card.add_stretch()
    return card


def long_work() -> QWidget:
    card = ProgressCard("Travail long")
    card.set_progress("Création du PDF, page 9 sur 24", 38, 100)
    return card


def empty() -> QWidget:
    card = Card()
    card.add_full(
        EmptyState(
            "hand-heart",
            "Aucun bénévole pour l’instant",
            "Choisissez une personne déjà connue : ses heures compteront dans le bilan et dans "
            "SENACS.",
            "Ajouter un bénévole",
            "Importer un tableau",
        ),
        1,
    )
    return card


def messages() -> QWidget:
    card = Card("Messages")
    for tone, text, link in (
        ("info", "Ce budget est un suivi de gestion, pas une comptabilité légale.", ""),
        ("ok", "Import terminé : 238 personnes ajoutées, 4 ignorées.", ""),
        ("warn", "Dernière sauvegarde il y a 9 jours.", "Sauvegarder"),
        ("bad", "La clé USB est pleine. Rien n’a été perdu.", "Choisir"),
    ):
        card.body.addWidget(Band(tone, text, link))
    return card


def question() -> QWidget:
    card = Card(outlined=True)
    dialog = QuestionDialog(
        Question(
            "Effacer les données de 14 personnes ?",
            "Adhésion terminée depuis plus de 3 ans. Les chiffres et les montants restent. "
            "**Cette action ne peut pas être annulée.**",
            (Option("safe", "Garder"), Option("act", "Effacer 14 fiches", "danger")),
            "safe",
            "La liste",
        )
    )
    dialog.setWindowFlags(Qt.WindowType.Widget)
    dialog.setStyleSheet("QDialog { background: transparent; }")
    sized(dialog, min_width=200)
    card.add_full(dialog)
    return card


def month() -> QWidget:
    card = Card()
    calendar = Calendar(today)
    calendar.set_date(date(2026, 9, 21))
    card.add_full(calendar, 1)
    return card


def table() -> QWidget:
    columns: list[Column[Line]] = [
        Column("nom", "Nom", lambda line: line.nom, "strong", 70, sort="nom", stretch=True),
        Column("jour", "Date", lambda line: date_fr(line.jour), width=104, sort="jour"),
        Column("cents", "Montant", lambda line: euros(line.cents), "number", 96,
               tone=lambda line: "danger" if line.cents < 0 else "text"),
    ]  # fmt: skip
    lines = (("Choisie", 3, 5400), ("Survolée", 4, 3600), ("Choisie", 8, 112000),
             ("Normale", 11, -1800))  # fmt: skip
    rows = [Line(n, nom, date(2026, 9, day), cents) for n, (nom, day, cents) in enumerate(lines, 1)]
    shown: Table[Line] = Table(columns, Noun("ligne", "lignes"), "Tableau", sort=(SortKey("nom"),))
    shown.show_rows(MemorySource(rows, {"nom": lambda x: x.id, "jour": lambda x: x.jour}))
    shown.selection.set([1, 3], ticked=True)
    shown.set_totals({"nom": "Total", "cents": euros(119200)})
    return sized(shown, height=256)


def toast() -> QWidget:
    card = Card("Annuler plutôt que confirmer")
    card.body.addWidget(
        Paragraph("Le message reste 10 secondes, ou jusqu’à Ctrl+Z.", "help", "muted")
    )
    message = Toast()
    message.say("Présence effacée", "Annuler", "check", 10_000)
    card.body.addWidget(message)
    return card


class Swatch(QFrame):
    """A box filled with a token."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        sized(self, height=24)

    def paintEvent(self, event) -> None:
        from PySide6.QtGui import QPainter

        from cs_desktop.ui.kit.painting import box

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


def texts() -> QWidget:
    card = Card("Texte")
    spaced(card.body, 4, (12, 12, 12, 12))
    for text, role, tone in (
        ("28 Chiffre clé", "kpi", ""),
        ("20 Titre d’écran", "title", ""),
        ("16 Titre de carte", "card", ""),
        ("14 Texte, champs, tableaux", "body", ""),
        ("13 Libellés, aide · 12 au minimum", "help", "muted"),
    ):
        card.body.addWidget(Label(text, role, tone))
    card.add_stretch()
    return card


def _pair(*named: tuple[str, QWidget]) -> QHBoxLayout:
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


def _form() -> QBoxLayout:
    line = row(12)
    left, right = Card("Personne et foyer"), Card("Budget")
    birth = NaissanceEdit(today)
    birth.setText("14/05/1990")
    left.body.addLayout(_pair(("Nom", TextField("Benali")), ("Date de naissance", birth)))
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


def save(folder: Path, app: QApplication) -> list[Path]:
    """Both boards in each mode and zoom; gives the pictures written."""
    written: list[Path] = []
    for mode, zoom in (("light", 1.0), ("dark", 1.0), ("light", 1.5), ("light", 2.0)):
        theme().set(mode, zoom)  # type: ignore[arg-type]
        for name, build in (("composants", board), ("composants-suite", second_board)):
            page = build()
            page.resize(theme().px(WIDTH), theme().px(HEIGHT))
            page.show()
            app.processEvents()
            _focus(page)
            app.processEvents()
            suffix = "" if zoom == 1.0 else f"-{round(zoom * 100)}"
            path = folder / f"{name}-{mode}{suffix}.png"
            grab(page, path)
            written.append(path)
            page.close()
            page.deleteLater()
    return written


def _focus(page: QWidget) -> None:
    for button in page.findChildren(Button):
        if button.property("board_focus"):
            button.setFocus(Qt.FocusReason.TabFocusReason)


def main() -> None:
    app = QApplication(sys.argv[:1])
    install_theme(app, RESOURCES, "light", 1.0)
    for path in save(Path(sys.argv[1] if len(sys.argv) > 1 else "captures"), app):
        print(path)


if __name__ == "__main__":
    main()
