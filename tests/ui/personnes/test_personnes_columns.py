"""What a column must have room for, at each zoom."""

import pytest

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.personnes import Colonne
from cs_desktop.ui.kit.painting import chip_size
from cs_desktop.ui.kit.table.header import EDGE, PADDING
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.parts.adhesion import adhesion_chip
from cs_desktop.ui.personnes.columns import COLUMNS


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("etat", EtatAdhesion)
def test_each_state_of_an_adhesion_is_read_whole_in_its_column(qtbot, etat, zoom):
    theme().set(zoom=zoom)
    column = next(one for one in COLUMNS if one.key == Colonne.ADHESION)
    text, _tone, icon = adhesion_chip(etat)
    room = (
        theme().px(column.width) - theme().px(PADDING) - theme().px(EDGE)
    )  # when it is the last one
    assert chip_size(text, icon).width() <= room
