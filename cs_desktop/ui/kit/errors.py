"""What a refusal or a failure of the environment looks like: one sentence and its remedy (B §6).

`show(error, near)` climbs from the widget `near` to the part of the window that shows bands.
Refusals of a form go beside its fields, not here; our own bugs go on to the crash dialog.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import (
    Annule,
    BaseOccupee,
    Conflit,
    ErreurAttendue,
    RegleMetier,
    StockageIndisponible,
)

Do = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A verb the person can press, and what it does."""

    text: str
    do: Do


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, its tone (« ok », « info », « warn », « bad ») and what can be done about it."""

    sentence: str
    tone: str
    remedies: tuple[Remedy, ...] = ()


@runtime_checkable
class ShowsNotices(Protocol):
    """A part of the window with room for a band."""

    def show_notice(self, notice: Notice) -> None:
        """Replace the band on show by this one."""
        ...


def show(
    error: Exception,
    near: QWidget,
    *,
    retry: Do | None = None,
    reload: Do | None = None,
    replace: Do | None = None,
) -> None:
    """Show a foreseen error in the window of `near`; raise any other one to the crash dialog."""
    if isinstance(error, Annule):
        return
    if not isinstance(error, ErreurAttendue):
        raise error
    around = _around(near)
    if around is None:
        raise error
    around.show_notice(notice(error, retry=retry, reload=reload, replace=replace))


def notify(told: Notice, near: QWidget) -> None:
    """Show a sentence that is no error in the window of `near`. Raises LookupError without one."""
    around = _around(near)
    if around is None:
        raise LookupError("no part of the window shows notices")
    around.show_notice(told)


def notice(
    error: ErreurAttendue,
    *,
    retry: Do | None = None,
    reload: Do | None = None,
    replace: Do | None = None,
) -> Notice:
    """The sentence of `error` and the remedies that fit its kind among those offered."""
    if isinstance(error, Conflit):
        return Notice(str(error), "warn", _offered(("Recharger", reload), ("Remplacer", replace)))
    if isinstance(error, BaseOccupee):
        return Notice(str(error), "warn", _offered(("Réessayer", retry)))
    if isinstance(error, StockageIndisponible):
        copy = Remedy("Copier le détail", _copy(str(error)))
        return Notice(str(error), "bad", (*_offered(("Réessayer", retry)), copy))
    if isinstance(error, RegleMetier):
        return Notice(" ".join(refus.message for refus in error.refus), "warn")
    return Notice(str(error), "warn")


def _around(near: QWidget) -> ShowsNotices | None:
    widget: QWidget | None = near
    while widget is not None:
        if isinstance(widget, ShowsNotices):
            return widget
        widget = widget.parentWidget()
    return None


def _offered(*remedies: tuple[str, Do | None]) -> tuple[Remedy, ...]:
    return tuple(Remedy(text, do) for text, do in remedies if do is not None)


def _copy(text: str) -> Do:
    def copy() -> None:
        QGuiApplication.clipboard().setText(text)

    return copy
