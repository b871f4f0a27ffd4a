"""Composition root of the window: lock → frame and sign-in → services → first screen (A13).

The only module of the window that imports inside functions: what is heavy waits for its turn.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cs_desktop import __version__
from cs_desktop.domain.changes import Commit
from cs_desktop.system import folders, logs, preferences
from cs_desktop.system.lock import Verrou
from cs_desktop.ui.kit.focus import FocusRing
from cs_desktop.ui.kit.tasks import Pools, Task
from cs_desktop.ui.kit.theme import Mode, install_theme
from cs_desktop.ui.shell.changes import Changes
from cs_desktop.ui.shell.crash import CrashHooks, versions
from cs_desktop.ui.shell.crash_dialog import CrashDesk
from cs_desktop.ui.shell.door import Backup, Condition, NouveauCentre
from cs_desktop.ui.shell.french import speak_french
from cs_desktop.ui.shell.machine import Machine, MachineValues
from cs_desktop.ui.shell.main_window import MainWindow, Parts
from cs_desktop.ui.shell.registre import Registre

if TYPE_CHECKING:
    from cs_desktop.services.documents.documents import Documents
    from cs_desktop.services.opener import OpenedBase, Opener
    from cs_desktop.ui.shell.threshold import Threshold

_PRELOAD_DELAY_MS = 2_000  # the first screen first


def register_features(registre: Registre) -> None:
    """One line for each feature. Called off the GUI thread, before the first screen."""
    from cs_desktop.ui.adhesions import registration as adhesions
    from cs_desktop.ui.foyers import registration as foyers
    from cs_desktop.ui.imports import registration as imports
    from cs_desktop.ui.personnes import registration as personnes
    from cs_desktop.ui.shell import own_screens

    for feature in (personnes, foyers, adhesions, imports, own_screens):
        feature.register(registre)


def _today() -> date:
    return datetime.now().astimezone().date()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Setup:
    """Where things are and what time it is; tests give their own."""

    base: Path
    demonstration: Path
    preferences: Path
    resources: Path
    today: Callable[[], date] = _today
    now: Callable[[], datetime] = _now


class BaseDoor:
    """What `ui.shell.door.Door` asks; holds the lock, and imports services at the first need."""

    def __init__(self, setup: Setup, publish: Callable[[Commit], None], registre: Registre) -> None:
        self._setup, self._publish, self._registre = setup, publish, registre
        self.base = setup.base
        self._verrou: Verrou | None = None
        self._opener: Opener | None = None

    def take(self) -> Condition:
        self._hold(self.base)
        if not self.base.exists():
            return Condition.ABSENTE
        return Condition.SANS_COMPTE if folders.is_plain(self.base) else Condition.PROTEGEE

    def opener(self) -> Opener:
        """The services that open bases, imported while the person types her name."""
        from cs_desktop.services.opener import Opener

        if self._opener is None:
            setup = self._setup
            register_features(self._registre)
            self._opener = Opener(self._publish, setup.today, setup.now, setup.resources)
        return self._opener

    def open_plain(self, _task: Task, /) -> OpenedBase:
        return self.opener().open_plain(self.base)

    def sign_in(self, nom: str, mot_de_passe: str, _task: Task, /) -> OpenedBase:
        return self.opener().sign_in(self.base, nom, mot_de_passe)

    def unlock(self, opened: OpenedBase, mot_de_passe: str) -> None:
        opened.services.comptes.verifier_mot_de_passe(opened.acteur, mot_de_passe)

    def recover(self, mots: str, nom: str, mot_de_passe: str, _task: Task, /) -> OpenedBase:
        return self.opener().recover(self.base, mots, nom, mot_de_passe)

    def create(self, centre: NouveauCentre) -> tuple[str, ...]:
        from cs_desktop.services.connexion import creer_centre

        return creer_centre(
            self.base,
            centre.nom,
            centre.forme_juridique,
            centre.site,
            centre.compte,
            centre.mot_de_passe,
            now=self._setup.now,
        )

    def draw_fiche(self, centre: NouveauCentre, mots: tuple[str, ...]) -> bytes:
        from cs_desktop.services.documents.documents import open_documents

        opened = self.opener().sign_in(self.base, centre.compte, centre.mot_de_passe)
        documents = open_documents(opened.database, opened.services, self._setup.today)
        return documents.comptes.fiche_secours(opened.acteur, mots, opened.base_uuid)

    def open_demonstration(self, task: Task) -> OpenedBase:
        base = self._setup.demonstration
        self.opener().create_demonstration(base, task.progress)
        self._hold(base)
        self.base = base
        return self.opener().open_plain(base)

    def is_protected(self, path: Path) -> bool:
        from cs_desktop.services.sauvegarde import lire_sauvegarde

        return lire_sauvegarde(path).protegee

    def restore(self, backup: Backup) -> None:
        from cs_desktop.services.sauvegarde import identite_compte, identite_fiche, restaurer

        who = None
        if backup.nom:
            who = identite_compte(backup.nom, backup.secret)
        elif backup.secret:
            who = identite_fiche(backup.secret)
        self.close()
        restaurer(backup.path, self.base, who, now=self._setup.now)

    def close(self) -> None:
        if self._opener is not None:
            self._opener.close()

    def let_go(self) -> None:
        """Close the base and free its lock: the program ends."""
        self.close()
        if self._verrou is not None:
            self._verrou.release()
        self._verrou = None

    def _hold(self, base: Path) -> None:
        verrou = Verrou(base)
        if self._verrou is not None and self._verrou.path == verrou.path:
            return
        verrou.acquire(self._setup.now())
        if self._verrou is not None:
            self._verrou.release()
        self._verrou = verrou


class Application(QObject):
    """Everything the window needs, alive as long as it is."""

    def __init__(
        self,
        qt: QApplication,
        setup: Setup,
        kept: preferences.Preferences,
        threshold: Threshold | None = None,
    ) -> None:
        super().__init__(qt)
        self._threshold = threshold
        self._setup, self._kept = setup, kept
        mode = cast("Mode", kept.theme)
        install_theme(qt, setup.resources, mode, kept.zoom / 100)
        FocusRing(qt).setParent(self)
        self.registre = Registre()
        self.pools, self.changes = Pools(self), Changes(self)
        self.door = BaseDoor(setup, self.changes.publish, self.registre)
        kept_values = (kept.zoom, kept.geometrie, kept.dossier_sauvegarde)
        self.machine = Machine(MachineValues(mode, *kept_values), self._keep, self)
        self.window = MainWindow(
            Parts(
                self.door,
                self.machine,
                self.pools,
                self.changes,
                self.registre,
                setup.today,
                setup.now,
                self._documents,
                self._preview,
            ),
            threshold,
        )
        self.window.entered.connect(self._preload_later)
        self.window.closing.connect(self.door.let_go)

    def start(self) -> None:
        """Paint the window with its first page, then import the services behind it."""
        self.window.start()
        if self._threshold is None:
            self.window.show()
        else:
            self.window.entered.connect(self._threshold.reveal)
            self._threshold.receive(self.window)
        QTimer.singleShot(0, self, self._warm_up)

    def _warm_up(self) -> None:
        self.pools.write(lambda _task: self.door.opener(), quiet=True).start()

    def _preload_later(self) -> None:
        QTimer.singleShot(_PRELOAD_DELAY_MS, self, self._preload)

    def _preload(self) -> None:
        self.pools.write(lambda _task: _import_documents(), quiet=True).start()

    def _keep(self, values: MachineValues) -> None:
        self._kept = replace(
            self._kept,
            theme=values.theme,
            zoom=values.zoom,
            geometrie=values.geometrie,
            dossier_sauvegarde=values.dossier_sauvegarde,
        )
        preferences.save(self._kept, self._setup.preferences)

    def _documents(self, opened: OpenedBase) -> Documents:
        from cs_desktop.services.documents.documents import open_documents

        return open_documents(opened.database, opened.services, self._setup.today)

    def _preview(self, parent: QWidget, content: bytes, name: str) -> None:
        from cs_desktop.ui.shell.preview_dialog import PreviewDialog

        PreviewDialog(self.pools, content, name, parent).open()


def _import_documents() -> object:
    """Printing is one click away."""
    from cs_desktop.services.documents import documents

    return documents


def build(
    folder: Path,
    *,
    base: Path | None = None,
    today: Callable[[], date] = _today,
    now: Callable[[], datetime] = _now,
) -> Application:
    """The application on the files of `folder`, not started; a QApplication exists already."""
    setup = Setup(
        base=base or folder / f"centre{folders.BASE_SUFFIX}",
        demonstration=folder / "demonstration" / f"mosaique{folders.BASE_SUFFIX}",
        preferences=folder,
        resources=folders.resource("tokens.json").parent,
        today=today,
        now=now,
    )
    qt = cast("QApplication", QApplication.instance())
    return Application(qt, setup, preferences.load(folder))


def main(base: Path, kept: preferences.Preferences, threshold: Threshold) -> int:
    """Fill the window that `threshold` has painted and return the exit status."""
    logs.configure(folders.log_dir())
    qt = cast("QApplication", QApplication.instance())
    speak_french(qt)
    hooks = CrashHooks(logs.trace_lines, qt)
    hooks.install()
    setup = Setup(
        base=base,
        demonstration=folders.demonstration_base(),
        preferences=folders.config_dir(),
        resources=folders.resource("tokens.json").parent,
    )
    application = Application(qt, setup, kept, threshold)
    desk = CrashDesk(application.window, versions(__version__), time.monotonic)
    hooks.crashed.connect(desk.receive)
    hooks.expected.connect(application.window.show_error)
    desk.quit_asked.connect(threshold.close)
    application.start()
    return qt.exec()
