"""The words of the system never reach a French sentence."""

from __future__ import annotations

import errno
import os

import pytest

from cs_desktop.domain.system_reasons import reason


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOENT, "ce fichier ou ce dossier n’existe pas"),
        (errno.EACCES, "l’accès est refusé"),
        (errno.ENOSPC, "le disque est plein"),
        (errno.ENAMETOOLONG, "le nom est trop long"),
    ],
)
def test_a_known_error_has_french_words(code: int, words: str) -> None:
    assert reason(OSError(code, os.strerror(code))) == words


def test_a_rare_error_has_its_number_rather_than_english() -> None:
    assert reason(OSError(errno.EDOM, "Numerical argument out of domain")) == (
        f"erreur {errno.EDOM} du système"
    )
    assert reason(OSError("no number")) == "erreur ? du système"
