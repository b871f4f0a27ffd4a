"""The fields of a form, under one name: import them from here."""

from __future__ import annotations

from cs_desktop.ui.kit.checks import CheckBox, Radio
from cs_desktop.ui.kit.choices import Choice
from cs_desktop.ui.kit.dates import DateEdit, NaissanceEdit
from cs_desktop.ui.kit.filters import FilterButtons
from cs_desktop.ui.kit.inputs import (
    ComboBox,
    DurationEdit,
    MoneyEdit,
    ParsedEdit,
    TextArea,
    TextField,
)
from cs_desktop.ui.kit.labelled import LabelledField, Refusable
from cs_desktop.ui.kit.search_field import SearchField

__all__ = [
    "CheckBox",
    "Choice",
    "ComboBox",
    "DateEdit",
    "DurationEdit",
    "FilterButtons",
    "LabelledField",
    "MoneyEdit",
    "NaissanceEdit",
    "ParsedEdit",
    "Radio",
    "Refusable",
    "SearchField",
    "TextArea",
    "TextField",
]
