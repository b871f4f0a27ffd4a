"""The components of the kit on a board like mockup 13, and those it leaves out on a second one.

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
    QWidget,
)

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.money import euros
from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.calendar import Calendar
from cs_desktop.ui.kit.cards import Band, Card, ChipLabel, EmptyState
from cs_desktop.ui.kit.dialogs import Option, Question, QuestionDialog
from cs_desktop.ui.kit.fields import (
    CheckBox,
    Choice,
    ComboBox,
    DateEdit,
    DurationEdit,
    LabelledField,
    MoneyEdit,
    Radio,
    TextField,
)
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import column, row, sized, spaced
from cs_desktop.ui.kit.progress import ProgressCard
from cs_desktop.ui.kit.table.columns import Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import MemorySource, SortKey
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.theme import install_theme, theme
from cs_desktop.ui.kit.toast import Toast
from tests.captures.board_parts import pair, palette, second_board, today
from tests.support.ui import RESOURCES, grab

WIDTH, HEIGHT = 1366, 900
COLUMNS = (318, 326, 326)


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
    card.body.addLayout(pair(("Normal", TextField("Belkacem")), ("Au clavier", TextField("Belk"))))
    card.body.addLayout(pair(("Lecture seule", read_only), ("Liste", choice)))
    card.body.addWidget(LabelledField("Date de naissance", birth))
    birth.setText("31/02/2014")
    birth.settle()
    card.body.addLayout(pair(("Montant", money), ("Durée", duration)))
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
