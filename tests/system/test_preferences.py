"""The preferences of a machine survive bad files, newer versions and vanished folders."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import replace
from pathlib import Path

import pytest

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.system import preferences
from cs_desktop.system.preferences import FILE, Preferences, load, save


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    kept = Preferences("dark", 150, "AQID", tmp_path / "centre.csd", tmp_path / "clé")
    save(kept, tmp_path)
    assert load(tmp_path) == kept
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_without_a_file_defaults_are_taken(tmp_path: Path) -> None:
    assert load(tmp_path / "absent") == Preferences()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"dark"', "\ufffe"])
def test_a_bad_file_gives_the_defaults_and_is_logged(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    assert load(tmp_path) == Preferences()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_a_file_that_is_not_text_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    assert load(tmp_path) == Preferences()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "rose"),
        ("theme", 3),
        ("zoom", 90),
        ("zoom", 100.0),
        ("zoom", True),
        ("zoom", "150"),
        ("geometrie", None),
        ("geometrie", [1]),
        ("derniere_base", ""),
        ("derniere_base", 7),
        ("dossier_sauvegarde", "a\0b"),
    ],
)
def test_one_bad_value_is_replaced_alone_and_logged_without_its_value(
    tmp_path: Path, key: str, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    good = Preferences("light", 125, "AQID", Path("centre.csd"), Path("cle"))
    save(good, tmp_path)
    data = json.loads((tmp_path / FILE).read_text("utf-8"))
    (tmp_path / FILE).write_text(json.dumps(data | {key: value}), "utf-8")
    assert load(tmp_path) == replace(good, **{key: getattr(Preferences(), key)})
    assert [record.getMessage() for record in caplog.records] == [
        f"preference {key!r} has a bad value: default taken"
    ]


def test_the_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"theme": "dark", "son": {"volume": 3}}', "utf-8")
    save(replace(load(tmp_path), zoom=200), tmp_path)
    data = json.loads((tmp_path / FILE).read_text("utf-8"))
    assert data["son"] == {"volume": 3}
    assert (data["theme"], data["zoom"]) == ("dark", 200)


def test_a_stick_that_was_taken_out_keeps_its_place(tmp_path: Path) -> None:
    save(Preferences(dossier_sauvegarde=tmp_path / "stick"), tmp_path)
    assert load(tmp_path).dossier_sauvegarde == tmp_path / "stick"


def test_a_vanished_folder_is_made_again(tmp_path: Path) -> None:
    save(Preferences(zoom=110), tmp_path / "vanished")
    assert load(tmp_path / "vanished").zoom == 110


def test_a_folder_that_refuses_is_told_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StockageIndisponible, match=r"préférences .* Vérifiez"):
        save(Preferences(), tmp_path / "file")


def test_a_crash_while_saving_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(Preferences(zoom=110), tmp_path)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StockageIndisponible, match="le disque est plein"):
        save(Preferences(zoom=200), tmp_path)
    assert load(tmp_path).zoom == 110


def test_saving_puts_a_whole_new_file_in_place_of_the_old_one(tmp_path: Path) -> None:
    save(Preferences(zoom=110), tmp_path)
    with (tmp_path / FILE).open(encoding="utf-8") as old:
        save(Preferences(zoom=200), tmp_path)
        assert json.load(old)["zoom"] == 110


def test_zooms_are_those_of_the_design(tmp_path: Path) -> None:
    tokens = json.loads((Path(__file__).parents[2] / "resources/tokens.json").read_text("utf-8"))
    assert [round(zoom * 100) for zoom in tokens["zoom"]] == list(preferences.ZOOMS)
