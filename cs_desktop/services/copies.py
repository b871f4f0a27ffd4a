"""A backup in the folder of a base, for whoever is about to change that base deeply."""

from __future__ import annotations

from datetime import datetime

from cs_desktop import __version__
from cs_desktop.domain.sauvegardes import Raison, Sauvegarde, default_folder, file_name
from cs_desktop.persistence.backup import Source, write_backup
from cs_desktop.persistence.durable import translated_os


def back_up(source: Source, raison: Raison, now: datetime) -> Sauvegarde:
    """A verified backup of `source`, in its own folder."""
    folder = default_folder(source.base)
    with translated_os(folder):
        folder.mkdir(exist_ok=True)
    target = folder / file_name(source.base, now, raison)
    return write_backup(source, target, now=now, programme=__version__)
