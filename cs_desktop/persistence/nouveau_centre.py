"""The first rows of a base: the centre, its seat, what tells the base from every other."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cs_desktop.persistence.centre import BASE_UUID, Centre, Site, set_reglage


def add_centre(session: Session, nom: str, forme: str, site: str, base_uuid: str) -> None:
    """Write them; the seat takes the name of the centre when it has none of its own."""
    session.add(Centre(nom=nom, forme_juridique=forme))
    session.add(Site(numero=0, nom=site or nom))
    set_reglage(session, BASE_UUID, base_uuid)
