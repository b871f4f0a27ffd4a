"""A family with two homes whose mother asked that her contact details stay here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.foyers import RattachementDraft, RoleFoyer
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.domain.securite_enfant import InterditeDraft
from cs_desktop.services.services import Services
from tests.support.personnes import a_draft

MOTHER = PersonneDraft(
    nom="Lecomte",
    prenom="Sandra",
    telephone="06 39 98 50 11",
    telephone_2="03 53 01 50 12",
    courriel="sandra.lecomte@exemple.fr",
    adresse="5 rue des Bobineuses",
    complement="escalier 3",
    code_postal="59999",
    commune="Valmont-sur-Lys",
    zone_id=1,
)
SECRETS = (
    *("06 39 98 50 11", "0639985011", "03 53 01 50 12", "sandra.lecomte", "Bobineuses"),
    *("escalier 3", "Valmont-sur-Lys", "59999", "Quartier prioritaire"),
)
STEVEN = InterditeDraft(
    nom="Steven Vandamme", motif="Décision de justice", vu_le=date(2025, 11, 12)
)
ENFANT = RoleFoyer.ENFANT


@dataclass
class Family:
    """Lola, her mother who asked for silence, her father, and their two foyers."""

    lola: int
    mother: int
    father: int
    hers: int
    his: int


def a_family(services: Services) -> Family:
    """Write it."""
    mother = services.personnes.save(SANS_COMPTE, MOTHER)
    father = services.personnes.save(
        SANS_COMPTE,
        a_draft(nom="Delmas", prenom="Ludovic", adresse="16 rue de Valmont", commune="Estrain"),
    )
    hers = services.foyers.create_for(SANS_COMPTE, mother)
    his = services.foyers.create_for(SANS_COMPTE, father)
    child = PersonneDraft(
        nom="Delmas",
        prenom="Lola",
        naissance=Naissance(date(2012, 5, 6)),
        telephone="06 39 98 50 11",
        urgence_nom="Sandra",
        urgence_telephone="03 53 01 50 12",
    )
    lola = services.foyers.add_new(SANS_COMPTE, child, RattachementDraft(0, hers, ENFANT))
    services.foyers.attach(SANS_COMPTE, RattachementDraft(lola, his, ENFANT))
    services.securite.withhold(SANS_COMPTE, mother, retenue=True)
    return Family(lola, mother, father, hers, his)
