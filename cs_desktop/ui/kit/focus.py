"""The focus ring: violet, 2 px, with a gap of 2 px, around whatever control has the keyboard."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from cs_desktop.ui.kit.theme import theme

RING = "kit_ring"  # dynamic property: token of the ring, for controls that do not draw their own
_AROUND = "kit_ring_around"
GAP = 2
_PROPERTY = "kit_focus_ring"


class _RingStyle(QProxyStyle):
    """Leaves room for the ring around the control; installed on the frame alone."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in {
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        }:
            return theme().px(GAP) + theme().scale.ring
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's name
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)


class _Frame(QFocusFrame):
    def __init__(self, style: QStyle) -> None:
        super().__init__()
        self.setStyle(style)

    def paintEvent(self, event: QPaintEvent) -> None:
        widget = cast("QWidget | None", self.widget())
        if widget is None:
            return
        current, pen_width = theme(), theme().scale.ring
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current.color(widget.property(RING)), pen_width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = pen_width / 2
        radius = current.radius("control") + current.px(GAP) + inset
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, radius, radius)


def _around(widget: QWidget) -> QWidget | None:
    return cast("QWidget | None", widget.property(_AROUND))


class FocusRing(QObject):
    """Moves one frame to the focused control, for the whole application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._move)
        theme().changed.connect(self._restore)

    @property
    def widget(self) -> QWidget | None:
        """The control inside the ring."""
        alive = self._frame is not None and isValid(self._frame)
        return cast("QWidget | None", self._frame.widget()) if self._frame and alive else None

    def frame_is_visible(self) -> bool:
        return self.widget is not None and self._frame is not None and self._frame.isVisible()

    def _move(self, old: QWidget | None, new: QWidget | None) -> None:
        ringed = new is not None and bool(new.property(RING))
        self._surround((_around(new) or new) if ringed and new is not None else None)

    def _restore(self) -> None:
        # A new style sheet hides the frame; it comes back at the new size.
        ringed = self.widget
        self._surround(None)
        self._surround(ringed)

    def _surround(self, ringed: QWidget | None) -> None:
        if self._frame is None or not isValid(self._frame):
            if ringed is None:
                return
            # Qt makes the frame a sibling of the control: it died with their window.
            self._frame = _Frame(self._style)
        self._frame.setWidget(cast("QWidget", ringed))  # the stubs forget that None is allowed


def ring(widget: QWidget, tint: str = "focus", around: QWidget | None = None) -> None:
    """Have the focus ring drawn around `widget`, or around the whole it belongs to."""
    widget.setProperty(RING, tint)
    if around is not None:
        around.setProperty(RING, tint)
        widget.setProperty(_AROUND, around)
    focus_ring()


def focus_ring() -> FocusRing:
    """The ring of the running application, made at the first control that wants it."""
    app = cast("QApplication", QApplication.instance())
    existing = cast("FocusRing | None", app.property(_PROPERTY))
    if existing is None:
        existing = FocusRing(app)
        app.setProperty(_PROPERTY, existing)
    return existing
