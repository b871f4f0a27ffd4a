"""Our own bugs: caught wherever they happen, logged, told once at a time (B §6)."""

from __future__ import annotations

import logging
import platform
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from cs_desktop.domain.errors import Annule, ErreurAttendue
from cs_desktop.domain.text import NBSP

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("cs_desktop.qt")

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

TraceLines = Callable[[BaseException], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Crash:
    """One bug: its trace without the text of the exception, which may quote what was typed."""

    kind: str
    trace: str


class CrashHooks(QObject):
    """Takes the interpreter's hooks and Qt's messages; tells on the GUI thread, whoever failed."""

    crashed = Signal(object)  # Crash
    expected = Signal(object)  # a refusal that a screen forgot to catch: an ErreurAttendue

    _caught = Signal(object)

    def __init__(self, trace_lines: TraceLines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trace_lines = trace_lines
        self._caught.connect(self._relay)

    def install(self) -> None:
        """Take the hooks for the rest of the program's life."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(log_qt_message)

    def note(self, error: BaseException) -> None:
        """Log `error` and have it shown."""
        if isinstance(error, Annule):
            return
        if isinstance(error, ErreurAttendue):
            _log.warning("refusal not caught by a screen", exc_info=error)
        else:
            _log.error("unexpected error", exc_info=error)
        self._caught.emit(error)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
        else:
            self.note(error)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.note(args.exc_value)

    def _unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            self.note(args.exc_value)

    @Slot(object)
    def _relay(self, error: BaseException) -> None:
        if isinstance(error, ErreurAttendue):
            self.expected.emit(error)
        else:
            trace = "".join(self._trace_lines(error)).replace(str(Path.home()), "~")
            self.crashed.emit(Crash(type(error).__name__, trace))


class CrashCounter:
    """Counts identical bugs: one that fires at each repaint is told once a minute."""

    def __init__(self, monotonic: Callable[[], float], quiet_seconds: float = 60.0) -> None:
        self._monotonic, self._quiet = monotonic, quiet_seconds
        self._times: Counter[Crash] = Counter()
        self._closed: dict[Crash, float] = {}

    def note(self, crash: Crash) -> int:
        """Count one more and return how many there were."""
        self._times[crash] += 1
        return self._times[crash]

    def worth_telling(self, crash: Crash) -> bool:
        """Whether the dialog should open for `crash` now."""
        closed = self._closed.get(crash)
        return closed is None or self._monotonic() - closed >= self._quiet

    def told(self, crash: Crash) -> None:
        """The dialog about `crash` was closed."""
        self._closed[crash] = self._monotonic()


def report(crash: Crash, times: int, versions: dict[str, str]) -> str:
    """What « Copier le rapport » puts in the clipboard: versions and trace, nobody's data."""
    lines = [f"{name}{NBSP}: {version}" for name, version in versions.items()]
    return "\n".join([*lines, f"Erreur : {crash.kind} ({times} fois)", "", crash.trace])


def versions(program: str) -> dict[str, str]:
    """What a report says of the program and of the machine."""
    return {
        "CS Desktop": program,
        "Python": platform.python_version(),
        "PySide6": PySide6.__version__,
        "Système": f"{platform.system()} {platform.release()} {platform.machine()}",
    }


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own warnings belong to the log, not to a console nobody sees."""
    _qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category)
