"""What stands in place of the rows: nobody yet, nobody found."""

from __future__ import annotations

from cs_desktop.domain.personnes import Etat, FiltrePersonnes
from cs_desktop.ui.kit.cards import EmptyState

CLEAR = "Effacer le filtre"
IMPORT = "Importer un tableau"


def empty_state(*, may_edit: bool) -> EmptyState:
    """Before the first fiche."""
    return EmptyState(
        "users",
        "Vos adhérents apparaîtront ici.",
        "Inscrivez la première personne : son nom suffit pour commencer.",
        "Inscrire" if may_edit else "",
        IMPORT if may_edit else "",
        action_icon="user-plus",
    )


def no_result(filtre: FiltrePersonnes, *, may_edit: bool) -> EmptyState:
    """The filter leaves nobody; a text that names somebody new can begin her fiche."""
    if not filtre.texte:
        archived = filtre.etat is Etat.ARCHIVEES
        title = "La corbeille est vide." if archived else "Aucune personne dans ce filtre."
        return EmptyState("users", title, link=CLEAR)
    return EmptyState(
        "search",
        f"Aucune personne ne correspond à «\u00a0{filtre.texte}\u00a0».",
        "Vérifiez l’orthographe, ou cherchez un téléphone ou une date de naissance.",
        "Inscrire cette personne" if may_edit else "",
        CLEAR,
        action_icon="user-plus",
    )
