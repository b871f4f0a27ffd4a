"""What the feature « personnes » brings to the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cs_desktop.domain.changes import Commit
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.noms import numero_texte
from cs_desktop.domain.personnes import ResultatRecherche
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.text import NBSP, plural
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.handover import Handover
from cs_desktop.ui.personnes.list_screen import PersonneListScreen
from cs_desktop.ui.personnes.merge_screen import MergeScreen
from cs_desktop.ui.personnes.new_screen import NewPersonScreen
from cs_desktop.ui.personnes.proof_screen import ProofScreen
from cs_desktop.ui.personnes.sheet_screen import PersonneSheetScreen
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.navigation import Place
from cs_desktop.ui.shell.registre import (
    INSCRIRE,
    Action,
    Group,
    Hit,
    Registre,
    ScreenEntry,
    SearchProvider,
    Usage,
)

_CHIFFRES = {
    codes.CHIFFRES[0]: ("Personnes dans le fichier", "nombre fichier combien adhérents chiffre"),
    codes.CHIFFRES[1]: ("Âges inconnus dans le fichier", "part âge manquant naissance chiffre"),
}


def register(registre: Registre) -> None:
    """Screens, « Inscrire », the search of people and the sentences of their use-cases."""
    handover = Handover()
    registre.add(*_screens(handover), *_proofs(), *_actions(), *_usages())
    registre.add(
        SearchProvider("Personnes", "user", search_people, droit=Droit.CONSULTER_PERSONNES)
    )


def search_people(contexte: Contexte, text: str, limit: int) -> Sequence[Hit]:
    """People found by Ctrl+K; in the reader pool."""
    found = contexte.services.personnes.search(contexte.acteur, text, limit)
    return [Hit(one.nom_liste, detail(one), Place(codes.FICHE, one.id)) for one in found]


def detail(one: ResultatRecherche) -> str:
    """« 02/05/1959 · 06 39 98 24 71 · n° 0158 »."""
    born = one.naissance.texte() if one.naissance else ""
    number = f"n°{NBSP}{numero_texte(one.numero)}"
    return " · ".join(part for part in (born, telephone_fr(one.telephone), number) if part)


def _screens(handover: Handover) -> tuple[ScreenEntry, ...]:
    return (
        ScreenEntry(
            codes.LISTE,
            "Adhérents",
            "users",
            partial(PersonneListScreen, handover=handover),
            Group.ACCUEIL,
            letter="A",
            droit=Droit.CONSULTER_PERSONNES,
            words="personnes usagers liste corbeille archivées",
        ),
        ScreenEntry(
            codes.FICHE,
            "Fiche personne",
            "user",
            partial(PersonneSheetScreen, handover=handover),
            droit=Droit.CONSULTER_PERSONNES,
            parent=codes.LISTE,
            in_palette=False,
        ),
        ScreenEntry(
            codes.NOUVELLE,
            "Nouvelle personne",
            "user-plus",
            partial(NewPersonScreen, handover=handover),
            droit=Droit.MODIFIER_PERSONNES,
            parent=codes.LISTE,
            in_palette=False,  # « Inscrire » is there
        ),
        ScreenEntry(
            codes.FUSION,
            "Fusionner deux fiches",
            "merge",
            partial(MergeScreen, handover=handover),
            droit=Droit.FUSIONNER_PERSONNES,
            parent=codes.LISTE,
            in_palette=False,
        ),
    )


def _proofs() -> list[ScreenEntry]:
    return [
        ScreenEntry(
            codes.chiffre_screen(code),
            title,
            "calculator",
            partial(ProofScreen, code),
            droit=Droit.CONSULTER_PERSONNES,
            parent=codes.LISTE,
            words=words,
        )
        for code, (title, words) in _CHIFFRES.items()
    ]


def _actions() -> tuple[Action, ...]:
    return (
        Action(
            INSCRIRE,
            "Inscrire une personne",
            "user-plus",
            _inscrire,
            key="Ctrl+N",
            droit=Droit.MODIFIER_PERSONNES,
            words="nouvelle créer ajouter adhérent",
        ),
    )


def _inscrire(contexte: Contexte) -> None:
    contexte.navigation.open(codes.NOUVELLE)


def _usages() -> tuple[Usage, ...]:
    return (
        Usage("personne.creer", "Fiche créée"),
        Usage("personne.enregistrer", "Fiche enregistrée"),
        Usage("personne.archiver", partial(_counted, "archivée")),
        Usage("personne.restaurer", partial(_counted, "restaurée")),
        Usage("personne.fusionner", "Deux fiches fusionnées"),
        Usage("personne.distinguer", "Doublon écarté"),
    )


def _counted(participle: str, commit: Commit) -> str:
    """« Fiche archivée », « 3 fiches archivées »."""
    count = sum(len(change.ids) for change in commit.changes if change.table == "personne")
    if count < 2:
        return f"Fiche {participle}"
    return f"{plural(count, 'fiche')} {participle}s"
