"""A chart on screen: the SVG that a service drew, and the same data as a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from cs_desktop.domain.graphiques import Graphique, Palette
from cs_desktop.domain.text import DASH, nombre
from cs_desktop.ui.kit.labels import Label, Link
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.theme import theme

POINTS_TO_PIXELS = 14 / 9  # the chart writes in 9 points; screens in 14 pixels
SHOW_TABLE, SHOW_CHART = "Voir le tableau", "Voir le graphique"

Draw = Callable[[Graphique, Palette, int], bytes]


def screen_palette() -> Palette:
    """The colours of the theme of the moment."""
    current = theme()

    def name(token: str) -> str:
        return current.color(token).name()

    return Palette(
        texte=name("text"),
        note=name("textSecondary"),
        axe=name("borderStrong"),
        hachure=name("textSecondary"),
        series=tuple(name(f"data{place}") for place in range(1, 6)),
        fond=name("surface"),
    )


class _Picture(QWidget):
    """Draws an SVG as wide as itself, in proportion."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_svg(self, svg: bytes) -> None:
        self._renderer.load(QByteArray(svg))
        size = self.drawn_size()
        self.setFixedHeight(size.height())
        self.update()

    def drawn_size(self) -> QSize:
        scale = theme().zoom * POINTS_TO_PIXELS
        size = self._renderer.viewBoxF().size()
        return QSize(round(size.width() * scale), round(size.height() * scale))

    def sizeHint(self) -> QSize:
        return self.drawn_size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.drawn_size()
        self._renderer.render(painter, QRectF(0, 0, size.width(), size.height()))


class Chart(QWidget):
    """`draw` is a method of the chart service bound to its Acteur; it is called again when the
    theme changes or the width does."""

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._chart: Graphique | None = None
        self._drawn_width = 0
        self.title = Label("", "card")
        self.switch = Link(SHOW_TABLE)
        self.switch.clicked.connect(self._toggle)
        self._picture = _Picture(self)
        self.table = QTableWidget(self)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._picture)
        self._stack.addWidget(self.table)
        head = row(8)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.switch)
        whole = column(8)
        whole.addLayout(head)
        whole.addLayout(self._stack)
        self.setLayout(whole)
        theme().changed.connect(self._redraw)

    def show_chart(self, chart: Graphique) -> None:
        """Show `chart`, drawn and as a table."""
        self._chart = chart
        self.title.setText(chart.titre)
        self._picture.setAccessibleName(chart.titre)
        self._picture.setAccessibleDescription(spoken(chart))
        self.table.setAccessibleName(f"Tableau : {chart.titre}")
        _fill(self.table, chart)
        self._redraw()

    def shows_table(self) -> bool:
        return self._stack.currentWidget() is self.table

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._drawn_width:
            self._redraw()

    @Slot()
    def _redraw(self) -> None:
        if self._chart is not None and self.width() > 0:
            self._drawn_width = self.width()
            points = int(self.width() / (theme().zoom * POINTS_TO_PIXELS))
            self._picture.show_svg(self._draw(self._chart, screen_palette(), max(points, 120)))

    @Slot()
    def _toggle(self) -> None:
        self._stack.setCurrentWidget(self._picture if self.shows_table() else self.table)
        text = SHOW_CHART if self.shows_table() else SHOW_TABLE
        self.switch.setText(text)
        self.switch.setAccessibleName(text)
        self.switch.updateGeometry()


def spoken(chart: Graphique) -> str:
    """The values in words, for screen readers."""
    parts = [
        f"{category} : " + ", ".join(f"{s.libelle} {_value(s.valeurs[at])}" for s in chart.series)
        for at, category in enumerate(chart.categories)
    ]
    return " ; ".join(parts)


def _fill(table: QTableWidget, chart: Graphique) -> None:
    columns = [(serie.libelle, serie.valeurs) for serie in chart.series]
    if chart.cibles:
        columns.append(("Cible", chart.cibles))
    table.setRowCount(len(chart.categories))
    table.setColumnCount(len(columns))
    table.setHorizontalHeaderLabels([label for label, _values in columns])
    table.setVerticalHeaderLabels(list(chart.categories))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for place, (_label, values) in enumerate(columns):
        for at, value in enumerate(values):
            item = QTableWidgetItem(_value(value))
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(at, place, item)


def _value(value: int | None) -> str:
    return DASH if value is None else nombre(value)
