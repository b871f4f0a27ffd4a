"""Creates the demonstration centre: the same content for the same seed, day and size."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID, uuid5

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.domain.foyers import Caisse, RoleFoyer
from cs_desktop.domain.personnes import check_draft
from cs_desktop.persistence import centre as centre_store
from cs_desktop.persistence import foyers as foyer_store
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.durable import discard, move_durably, part_of
from cs_desktop.persistence.migrations.runner import create
from cs_desktop.persistence.personnes_masse import (
    NouveauFoyer,
    NouveauRattachement,
    NouvellePersonne,
    insert_foyers,
    insert_links,
    insert_people,
    name_zones,
    reserve_numeros,
)
from cs_desktop.persistence.snapshot import side_files
from cs_desktop.persistence.statistiques import row_counts
from cs_desktop.services.demo.ecriture_adhesions import Adhesions
from cs_desktop.services.demo.entourage import Entourages
from cs_desktop.services.demo.modele import FoyerTire, PersonneTiree, Population
from cs_desktop.services.demo.population import PERSONNES_PAR_DEFAUT, Peuplement
from cs_desktop.services.demo.tirage import Donnees

LOT = 5_000  # rows a transaction: bounded memory, and the lock is let go between two
_USAGE = "demonstration.creer"
_ESPACE = UUID("6d6f7361-6971-7565-8000-64656d6f0000")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What to create. `personnes` counts those not archived; the files are those of Mosaïque."""

    donnees: Path  # folder of centre.toml and population.toml
    jour: date | None = None  # None: the day written in the files
    graine: int | None = None
    personnes: int = PERSONNES_PAR_DEFAUT


def create_demonstration(
    path: Path, demande: Demonstration, progress: Callable[[int, int], None] = lambda _n, _of: None
) -> dict[str, int]:
    """Write the base at `path` and return its rows per table.

    Raises StockageIndisponible when a file is there already; the folder is then left as it was.
    """
    if path.exists():
        raise StockageIndisponible(
            f"Le fichier « {path} » existe déjà : il n’a pas été touché. "
            "Choisissez un autre nom, ou déplacez-le."
        )
    centre, population, equipe = (
        tomllib.loads((demande.donnees / name).read_text(encoding="utf-8"))
        for name in ("centre.toml", "population.toml", "equipe-benevoles.toml")
    )
    general = population["general"]
    jour = demande.jour or general["jour"]
    graine = general["graine_par_defaut"] if demande.graine is None else demande.graine
    people = Peuplement(population, centre, graine=graine, jour=jour).build(demande.personnes)
    adhesions = Adhesions(centre, population, equipe, people, graine, jour)
    part = part_of(path)
    leftovers = (part, *side_files(part))
    discard(*leftovers)  # of a creation that was killed
    try:
        create(part)
        moment = datetime.combine(jour, time(11, 48)).astimezone(UTC)
        database = Database(part, now=lambda: moment)
        try:
            _write_centre(database, centre, uuid5(_ESPACE, f"{graine} {jour} {demande.personnes}"))
            writing = _Ecriture(database, centre, jour, progress)
            ids = writing.write(people)
            adhesions.write(database, ids, writing.foyers)
            Entourages(database, jour, moment).write(population, equipe, people, ids)
            with database.reading() as session:
                counts = row_counts(session)
        finally:
            database.close()
        move_durably(part, path)
    except BaseException:
        discard(*leftovers)
        raise
    return counts


def _write_centre(database: Database, donnees: Donnees, base_uuid: UUID) -> None:
    fiche, saison = donnees["centre"], donnees["saison"]
    with database.transaction(SANS_COMPTE, _USAGE) as session:
        session.add(
            centre_store.Centre(
                nom=fiche["nom_court"],
                saison_mois=saison["mois_de_debut"],
                saison_jour=saison["jour_de_debut"],
                **{
                    name: fiche[name]
                    for name in (
                        *("sous_titre", "forme_juridique", "gestionnaire", "numero_caf"),
                        *("adresse", "code_postal", "commune", "telephone", "courriel"),
                    )
                },
            )
        )
        session.add_all(
            centre_store.Site(
                numero=numero,
                **{n: site[n] for n in ("nom", "adresse", "code_postal", "commune", "telephone")},
            )
            for numero, site in enumerate(donnees["site"])
        )
        centre_store.set_reglage(session, centre_store.BASE_UUID, str(base_uuid))
        genres = {zone.genre: zone.id for zone in foyer_store.zones(session)}
        name_zones(session, {genres[zone["type"]]: zone["libelle"] for zone in donnees["zone"]})


class _Ecriture:
    """Writes a Population in batches."""

    def __init__(
        self, database: Database, centre: Donnees, jour: date, progress: Callable[[int, int], None]
    ) -> None:
        self._database, self._jour, self._progress = database, jour, progress
        self.foyers: list[int] = []  # ids, in the order of the draw
        self._genres = {zone["code"]: zone["type"] for zone in centre["zone"]}

    def write(self, population: Population) -> list[int]:
        """Everyone, then every foyer; the ids of the people, in the order of the draw."""
        total = len(population.personnes) + len(population.foyers)
        ids: list[int] = []
        people = self._numbered(population.personnes)
        for start in range(0, len(people), LOT):
            with self._database.transaction(SANS_COMPTE, _USAGE) as session:
                ids += insert_people(session, people[start : start + LOT])
            self._progress(len(ids), total)
        for start in range(0, len(population.foyers), LOT):
            self._write_foyers(population.foyers[start : start + LOT], ids)
            self._progress(len(ids) + start, total)
        return ids

    def _numbered(self, drawn: Sequence[PersonneTiree]) -> list[NouvellePersonne]:
        """People in the order of the draw, numbered in the order of their arrival."""
        # People told in the story keep their number, even in a demonstration smaller than it.
        needed = max([len(drawn), *(tiree.numero or 0 for tiree in drawn)])
        with self._database.transaction(SANS_COMPTE, _USAGE) as session:
            zones = {zone.genre: zone.id for zone in foyer_store.zones(session)}
            free = list(reserve_numeros(session, needed))
        for tiree in drawn:
            if tiree.numero is not None:
                free.remove(tiree.numero)
        numbers = iter(free)
        arrival = sorted(range(len(drawn)), key=lambda index: drawn[index].creee_le)
        given = {i: drawn[i].numero or next(numbers) for i in arrival}
        return [
            NouvellePersonne(
                replace(
                    check_draft(tiree.draft, self._jour),
                    zone_id=zones[self._genres[tiree.zone]],
                    zone_le=tiree.creee_le,
                ),
                cree_le=_at(tiree.creee_le, 10),
                archive_le=_at(self._jour, 9) if tiree.archivee else None,
                numero=given[index],
            )
            for index, tiree in enumerate(drawn)
        ]

    def _write_foyers(self, drawn: Sequence[FoyerTire], personnes: Sequence[int]) -> None:
        with self._database.transaction(SANS_COMPTE, _USAGE) as session:
            foyers = insert_foyers(
                session,
                [
                    NouveauFoyer(
                        foyer.nom,
                        foyer.adresse.voie,
                        foyer.adresse.complement,
                        foyer.adresse.code_postal,
                        foyer.adresse.commune,
                        Caisse(foyer.caisse),
                    )
                    for foyer in drawn
                ],
            )
            self.foyers += foyers
            insert_links(
                session,
                [
                    NouveauRattachement(
                        personnes[membre.personne],
                        foyer_id,
                        RoleFoyer(membre.role.replace(" ", "_")),
                        part_garde=50 if membre.garde.startswith("alternée") else None,
                        garde=membre.garde,
                    )
                    for foyer_id, foyer in zip(foyers, drawn, strict=True)
                    for membre in foyer.membres
                ],
            )


def _at(jour: date, heure: int) -> datetime:
    return datetime.combine(jour, time(heure)).astimezone(UTC)
