"""What Ctrl+K can propose to an account: its screens, its actions, the answers of its searches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.keys import WINDOW_KEYS, named
from cs_desktop.ui.shell.palette_search import PER_GROUP, Proposal

SCREENS, ACTIONS = "Écrans", "Actions"


def local_proposals(contexte: Contexte, window: object) -> list[Proposal]:
    """Screens, actions of the features, and the keys of the window itself."""
    registre, acteur = contexte.registre, contexte.acteur
    screens = [
        Proposal(
            SCREENS,
            entry.icon,
            entry.title,
            "",
            partial(contexte.navigation.open, entry.code),
            key=f"Alt+{entry.letter}" if entry.letter else entry.hint,
            words=entry.words,
        )
        for entry in registre.screens(acteur)
        if entry.in_palette
    ]
    actions = [
        Proposal(
            ACTIONS,
            action.icon,
            action.title,
            "",
            partial(action.run, contexte),
            key=named(action.key) if action.key else "",
            words=action.words,
        )
        for action in registre.actions(acteur)
    ]
    keys = [
        Proposal(ACTIONS, key.icon, key.text, "", getattr(window, key.method), key=key.shown)
        for key in WINDOW_KEYS
        if key.icon
    ]
    return [*screens, *actions, *keys]


def remote_finder(contexte: Contexte) -> Callable[[str], Sequence[Proposal]] | None:
    """One function that asks every search of the account; it runs in the reader pool."""
    providers = contexte.registre.providers(contexte.acteur)
    if not providers:
        return None

    def find(text: str) -> list[Proposal]:
        return [
            Proposal(
                provider.group,
                provider.icon,
                hit.title,
                hit.detail,
                partial(contexte.navigation.open, hit.place.screen, hit.place.id),
            )
            for provider in providers
            for hit in provider.search(contexte, text, PER_GROUP)
        ]

    return find
