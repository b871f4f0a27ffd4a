"""The container of a backup and its manifest: what each part is, and whether it is still so."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from cs_desktop.domain.errors import BaseRefusee
from cs_desktop.persistence.durable import sync_file, translated_os
from cs_desktop.persistence.snapshot import Contents

FORMAT = "cs-desktop sauvegarde"
VERSION = 1
MANIFEST, BASE, SLOTS = "manifest.json", "base.sqlite", "base.cles"
CHUNK = 1 << 20
_MANIFEST_MAX = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the container."""

    taille: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the container says of itself."""

    contents: Contents
    creee_le: datetime
    programme: str
    fichiers: Mapping[str, Part]

    def to_bytes(self) -> bytes:
        """The manifest as written."""
        return json.dumps(
            {
                "format": FORMAT,
                "version": VERSION,
                **asdict(self.contents),
                "creee_le": self.creee_le.isoformat(),
                "programme": self.programme,
                "fichiers": {name: asdict(part) for name, part in self.fichiers.items()},
            },
            indent=1,
        ).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """Read a manifest of our version. Raises ValueError, KeyError or TypeError otherwise."""
        told: dict[str, Any] = json.loads(data)
        if told["format"] != FORMAT or told["version"] != VERSION:
            raise ValueError("another format")
        contents = Contents(
            str(told["base_uuid"]),
            str(told["schema"]),
            int(told["journal_id"]),
            str(told["journal_hash"]),
        )
        creee_le = datetime.fromisoformat(told["creee_le"])
        if creee_le.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        fichiers = {
            str(name): Part(int(part["taille"]), str(part["sha256"]))
            for name, part in told["fichiers"].items()
        }
        if BASE not in fichiers:
            raise ValueError("no base")
        return cls(contents, creee_le, str(told["programme"]), fichiers)


def write_container(
    path: Path, manifest: Manifest, base: Path, slots: bytes | None, step: Callable[[], None]
) -> None:
    """Write the container; `step` is called between blocks. Raises StockageIndisponible."""
    with translated_os(path), zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as container:
        container.writestr(_entry(MANIFEST, manifest), manifest.to_bytes())
        if slots is not None:
            container.writestr(_entry(SLOTS, manifest), slots)
        with (
            base.open("rb") as file,
            container.open(_entry(BASE, manifest), "w", force_zip64=True) as entry,
        ):
            while block := file.read(CHUNK):
                step()
                entry.write(block)


def read_manifest(path: Path) -> Manifest:
    """Raises BaseRefusee for a file that is no backup of ours, or of a newer program."""
    with _opened(path) as container:
        info = container.getinfo(MANIFEST)
        if info.file_size > _MANIFEST_MAX or info.compress_type != zipfile.ZIP_STORED:
            raise zipfile.BadZipFile("not our manifest")
        data = container.read(info)
        if _newer(data):
            raise BaseRefusee(
                f"La sauvegarde « {path.name} » vient d’une version plus récente de CS Desktop : "
                "mettez le programme à jour, puis recommencez."
            )
        return Manifest.from_bytes(data)


def check_entries(path: Path, manifest: Manifest) -> None:
    """Read the container again, as it is on the disk. Raises BaseRefusee when a bit changed."""
    for name in manifest.fichiers:
        _read(path, manifest, name, _ignore)


def extract(path: Path, manifest: Manifest, name: str, target: Path) -> None:
    """Write one part to `target`, on the disk when this returns.

    Raises BaseRefusee when the part is not what the manifest says.
    """
    with translated_os(target):
        file = target.open("wb")

    def write(block: bytes) -> None:
        with translated_os(target):  # the disk at fault is the one written to
            file.write(block)

    with file:
        _read(path, manifest, name, write)
        with translated_os(target):
            file.flush()
    with translated_os(target):
        sync_file(target)


def read_part(path: Path, manifest: Manifest, name: str) -> bytes:
    """A small part, in memory. Raises BaseRefusee when it is not what the manifest says."""
    blocks: list[bytes] = []
    _read(path, manifest, name, blocks.append)
    return b"".join(blocks)


def _read(path: Path, manifest: Manifest, name: str, use: Callable[[bytes], object]) -> None:
    part = manifest.fichiers[name]
    with _opened(path) as container:
        info = container.getinfo(name)
        if info.file_size != part.taille or info.compress_type != zipfile.ZIP_STORED:
            raise zipfile.BadZipFile(name)
        digest = hashlib.sha256()
        with container.open(info) as entry:
            for block in _blocks(entry):
                digest.update(block)
                use(block)
        if digest.hexdigest() != part.sha256:
            raise zipfile.BadZipFile(name)


def _blocks(entry: IO[bytes]) -> Generator[bytes]:
    while block := entry.read(CHUNK):
        yield block


def _ignore(_block: bytes) -> None:
    """To read for the digest alone."""


@contextmanager
def _opened(path: Path) -> Generator[zipfile.ZipFile]:
    with translated_os(path), path.open("rb") as file:
        ours = file.read(4) == b"PK\x03\x04"
        try:
            with zipfile.ZipFile(file) as container:
                yield container
        except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, NotImplementedError,
                RuntimeError) as damage:  # fmt: skip
            raise BaseRefusee(_not_whole(path) if ours else _foreign(path)) from damage


def _newer(data: bytes) -> bool:
    told: Any = json.loads(data)
    return told["format"] == FORMAT and told["version"] > VERSION


def _entry(name: str, manifest: Manifest) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, manifest.creee_le.timetuple()[:6])


def _foreign(path: Path) -> str:
    return (
        f"« {path.name} » n’est pas une sauvegarde de CS Desktop : choisissez un fichier dont le "
        "nom se termine par .csbak."
    )


def _not_whole(path: Path) -> str:
    return (
        f"La sauvegarde « {path.name} » est incomplète ou endommagée, rien n’a été remplacé : "
        "choisissez-en une autre."
    )
