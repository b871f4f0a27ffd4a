"""A telephone typed anyhow, put by pairs when the field is left."""

from __future__ import annotations

from cs_desktop.domain.phones import check_telephone, telephone_fr
from cs_desktop.ui.kit.inputs import ParsedEdit


class PhoneField(ParsedEdit[str]):
    """Empty is allowed."""

    def parse(self, text: str) -> str:
        return check_telephone(text)

    def format(self, value: str) -> str:
        return telephone_fr(value)

    def set_value(self, value: str | None) -> None:
        super().set_value(value or None)
