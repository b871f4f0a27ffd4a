"""Fiche de secours: the words that open the base when every password is lost."""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from reportlab.platypus import Paragraph, Table

from cs_desktop.domain.dates import date_fr, date_longue
from cs_desktop.reports import fonts, styles
from cs_desktop.reports.document import render
from cs_desktop.reports.page import CentreImprime, Page
from cs_desktop.reports.story import Story
from cs_desktop.reports.tables import facts_table

FICHE = "Fiche de secours"
PIED = "À garder hors de l’ordinateur, sous clé"
COLUMNS = 3
ROW_HEIGHT = 30.0

CONSERVER = (
    (
        "Cette fiche ouvre les données du centre sans aucun mot de passe. Rangez-la sous clé, "
        "loin de l’ordinateur. N’en faites ni photo ni copie numérique."
    ),
    (
        "Gardez deux exemplaires si vous avez deux lieux sûrs, par exemple le coffre du centre "
        "et celui du gestionnaire."
    ),
)
UTILISER = (
    ("1. Ouvrez CS Desktop. Sur l’écran d’ouverture, choisissez « Mot de passe oublié »."),
    (
        "2. Recopiez les mots dans l’ordre des numéros, séparés par une espace. Les accents et les "
        "majuscules ne comptent pas."
    ),
    (
        "3. Choisissez un nouveau mot de passe, puis imprimez la nouvelle fiche : celle-ci ne "
        "servira plus."
    ),
)
RESTAURER = (
    "Sur un ordinateur neuf, choisissez « Restaurer une sauvegarde » : le fichier de sauvegarde et "
    "cette fiche suffisent."
)


@dataclass(frozen=True, slots=True)
class FicheSecours:
    """What the sheet carries. `base_uuid` recognises the base that the words open."""

    mots: tuple[str, ...]
    base_uuid: str
    faite_le: date


def fiche_secours(fiche: FicheSecours, centre: CentreImprime, target: BinaryIO) -> int:
    """Print the words in a numbered grid, with how to keep them and how to use them."""
    story = Story()
    story.title(FICHE, bookmark=FICHE)
    story.add(
        facts_table(
            story,
            [
                ("Centre", centre.nom),
                ("Faite le", date_longue(fiche.faite_le)),
                ("Identifiant", fiche.base_uuid),
            ],
            columns=1,
        )
    )
    story.section("Les mots, dans l’ordre", keep=220)
    story.add(_grid(story, fiche.mots))
    story.section("La garder")
    for text in CONSERVER:
        story.body(text)
    story.section("S’en servir")
    for text in (*UTILISER, RESTAURER):
        story.body(text)
    page = Page(centre, FICHE, f"Faite le {date_fr(fiche.faite_le)}", PIED)
    return render(story, page, target)


def _grid(story: Story, words: Sequence[str]) -> Table:
    """Numbered words, read line by line."""
    rows: list[list[Paragraph]] = []
    for start in range(0, len(words), COLUMNS):
        row: list[Paragraph] = []
        for at in range(start, start + COLUMNS):
            number, word = (str(at + 1), words[at]) if at < len(words) else ("", "")
            row.append(story.paragraph(number, story.styles.cell_right))
            row.append(story.paragraph(word, story.styles.word))
        rows.append(row)
    number_width = 24.0
    word_width = story.width / COLUMNS - number_width
    table = Table(rows, colWidths=[number_width, word_width] * COLUMNS, rowHeights=ROW_HEIGHT)
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.FIGURES),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, styles.RULE_LIGHT),
            ("BOX", (0, 0), (-1, -1), styles.RULE_WIDTH, styles.RULE),
        ]
    )
    return table
