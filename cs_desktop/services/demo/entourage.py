"""Around the children of the demonstration: organismes, who may collect them, who must not.

Written through the services, as a team would. Exact whatever the seed: two people who must not
collect, two children entrusted to the ASE, three adults whose contact details stay here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.organismes import (
    ContactDraft,
    GenreOrganisme,
    OrganismeDraft,
    ResponsabiliteDraft,
)
from cs_desktop.domain.securite_enfant import InterditeDraft, ProcheDraft
from cs_desktop.persistence.database import Database
from cs_desktop.services.demo.modele import Population
from cs_desktop.services.demo.tirage import Donnees
from cs_desktop.services.foyers import FoyerService
from cs_desktop.services.organismes import OrganismeService
from cs_desktop.services.securite_enfant import SecuriteService

_GENRES = {"ASE": GenreOrganisme.ASE, "CCAS": GenreOrganisme.CCAS}


class Entourages:
    """Writes what stands around the people already written; `ids` are in the order of the draw."""

    def __init__(self, database: Database, jour: date, moment: datetime) -> None:
        self._foyers = FoyerService(database, lambda: jour)
        self._securite = SecuriteService(database, lambda: jour, lambda: moment)
        self._organismes = OrganismeService(database)

    def write(
        self, donnees: Donnees, equipe: Donnees, people: Population, ids: Sequence[int]
    ) -> None:
        """The stories of the data file, then what is drawn to reach its counts."""
        codes = {code: ids[index] for code, index in people.codes.items()}
        organismes = self._write_organismes(equipe)
        for figure in (*donnees["figure"], *donnees["personne"]):
            self._write_safety(figure, codes)
        for foyer in donnees["foyer_figure"]:
            self._write_foyer(foyer, codes, organismes)
        self._withhold(donnees, people, ids, codes)

    def _write_organismes(self, equipe: Donnees) -> dict[str, tuple[int, int]]:
        """The id of each organisme told in the stories, and that of its contact."""
        written: dict[str, tuple[int, int]] = {}
        for one in (*equipe["organisme"], *equipe["organisme_autre"]):
            if one["code"] not in _GENRES:
                continue
            draft = OrganismeDraft(
                one["nom"], _GENRES[one["code"]], telephone=one.get("telephone", "")
            )
            organisme_id = self._organismes.save(SANS_COMPTE, draft)
            fonction, _, nom = one["contact"].replace("\u00a0", " ").rpartition(" : ")
            prenom, _, famille = nom.rpartition(" ")
            contact = ContactDraft(
                organisme_id, famille, prenom, fonction, one.get("telephone", "")
            )
            written[one["code"]] = (
                organisme_id,
                self._organismes.add_contact(SANS_COMPTE, contact),
            )
        return written

    def _write_safety(self, figure: Donnees, codes: Mapping[str, int]) -> None:
        child = codes[figure["code"]]
        for one in figure.get("interdits", ()):
            draft = InterditeDraft(nom=one["nom"], motif=one["motif"], vu_le=one["vu_le"])
            self._securite.forbid(SANS_COMPTE, child, draft)
        for code in figure.get("autorises", ()):
            self._securite.authorise(SANS_COMPTE, child, ProcheDraft(proche_id=codes[code]))
        for text in figure.get("autorises_texte", ()):
            nom, lien, telephone = (*text.split(", "), "", "")[:3]
            draft = ProcheDraft(nom=nom, lien=lien, telephone=telephone)
            self._securite.authorise(SANS_COMPTE, child, draft)

    def _write_foyer(
        self,
        foyer: Donnees,
        codes: Mapping[str, int],
        organismes: Mapping[str, tuple[int, int]],
    ) -> None:
        members = [(codes[one["personne"]], one["role"]) for one in foyer["membres"]]
        if "responsable_legal_organisme" in foyer:
            organisme_id, contact_id = organismes[foyer["responsable_legal_organisme"]]
            for personne_id, role in members:
                if role == "enfant":
                    draft = ResponsabiliteDraft(personne_id, organisme_id, contact_id)
                    self._securite.entrust(SANS_COMPTE, draft)
        if "payeur_organisme" in foyer:
            home = self._foyers.of_person(SANS_COMPTE, members[0][0])[0]
            payer = organismes[foyer["payeur_organisme"]][0]
            draft = replace(home.draft, payeur_organisme_id=payer)
            self._foyers.save(SANS_COMPTE, draft, home.fiche.id)

    def _withhold(
        self,
        donnees: Donnees,
        people: Population,
        ids: Sequence[int],
        codes: Mapping[str, int],
    ) -> None:
        """The adults of the stories, then parents of children with two homes, up to the count."""
        wanted = donnees["particularites"]["coordonnees_a_ne_pas_communiquer"]
        told = [
            codes[code]
            for foyer in donnees["foyer_figure"]
            for code in foyer.get("coordonnees_a_ne_pas_communiquer", ())
        ]
        homes: dict[int, int] = {}
        for foyer in people.foyers:
            for membre in foyer.membres:
                homes[membre.personne] = homes.get(membre.personne, 0) + 1
        drawn = [
            ids[foyer.membres[0].personne]
            for foyer in people.foyers[len(donnees["foyer_figure"]) :]
            if foyer.membres[0].role == "responsable"
            and any(homes[membre.personne] > 1 for membre in foyer.membres)
        ]
        kept = list(dict.fromkeys((*told, *drawn)))[:wanted]
        for personne_id in kept:
            self._securite.withhold(SANS_COMPTE, personne_id, retenue=True)
