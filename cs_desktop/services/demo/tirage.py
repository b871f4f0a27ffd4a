"""Draws of names, contacts and addresses for invented people, from the rules of Mosaïque.

Groups of names only serve to draw plausible names: neither origin nor nationality is kept.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cs_desktop.domain.personnes import Sexe
from cs_desktop.domain.text import search_key

Donnees = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Adresse:
    """Where a foyer lives; `zone` is the code of a row of the centre’s zones."""

    voie: str
    complement: str
    code_postal: str
    commune: str
    zone: str


class Tirage:
    """A seeded source of invented names, phones and addresses: same seed, same draws."""

    def __init__(self, population: Donnees, centre: Donnees, graine: int) -> None:
        self.alea = random.Random(graine)  # noqa: S311 - invented people, no secret is drawn here
        self._groupes: Sequence[Donnees] = population["groupe"]
        self._poids = [groupe["poids"] for groupe in self._groupes]
        self._canaux: Mapping[str, int] = population["contacts"]["canal_prefere"]
        self._complements: Sequence[str] = population["adresses"]["complements"]
        self._codes: Mapping[str, str] = population["adresses"]["codes_postaux"]
        self._zones = {zone["code"]: zone for zone in centre["zone"]}
        self._parts: Mapping[str, int] = population["zones"]
        self._telephones: set[str] = set()

    def reserve(self, telephone: str) -> None:
        """Keep a written number from being drawn for somebody else."""
        self._telephones.add(telephone)

    def groupe(self) -> Donnees:
        """A group of names, by weight."""
        return self.alea.choices(self._groupes, self._poids)[0]

    def nom(self, groupe: Donnees) -> str:
        """A family name of the group."""
        return self.alea.choice(groupe["noms"])

    def prenom(self, groupe: Donnees, sexe: Sexe, annee: int) -> str:
        """A first name that fits the sex and the generation."""
        # One child in two born since 1995 carries a name of the common group (rule « melange »).
        source = self._groupes[0] if annee >= 1995 and self.alea.random() < 0.5 else groupe
        lettre = "m" if sexe is Sexe.M else "f"
        generation = "ancien" if annee < 1960 else "moyen" if annee < 1990 else "jeune"
        return self.alea.choice(source[f"prenoms_{lettre}_{generation}"])

    def telephone(self, fixe: float = 0.2) -> str:
        """A number of the ranges kept for fiction, never drawn twice while the range lasts."""
        prefixe = "03 53 01" if self.alea.random() < fixe else "06 39 98"
        numero = ""
        for _ in range(40):
            fin = self.alea.randrange(3000, 10_000)
            numero = f"{prefixe} {fin // 100:02d} {fin % 100:02d}"
            if numero not in self._telephones:
                break
        self._telephones.add(numero)
        return numero

    def courriel(self, nom: str, prenom: str, annee: int) -> str:
        """An address of the invented domain, in one of three usual shapes."""
        cle_nom, cle_prenom = (search_key(mot).replace(" ", "") for mot in (nom, prenom))
        formes = [f"{cle_prenom[:1]}.{cle_nom}", f"{cle_prenom}.{cle_nom}", f"{cle_nom}.{annee}"]
        return f"{self.alea.choice(formes)}@exemple.fr"

    def canal(self) -> str:
        """A preferred channel, by weight, in the words of the data file."""
        return self.alea.choices(list(self._canaux), list(self._canaux.values()))[0]

    def adresse(self, code: str = "") -> Adresse:
        """A street of a zone, drawn by weight when none is named, with its town and postcode."""
        code = code or self.alea.choices(list(self._parts), list(self._parts.values()))[0]
        zone = self._zones["COM" if code == "INC" else code]
        commune = self.alea.choice(zone.get("communes", [zone["commune"]]))
        numero = self.alea.randint(1, 48)
        bis = " bis" if self.alea.random() < 0.03 else ""
        complement = self.alea.choice(self._complements) if self.alea.random() < 0.25 else ""
        rue: str = self.alea.choice(zone["rues"]).partition(" (")[0]
        voie = rue if rue.startswith(("résidence", "hameau")) else f"{numero}{bis} {rue}"
        return Adresse(voie, complement, self._codes[commune], commune, code)

    def adresse_ecrite(self, texte: str, code: str) -> Adresse:
        """The address of a written person: the town is that of the zone, or said after a comma."""
        zone = self._zones[code]
        commune = zone.get("commune", "Valmont-sur-Lys")
        voie, _, fin = texte.rpartition(", ")
        if fin in self._codes:
            return Adresse(voie, "", self._codes[fin], fin, code)
        if commune not in self._codes:
            commune = zone["communes"][0]
        return Adresse(texte, "", self._codes[commune], commune, code)
