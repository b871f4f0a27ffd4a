"""What several widgets and the delegates of tables paint alike: icons, key caps, chips, bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from cs_desktop.ui.kit.qss import TONES
from cs_desktop.ui.kit.theme import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def tone_token(tone: str) -> str:
    """The token of a tone: « ok » → « success »; a token stays itself."""
    return TONES.get(tone, tone)


def icon_pixmap_at(
    painter: QPainter, name: str, tint: str, corner: QPointF, size: int, stroke: float = 2.0
) -> None:
    """Draw an icon of `size` drawing pixels with its top left at `corner`."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(corner.toPoint(), theme().pixmap(name, tint, size, ratio, stroke))


def icon_in(painter: QPainter, rect: QRect, name: str, tint: str, size: int) -> None:
    """Draw an icon in the middle of `rect`."""
    side = theme().px(size)
    corner = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
    icon_pixmap_at(painter, name, tint, QPointF(corner), size)


def box(
    painter: QPainter, rect: QRect, radius: float, fill: QColor | None, border: QColor | None
) -> None:
    """A rounded box with a border inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    area, line = QRectF(rect), theme().line
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(border, line))
        area.adjust(line / 2, line / 2, -line / 2, -line / 2)
        radius -= line / 2
    painter.drawRoundedRect(area, radius, radius)
    painter.restore()


def key_cap_size(text: str) -> QSize:
    """Room that `paint_key_cap` needs."""
    current = theme()
    metrics = QFontMetrics(current.font("key"))
    return QSize(metrics.horizontalAdvance(text) + 2 * current.px(6), current.px(20))


def paint_key_cap(
    painter: QPainter, left_center: QPoint, text: str, ink: str = "", fill: str = "surfaceAlt"
) -> None:
    """The name of a key in a small cap; `ink` colours text and border on a filled button."""
    current, size = theme(), key_cap_size(text)
    rect = QRect(left_center - QPoint(0, size.height() // 2), size)
    background = None if ink else current.color(fill)
    box(painter, rect, current.radius("small"), background, current.color(ink or "border"))
    painter.setFont(current.font("key"))
    painter.setPen(current.color(ink or "textSecondary"))
    painter.drawText(rect, CENTER, text)


def chip_size(text: str, icon: str | None) -> QSize:
    """Room that `paint_chip` needs."""
    current = theme()
    width = QFontMetrics(current.font("label")).horizontalAdvance(text)
    padding = current.px(6) + current.px(14) + current.px(5) if icon else current.px(8)
    return QSize(width + padding + current.px(8), current.size("chip"))


def paint_chip(painter: QPainter, rect: QRect, text: str, tone: str, icon: str | None) -> None:
    """Icon, word and colour; the word is cut with « … » when `rect` is too narrow."""
    current, token = theme(), tone_token(tone)
    box(painter, rect, current.radius("small"), current.color(f"{token}Bg"), None)
    left = rect.left() + current.px(6 if icon else 8)
    if icon:
        side = current.px(14)
        square = QRect(left, rect.top() + (rect.height() - side) // 2, side, side)
        icon_in(painter, square, icon, token, 14)
        left += side + current.px(5)
    painter.setFont(current.font("label"))
    painter.setPen(current.color(token))
    area = QRect(left, rect.top(), rect.right() - current.px(8) - left + 2, rect.height())
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, LEFT, shown)


def paint_bar(
    painter: QPainter, rect: QRect, parts: Sequence[tuple[float, str]], track: str = "barTrack"
) -> None:
    """A rounded bar: each part is (share of the width, token), laid from the left."""
    current = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rect), rect.height() / 2, rect.height() / 2)
    painter.setClipPath(shape)
    painter.fillRect(rect, current.color(track))
    left = float(rect.left())
    for share, token in parts:
        width = max(0.0, min(share * rect.width(), rect.right() + 1 - left))
        painter.fillRect(QRectF(left, rect.top(), width, rect.height()), current.color(token))
        left += width
    painter.restore()
