"""« Une erreur imprévue »: said once at a time, with a report that holds nobody's data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from cs_desktop.domain.text import plural
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.shell.crash import Crash, CrashCounter, report

TITLE = "Une erreur imprévue s’est produite"
_SENTENCE = (
    "Ce qui était enregistré l’est toujours, et vous pouvez continuer. Si l’erreur revient, "
    "copiez le rapport et envoyez-le à la personne qui s’occupe du logiciel : il ne contient "
    "aucune donnée personnelle."
)


class CrashDialog(QDialog):
    """Shows one bug; the focus is on « Continuer »."""

    quit_asked = Signal()

    def __init__(
        self, crash: Crash, times: int, versions: dict[str, str], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.crash = crash
        self._times, self._others, self._versions = times, 0, versions
        self.setWindowTitle(TITLE)
        self.count = Label("", "help", "muted")
        self.trace = QPlainTextEdit()
        self.trace.setReadOnly(True)
        self.trace.setAccessibleName("Rapport")
        self.copy_button = Button("Copier le rapport", icon="copy")
        self.quit_button, self.continue_button = Button("Quitter"), Button("Continuer", "primary")
        self._lay_out()
        self._write()
        self.copy_button.clicked.connect(self._copy)
        self.quit_button.clicked.connect(self._quit)
        self.continue_button.clicked.connect(self.accept)
        self.continue_button.setFocus()

    def text(self) -> str:
        """The report as it will be copied."""
        return report(self.crash, self._times, self._versions)

    def again(self, times: int) -> None:
        """The same bug fired again."""
        self._times = times
        self._write()

    def another(self) -> None:
        """A different bug fired meanwhile: it is in the log."""
        self._others += 1
        self._write()

    def _write(self) -> None:
        self.trace.setPlainText(self.text())
        words = [f"Survenue {plural(self._times, 'fois', 'fois')}."]
        if self._others:
            words.append(f"{plural(self._others, 'autre erreur', 'autres erreurs')} depuis.")
        self.count.setText(" ".join(words))

    def _lay_out(self) -> None:
        title = row(12)
        title.addWidget(Glyph("circle-alert", "danger", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = column(6)
        words.addWidget(Paragraph(TITLE, "card"))
        words.addWidget(Paragraph(_SENTENCE))
        words.addWidget(self.count)
        words.addStretch(1)
        title.addLayout(words, 1)
        buttons = row(12)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.quit_button)
        buttons.addWidget(self.continue_button)
        inside = column(12, (16, 16, 16, 16))
        inside.addLayout(title)
        inside.addWidget(sized(self.trace, height=180))
        inside.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(inside)
        sized(self, width=560)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy_button.set_text("Rapport copié")

    def _quit(self) -> None:
        self.accept()
        self.quit_asked.emit()


class CrashDesk(QObject):
    """Receives the bugs on the GUI thread and decides when to open the dialog."""

    quit_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        versions: dict[str, str],
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(window)
        self._window, self._versions = window, versions
        self._counter = CrashCounter(monotonic)
        self.dialog: CrashDialog | None = None

    @Slot(object)
    def receive(self, crash: Crash) -> None:
        """Count the bug; tell it unless a dialog is open or it was told a moment ago."""
        times = self._counter.note(crash)
        if self.dialog is not None:
            if self.dialog.crash == crash:
                self.dialog.again(times)
            else:
                self.dialog.another()
        elif self._counter.worth_telling(crash):
            self.dialog = CrashDialog(crash, times, self._versions, self._window)
            self.dialog.finished.connect(self._closed)
            self.dialog.quit_asked.connect(self.quit_asked)
            self.dialog.open()

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            self._counter.told(dialog.crash)
            dialog.deleteLater()
