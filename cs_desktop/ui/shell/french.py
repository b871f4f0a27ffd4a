"""Qt in French: its own buttons, its dates and numbers, whatever the language of the machine."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

LANGUAGE = QLocale(QLocale.Language.French, QLocale.Country.France)


def speak_french(qt: QApplication) -> None:
    """Call before the first window. Raises FileNotFoundError when Qt came without its French."""
    QLocale.setDefault(LANGUAGE)
    translator = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load("qtbase_fr", folder):
        raise FileNotFoundError(f"qtbase_fr.qm in {folder}")
    qt.installTranslator(translator)
