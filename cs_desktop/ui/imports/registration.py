"""What the feature « imports » brings to the window."""

from __future__ import annotations

from cs_desktop.domain.droits import Droit
from cs_desktop.ui.imports import codes
from cs_desktop.ui.imports.screen import ImportScreen
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.registre import Action, Registre, ScreenEntry, Usage


def register(registre: Registre) -> None:
    """The import of a spreadsheet, and the sentences of what it does."""
    registre.add(
        ScreenEntry(
            codes.ECRAN,
            "Importer un tableau",
            "upload",
            ImportScreen,
            droit=Droit.MODIFIER_PERSONNES,
            parent=codes.LISTE,
            in_palette=False,  # the action is there
        ),
        Action(
            "importer",
            "Importer un tableau",
            "upload",
            _open,
            droit=Droit.MODIFIER_PERSONNES,
            words="import tableur csv excel xlsx ods liste adhérents reprendre",
        ),
        # Batches of one import: the screen tells its end, and undoes all of it together.
        Usage("import.executer", "Import en cours", undoable=False, toast=False),
        Usage("import.annuler", "Import annulé", undoable=False, toast=False),
        Usage("import.garder_profil", "Choix des colonnes gardé", undoable=False),
    )


def _open(contexte: Contexte) -> None:
    contexte.navigation.open(codes.ECRAN)
