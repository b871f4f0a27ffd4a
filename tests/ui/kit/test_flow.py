"""Chips that have no room side by side go to a second line, whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cs_desktop.ui.kit.chips import ChipLabel
from cs_desktop.ui.kit.flow import flow
from cs_desktop.ui.kit.person import PersonHeader

CHIPS = ("Sans adhésion", "Interdite de venir chercher", "Mineure", "Centre-ville")


def test_chips_wrap_and_keep_their_width(qtbot) -> None:
    holder, line = QWidget(), flow(8)
    holder.setLayout(line)
    qtbot.addWidget(holder)
    chips = [ChipLabel(text) for text in CHIPS]
    for chip in chips:
        line.addWidget(chip)
    holder.resize(320, line.heightForWidth(320))
    holder.show()
    assert len({chip.y() for chip in chips}) > 1
    for chip in chips:
        assert chip.width() >= chip.sizeHint().width()
        assert holder.rect().contains(chip.geometry())
    holder.resize(2000, 40)
    assert {chip.y() for chip in chips} == {chips[0].y()}


def test_the_head_of_a_fiche_asks_for_little_width(qtbot) -> None:
    header = PersonHeader()
    qtbot.addWidget(header)
    address = "12 rue de la Filature-des-Trois-Fontaines, Valmont-sur-Lys"
    chips = [(text, "neutral", None) for text in CHIPS]
    header.show_person("AB", "38 ans", chips, [("map-pin", address), ("mail", "a@exemple.fr")])
    assert header.minimumSizeHint().width() < 400
    assert header.heightForWidth(400) > header.heightForWidth(1600)
