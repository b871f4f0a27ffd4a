"""One row of a spreadsheet into people and their places in a foyer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cs_desktop.domain import imports_valeurs as valeurs
from cs_desktop.domain.ages import age
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.imports import Cellule, Champ, ColonneLue, Qui
from cs_desktop.domain.imports_enfants import lire_enfants
from cs_desktop.domain.imports_fiches import Bloc, Releve, cellule_texte, lire_personnes
from cs_desktop.domain.imports_interdits import interdit
from cs_desktop.domain.imports_noms import propre
from cs_desktop.domain.personnes import PersonneDraft, Sexe
from cs_desktop.domain.text import search_key

MAJORITE = 18
Blocs = Mapping[tuple[Qui, int], Bloc]

_TOTAL = re.compile(
    r"(?:sous )?tota(?:l|ux)\b|nombre\b|nb\b|moyenne\b|effectifs?\b|somme\b|"
    r"(?:liste )?arrete[es]* (?:a|au)\b"
)
_NUMBERS = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]?\d{3})?(?:[.,]\d+)? ?[€%]?")
_ADRESSE = ("adresse", "complement", "code_postal", "commune")
_SEXE = {Qui.PERE: Sexe.M, Qui.MERE: Sexe.F}
_ADULTES = frozenset({Qui.RESPONSABLE, Qui.CONJOINT, Qui.PERE, Qui.MERE})
_PARENTS = _ADULTES - {Qui.CONJOINT}


@dataclass(frozen=True, slots=True)
class MembreLu:
    """Somebody of the row. `role` is None when the row does not say."""

    draft: PersonneDraft
    role: RoleFoyer | None


@dataclass(frozen=True, slots=True)
class LigneLue:
    """The people of one row. `cle_foyer`: what the row says of the foyer, to join rows."""

    feuille: str
    ligne: int
    membres: tuple[MembreLu, ...]
    cle_foyer: str


class LecteurLignes:
    """Reads the rows of one sheet; what is not taken goes to the `releve`."""

    def __init__(self, colonnes: Sequence[ColonneLue], releve: Releve) -> None:
        self._releve = releve
        self._colonnes = [(c.rang, c.titre, c.cible) for c in colonnes if c.cible is not None]
        self._titres = {c.rang: c.titre.strip() for c in colonnes if c.titre.strip()}

    def lire(self, ligne: int, cellules: Sequence[Cellule]) -> LigneLue | None:
        """The people of a row; None when it holds nobody, with the reason said."""
        self._releve.ligne = ligne
        reason = self._not_a_row(cellules)
        if reason:
            self._releve.refuse(reason)
            return None
        before = len(self._releve.non_repris)
        blocs = self._blocs(cellules)
        membres = list(self._membres(blocs))
        if not membres:
            said = self._releve.non_repris[before:]
            del self._releve.non_repris[before:]  # told once, as the reason of the row
            self._releve.refuse(
                said[0].raison
                if said
                else "Cette ligne ne donne aucun nom ni prénom : complétez-la dans le fichier, "
                "puis importez-le de nouveau.",
                said[0].colonne if said else "",
                refusee=True,
            )
            return None
        checked = [
            replace(membre, draft=draft)
            for membre in membres
            if (draft := self._releve.checked(membre.draft)) is not None
        ]
        key = cellule_texte(blocs.get((Qui.PRINCIPAL, 0), {}), Champ.FOYER)
        return LigneLue(self._releve.feuille, ligne, tuple(checked), key) if checked else None

    def _not_a_row(self, cells: Sequence[Cellule]) -> str:
        texts = [text for text in map(valeurs.texte, cells) if text]
        if not texts:
            return "Ligne vide."
        if _TOTAL.match(search_key(texts[0][:60])) and not any(
            letter.isalpha() for text in texts[1:] for letter in text
        ):
            return "Ligne de total : elle ne parle de personne."
        if all(_NUMBERS.fullmatch(text) for text in texts):
            return "Ligne de total : elle ne contient que des nombres."
        repeated = sum(
            isinstance(cell, str) and cell.strip() == self._titres.get(rank)
            for rank, cell in enumerate(cells)
        )
        return "Ligne de titres répétée." if repeated >= min(2, len(self._titres)) else ""

    def _blocs(self, cells: Sequence[Cellule]) -> Blocs:
        blocs: dict[tuple[Qui, int], dict[Champ, tuple[Cellule, str]]] = {}
        for rank, title, cible in self._colonnes:
            cell = cells[rank] if rank < len(cells) else None
            if cell is None or cell == "":
                continue
            what = interdit(cell)
            if what:
                self._releve.refuse(f"Valeur jamais lue : elle contient {what}.", title)
                continue
            blocs.setdefault((cible.qui, cible.rang), {})[cible.champ] = (cell, title)
        return blocs

    def _membres(self, blocs: Blocs) -> Iterator[MembreLu]:
        principal = _named_by_family(blocs.get((Qui.PRINCIPAL, 0), {}))
        main = lire_personnes(principal, self._releve)
        adults = [
            replace(person, sexe=_SEXE.get(qui, person.sexe))
            for (qui, _rank), bloc in sorted(blocs.items())
            if qui in _ADULTES
            for person in lire_personnes(bloc, self._releve)
        ]
        with_parents = bool(adults) and any(qui in _PARENTS for qui, _rank in blocs)
        names = [person.nom for person in (*main, *adults) if person.nom]
        children = list(self._enfants(blocs, names[0] if names else ""))
        everybody = (*main, *adults, *children)
        home = next((one for one in everybody if one.adresse or one.commune), None)
        role = self._role(principal, main, with_parents=with_parents)
        if role is None and (children or adults):
            role = RoleFoyer.RESPONSABLE
        for person in main:
            yield MembreLu(_at_home(person, home), role)
        for person in adults:
            yield MembreLu(_at_home(person, home), RoleFoyer.RESPONSABLE)
        for person in children:
            yield MembreLu(_at_home(person, home), RoleFoyer.ENFANT)

    def _role(
        self, principal: Bloc, main: Sequence[PersonneDraft], *, with_parents: bool
    ) -> RoleFoyer | None:
        told = self._releve.value(principal, Champ.ROLE, valeurs.role, None)
        if told is not None or not main:
            return told
        if len(main) > 1:
            return RoleFoyer.RESPONSABLE
        birth = main[0].naissance
        minor = None if birth is None else age(birth.le, self._releve.today) < MAJORITE
        if minor or (with_parents and minor is None):
            return RoleFoyer.ENFANT
        return RoleFoyer.AUTRE_ADULTE if with_parents else None

    def _enfants(self, blocs: Blocs, family: str) -> Iterator[PersonneDraft]:
        for (qui, _rank), bloc in sorted(blocs.items()):
            if qui is Qui.ENFANT:
                yield from self._enfant(bloc, family)
        listed = blocs.get((Qui.PRINCIPAL, 0), {}).get(Champ.ENFANTS)
        if listed is not None:
            cell, title = listed
            yield from self._listed(valeurs.texte(cell), family, title, several=True)

    def _listed(
        self, text: str, family: str, title: str, *, several: bool
    ) -> Iterator[PersonneDraft]:
        return lire_enfants(
            text, family, self._releve.today, self._releve.refusing(title), several=several
        )

    def _enfant(self, bloc: Bloc, family: str) -> Iterator[PersonneDraft]:
        cell, title = bloc.get(Champ.NOM_PRENOM, (None, ""))
        text = valeurs.texte(cell)
        if valeurs.est_vide(text):
            for one in lire_personnes(bloc, self._releve)[:1]:
                yield replace(one, nom=one.nom or family)
            return
        for child in list(self._listed(text, family, title, several=False))[:1]:
            birth = self._releve.birth(bloc) or child.naissance
            sex = self._releve.value(bloc, Champ.SEXE, valeurs.sexe, None) or child.sexe
            prenom = propre(cellule_texte(bloc, Champ.PRENOM))
            if not prenom:
                yield replace(child, naissance=birth, sexe=sex)
            else:  # the cell held the name alone
                nom = child.prenom if child.nom == family else child.nom
                yield replace(child, nom=nom, prenom=prenom, naissance=birth, sexe=sex)


def _named_by_family(principal: Bloc) -> Bloc:
    """A column « Famille » is the name where nothing else names anybody."""
    family = principal.get(Champ.FOYER)
    if family is None or Champ.NOM in principal or Champ.NOM_PRENOM in principal:
        return principal
    text = family[0]
    if not isinstance(text, str) or any(sign.isdigit() for sign in text):
        return principal
    return {**principal, Champ.NOM: family}


def _at_home(person: PersonneDraft, home: PersonneDraft | None) -> PersonneDraft:
    """Who has no address lives where the row says."""
    if home is None or person is home or person.adresse or person.commune:
        return person
    return replace(person, **{name: getattr(home, name) for name in _ADRESSE})
