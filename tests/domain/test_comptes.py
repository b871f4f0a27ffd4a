"""Rules of accounts: names, the last direction, who manages whom."""

import pytest

from cs_desktop.domain.comptes import (
    CompteDraft,
    CompteRow,
    Identite,
    Trousseau,
    check_direction_remains,
    check_may_manage,
    check_nom,
    gere_comptes,
)
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import RegleMetier


def row(compte_id: int, role: Role) -> CompteRow:
    return CompteRow(compte_id, 1, f"Compte {compte_id}", role, None, None)


def test_a_name_is_tidied() -> None:
    assert check_nom("  Odile \u00a0 Marchetti ") == "Odile Marchetti"


@pytest.mark.parametrize("nom", ["", "  ", "x" * 81, "ODÎLE marchetti"])
def test_a_wrong_name_is_refused_beside_its_field(nom: str) -> None:
    with pytest.raises(RegleMetier) as refused:
        check_nom(nom, ["Odile Marchetti"], "compte")
    assert refused.value.refus[0].champ == "compte"


def test_one_direction_remains() -> None:
    alone = [row(1, Role.DIRECTION), row(2, Role.ACCUEIL)]
    for role in (Role.ACCUEIL, None):
        with pytest.raises(RegleMetier, match="dernier compte"):
            check_direction_remains(alone, 1, role)
    check_direction_remains(alone, 1, Role.DIRECTION)
    check_direction_remains(alone, 2, None)
    check_direction_remains([*alone, row(3, Role.DIRECTION)], 1, None)


def test_only_the_direction_touches_a_direction() -> None:
    check_may_manage(Role.DIRECTION, Role.DIRECTION)
    check_may_manage(Role.ADMINISTRATION, Role.ACCUEIL, Role.COMPTABILITE)
    with pytest.raises(RegleMetier, match="Seule la direction"):
        check_may_manage(Role.ADMINISTRATION, Role.ACCUEIL, Role.DIRECTION)


def test_direction_and_administration_manage_accounts() -> None:
    assert {role for role in Role if gere_comptes(role)} == {Role.DIRECTION, Role.ADMINISTRATION}


def test_a_new_key_becomes_the_key_in_use() -> None:
    ring = Trousseau("uuid", (b"a", b"b"), rang=0)
    assert ring.courante == b"a"
    assert ring.plus(b"c").courante == b"c"
    assert ring.plus(b"c").cles == (b"a", b"b", b"c")


def test_secrets_are_not_shown() -> None:
    shown = repr(
        [
            Trousseau("uuid", (b"secret",)),
            Identite(b"secret"),
            CompteDraft("Odile", Role.ACCUEIL, "secret"),
        ]
    )
    assert "secret" not in shown
