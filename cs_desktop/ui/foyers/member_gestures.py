"""Who joins a foyer, who changes place, who leaves: written at once, undone by the toast."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import Membre, RattachementDraft, RoleFoyer
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.ui.foyers.members_card import MembersCard
from cs_desktop.ui.kit.form import Values
from cs_desktop.ui.parts.writer import Writer
from cs_desktop.ui.shell.contexte import Contexte


class MemberGestures(QObject):
    """Listens to the card of members."""

    def __init__(self, contexte: Contexte, writer: Writer, card: MembersCard) -> None:
        super().__init__(card)
        self._acteur, self._service = contexte.acteur, contexte.services.foyers
        self._writer, self._card = writer, card
        card.left.connect(self._detach)
        card.role_asked.connect(self._change_role)
        card.form.sent.connect(self._add)

    @Slot(object)
    def _add(self, values: Values) -> None:
        fiche, form = self._card.fiche, self._card.form
        if fiche is None:
            return
        try:
            part = _part(values.pop("part_garde"))
        except RegleMetier as error:
            form.refuse(error)
            return
        acteur, service = self._acteur, self._service
        known = form.known.id if form.known is not None else 0
        link = RattachementDraft(
            known, fiche.id, values["role"], part_garde=part, garde=values["garde"]
        )
        person = PersonneDraft(
            nom=values["nom"], prenom=values["prenom"], naissance=values["naissance"]
        )

        def call() -> object:
            return service.attach(acteur, link) if known else service.add_new(acteur, person, link)

        self._writer.do(call, done=form.close_form, refuse=form.refuse)

    @Slot(object, object)
    def _change_role(self, membre: Membre, role: RoleFoyer) -> None:
        fiche = self._card.fiche
        if fiche is None:
            return
        acteur, service = self._acteur, self._service
        draft = RattachementDraft(
            membre.personne_id, fiche.id, role, membre.depuis, membre.jusqu_au
        )
        if role is RoleFoyer.ENFANT:
            draft = replace(draft, part_garde=membre.part_garde, garde=membre.garde)
        self._writer.do(lambda: service.change_link(acteur, draft, membre.rattachement_id))

    @Slot(object)
    def _detach(self, rattachement_id: int) -> None:
        acteur, service = self._acteur, self._service
        self._writer.do(lambda: service.detach(acteur, rattachement_id))


def _part(text: str) -> int | None:
    typed = text.replace("%", "").strip()
    if not typed:
        return None
    if not typed.isdigit():
        raise RegleMetier("Une part s’écrit en chiffres. Exemple : 50", "part_garde")
    return int(typed)
