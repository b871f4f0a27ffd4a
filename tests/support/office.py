"""The frame of the window over real services and a temporary base, without the door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.database import Database
from cs_desktop.services.documents.documents import open_documents
from cs_desktop.services.ouverture import open_services
from cs_desktop.services.services import Services
from cs_desktop.ui.adhesions import registration as adhesions
from cs_desktop.ui.foyers import registration as foyers
from cs_desktop.ui.imports import registration as imports
from cs_desktop.ui.kit.tasks import Pools
from cs_desktop.ui.kit.toast import Toasts
from cs_desktop.ui.personnes import registration as personnes
from cs_desktop.ui.shell.changes import Changes, SessionUndo
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.frame import Frame
from cs_desktop.ui.shell.machine import Machine, MachineValues
from cs_desktop.ui.shell.navigation import Navigation
from cs_desktop.ui.shell.registre import Registre
from cs_desktop.ui.shell.screen import Screen
from tests.support.ui import RESOURCES


@dataclass
class Office:
    """A frame on show, with what the window adds to it: undo, toasts, previews."""

    frame: Frame
    contexte: Contexte
    services: Services
    database: Database
    undo: SessionUndo
    pools: Pools
    keeper: QWidget  # parent of what must outlive the frame
    previewed: list[tuple[bytes, str]]
    said: list[str] = field(default_factory=list)
    refused: list[Exception] = field(default_factory=list)

    @property
    def screen(self) -> Screen:
        """The screen on show."""
        assert self.frame.host.screen is not None
        return self.frame.host.screen

    def open(self, code: str, row: int | None = None) -> Screen:
        """Go to a screen, as a link would."""
        self.contexte.navigation.open(code, row)
        return self.screen

    def close(self) -> None:
        """What closing the window does."""
        self.pools.close()
        self.frame.leave()
        self.frame.deleteLater()
        self.keeper.deleteLater()
        self.database.close()


def open_office(
    base: Path,
    acteur: Acteur,
    today: Callable[[], date],
    now: Callable[[], datetime],
    *,
    size: tuple[int, int] = (1366, 768),
) -> Office:
    """Show the frame over the base at `base`, on its first screen."""
    keeper = QWidget()
    registre, pools, changes = Registre(), Pools(keeper), Changes(keeper)
    personnes.register(registre)
    foyers.register(registre)
    imports.register(registre)
    adhesions.register(registre)
    database = Database(base, publish=changes.publish, now=now)
    services = open_services(database, today=today, now=now, resources=RESOURCES)
    machine = Machine(MachineValues(), lambda _values: None, keeper)
    frame = Frame(machine, pools)
    frame.resize(*size)
    previewed: list[tuple[bytes, str]] = []
    contexte = Contexte(
        acteur=acteur,
        services=services,
        pools=pools,
        changes=changes,
        navigation=Navigation(keeper),
        toasts=Toasts(frame),
        today=today,
        registre=registre,
        documents=partial(open_documents, database, services, today),
        preview=lambda content, name: previewed.append((content, name)),
        machine=machine,
        base_uuid="",
    )
    undo = SessionUndo(services.operations, acteur, registre, pools, frame)
    office = Office(frame, contexte, services, database, undo, pools, keeper, previewed)
    undo.told.connect(contexte.toasts.show)
    undo.refused.connect(office.refused.append)
    contexte.toasts.shown.connect(office.said.append)
    frame.undo_asked.connect(undo.undo)
    frame.redo_asked.connect(undo.redo)
    changes.committed.connect(undo.note)
    frame.show()
    frame.enter(contexte)
    return office
