"""Tab Adhésion of the fiche personne: what covers her, and the quotients of her foyers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cs_desktop.domain.adhesions import DossierAdhesion
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.domain.quotients import QuotientDraft
from cs_desktop.ui.adhesions.adhesions_card import AdhesionsCard
from cs_desktop.ui.adhesions.quotients_card import QuotientsCard
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.form import Values
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.parts.inline_form import follow_forms, typed_in
from cs_desktop.ui.parts.writer import Writer
from cs_desktop.ui.shell.contexte import Contexte


class AdhesionTab(QWidget):
    """Each gesture is saved at once and told by the toast, which undoes it."""

    modified = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._id: int | None = None
        self.editable = contexte.acteur.peut(Droit.GERER_ADHESIONS)
        self.sees_quotients = contexte.acteur.peut(Droit.CONSULTER_QUOTIENTS)
        self._writer = Writer(contexte.pools, self)
        self.adhesions = AdhesionsCard(contexte.today)
        self.adhesions.take.propose = self._propose
        self.dossier: DossierAdhesion | None = None
        self._quotients_place = column(12)
        self.quotients: list[QuotientsCard] = []
        inside, lines = QWidget(), column(12)
        inside.setProperty("role", "scrolled")
        lines.addWidget(self.adhesions)
        lines.addLayout(self._quotients_place)
        lines.addStretch(1)
        inside.setLayout(lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = column(0)
        whole.addWidget(area, 1)
        self.setLayout(whole)
        self.adhesions.renew_asked.connect(self._renew)
        self.adhesions.cancel_asked.connect(self._cancel)
        self.adhesions.cover_asked.connect(self._cover)
        self.adhesions.take.sent.connect(self._take)

    # What the sheet asks

    def open_row(self, personne_id: int | None) -> None:
        """Another person comes."""
        self._id = personne_id

    def reload(self) -> None:
        """Read what covers the person and the quotients of her foyers."""
        contexte, personne_id = self._contexte, self._id
        if personne_id is None:
            return
        services, acteur = contexte.services, contexte.acteur
        try:
            dossier = services.adhesions.dossier(acteur, personne_id)
            ids = [foyer.id for foyer in dossier.foyers]
            seen = services.quotients.history(acteur, ids) if self.sees_quotients else {}
        except ErreurAttendue as error:
            errors.show(error, self, retry=self.reload)
            return
        self.dossier = dossier
        self.adhesions.show_dossier(dossier, personne_id, editable=self.editable)
        self._show_cards(len(seen))
        for card, foyer in zip(self.quotients, dossier.foyers, strict=False):
            card.show_history(foyer, seen[foyer.id], editable=self.editable)
        follow_forms(self, self.modified)

    def unsaved(self) -> int:
        """How many fields are typed and not sent."""
        return typed_in(self)

    def losing(self) -> int:
        """Those that no draft keeps: all of them."""
        return typed_in(self)

    def keep_typed(self) -> None:
        """Nothing is kept: an open form is sent or given up."""

    def focus_first(self) -> None:
        """« Nouvelle adhésion » is what one comes for."""
        self.adhesions.add.setFocus()

    def _show_cards(self, count: int) -> None:
        """One card for each foyer; those too many are hidden, with what is typed in them."""
        while len(self.quotients) < count:
            card = QuotientsCard(self._contexte.today)
            card.sent.connect(self._note_quotient)
            card.removed.connect(self._remove_quotient)
            self.quotients.append(card)
            self._quotients_place.addWidget(card)
        for rank, card in enumerate(self.quotients):
            card.setVisible(rank < count)

    # Gestures

    def _propose(self) -> None:
        form, service = self.adhesions.take, self._contexte.services.adhesions
        try:
            form.show_proposition(service.proposition(self._contexte.acteur, form.typed()))
        except ErreurAttendue as error:
            form.period.setText(str(error))

    @Slot(object)
    def _take(self, values: Values) -> None:
        form, service = self.adhesions.take, self._contexte.services.adhesions
        acteur, draft = self._contexte.acteur, form.draft(values)
        self._writer.do(
            lambda: service.prendre(acteur, draft), done=form.close_form, refuse=form.refuse
        )

    @Slot()
    def _renew(self) -> None:
        acteur, service, personne_id = (
            self._contexte.acteur,
            self._contexte.services.adhesions,
            self._id,
        )
        if personne_id is not None:
            self._writer.do(lambda: service.renouveler(acteur, [personne_id]))

    @Slot(object, str)
    def _cancel(self, adhesion_id: int, motif: str) -> None:
        acteur, service = self._contexte.acteur, self._contexte.services.adhesions
        form = self.adhesions.cancelling
        self._writer.do(
            lambda: service.annuler(acteur, adhesion_id, motif),
            done=form.close_form,
            refuse=form.refuse,
        )

    @Slot(object)
    def _cover(self, adhesion_id: int) -> None:
        acteur, service, personne_id = (
            self._contexte.acteur,
            self._contexte.services.adhesions,
            self._id,
        )
        if personne_id is not None:
            self._writer.do(lambda: service.couvrir(acteur, adhesion_id, personne_id))

    @Slot(object)
    def _note_quotient(self, draft: QuotientDraft) -> None:
        acteur, service = self._contexte.acteur, self._contexte.services.quotients
        card = next(one for one in self.quotients if one is self.sender())
        self._writer.do(
            lambda: service.save(acteur, draft), done=card.form.close_form, refuse=card.form.refuse
        )

    @Slot(object)
    def _remove_quotient(self, quotient_id: int) -> None:
        acteur, service = self._contexte.acteur, self._contexte.services.quotients
        self._writer.do(lambda: service.retirer(acteur, quotient_id))
