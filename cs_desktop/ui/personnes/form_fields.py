"""The fields of the form of a person, under the names of her draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from cs_desktop.domain.foyers import Zone
from cs_desktop.domain.personnes import LONGUEUR_MAX, Canal, GenreAdresse, Sexe
from cs_desktop.domain.phones import check_telephone, telephone_fr
from cs_desktop.ui.kit.fields import (
    Choice,
    ComboBox,
    DateEdit,
    NaissanceEdit,
    ParsedEdit,
    TextField,
)

_SEXES = (Sexe.F, Sexe.M, Sexe.AUTRE, Sexe.NON_RENSEIGNE)


class TelephoneEdit(ParsedEdit[str]):
    """A number typed anyhow, put by pairs when the field is left."""

    def parse(self, text: str) -> str:
        return check_telephone(text)

    def format(self, value: str) -> str:
        return telephone_fr(value)

    def set_value(self, value: str | None) -> None:
        super().set_value(value or None)


class UndoGate(QObject):
    """Ctrl+Z undoes the typing of a field while there is some, then the last gesture."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
        ):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not watched.isUndoAvailable()) or (redo and not watched.isRedoAvailable()):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class PersonneFields:
    """One widget for each field of `PersonneDraft` but its version."""

    def __init__(self, today: Callable[[], date], zones: Sequence[Zone]) -> None:
        self.nom = TextField(max_length=LONGUEUR_MAX)
        self.prenom = TextField(max_length=LONGUEUR_MAX)
        self.nom_naissance = TextField(max_length=LONGUEUR_MAX)
        self.sexe = Choice[Sexe](_sexe_options())
        self.naissance = NaissanceEdit(today)
        self.telephone, self.telephone_2 = TelephoneEdit(), TelephoneEdit()
        self.telephone.setPlaceholderText("06 39 98 24 71")
        self.courriel = TextField(placeholder="prenom@exemple.fr", max_length=LONGUEUR_MAX)
        self.canal = ComboBox[Canal]()
        self.canal.add(None, "Non précisé")
        for canal in Canal:
            self.canal.add(canal, canal.libelle)
        self.genre_adresse = ComboBox[GenreAdresse]()
        for genre in GenreAdresse:
            self.genre_adresse.add(genre, genre.libelle)
        self.chez = TextField(max_length=LONGUEUR_MAX)
        self.adresse = TextField(max_length=LONGUEUR_MAX)
        self.complement = TextField(max_length=LONGUEUR_MAX)
        self.code_postal = TextField(max_length=5)
        self.commune = TextField(max_length=LONGUEUR_MAX)
        self.zone_id = ComboBox[int]()
        self.zone_id.add(None, "Non précisée")
        for zone in zones:
            self.zone_id.add(zone.id, zone.libelle)
        self.zone_le = DateEdit(today)
        self.urgence_nom = TextField(max_length=LONGUEUR_MAX)
        self.urgence_lien = TextField(placeholder="mère, voisin…", max_length=LONGUEUR_MAX)
        self.urgence_telephone = TelephoneEdit()


def _sexe_options() -> list[tuple[Sexe, str]]:
    return [(sexe, sexe.libelle) for sexe in _SEXES]
