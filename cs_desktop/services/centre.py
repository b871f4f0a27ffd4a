"""The centre as the window names it: what stands in the sidebar and the status bar."""

from __future__ import annotations

from dataclasses import dataclass

from cs_desktop.persistence import centre as store
from cs_desktop.persistence.database import Database

_GENRES = {
    "association": "Centre social associatif",
    "commune": "Centre social municipal",
    "ccas": "Centre social du CCAS",
    "epci": "Centre social intercommunal",
    "caf": "Centre social de la Caf",
}


@dataclass(frozen=True, slots=True)
class IdentiteCentre:
    """Names only; empty ones where the first start is not finished."""

    nom: str
    genre: str
    site: str


def identite(database: Database, site: int) -> IdentiteCentre:
    """How the centre and the site number `site` call themselves."""
    with database.reading() as session:
        centre = store.find_centre(session)
        sites = {row.numero: row.nom for row in store.sites(session)}
    if centre is None:
        return IdentiteCentre("", "", sites.get(site, ""))
    genre = centre.sous_titre or _GENRES.get(centre.forme_juridique, "Centre social")
    return IdentiteCentre(centre.nom, genre, sites.get(site, ""))
