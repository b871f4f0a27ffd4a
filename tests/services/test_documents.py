"""Document services: rights, head of the centre, files whole or absent, ReportLab kept apart."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import Annule, DroitManquant, StockageIndisponible
from cs_desktop.domain.graphiques import PALETTE_IMPRESSION, Graphique, Serie
from cs_desktop.domain.personnes import Etat, FiltrePersonnes, GroupeAge, Sexe, Tri
from cs_desktop.persistence.centre import Centre
from cs_desktop.persistence.database import Database
from cs_desktop.services.documents.comptes import CompteDocumentService
from cs_desktop.services.documents.graphiques import GraphiqueService
from cs_desktop.services.documents.personnes import PersonneDocumentService, critere_texte
from cs_desktop.services.fichiers import written_file
from tests.reports.reading import read, text_of
from tests.reports.samples import a_fiche, many_rows

TOUS = FiltrePersonnes()
MOTS = ("abricot", "balise", "cigale")


class FakePersonnes:
    """Answers of `PersonneService`, whose own tests read a base."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def fiche(self, acteur, personne_id):
        self.asked.append(personne_id)
        return a_fiche()

    def count(self, acteur, filtre):
        return 90

    def page(self, acteur, filtre, tri, offset, limit):
        self.asked.append((filtre, tri, offset, limit))
        return many_rows(limit)

    def rows(self, acteur, ids):
        self.asked.append(tuple(ids))
        return many_rows(len(ids))


@pytest.fixture
def personnes() -> FakePersonnes:
    return FakePersonnes()


@pytest.fixture
def service(
    database: Database, personnes: FakePersonnes, today: Callable[[], date]
) -> PersonneDocumentService:
    return PersonneDocumentService(database, personnes, today)


def test_the_head_names_the_centre_of_the_base(
    database: Database, service: PersonneDocumentService, acteur: Acteur
) -> None:
    assert "Centre social" in text_of(service.fiche(acteur, 7))
    with database.transaction(acteur, "centre.creer") as session:
        session.add(Centre(nom="Centre social L'Escale", gestionnaire="Ville de Valmont"))
    text = text_of(service.fiche(acteur, 7))
    assert "Centre social L’Escale" in text
    assert "Ville de Valmont" in text
    assert "Éditée le 15/09/2026" in text


def test_a_list_prints_the_filter_or_the_selection(
    service: PersonneDocumentService, personnes: FakePersonnes, acteur: Acteur
) -> None:
    filtre = FiltrePersonnes(texte=" bel ", groupe_age=GroupeAge.ADULTES)
    text = text_of(service.liste(acteur, filtre, Tri()))
    assert "90 personnes · contenant « bel » · adultes" in text
    assert personnes.asked == [(filtre, Tri(), 0, 90)]
    assert "2 personnes · sélection" in text_of(service.liste(acteur, filtre, Tri(), ids=[4, 9]))


def test_every_criterion_has_its_words() -> None:
    assert not critere_texte(TOUS)
    whole = FiltrePersonnes(
        etat=Etat.ARCHIVEES,
        groupe_age=GroupeAge.INCONNU,
        sexes=frozenset({Sexe.M, Sexe.F}),
        zone_ids=frozenset({1, 2}),
        sans_telephone=True,
        sans_courriel=True,
        sans_foyer=True,
    )
    assert critere_texte(whole) == (
        "archivées · âge inconnu · femme, homme · 2\u00a0zones · sans téléphone · "
        "sans courriel · sans foyer"
    )


def test_the_file_holds_what_the_preview_showed(
    service: PersonneDocumentService, acteur: Acteur, tmp_path: Path
) -> None:
    path = tmp_path / "fiche.pdf"
    assert service.write_fiche(acteur, 7, path) == 1
    assert path.read_bytes() == service.fiche(acteur, 7)
    assert service.write_liste(acteur, TOUS, Tri(), path) == 3
    assert len(read(path.read_bytes()).pages) == 3
    assert list(tmp_path.glob("*.partiel")) == []


def test_a_stopped_list_leaves_the_old_file(
    service: PersonneDocumentService, acteur: Acteur, tmp_path: Path
) -> None:
    path = tmp_path / "liste.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Annule):
        service.write_liste(acteur, TOUS, Tri(), path, cancelled=lambda: True)
    assert path.read_bytes() == b"old"
    assert [file.name for file in path.parent.iterdir() if file.suffix == ".partiel"] == []


def test_rights_are_those_of_the_role(
    database: Database,
    service: PersonneDocumentService,
    acteurs: dict[Role, Acteur],
    today: Callable[[], date],
) -> None:
    with pytest.raises(DroitManquant):
        service.fiche(acteurs[Role.ADMINISTRATION], 7)
    with pytest.raises(DroitManquant):
        CompteDocumentService(database, today).fiche_secours(acteurs[Role.ACCUEIL], MOTS, "x")


def test_the_fiche_de_secours_is_printed_with_its_words(
    database: Database, acteur: Acteur, today: Callable[[], date], tmp_path: Path
) -> None:
    comptes = CompteDocumentService(database, today)
    path = tmp_path / "secours.pdf"
    assert comptes.write_fiche_secours(acteur, MOTS, "3f2b", path) == 1
    assert path.read_bytes() == comptes.fiche_secours(acteur, MOTS, "3f2b")
    text = text_of(path.read_bytes())
    assert [word for word in (*MOTS, "3f2b") if word not in text] == []


def test_charts_are_svg_for_the_screen(acteur: Acteur) -> None:
    chart = Graphique("Présences", ("A", "B"), (Serie("2026", (1, 2)),))
    graphiques = GraphiqueService()
    for draw in (graphiques.barres, graphiques.lignes):
        svg = draw(acteur, chart, PALETTE_IMPRESSION, 300)
        assert b"<svg" in svg
        assert "<title>Présences</title>" in svg.decode()


def test_a_vanished_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "parti" / "fiche.pdf"
    with pytest.raises(StockageIndisponible, match="dossier"), written_file(path) as stream:
        stream.write(b"x")


def test_a_file_open_elsewhere_is_said_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fiche.pdf"
    path.write_bytes(b"old")

    def held_open(_part: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "held by a viewer")

    monkeypatch.setattr(Path, "replace", held_open)
    with (
        pytest.raises(StockageIndisponible, match="ouvert dans un autre programme"),
        written_file(path) as stream,
    ):
        stream.write(b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".partiel"] == []


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "fiche.pdf"
    with pytest.raises(StockageIndisponible, match="plein"), written_file(path):
        raise OSError(errno.ENOSPC, "no space")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("module", ["domain.graphiques", "services.fichiers", "echanges.tableur"])
def test_only_documents_load_reportlab(module: str) -> None:
    code = f"import sys, cs_desktop.{module}; print('reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_no_service_but_documents_imports_reports() -> None:
    root = Path(__file__).parents[2] / "cs_desktop"
    guilty = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if path.parent.name != "reports"
        and path.parent.name != "documents"
        and "cs_desktop.reports" in path.read_text("utf-8")
    ]
    assert guilty == []
