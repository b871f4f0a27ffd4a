"""The spreadsheet to fill in before an import: its titles are those that are recognised."""

# XlsxWriter is typed in part.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from typing import BinaryIO

import xlsxwriter

TITRES = (
    *("Nom", "Prénom", "Sexe", "Date de naissance", "Téléphone", "Autre téléphone", "Courriel"),
    *("Adresse", "Complément", "Code postal", "Commune", "Famille", "Rôle dans la famille"),
    *("Personne à prévenir", "Téléphone urgence"),
)
_EXEMPLES = (
    (
        *("Belkacem", "Amina", "F", "19/01/1988", "06 39 98 24 71", "", "amina@exemple.fr"),
        *("4 rue des Tisserands", "", "59999", "Valmont-sur-Lys", "1", "responsable"),
        *("Nora Belkacem", "06 39 98 24 72"),
    ),
    (
        *("Belkacem", "Ilyès", "M", "2016", "", "", ""),
        *("4 rue des Tisserands", "", "59999", "Valmont-sur-Lys", "1", "enfant"),
        *("", ""),
    ),
)
_AIDE = (
    "Une ligne par personne. Effacez les deux exemples avant l’import.",
    "Nom ou prénom : l’un des deux suffit. Toutes les autres colonnes peuvent rester vides.",
    "Date de naissance : 19/01/1988, 01/1988 ou 1988.",
    "Famille : le même numéro pour toutes les personnes qui vivent ensemble.",
    "Rôle dans la famille : responsable, enfant, autre adulte ou accueillant.",
    "N’écrivez ici ni numéro de sécurité sociale, ni compte bancaire, ni renseignement de santé.",
)


def write_modele(stream: BinaryIO) -> None:
    """One sheet to fill in, one that explains. Every cell is text: no zero is lost."""
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Modèle d’import", "author": "", "company": ""})
        text = workbook.add_format({"num_format": "@"})
        bold = workbook.add_format({"bold": True, "bg_color": "#E6EBEA", "bottom": 1})
        sheet = workbook.add_worksheet("Personnes")
        for place, titre in enumerate(TITRES):
            sheet.set_column(place, place, max(12, len(titre) + 4), text)
            sheet.write_string(0, place, titre, bold)
        for row, example in enumerate(_EXEMPLES, 1):
            for place, value in enumerate(example):
                sheet.write_string(row, place, value, text)
        sheet.freeze_panes(1, 0)
        explained = workbook.add_worksheet("Mode d’emploi")
        explained.set_column(0, 0, 100)
        for row, sentence in enumerate(_AIDE):
            explained.write_string(row, 0, sentence)
