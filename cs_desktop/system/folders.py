"""Where the program keeps its files, where it finds those shipped with it, and on which drives."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath

import platformdirs

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.domain.system_reasons import reason

NAME = "cs-desktop"
BASE_SUFFIX = ".csd"
SQLITE_HEADER = b"SQLite format 3\0"
ENV_ROOT = "CS_DESKTOP_DOSSIER"
"""Puts data, preferences and logs under one folder: portable use, tests."""

MOUNTS = Path("/proc/self/mounts")
NETWORK_TYPES = frozenset(
    [
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
    ]
)
# FUSE names its real file system after a dot; these ones live on another machine.
NETWORK_FUSE = frozenset(
    ["curlftpfs", "davfs2", "gvfsd-fuse", "rclone", "s3fs", "smbnetfs", "sshfs"]
)
DRIVE_REMOTE = 4


def data_dir() -> Path:
    """The folder of the user's base and of its backups, created if needed."""
    return _made(_under_root("donnees") or platformdirs.user_data_path(NAME, appauthor=False))


def default_base() -> Path:
    """The base that opens when none is named."""
    return data_dir() / f"centre{BASE_SUFFIX}"


def demonstration_base() -> Path:
    """The base of the invented centre, apart: its backups must not meet the real ones."""
    return _made(data_dir() / "demonstration") / f"mosaique{BASE_SUFFIX}"


def config_dir() -> Path:
    """The folder of the preferences of this machine, created if needed."""
    return _made(_under_root("preferences") or platformdirs.user_config_path(NAME, appauthor=False))


def is_plain(base: Path) -> bool:
    """Whether the file is a base without key. Raises OSError where it cannot be read."""
    with base.open("rb") as file:
        return file.read(len(SQLITE_HEADER)) == SQLITE_HEADER


def log_dir() -> Path:
    """The folder of the logs, created if needed."""
    return _made(_under_root("journaux") or platformdirs.user_log_path(NAME, appauthor=False))


def resource(name: str) -> Path:
    """The file or folder `name` shipped with the program, such as « icons/users.svg ».

    Raises FileNotFoundError: a missing resource is a fault of ours, never of the user.
    """
    path = _resources() / name
    if not path.exists():
        raise FileNotFoundError(f"resource {name!r} is not shipped")
    return path


def resource_roots(package: Path, frozen: str | None) -> list[Path]:
    """Where `resources` may stand: frozen bundle, then wheel, then checkout."""
    roots = [package / "resources", package.parent / "resources"]
    return [Path(frozen) / "resources", *roots] if frozen else roots


def is_network(path: Path) -> bool:
    """Whether `path`, which may not exist yet, is on a drive shared by other computers.

    macOS is not examined: no centre we know of keeps its base there.
    """
    if sys.platform == "win32":
        resolved = str(path.resolve())
        return is_unc(resolved) or _drive_type(resolved) == DRIVE_REMOTE
    if not MOUNTS.exists():
        return False
    return on_network_mount(
        PurePosixPath(path.resolve()), MOUNTS.read_text("utf-8", "surrogateescape")
    )


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names a server: \\serveur\partage, \\?\UNC\serveur\partage."""
    drive = PureWindowsPath(path).drive.casefold()
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive[4:].startswith("unc\\")
    return drive.startswith("\\\\")


def on_network_mount(path: PurePosixPath, mounts: str) -> bool:
    """Read Linux's table of mounts: the deepest mount above `path` says what it is on."""
    found, depth = "", -1
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = PurePosixPath(_unescape(fields[1]))
        # A later mount hides an earlier one on the same point.
        if path.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = fields[2], len(point.parts)
    family, _, name = found.partition(".")
    return name in NETWORK_FUSE if family == "fuse" else found in NETWORK_TYPES


@cache
def _resources() -> Path:
    package = Path(__file__).resolve().parent.parent
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    for root in resource_roots(package, frozen):
        if root.is_dir():
            return root
    raise FileNotFoundError("the resources folder is not shipped")


def _under_root(name: str) -> Path | None:
    root = os.environ.get(ENV_ROOT)
    return Path(root).expanduser() / name if root else None


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StockageIndisponible(
            f"Le dossier « {folder} » ne peut pas être créé ({reason(error)}). "
            "Vérifiez qu’il existe et que vous avez le droit d’y écrire."
        ) from error
    return folder


def _unescape(text: str) -> str:
    """Mount points write a space as « \\040 »."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _drive_type(path: str) -> int:
    if sys.platform != "win32":
        raise OSError("drive types exist on Windows only")
    return int(ctypes.windll.kernel32.GetDriveTypeW(PureWindowsPath(path).drive + "\\"))
