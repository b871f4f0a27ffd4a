"""What an adult keeps here reaches no paper of the other home; who must not come is red."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.personnes import FiltrePersonnes, Tri
from cs_desktop.services.documents import documents as documents_module
from cs_desktop.services.documents.documents import Documents, open_documents
from cs_desktop.services.registre import METHODES
from cs_desktop.services.services import Services
from tests.reports.reading import text_of
from tests.support.familles import MOTHER, SECRETS, STEVEN, Family, a_family
from tests.support.personnes import a_draft


@pytest.fixture
def family(services: Services) -> Family:
    return a_family(services)


@pytest.fixture
def documents(services: Services, database, today) -> Documents:
    return open_documents(database, services, today)


Paper = Callable[[Documents, Family, Path], str]
NO_FILTER, BY_NAME = FiltrePersonnes(), Tri()
COLUMNS = ("nom", "telephone", "courriel", "commune", "zone")


def said(pdf: bytes) -> str:
    """The words of a paper, whatever the columns cut them into."""
    return " ".join(text_of(pdf).split())


def _fiche_file(documents: Documents, family: Family, folder: Path) -> str:
    path = folder / "fiche.pdf"
    documents.personnes.write_fiche(SANS_COMPTE, family.lola, path, pour_foyer=family.his)
    return said(path.read_bytes())


def _list_file(documents: Documents, family: Family, folder: Path) -> str:
    path = folder / "liste.pdf"
    documents.personnes.write_liste(SANS_COMPTE, NO_FILTER, BY_NAME, path, colonnes=COLUMNS)
    return said(path.read_bytes())


# Every document that prints people, as the other foyer would receive it. A new one is added here.
PAPERS: dict[str, Paper] = {
    "PersonneDocumentService.fiche": lambda d, f, _: said(
        d.personnes.fiche(SANS_COMPTE, f.lola, pour_foyer=f.his)
    ),
    "PersonneDocumentService.write_fiche": _fiche_file,
    "PersonneDocumentService.liste": lambda d, f, _: said(
        d.personnes.liste(SANS_COMPTE, NO_FILTER, BY_NAME, colonnes=COLUMNS)
    ),
    "PersonneDocumentService.write_liste": _list_file,
}
WITHOUT_PEOPLE = {
    "CompteDocumentService.fiche_secours",
    "CompteDocumentService.write_fiche_secours",
    "GraphiqueService.barres",
    "GraphiqueService.lignes",
}


def test_every_document_is_tried_below_or_prints_nobody() -> None:
    folder = Path(inspect.getfile(documents_module)).parent
    modules = {f"cs_desktop.services.documents.{path.stem}" for path in folder.glob("*.py")}
    classes = {
        cls.__name__
        for name in modules
        for cls in vars(__import__(name, fromlist=["x"])).values()
        if inspect.isclass(cls) and cls.__module__ in modules
    }
    found = {name for name in METHODES if name.partition(".")[0] in classes}
    assert found == PAPERS.keys() | WITHOUT_PEOPLE


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_of_the_other_foyer_carries_what_is_kept_here(
    documents: Documents, family: Family, services: Services, tmp_path: Path, name: str
) -> None:
    kept = PAPERS[name](documents, family, tmp_path)
    assert "Lola" in kept
    assert [secret for secret in SECRETS if secret in kept] == []
    services.securite.withhold(SANS_COMPTE, family.mother, retenue=False)
    told = PAPERS[name](documents, family, tmp_path)
    assert "06 39 98 50 11" in told
    assert "Valmont-sur-Lys" in told


def test_her_own_foyer_reads_what_she_kept_from_the_other(
    documents: Documents, family: Family
) -> None:
    text = said(documents.personnes.fiche(SANS_COMPTE, family.lola, pour_foyer=family.hers))
    assert all(secret in text for secret in ("06 39 98 50 11", "5 rue des Bobineuses"))
    anywhere = said(documents.personnes.fiche(SANS_COMPTE, family.lola))
    assert [secret for secret in SECRETS if secret in anywhere] == []


def test_a_neighbour_of_the_same_street_keeps_her_address(
    documents: Documents, family: Family, services: Services
) -> None:
    neighbour = a_draft(
        nom="Voisine", adresse=MOTHER.adresse, code_postal="59999", commune=MOTHER.commune
    )
    services.personnes.save(SANS_COMPTE, neighbour)
    text = said(documents.personnes.liste(SANS_COMPTE, NO_FILTER, BY_NAME, colonnes=COLUMNS))
    assert text.count("Valmont-sur-Lys") == 1


def test_the_refused_person_is_red_wherever_the_name_of_the_child_is_printed(
    documents: Documents, family: Family, services: Services, tmp_path: Path
) -> None:
    for name, paper in PAPERS.items():
        assert "Ne doit pas venir" not in paper(documents, family, tmp_path), name
    services.securite.forbid(SANS_COMPTE, family.lola, STEVEN)
    for name, paper in PAPERS.items():
        text = paper(documents, family, tmp_path)
        assert "⚠ Ne doit pas venir chercher : Steven Vandamme" in text, name
    beside = said(documents.personnes.fiche(SANS_COMPTE, family.father))
    assert "Steven Vandamme" in beside  # the fiche of her father prints her name
    listed = documents.personnes.liste(SANS_COMPTE, NO_FILTER, BY_NAME, colonnes=COLUMNS)
    alone = services.personnes.save(SANS_COMPTE, a_draft(nom="Rahimi", prenom="Zahra"))
    assert not red_ink(documents.personnes.fiche(SANS_COMPTE, alone))
    services.securite.forbid(SANS_COMPTE, alone, STEVEN)
    assert red_ink(documents.personnes.fiche(SANS_COMPTE, alone))  # the band under the title
    assert red_ink(listed)
    row = services.personnes.rows(SANS_COMPTE, [family.lola])[0]
    assert row.alerte == "Ne doit pas venir chercher\u00a0: Steven Vandamme"


def red_ink(pdf: bytes) -> bool:
    """Whether a text is written in the colour of danger."""
    from io import BytesIO

    from pypdf import PdfReader

    streams = [page.get_contents().get_data() for page in PdfReader(BytesIO(pdf)).pages]
    return any(b".631373 .113725 .082353 rg" in stream for stream in streams)
