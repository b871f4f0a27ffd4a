"""How a person is named, and the number on the card."""

from __future__ import annotations


def nom_liste(nom: str, prenom: str) -> str:
    """« Belkacem, Amina »: as lists sort it."""
    return ", ".join(part for part in (nom, prenom) if part)


def nom_complet(nom: str, prenom: str) -> str:
    """« Amina Belkacem »: everywhere but in lists."""
    return " ".join(part for part in (prenom, nom) if part)


def numero_texte(numero: int) -> str:
    """The number on the card: four figures at least."""
    return f"{numero:04}"
