"""What features bring to the window: screens, tabs of a person, actions, searches, sentences (A14).

A feature registers itself in one line of `app.py`: `personnes.register(registre)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Commit
from cs_desktop.domain.droits import Droit
from cs_desktop.ui.shell.navigation import Place

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from cs_desktop.ui.shell.contexte import Contexte
    from cs_desktop.ui.shell.screen import Screen, ScreenKey

E = TypeVar("E")


class Group(Enum):
    """The groups of the sidebar, in order; the value is the heading above them."""

    ACCUEIL = ""
    EQUIPE = "Équipe et réseau"
    PILOTAGE = "Pilotage"
    BAS = "bas"  # pinned at the bottom, under a line: Réglages, Aide
    HORS_MENU = "hors menu"  # reached from elsewhere: a sheet, a page of Réglages


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """One screen. `letter` opens it with Alt+letter; `parent` stays lit in the sidebar."""

    code: str
    title: str
    icon: str  # a file of resources/icons
    factory: Callable[[Contexte], Screen]
    group: Group = Group.HORS_MENU
    letter: str | None = None
    droit: Droit | None = None
    parent: str | None = None
    hint: str = ""  # the key shown at the right of the sidebar entry (Aide: F1)
    badge: Callable[[Contexte], int] | None = None  # work waiting, never a mere count
    words: str = ""  # other words that find it in Ctrl+K
    in_palette: bool = True  # False for a sheet, that is nothing without its row
    summary: str = ""  # what a page of Réglages is for

    @property
    def keys(self) -> tuple[ScreenKey, ...]:
        """The keys of the screen, for Aide; a factory that hides its class has none to show."""
        made = self.factory.func if isinstance(self.factory, partial) else self.factory
        return getattr(made, "keys", ())


@runtime_checkable
class HoldsTyped(Protocol):
    """A tab of the fiche personne where one types: what the sheet counts, says and keeps."""

    @property
    def modified(self) -> SignalInstance: ...

    def unsaved(self) -> int: ...

    def losing(self) -> int: ...

    def keep_typed(self) -> None: ...


@dataclass(frozen=True, slots=True)
class PersonTab:
    """A tab of the fiche personne brought by another feature."""

    code: str
    title: str
    factory: Callable[[Contexte], QWidget]  # has open_row(id), reload(); HoldsTyped if one types
    order: int = 100
    droit: Droit | None = None
    count: Callable[[Contexte, int], int | None] | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something the person can do from anywhere: in Ctrl+K, and by `key` when it has one."""

    code: str
    title: str
    icon: str
    run: Callable[[Contexte], None]
    key: str | None = None
    droit: Droit | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search provider."""

    title: str
    detail: str
    place: Place


@dataclass(frozen=True, slots=True)
class SearchProvider:
    """A group of Ctrl+K answered by a service, in the reader pool: touch no widget there.

    `search(contexte, text, limit)`.
    """

    group: str
    icon: str
    search: Callable[[Contexte, str, int], Sequence[Hit]]
    droit: Droit | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """How a use-case is told once done: « Fiche archivée », with « Annuler » when `undoable`."""

    code: str  # the usage of the commit: "personne.archiver"
    sentence: str | Callable[[Commit], str]
    undoable: bool = True
    toast: bool = True

    def told(self, commit: Commit) -> str:
        """The sentence for this commit."""
        return self.sentence if isinstance(self.sentence, str) else self.sentence(commit)


INSCRIRE = "inscrire"  # the code of the action behind the yellow button of the sidebar


@dataclass
class Registre:
    """Everything registered, in order; asked by the window with the rights of the Acteur."""

    _screens: dict[str, ScreenEntry] = field(default_factory=dict)
    _tabs: dict[str, PersonTab] = field(default_factory=dict)
    _actions: dict[str, Action] = field(default_factory=dict)
    _providers: list[SearchProvider] = field(default_factory=list)
    _usages: dict[str, Usage] = field(default_factory=dict)

    def add(self, *entries: ScreenEntry | PersonTab | Action | SearchProvider | Usage) -> None:
        """Register entries of any kind. Raises ValueError on a code, key or letter taken."""
        for entry in entries:
            match entry:
                case ScreenEntry():
                    self._refuse_double(entry.letter, (s.letter for s in self._screens.values()))
                    _put(self._screens, entry.code, entry)
                case PersonTab():
                    _put(self._tabs, entry.code, entry)
                case Action():
                    self._refuse_double(entry.key, (a.key for a in self._actions.values()))
                    _put(self._actions, entry.code, entry)
                case SearchProvider():
                    self._providers.append(entry)
                case Usage():
                    _put(self._usages, entry.code, entry)

    def screens(self, acteur: Acteur) -> list[ScreenEntry]:
        """Screens that the rôle may open, in the order of registration."""
        return [s for s in self._screens.values() if _allowed(acteur, s.droit)]

    def screen(self, acteur: Acteur, code: str) -> ScreenEntry | None:
        """The screen of this code; None when unknown or not allowed to the rôle."""
        found = self._screens.get(code)
        return found if found is not None and _allowed(acteur, found.droit) else None

    def tabs(self, acteur: Acteur) -> list[PersonTab]:
        """Tabs of the fiche personne for this rôle."""
        allowed = [t for t in self._tabs.values() if _allowed(acteur, t.droit)]
        return sorted(allowed, key=lambda tab: tab.order)

    def actions(self, acteur: Acteur) -> list[Action]:
        """Actions of Ctrl+K for this rôle."""
        return [a for a in self._actions.values() if _allowed(acteur, a.droit)]

    def action(self, acteur: Acteur, code: str) -> Action | None:
        """The action of this code, or None when it is not there for this rôle."""
        found = self._actions.get(code)
        return found if found is not None and _allowed(acteur, found.droit) else None

    def providers(self, acteur: Acteur) -> list[SearchProvider]:
        """Searches of Ctrl+K for this rôle."""
        return [p for p in self._providers if _allowed(acteur, p.droit)]

    def usage(self, code: str) -> Usage | None:
        """How this use-case is told; None for silent ones (drafts, preferences, backups)."""
        return self._usages.get(code)

    @staticmethod
    def _refuse_double(key: str | None, taken: Iterable[str | None]) -> None:
        if key is not None and key in taken:
            raise ValueError(f"{key} is already taken")


def _put(table: dict[str, E], code: str, entry: E) -> None:
    if code in table:
        raise ValueError(f"{code} is registered twice")
    table[code] = entry


def _allowed(acteur: Acteur, droit: Droit | None) -> bool:
    return droit is None or acteur.peut(droit)
