"""Verbs that read: search, figures and the rows behind them."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from cs_desktop.cli.acces import reading
from cs_desktop.cli.sortie import answer, table
from cs_desktop.domain.chiffres import Chiffre, ValeurChiffre
from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.personnes import ResultatRecherche
from cs_desktop.domain.phones import telephone_fr


def run(arguments: Namespace) -> int:
    """Do what the verb asks."""
    return {"chercher": chercher, "chiffres": chiffres, "preuve": preuve}[arguments.verbe](
        arguments
    )


def chercher(arguments: Namespace) -> int:
    """Search as in the window."""
    with reading(arguments) as acces:
        found = acces.services.personnes.search(
            acces.acteur, " ".join(arguments.texte), arguments.limite
        )
    lines = [f"{person.numero:04}  {person.nom_liste}{_detail(person)}" for person in found] or [
        "Aucune personne ne correspond."
    ]
    document = {"resultats": [_result(person) for person in found]}
    return answer(document, lines, as_json=arguments.json)


def _detail(person: ResultatRecherche) -> str:
    parts = [
        "" if person.naissance is None else person.naissance.texte(),
        telephone_fr(person.telephone),
        person.commune,
    ]
    told = " · ".join(part for part in parts if part)
    return f"  ({told})" if told else ""


def _result(person: ResultatRecherche) -> dict[str, Any]:
    return {
        "id": person.id,
        "numero": person.numero,
        "nom": person.nom,
        "prenom": person.prenom,
        "naissance": None if person.naissance is None else _iso(person.naissance),
        "foyer": person.foyer,
        "approche": person.approche,
    }


def _iso(naissance: Naissance) -> str:
    """ISO 8601, cut where the knowledge stops: 1988-01-19, 1951-03, 1951."""
    digits = {Precision.ANNEE: 4, Precision.PRESUMEE: 4, Precision.MOIS: 7}
    return naissance.le.isoformat()[: digits.get(naissance.precision, 10)]


def chiffres(arguments: Namespace) -> int:
    """The catalogue with values."""
    with reading(arguments) as acces:
        service = acces.services.chiffres
        catalogue = service.catalogue(acces.acteur)
        values = service.values(acces.acteur, arguments.annee, arguments.code or None)
    rows = [_figure(catalogue.chiffre(value.code), value) for value in values]
    lines = [f"{row['libelle']} : {_told(value)}" for row, value in zip(rows, values, strict=True)]
    return answer(rows, lines, as_json=arguments.json)


def _figure(chiffre: Chiffre, value: ValeurChiffre) -> dict[str, Any]:
    taux = {"numerateur": value.numerateur, "denominateur": value.denominateur}
    return {
        "code": chiffre.code,
        "libelle": chiffre.libelle,
        "definition": chiffre.definition,
        "unite": chiffre.unite,
        "nature": chiffre.nature.value,
        "periode": {
            "regle": chiffre.periode.value,
            "debut": value.periode.debut,
            "fin": value.periode.fin,
        },
        "valeur": value.valeur if value.denominateur is None else taux,
    }


def _told(value: ValeurChiffre) -> str:
    if value.denominateur is None:
        return "—" if value.valeur is None else str(value.valeur)
    return f"{value.numerateur} sur {value.denominateur}"


def preuve(arguments: Namespace) -> int:
    """The rows behind a figure, on standard output or in a spreadsheet."""
    with reading(arguments) as acces:
        proofs = acces.services.chiffres.rows(acces.acteur, arguments.code, arguments.annee)
        if arguments.sortie is not None:
            count = acces.services.exports.preuve(acces.acteur, proofs, arguments.sortie)
            told = f"{count} lignes écrites dans « {arguments.sortie} »."
            document = {"lignes": count, "fichier": arguments.sortie}
            return answer(document, [told], as_json=arguments.json)
    if not proofs:
        raise RegleMetier("Ce chiffre n’a pas de lignes : il est saisi à la main.")
    rows = [
        {"partie": rank, **dict(zip(proof.colonnes, line, strict=True))}
        for rank, proof in enumerate(proofs)
        for line in proof.lignes
    ]
    lines = table(rows, ("partie", *proofs[0].colonnes))
    return answer({"lignes": rows}, lines, as_json=arguments.json)
