"""Buttons: a verb, sometimes an icon before it and the name of its key after it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from cs_desktop.ui.kit.focus import ring
from cs_desktop.ui.kit.labels import is_enter, restyle
from cs_desktop.ui.kit.painting import (
    LEFT,
    icon_in,
    icon_pixmap_at,
    key_cap_size,
    paint_key_cap,
)
from cs_desktop.ui.kit.theme import theme

Role = Literal["primary", "normal", "text", "danger", "accent", "plain", "filter"]
Height = Literal["control", "controlSmall", "buttonMain"]
GAP = 8
_INKS: dict[Role, str] = {
    "primary": "onPrimary",
    "normal": "text",
    "text": "primary",
    "danger": "danger",
    "accent": "onAccent",
    "plain": "text",
    "filter": "text",
}


class _Face(QPushButton):
    """A push button whose box comes from the style sheet and whose content is painted here."""

    def __init__(self, role: Role, height: Height, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._role: Role = role
        self._height: Height = height
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        ring(self)

    @property
    def role(self) -> Role:
        return self._role

    def set_role(self, role: Role) -> None:
        self._role = role
        self.setProperty("role", role)
        restyle(self)

    def ink(self) -> str:
        """Token of what is written on the button."""
        return _INKS[self._role] if self.isEnabled() else "textDisabled"

    def small(self) -> bool:
        return self._height == "controlSmall"

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self.paint_content(painter)

    def paint_content(self, painter: QStylePainter) -> None:
        """What stands on the box; given by each kind of button."""
        raise NotImplementedError


class Button(_Face):
    """A verb, with the name of its key in a cap at right when it has one.

    The cap only tells the key: whoever owns the action binds it, so that none is bound twice.
    """

    def __init__(
        self,
        text: str,
        role: Role = "normal",
        icon: str | None = None,
        key: str | None = None,
        *,
        height: Height = "control",
        arrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(role, height, parent)
        self._icon, self._key, self._arrow = icon, key, arrow
        self._label = ""
        self.set_text(text)
        if key:
            self.setAccessibleDescription(key)

    @property
    def label(self) -> str:
        """The words of the button, as shown."""
        return self._label

    def set_text(self, text: str) -> None:
        self._label = text
        self.setText(text.replace("&", "&&"))  # a name holding « & » is not a mnemonic
        self.setAccessibleName(text)
        self.updateGeometry()

    def explain_refusal(self, reason: str) -> None:
        """Disable the button and say why in its tooltip; an empty reason enables it again."""
        self.setEnabled(not reason)
        self.setToolTip(reason)

    def sizeHint(self) -> QSize:
        current = theme()
        padding = current.px(10 if self.small() else 12) + current.line
        return QSize(self._content_width() + 2 * padding, current.size(self._height))

    def text_role(self) -> str:
        """Role of the font of the words."""
        return "bold" if self._role == "accent" else "strong"

    def _icon_size(self) -> int:
        return 16 if self.small() or self._role == "danger" else 18

    def _content_width(self) -> int:
        current, gap = theme(), theme().px(GAP)
        width = QFontMetrics(current.font(self.text_role())).horizontalAdvance(self._label)
        if self._icon:
            width += current.px(self._icon_size()) + gap
        if self._key:
            width += key_cap_size(self._key).width() + gap
        if self._arrow:
            width += current.px(14 if self.small() else 16) + gap
        return width

    def paint_content(self, painter: QStylePainter) -> None:
        current, gap, ink = theme(), theme().px(GAP), self.ink()
        left, middle = (self.width() - self._content_width()) // 2, self.height() // 2
        if self._icon:
            side = current.px(self._icon_size())
            corner = QPointF(left, (self.height() - side) // 2)
            icon_pixmap_at(painter, self._icon, ink, corner, self._icon_size())
            left += side + gap
        painter.setFont(current.font(self.text_role()))
        painter.setPen(current.color(ink))
        width = painter.fontMetrics().horizontalAdvance(self._label)
        painter.drawText(QRect(left, 0, width + 2, self.height()), LEFT, self._label)
        left += width + gap
        if self._key:
            filled = ink if self._role in {"primary", "accent"} else ""
            paint_key_cap(painter, QPoint(left, middle), self._key, filled)
            left += key_cap_size(self._key).width() + gap
        if self._arrow:
            size = 14 if self.small() else 16
            corner = QPointF(left, (self.height() - current.px(size)) // 2)
            icon_pixmap_at(painter, "chevron-down", ink, corner, size)


class IconButton(_Face):
    """An icon alone: its name is said by a tooltip and to screen readers."""

    def __init__(
        self,
        icon: str,
        name: str,
        role: Role = "plain",
        *,
        height: Height = "control",
        icon_size: int | None = None,
        tint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(role, height, parent)
        self._icon, self._tint = icon, tint
        self._icon_size = icon_size or (16 if height == "controlSmall" else 18)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self.setToolTip(name)
        self.setAccessibleName(name)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().size(self._height)
        return QSize(side, side)

    def paint_content(self, painter: QStylePainter) -> None:
        tint = self._tint if self._tint and self.isEnabled() else self.ink()
        icon_in(painter, self.rect(), self._icon, tint, self._icon_size)


class FilterButton(_Face):
    """A filter that stays pressed, with the number of rows it leaves."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("filter", "controlSmall", parent)
        self._label, self._count = text, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_count("")

    def set_count(self, count: str) -> None:
        """Show `count`, already written in French, after the words."""
        self._count = count
        self.setAccessibleName(f"{self._label} {count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # The width of the pressed state, which is bold, so that nothing moves when it is pressed.
        current = theme()
        width = QFontMetrics(current.font("strong")).horizontalAdvance(self._label)
        if self._count:
            width += current.px(6) + self._count_width()
        padding = current.px(10) + current.line
        return QSize(width + 2 * padding, current.size("controlSmall"))

    def _count_width(self) -> int:
        return QFontMetrics(theme().font("bold")).horizontalAdvance(self._count)

    def paint_content(self, painter: QStylePainter) -> None:
        current = theme()
        painter.setFont(current.font("strong" if self.isChecked() else "body"))
        painter.setPen(current.color(self.ink()))
        width = painter.fontMetrics().horizontalAdvance(self._label)
        total = width + (current.px(6) + self._count_width() if self._count else 0)
        left = (self.width() - total) // 2
        painter.drawText(QRect(left, 0, width + 2, self.height()), LEFT, self._label)
        painter.setFont(current.font("bold"))
        left += width + current.px(6)
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), LEFT, self._count)
