"""Folders, resources and network drives."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.system import folders

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
nas:/volume1/partage /mnt/nas nfs4 rw 0 0
//serveur/centre /mnt/centre\\040social cifs rw 0 0
poste:/home /mnt/ssh fuse.sshfs rw 0 0
/dev/sdb1 /media/cle fuseblk rw 0 0
/dev/sdc1 /mnt/nas/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/accueil/centre.csd", False),
        ("/mnt/nas/centre.csd", True),
        ("/mnt/nas-bis/centre.csd", False),
        ("/mnt/nas/local/centre.csd", False),
        ("/mnt/centre social/base/centre.csd", True),
        ("/mnt/ssh/centre.csd", True),
        ("/media/cle/centre.csd", False),
    ],
)
def test_the_deepest_mount_says_whether_a_path_is_on_the_network(path: str, network: bool) -> None:
    assert folders.on_network_mount(PurePosixPath(path), MOUNTS) is network


def test_a_later_mount_hides_an_earlier_one_on_the_same_point() -> None:
    mounts = "auto /mnt/nas autofs rw 0 0\nnas:/v /mnt/nas nfs rw 0 0\n"
    assert folders.on_network_mount(PurePosixPath("/mnt/nas/centre.csd"), mounts)
    assert not folders.on_network_mount(
        PurePosixPath("/mnt/nas"), "\n".join(reversed(mounts.splitlines()))
    )


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\serveur\partage\centre.csd", True),
        (r"\\?\UNC\serveur\partage\centre.csd", True),
        ("//serveur/partage/centre.csd", True),
        (r"C:\Users\accueil\centre.csd", False),
        (r"\\?\C:\Users\accueil\centre.csd", False),
        (r"centre.csd", False),
    ],
)
def test_windows_paths_that_name_a_server_are_on_the_network(path: str, unc: bool) -> None:
    assert folders.is_unc(path) is unc


def test_this_machine_s_own_table_of_mounts_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not folders.is_network(tmp_path / "not-yet-there.csd")
    table = tmp_path / "mounts"
    table.write_text(f"nas:/volume {tmp_path} nfs rw 0 0\n", "utf-8")
    monkeypatch.setattr(folders, "MOUNTS", table)
    assert folders.is_network(tmp_path / "not-yet-there.csd")


def test_a_link_to_a_network_drive_is_on_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, here = tmp_path / "share", tmp_path / "here"
    share.mkdir()
    here.symlink_to(share)
    table = tmp_path / "mounts"
    table.write_text(f"nas:/volume {share} nfs rw 0 0\n", "utf-8")
    monkeypatch.setattr(folders, "MOUNTS", table)
    assert folders.is_network(here / "centre.csd")


def test_one_variable_moves_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folders.ENV_ROOT, str(tmp_path / "portable"))
    made = {folders.data_dir(), folders.config_dir(), folders.log_dir()}
    assert len(made) == 3
    assert all(folder.is_dir() and folder.parent == tmp_path / "portable" for folder in made)


def test_the_demonstration_is_kept_apart_from_the_centre(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(folders.ENV_ROOT, str(tmp_path))
    assert folders.default_base() == tmp_path / "donnees/centre.csd"
    assert folders.demonstration_base() == tmp_path / "donnees/demonstration/mosaique.csd"
    assert folders.demonstration_base().parent.is_dir()


def test_without_the_variable_folders_are_the_platform_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(folders.ENV_ROOT, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert folders.data_dir() == tmp_path / "cs-desktop"


def test_a_folder_that_cannot_be_made_is_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv(folders.ENV_ROOT, str(tmp_path / "file"))
    with pytest.raises(StockageIndisponible, match=r"ne peut pas être créé .* Vérifiez"):
        folders.data_dir()


def test_resources_are_found_in_a_checkout() -> None:
    assert folders.resource("tokens.json").is_file()
    assert folders.resource("fonts").is_dir()


def test_a_resource_that_is_not_shipped_is_our_fault() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/absent\.svg"):
        folders.resource("icons/absent.svg")


def test_a_frozen_bundle_comes_before_a_wheel_and_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "cs_desktop"
    assert folders.resource_roots(package, None) == [
        package / "resources",
        package.parent / "resources",
    ]
    assert folders.resource_roots(package, str(tmp_path))[0] == tmp_path / "resources"
