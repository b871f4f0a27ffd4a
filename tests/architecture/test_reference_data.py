"""The reference data is sound, and each fault that its checks promise to find is found."""

from __future__ import annotations

import copy
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from cs_desktop.domain.chiffres import Catalogue, parse_catalogue
from tests.support.reference_breaks import BREAKS
from tests.support.reference_checks import catalogue_words, every_problem, existing_codes
from tests.support.reference_links import LINKS, WORDS, Link
from tests.support.reference_tree import Tree, load_tree, places

DATA = Path(__file__).parents[2] / "resources" / "data"
ABSENT = "n’existe pas"


@pytest.fixture(scope="module")
def tree() -> Tree:
    return load_tree(DATA)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return parse_catalogue((DATA / "chiffres.toml").read_text(encoding="utf-8"))


def test_every_file_parses_and_every_reference_resolves(tree: Tree, catalogue: Catalogue) -> None:
    assert every_problem(tree, catalogue) == []


def test_the_readme_counts_what_the_files_hold(tree: Tree, catalogue: Catalogue) -> None:
    families = re.findall(r"^\| `([a-z]+)` \| .* \| ([0-9]+) \|$", tree["README.md"], re.MULTILINE)
    counted = Counter(chiffre.famille for chiffre in catalogue)
    assert {family: int(number) for family, number in families} == dict(counted)
    assert f"**{len(catalogue)}**" in tree["README.md"]
    blocks = re.findall(r"^\| `([A-Z]{3})` \| .* \| ([0-9]+) \|$", tree["README.md"], re.MULTILINE)
    asked = Counter(q["code"].partition("-")[0] for q in tree["senacs-base.toml"]["question"])
    assert {block: int(number) for block, number in blocks} == dict(asked)


@pytest.mark.parametrize("link", [*LINKS, *WORDS], ids=lambda link: f"{link.file} {link.path}")
def test_a_code_that_exists_nowhere_is_found(tree: Tree, catalogue: Catalogue, link: Link) -> None:
    broken = {**tree, link.file: copy.deepcopy(tree[link.file])}
    places(broken, link.file, link.path)[0].replace(ABSENT)
    found = [*existing_codes(broken, catalogue), *catalogue_words(broken, catalogue)]
    assert any(ABSENT in problem for problem in found)


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_is_found(tree: Tree, catalogue: Catalogue, name: str) -> None:
    broken, (damage, problem) = copy.deepcopy(tree), BREAKS[name]
    damage(broken)
    found = every_problem(broken, catalogue)
    assert any(problem in one for one in found), found


def test_a_file_that_does_not_parse_is_found(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    (folder / "pieces.toml").write_text("[[piece]\n", encoding="utf-8")
    with pytest.raises(tomllib.TOMLDecodeError):
        load_tree(folder)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("plan-m57.csv", "compte;libelle\n60;Achats;charge\n", "line 2: 3 cells for 2 titles"),
        ("plan.xls", "", "nobody reads files in .xls"),
    ],
)
def test_a_table_that_is_not_square_is_found(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load_tree(tmp_path)


def test_a_file_in_another_encoding_is_found(tmp_path: Path) -> None:
    (tmp_path / "notice.md").write_bytes("déjà".encode("cp1252"))
    with pytest.raises(UnicodeDecodeError):
        load_tree(tmp_path)
