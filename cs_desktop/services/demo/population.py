"""The invented people of the demonstration: written figures first, then drawn households.

Exact whatever the seed, for the default size: 386 persons not archived, 19 archived, 214 foyers,
392 rattachements (README of the demonstration data, invariant 1). A larger size keeps the shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.ages import tranche
from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.personnes import Canal, GenreAdresse, PersonneDraft, Sexe
from cs_desktop.services.demo.compositions import compose, scaled_zones, shared_out
from cs_desktop.services.demo.etats import give_states
from cs_desktop.services.demo.modele import FoyerTire, Membre, PersonneTiree, Population
from cs_desktop.services.demo.profils import ADHERENTS, Paquet, Profil
from cs_desktop.services.demo.tirage import Adresse, Donnees, Tirage

PERSONNES_PAR_DEFAUT = 386
_CANAUX = {
    "SMS": Canal.SMS,
    "téléphone": Canal.TELEPHONE,
    "courriel": Canal.COURRIEL,
    "courrier": Canal.COURRIER,
}
_SEXES = {"F": Sexe.F, "M": Sexe.M}
_ECART_MIN, _ECART_MAX = 18, 26  # years between a child and a parent


class Peuplement:
    """Builds a Population from the data of Mosaïque, for one seed, one day and one size."""

    def __init__(self, population: Donnees, centre: Donnees, *, graine: int, jour: date) -> None:
        self._donnees = population
        self._jour = jour
        self._tirage = Tirage(population, centre, graine)
        self._alea = self._tirage.alea
        self._resultat = Population()
        self._index: dict[str, int] = {}
        self._menages_tires = 0

    def build(self, personnes: int = PERSONNES_PAR_DEFAUT) -> Population:
        """Draw everyone. `personnes` counts those not archived, the written figures included."""
        self._figures()
        regles = self._donnees["general"]
        foyers = max(regles["foyers"] * personnes // PERSONNES_PAR_DEFAUT, len(self._foyers) + 5)
        self._paquet = self._deal(personnes)
        actives = sum(not tiree.archivee for tiree in self._resultat.personnes)
        sans_foyer = self._sans_foyer(regles["personnes_sans_foyer"])
        reste = max(personnes - actives - sans_foyer, 0)
        self._menages(min(foyers - len(self._foyers), reste), reste)
        self._zones()
        self._seconds_foyers(self._donnees["foyers"]["enfants_a_deux_foyers"])
        give_states(self._resultat, self._paquet.etats, self._alea)
        self._archivees(regles["personnes_archivees"])
        self._resultat.codes = dict(self._index)
        return self._resultat

    @property
    def _foyers(self) -> list[FoyerTire]:
        return self._resultat.foyers

    # -- written people ---------------------------------------------------------------------

    def _figures(self) -> None:
        ecrites = [*self._donnees["figure"], *self._donnees["personne"]]
        for figure in ecrites:
            if "telephone" in figure:
                self._tirage.reserve(figure["telephone"])
            self._index[figure["code"]] = self._add(self._ecrite(figure))
        en_famille: set[str] = set()
        for foyer in self._donnees["foyer_figure"]:
            adresse = self._tirage.adresse_ecrite(foyer["adresse"], foyer["zone"])
            membres = tuple(
                Membre(self._index[m["personne"]], m["role"], m.get("garde", ""))
                for m in foyer["membres"]
            )
            genre = GenreAdresse(foyer.get("nature_adresse", "domicile"))
            for membre in membres:
                self._installe(membre.personne, adresse, genre)
            en_famille.update(m["personne"] for m in foyer["membres"])
            self._foyers.append(FoyerTire(foyer["nom"], adresse, foyer["caisse"], membres))
        for figure in ecrites:
            if figure["code"] in en_famille or "adresse" not in figure:
                continue
            index = self._index[figure["code"]]
            adresse = self._tirage.adresse_ecrite(figure["adresse"], figure["zone"])
            self._installe(index, adresse, GenreAdresse(figure.get("nature_adresse", "domicile")))
            if not self._resultat.personnes[index].archivee:
                nom = figure["nom"] or figure["prenom"]
                membre = Membre(index, "responsable")
                self._foyers.append(FoyerTire(nom, adresse, "CAF", (membre,)))

    def _ecrite(self, figure: Donnees) -> PersonneTiree:
        naissance = None
        if "naissance" in figure:
            naissance = Naissance(figure["naissance"], Precision.JOUR)
        elif "naissance_annee" in figure:
            presumee = figure.get("naissance_presumee", False)
            precision = Precision.PRESUMEE if presumee else Precision.ANNEE
            naissance = Naissance(date(figure["naissance_annee"], 1, 1), precision)
        draft = PersonneDraft(
            nom=figure["nom"],
            prenom=figure["prenom"],
            nom_naissance=figure.get("nom_naissance", ""),
            sexe=_SEXES.get(figure["sexe"], Sexe.NON_RENSEIGNE),
            naissance=naissance,
            telephone=figure.get("telephone", ""),
            courriel=figure.get("courriel", ""),
            canal=_CANAUX.get(figure.get("canal", "")),
        )
        numero = int(figure["numero"]) if "numero" in figure else None
        depuis = date(figure.get("adherente_depuis", self._alea.randint(2019, 2025)), 9, 10)
        creee = figure.get("premiere_venue", depuis)
        gone = figure["etat"] == "partie"
        etat = None if gone else EtatAdhesion(figure["etat"])
        return PersonneTiree(draft, "INC", creee, gone, numero, etat in ADHERENTS, etat)

    # -- drawn people -----------------------------------------------------------------------

    def _deal(self, personnes: int) -> Paquet:
        """The profiles that remain once the written people are counted."""
        written = (
            (tiree.etat, tiree.draft.naissance, tiree.draft.sexe)
            for tiree in self._resultat.personnes
            if tiree.etat is not None
        )
        return Paquet(self._donnees, self._alea, self._jour, personnes, written)

    def _menages(self, foyers: int, personnes: int) -> None:
        """`personnes` people shared among `foyers` drawn households, at least one in each."""
        households = compose(self._alea, foyers, personnes, self._paquet.enfants())
        self._menages_tires = len(households)
        for roles in sorted(households, key=len, reverse=True):
            self._menage(roles)

    def _menage(self, roles: Sequence[str]) -> None:
        groupe = self._tirage.groupe()
        nom, adresse = self._tirage.nom(groupe), self._tirage.adresse()
        profils = self._paquet.menage(roles)
        births: dict[int, date | None] = {}
        ages = range(200)
        # Children first: their parents are old enough.
        for rank in sorted(range(len(roles)), key=lambda rank: roles[rank] != "enfant"):
            # Nobody is younger than her first season: three years back for an expired one.
            least = max(ages.start, 1 if profils[rank].adherent else 4)
            born = self._paquet.naissance(profils[rank].tranche, range(least, ages.stop))
            births[rank] = born
            if roles[rank] == "enfant" and born is not None:
                older = max(ages.start, self._jour.year - born.year + _ECART_MIN)
                ages = range(older, min(ages.stop, older + _ECART_MAX))
        membres: list[Membre] = []
        for rank, (role, profil) in enumerate(zip(roles, profils, strict=True)):
            autre = role == "responsable" and membres and self._alea.random() < 0.25
            origine = self._tirage.groupe() if autre else groupe
            family = self._tirage.nom(origine) if autre else nom
            tiree = self._tiree(origine, family, profil, births[rank], enfant=role == "enfant")
            index = self._add(tiree)
            self._installe(index, adresse, GenreAdresse.DOMICILE)
            membres.append(Membre(index, role))
        caisse = self._alea.choices(("CAF", "MSA", "autre", "aucune"), (78, 5, 2, 15))[0]
        self._foyers.append(FoyerTire(nom, adresse, caisse, tuple(membres)))

    def _tiree(
        self, groupe: Donnees, nom: str, profil: Profil, le: date | None, *, enfant: bool
    ) -> PersonneTiree:
        alea = self._alea
        precision = Precision.ANNEE if alea.random() < 0.02 else Precision.JOUR
        if le is not None and precision is Precision.ANNEE:
            le = date(le.year, 1, 1)
        year = self._jour.year - 40 if le is None else le.year
        prenom = self._tirage.prenom(groupe, profil.sexe, year)
        adulte = not enfant
        joignable = adulte and alea.random() < 0.95
        courriel = self._tirage.courriel(nom, prenom, year) if alea.random() < 0.45 else ""
        mariee = adulte and profil.sexe is Sexe.F and alea.random() < 0.08
        canal = _CANAUX[self._tirage.canal()]
        if canal is Canal.COURRIEL and not courriel:
            canal = Canal.COURRIER
        draft = PersonneDraft(
            nom=nom,
            prenom=prenom,
            nom_naissance=self._tirage.nom(self._tirage.groupe()) if mariee else "",
            sexe=profil.sexe,
            naissance=None if le is None else Naissance(le, precision),
            telephone=self._tirage.telephone() if joignable else "",
            courriel=courriel if adulte else "",
            canal=canal if joignable else None,
        )
        arrivee = self._jour - timedelta(days=alea.randrange(1, 2900))
        creee = arrivee if le is None else max(arrivee, le)
        return PersonneTiree(draft, "INC", creee, adherent=profil.adherent)

    def _zones(self) -> None:
        """Move drawn foyers so that adhérents live where the data file says, exactly."""
        first = len(self._foyers) - self._menages_tires
        people = self._resultat.personnes
        wanted = scaled_zones(self._donnees["zones"], sum(one.adherent for one in people))
        drawn = self._foyers[first:]
        placed = {membre.personne for foyer in drawn for membre in foyer.membres}
        for index, one in enumerate(people):
            if one.adherent and index not in placed:
                wanted[one.zone] -= 1
        sizes = [sum(people[m.personne].adherent for m in foyer.membres) for foyer in drawn]
        zones = shared_out(self._alea, wanted, sizes)
        for place, (foyer, code) in enumerate(zip(drawn, zones, strict=True), start=first):
            adresse = self._tirage.adresse(code)
            self._foyers[place] = replace(foyer, adresse=adresse)
            for membre in foyer.membres:
                self._installe(membre.personne, adresse, GenreAdresse.DOMICILE)

    def _sans_foyer(self, voulues: int) -> int:
        """People known by a name and a phone only, outside any foyer; returns how many drawn."""
        loges = {membre.personne for foyer in self._foyers for membre in foyer.membres}
        deja = sum(
            not tiree.archivee and index not in loges
            for index, tiree in enumerate(self._resultat.personnes)
        )
        for _ in range(voulues - deja):
            self._add(self._alone(self._paquet.seul()))
        return max(voulues - deja, 0)

    def _seconds_foyers(self, voulus: int) -> None:
        """Children who also live in a second foyer: no new person, one more rattachement."""
        lieux: dict[int, int] = {}
        for foyer in self._foyers:
            for membre in foyer.membres:
                lieux[membre.personne] = lieux.get(membre.personne, 0) + 1
        manque = voulus - sum(nombre > 1 for nombre in lieux.values())
        seuls = [p for p, foyer in enumerate(self._foyers) if len(foyer.membres) == 1]
        enfants = [
            membre.personne
            for foyer in self._foyers[len(self._donnees["foyer_figure"]) :]
            for membre in foyer.membres
            if membre.role == "enfant"
        ]
        places = self._alea.sample(seuls, min(manque, len(seuls), len(enfants)))
        for place, enfant in zip(places, self._alea.sample(enfants, len(places)), strict=True):
            foyer = self._foyers[place]
            garde = Membre(enfant, "enfant", "alternée, une semaine sur deux")
            self._foyers[place] = replace(foyer, membres=(*foyer.membres, garde))

    def _alone(self, profil: Profil) -> PersonneTiree:
        groupe = self._tirage.groupe()
        born = self._paquet.naissance(profil.tranche)
        return self._tiree(groupe, self._tirage.nom(groupe), profil, born, enfant=False)

    def _archivees(self, voulues: int) -> None:
        deja = sum(tiree.archivee for tiree in self._resultat.personnes)
        for _ in range(voulues - deja):
            sexe = Sexe.F if self._alea.random() < 0.72 else Sexe.M
            tiree = self._alone(Profil(tranche(self._alea.randint(26, 88)), sexe, adherent=False))
            tiree.archivee = True
            self._installe(self._add(tiree), self._tirage.adresse(), GenreAdresse.DOMICILE)

    def _add(self, tiree: PersonneTiree) -> int:
        self._resultat.personnes.append(tiree)
        return len(self._resultat.personnes) - 1

    def _installe(self, index: int, adresse: Adresse, genre: GenreAdresse) -> None:
        tiree = self._resultat.personnes[index]
        chez = adresse.voie if genre is GenreAdresse.CHEZ else ""
        tiree.zone = adresse.zone
        tiree.draft = replace(
            tiree.draft,
            genre_adresse=genre,
            chez=chez.removeprefix("chez ").rpartition(", ")[0],
            adresse=chez.rpartition(", ")[2] if chez else adresse.voie,
            complement=adresse.complement,
            code_postal=adresse.code_postal,
            commune=adresse.commune,
        )
