"""Children leave with whom they may; what an adult keeps here reaches no paper of the other home."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import RattachementDraft, RoleFoyer
from cs_desktop.domain.organismes import (
    ContactDraft,
    GenreOrganisme,
    OrganismeDraft,
    ResponsabiliteDraft,
)
from cs_desktop.domain.personnes import FiltrePersonnes, PersonneDraft, Tri
from cs_desktop.domain.scolarite import Niveau, ScolariteDraft
from cs_desktop.domain.securite_enfant import InterditeDraft, ProcheDraft
from cs_desktop.services.documents import documents as documents_module
from cs_desktop.services.documents.documents import Documents, open_documents
from cs_desktop.services.registre import METHODES
from cs_desktop.services.services import Services
from tests.reports.reading import text_of
from tests.support.personnes import a_draft

MOTHER = PersonneDraft(
    nom="Lecomte",
    prenom="Sandra",
    telephone="06 39 98 50 11",
    telephone_2="03 53 01 50 12",
    courriel="sandra.lecomte@exemple.fr",
    adresse="5 rue des Bobineuses",
    complement="escalier 3",
    code_postal="59999",
    commune="Valmont-sur-Lys",
    zone_id=1,
)
SECRETS = (
    *("06 39 98 50 11", "0639985011", "03 53 01 50 12", "sandra.lecomte", "Bobineuses"),
    *("escalier 3", "Valmont-sur-Lys", "59999", "Quartier prioritaire"),
)
STEVEN = InterditeDraft(
    nom="Steven Vandamme", motif="Décision de justice", vu_le=date(2025, 11, 12)
)
ENFANT = RoleFoyer.ENFANT


@dataclass
class Family:
    """Lola, her mother who asked for silence, her father, and their two foyers."""

    lola: int
    mother: int
    father: int
    hers: int
    his: int


@pytest.fixture
def family(services: Services) -> Family:
    mother = services.personnes.save(SANS_COMPTE, MOTHER)
    father = services.personnes.save(
        SANS_COMPTE,
        a_draft(nom="Delmas", prenom="Ludovic", adresse="16 rue de Valmont", commune="Estrain"),
    )
    hers = services.foyers.create_for(SANS_COMPTE, mother)
    his = services.foyers.create_for(SANS_COMPTE, father)
    child = PersonneDraft(
        nom="Delmas",
        prenom="Lola",
        naissance=Naissance(date(2012, 5, 6)),
        telephone="06 39 98 50 11",
        urgence_nom="Sandra",
        urgence_telephone="03 53 01 50 12",
    )
    lola = services.foyers.add_new(SANS_COMPTE, child, RattachementDraft(0, hers, ENFANT))
    services.foyers.attach(SANS_COMPTE, RattachementDraft(lola, his, ENFANT))
    services.securite.withhold(SANS_COMPTE, mother, retenue=True)
    return Family(lola, mother, father, hers, his)


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
    content = documents.personnes.fiche(SANS_COMPTE, family.lola)
    assert red_ink(content)
    row = services.personnes.rows(SANS_COMPTE, [family.lola])[0]
    assert row.alerte == "Ne doit pas venir chercher\u00a0: Steven Vandamme"


def red_ink(pdf: bytes) -> bool:
    """Whether a text is written in the colour of danger."""
    from io import BytesIO

    from pypdf import PdfReader

    streams = [page.get_contents().get_data() for page in PdfReader(BytesIO(pdf)).pages]
    return any(b".631373 .113725 .082353 rg" in stream for stream in streams)


def around(services: Services, personne_id: int):
    return services.securite.entourage(SANS_COMPTE, personne_id)


def test_who_may_come_is_a_known_person_or_a_name(services: Services, family: Family) -> None:
    known = ProcheDraft(proche_id=family.father, lien="père")
    first = services.securite.authorise(SANS_COMPTE, family.lola, known)
    named = ProcheDraft(nom="Ginette Leclercq", lien="grand-mère", telephone="03 53 01 55 90")
    services.securite.authorise(SANS_COMPTE, family.lola, named)
    lola = around(services, family.lola).securites[0]
    assert [(one.nom, one.lien, one.telephone) for one in lola.autorisees] == [
        ("Ludovic Delmas", "père", ""),
        ("Ginette Leclercq", "grand-mère", "0353015590"),
    ]
    services.securite.withdraw(SANS_COMPTE, first)
    assert len(around(services, family.lola).securites[0].autorisees) == 1
    assert [one.nom for one in around(services, family.father).securites] == [
        "Ludovic Delmas",
        "Lola Delmas",
    ]


def test_nobody_may_and_must_not_come_at_once(services: Services, family: Family) -> None:
    known = ProcheDraft(proche_id=family.father)
    services.securite.authorise(SANS_COMPTE, family.lola, known)
    refused = InterditeDraft(proche_id=family.father, motif="Décision de justice")
    line = services.securite.forbid(SANS_COMPTE, family.lola, refused)
    lola = around(services, family.lola).securites[0]
    assert (lola.autorisees, lola.interdites[0].nom) == ((), "Ludovic Delmas")
    with pytest.raises(RegleMetier, match="Retirez d’abord la ligne rouge"):
        services.securite.authorise(SANS_COMPTE, family.lola, known)
    services.securite.lift(SANS_COMPTE, line)
    services.securite.authorise(SANS_COMPTE, family.lola, known)
    assert services.personnes.rows(SANS_COMPTE, [family.lola])[0].alerte == ""


@pytest.mark.parametrize(
    ("draft", "champ"),
    [
        (InterditeDraft(motif="Décision de justice"), "nom"),
        (InterditeDraft(nom="X"), "motif"),
        (InterditeDraft(nom="X", motif="m" * 61), "motif"),
        (InterditeDraft(nom="X", motif="m", vu_le=date(2026, 9, 16)), "vu_le"),
    ],
)
def test_what_is_refused_writes_nothing(services: Services, family: Family, draft, champ) -> None:
    with pytest.raises(RegleMetier) as refusal:
        services.securite.forbid(SANS_COMPTE, family.lola, draft)
    assert refusal.value.refus[0].champ == champ
    assert around(services, family.lola).securites[0].interdites == ()


def test_the_child_herself_and_the_corbeille_are_refused(
    services: Services, family: Family
) -> None:
    with pytest.raises(RegleMetier, match="l’enfant lui-même"):
        services.securite.authorise(SANS_COMPTE, family.lola, ProcheDraft(family.lola))
    with pytest.raises(RegleMetier, match="téléphone à appeler"):
        services.securite.add_emergency(SANS_COMPTE, family.lola, ProcheDraft(nom="Zoé"))
    services.personnes.archive(SANS_COMPTE, [family.lola])
    with pytest.raises(RegleMetier, match="dans la corbeille"):
        services.securite.forbid(SANS_COMPTE, family.lola, STEVEN)


def test_each_gesture_is_undone(services: Services, family: Family, published) -> None:
    ase = services.organismes.save(SANS_COMPTE, OrganismeDraft("ASE", GenreOrganisme.ASE))
    gestures = [
        lambda s: s.forbid(SANS_COMPTE, family.lola, STEVEN),
        lambda s: s.authorise(SANS_COMPTE, family.lola, ProcheDraft(nom="Zoé")),
        lambda s: s.add_emergency(SANS_COMPTE, family.lola, ProcheDraft(nom="Z", telephone="0639980001")),
        lambda s: s.withhold(SANS_COMPTE, family.mother, retenue=False),
        lambda s: s.entrust(SANS_COMPTE, ResponsabiliteDraft(family.lola, ase)),
        lambda s: s.school(SANS_COMPTE, family.lola, ScolariteDraft(2026, Niveau.CE1)),
    ]  # fmt: skip
    before = [around(services, one) for one in (family.lola, family.mother)]
    for gesture in gestures:
        gesture(services.securite)
        assert [around(services, one) for one in (family.lola, family.mother)] != before
        services.operations.undo(SANS_COMPTE, published[-1].operation)
        assert [around(services, one) for one in (family.lola, family.mother)] == before


def test_an_organisme_answers_with_a_named_contact(services: Services, family: Family) -> None:
    ase = services.organismes.save(SANS_COMPTE, OrganismeDraft("ASE", GenreOrganisme.ASE))
    who = ContactDraft(ase, nom="Mortreux", prenom="Valérie", telephone="03 53 01 20 31")
    contact = services.organismes.add_contact(SANS_COMPTE, who)
    line = services.securite.entrust(SANS_COMPTE, ResponsabiliteDraft(family.lola, ase, contact))
    shown = around(services, family.lola).responsabilites[0]
    assert (shown.organisme, shown.contact, shown.telephone) == (
        *("ASE", "Valérie Mortreux"),
        "0353012031",
    )
    with pytest.raises(RegleMetier, match="est déjà responsable"):
        services.securite.entrust(SANS_COMPTE, ResponsabiliteDraft(family.lola, ase))
    other = services.organismes.save(SANS_COMPTE, OrganismeDraft("CCAS"))
    with pytest.raises(RegleMetier, match="n’est pas de « CCAS »"):
        services.securite.entrust(SANS_COMPTE, ResponsabiliteDraft(family.lola, other, contact))
    services.securite.end_trust(SANS_COMPTE, line)
    assert around(services, family.lola).responsabilites == ()


def test_the_class_of_a_year_is_written_over(services: Services, family: Family) -> None:
    services.securite.school(SANS_COMPTE, family.lola, ScolariteDraft(2026, Niveau.CM2))
    services.securite.school(
        SANS_COMPTE, family.lola, ScolariteDraft(2026, Niveau.SIXIEME, "collège du Lin")
    )
    years = around(services, family.lola).scolarites
    assert [one.texte for one in years] == ["2026-2027\u00a0: 6e, collège du Lin"]
    with pytest.raises(RegleMetier, match="classe ou l’école"):
        services.securite.school(SANS_COMPTE, family.lola, ScolariteDraft(2026))


def test_the_history_says_it_in_words(services: Services, family: Family) -> None:
    services.securite.forbid(SANS_COMPTE, family.lola, STEVEN)
    line = services.personnes.history(SANS_COMPTE, family.lola)[0]
    assert line.titre == "Personne interdite de venir chercher"
    assert {change.texte for change in line.modifications} >= {
        "Jugement vu le\u00a0: — → 12/11/2025",
        "Motif\u00a0: — → Décision de justice",
    }


def test_what_stands_beside_a_family_costs_the_same_however_large(
    services: Services, family: Family, statements
) -> None:
    with statements.count() as few:
        around(services, family.lola)
    for rank in range(10):
        child = PersonneDraft(prenom=f"Enfant{rank}")
        services.foyers.add_new(SANS_COMPTE, child, RattachementDraft(0, family.hers, ENFANT))
        services.securite.forbid(SANS_COMPTE, family.lola, STEVEN)
    with statements.count() as many:
        around(services, family.lola)
    assert len(many) == len(few) <= 8
