"""The invented people of the demonstration: written figures first, then drawn households.

Exact whatever the seed, for the default size: 386 persons not archived, 19 archived, 214 foyers,
392 rattachements (README of the demonstration data, invariant 1). A larger size keeps the shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.personnes import Canal, GenreAdresse, PersonneDraft, Sexe
from cs_desktop.services.demo.tirage import Adresse, Donnees, Tirage

PERSONNES_PAR_DEFAUT = 386
_CANAUX = {
    "SMS": Canal.SMS,
    "téléphone": Canal.TELEPHONE,
    "courriel": Canal.COURRIEL,
    "courrier": Canal.COURRIER,
}
_SEXES = {"F": Sexe.F, "M": Sexe.M}


@dataclass(frozen=True, slots=True)
class Membre:
    """A person in a foyer. `role` and `garde` are the words of the data file."""

    personne: int  # index in Population.personnes
    role: str
    garde: str = ""


@dataclass(frozen=True, slots=True)
class FoyerTire:
    """A household: its name, address, caisse and members."""

    nom: str
    adresse: Adresse
    caisse: str
    membres: tuple[Membre, ...]


@dataclass(slots=True)
class PersonneTiree:
    """A person to write, the zone code of the address and the day the card was made."""

    draft: PersonneDraft
    zone: str
    creee_le: date
    archivee: bool = False
    numero: int | None = None


@dataclass(slots=True)
class Population:
    """Everyone of the demonstration, ready to be written in bulk."""

    personnes: list[PersonneTiree] = field(default_factory=list)
    foyers: list[FoyerTire] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)  # of the written people, to their index


# (type, share of the drawn foyers, roles always there, ages of each role)
_COMPOSITIONS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (78, ("responsable",)),
    (26, ("responsable", "responsable")),
    (52, ("responsable", "enfant")),
    (46, ("responsable", "enfant")),
    (8, ("responsable", "enfant", "autre adulte")),
)


class Peuplement:
    """Builds a Population from the data of Mosaïque, for one seed, one day and one size."""

    def __init__(self, population: Donnees, centre: Donnees, *, graine: int, jour: date) -> None:
        self._donnees = population
        self._jour = jour
        self._tirage = Tirage(population, centre, graine)
        self._alea = self._tirage.alea
        self._resultat = Population()
        self._index: dict[str, int] = {}

    def build(self, personnes: int = PERSONNES_PAR_DEFAUT) -> Population:
        """Draw everyone. `personnes` counts those not archived, the written figures included."""
        self._figures()
        regles = self._donnees["general"]
        foyers = max(regles["foyers"] * personnes // PERSONNES_PAR_DEFAUT, len(self._foyers) + 5)
        actives = sum(not tiree.archivee for tiree in self._resultat.personnes)
        sans_foyer = self._sans_foyer(regles["personnes_sans_foyer"])
        reste = max(personnes - actives - sans_foyer, 0)
        self._menages(min(foyers - len(self._foyers), reste), reste)
        self._seconds_foyers(self._donnees["foyers"]["enfants_a_deux_foyers"])
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
        return PersonneTiree(draft, "INC", creee, figure["etat"] == "partie", numero)

    # -- drawn people -----------------------------------------------------------------------

    def _menages(self, foyers: int, personnes: int) -> None:
        """`personnes` people shared among `foyers` drawn households, at least one in each."""
        parts = [part for part, _roles in _COMPOSITIONS]
        modeles = self._alea.choices([roles for _part, roles in _COMPOSITIONS], parts, k=foyers)
        tailles = [1] * foyers
        libres = personnes - foyers
        for position, roles in enumerate(modeles):
            ajout = min(len(roles) - 1, libres)
            tailles[position] += ajout
            libres -= ajout
        grands = [p for p, roles in enumerate(modeles) if "enfant" in roles] or [0]
        for _ in range(libres):
            tailles[self._alea.choice(grands)] += 1
        for roles, taille in zip(modeles, tailles, strict=True):
            suite = "enfant" if "enfant" in roles else "autre adulte"
            self._menage((*roles[:taille], *(suite,) * (taille - len(roles))))

    def _menage(self, roles: tuple[str, ...]) -> None:
        groupe = self._tirage.groupe()
        nom, adresse = self._tirage.nom(groupe), self._tirage.adresse()
        seul = len(roles) == 1
        membres: list[Membre] = []
        for role in roles:
            autre = role == "responsable" and membres and self._alea.random() < 0.25
            origine = self._tirage.groupe() if autre else groupe
            tiree = self._tiree(
                origine, self._tirage.nom(origine) if autre else nom, role, seul=seul
            )
            index = self._add(tiree)
            self._installe(index, adresse, GenreAdresse.DOMICILE)
            membres.append(Membre(index, role))
        caisse = self._alea.choices(("CAF", "MSA", "autre", "aucune"), (78, 5, 2, 15))[0]
        self._foyers.append(FoyerTire(nom, adresse, caisse, tuple(membres)))

    def _tiree(self, groupe: Donnees, nom: str, role: str, *, seul: bool) -> PersonneTiree:
        alea, jour = self._alea, self._jour
        femme = alea.random() < (0.52 if role == "enfant" else 0.72)
        sexe = Sexe.F if femme else Sexe.M
        bornes = (0, 17) if role == "enfant" else (26, 88) if seul else (24, 62)
        le = self._tirage.naissance(jour, *bornes)
        connue = alea.random() >= 0.035
        precision = Precision.ANNEE if alea.random() < 0.02 else Precision.JOUR
        le = le if precision is Precision.JOUR else date(le.year, 1, 1)
        prenom = self._tirage.prenom(groupe, sexe, le.year)
        adulte = role != "enfant"
        joignable = adulte and alea.random() < 0.95
        courriel = self._tirage.courriel(nom, prenom, le.year) if alea.random() < 0.45 else ""
        mariee = adulte and femme and alea.random() < 0.08
        canal = _CANAUX[self._tirage.canal()]
        if canal is Canal.COURRIEL and not courriel:
            canal = Canal.COURRIER
        draft = PersonneDraft(
            nom=nom,
            prenom=prenom,
            nom_naissance=self._tirage.nom(self._tirage.groupe()) if mariee else "",
            sexe=sexe,
            naissance=Naissance(le, precision) if connue else None,
            telephone=self._tirage.telephone() if joignable else "",
            courriel=courriel if adulte else "",
            canal=canal if joignable else None,
        )
        arrivee = self._jour - timedelta(days=alea.randrange(1, 2900))
        return PersonneTiree(draft, "INC", max(arrivee, le) if connue else arrivee)

    def _sans_foyer(self, voulues: int) -> int:
        """People known by a name and a phone only, outside any foyer; returns how many drawn."""
        loges = {membre.personne for foyer in self._foyers for membre in foyer.membres}
        deja = sum(
            not tiree.archivee and index not in loges
            for index, tiree in enumerate(self._resultat.personnes)
        )
        for _ in range(voulues - deja):
            groupe = self._tirage.groupe()
            self._add(self._tiree(groupe, self._tirage.nom(groupe), "responsable", seul=True))
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

    def _archivees(self, voulues: int) -> None:
        deja = sum(tiree.archivee for tiree in self._resultat.personnes)
        for _ in range(voulues - deja):
            groupe = self._tirage.groupe()
            tiree = self._tiree(groupe, self._tirage.nom(groupe), "responsable", seul=True)
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
