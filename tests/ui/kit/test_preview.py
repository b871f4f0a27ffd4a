"""The preview shows, moves, zooms, saves and prints the bytes that it was given."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from cs_desktop.reports import fonts
from cs_desktop.reports.personnes import liste_personnes
from cs_desktop.ui.kit import preview as module
from cs_desktop.ui.kit.pdf_pages import draw_page, read_sizes
from cs_desktop.ui.kit.preview import PdfPreview
from cs_desktop.ui.kit.tasks import Pools
from tests.reports.reading import read
from tests.reports.samples import CENTRE, EDITE_LE, many_rows
from tests.support.ui import RESOURCES, assert_accessible, type_text


@pytest.fixture(scope="module")
def pdf() -> bytes:
    fonts.register(RESOURCES / "fonts")
    stream = BytesIO()
    columns = ("nom", "naissance", "telephone", "commune")
    liste_personnes(many_rows(170), columns, CENTRE, EDITE_LE, stream)
    return stream.getvalue()


@pytest.fixture
def pools(qapp):
    pools = Pools()
    yield pools
    pools.close()
    QCoreApplication.sendPostedEvents(None, 0)


class Window(QWidget):
    """Room for one band, as the shell has."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []

    def show_notice(self, notice) -> None:
        self.sentences.append(notice.sentence)


@pytest.fixture
def window(qtbot):
    window = Window()
    qtbot.addWidget(window)
    window.resize(900, 640)
    return window


@pytest.fixture
def preview(qtbot, pools, window, pdf):
    preview = PdfPreview(pools, window)
    preview.resize(900, 640)
    window.show()
    with qtbot.waitSignal(preview.view.loaded):
        preview.show_pdf(pdf, "liste.pdf")
    return preview


def key(qtbot, preview, code) -> None:
    qtbot.keyClick(preview.view, code)


def settled(qtbot, preview) -> None:
    """The page in view has the picture that its size asks for."""
    page = preview.view._pages[preview.view.current_page() - 1]
    qtbot.waitUntil(lambda: page.picture is not None and page.picture.width() >= page.width() - 2)


def ink(image) -> int:
    step = 3
    return sum(
        image.pixelColor(x, y).lightness() < 128
        for y in range(0, image.height(), step)
        for x in range(0, image.width(), step)
    )


def test_a_page_is_drawn_with_its_ink(pdf) -> None:
    sizes = read_sizes(pdf)
    assert len(sizes) == len(read(pdf).pages)
    picture = draw_page(pdf, 0, 2.0)
    assert picture.width() == pytest.approx(sizes[0].width * 2, abs=2)
    assert ink(picture) > 200


def test_it_shows_the_first_page_and_says_where_one_is(qtbot, preview) -> None:
    settled(qtbot, preview)
    assert ink(preview.view._pages[0].picture) > 200
    assert preview.place.text() == f"1 / {len(preview.view.sizes())}"
    assert preview.print_button.isEnabled()


def test_nothing_can_be_done_before_a_document_is_there(qtbot, pools, window) -> None:
    preview = PdfPreview(pools, window)
    assert not preview.print_button.isEnabled()
    assert not preview.save_button.isEnabled()
    preview.ask_where_to_save()
    preview.ask_how_to_print()
    assert window.sentences == []


def test_pages_are_turned_by_keyboard(qtbot, preview) -> None:
    count = len(preview.view.sizes())
    key(qtbot, preview, Qt.Key.Key_PageDown)
    assert preview.view.current_page() == 2
    assert preview.place.text() == f"2 / {count}"
    key(qtbot, preview, Qt.Key.Key_End)
    assert preview.view.current_page() == count
    key(qtbot, preview, Qt.Key.Key_PageUp)
    assert preview.view.current_page() == count - 1
    key(qtbot, preview, Qt.Key.Key_Home)
    assert preview.view.current_page() == 1
    qtbot.mouseClick(preview.next, Qt.MouseButton.LeftButton)
    assert preview.view.current_page() == 2


def test_zoom_by_keyboard_keeps_the_page_and_redraws_it(qtbot, preview) -> None:
    settled(qtbot, preview)
    fitted = preview.view.zoom()
    key(qtbot, preview, Qt.Key.Key_PageDown)
    type_text(preview.view, "+")
    assert preview.view.zoom() > fitted
    assert preview.view.current_page() == 2
    settled(qtbot, preview)
    type_text(preview.view, "-")
    type_text(preview.view, "-")
    assert preview.view.zoom() < fitted + 0.01
    type_text(preview.view, "l")
    assert preview.view.zoom() == pytest.approx(fitted)


def test_far_pages_give_their_memory_back(qtbot, preview) -> None:
    settled(qtbot, preview)
    type_text(preview.view, "+")
    type_text(preview.view, "+")
    key(qtbot, preview, Qt.Key.Key_End)
    settled(qtbot, preview)
    assert preview.view._pages[0].picture is None


def test_saving_writes_the_same_bytes(qtbot, preview, pdf, tmp_path) -> None:
    path = tmp_path / "liste.pdf"
    with qtbot.waitSignal(preview.saved) as told:
        preview.save(path)
    assert told.args == [path]
    assert path.read_bytes() == pdf


def test_ctrl_s_asks_for_the_file(qtbot, preview, pdf, tmp_path, monkeypatch) -> None:
    asked = []

    class Asker:
        def save_file(self, _parent, title, proposed, filters):
            asked.append((title, proposed, filters))
            return tmp_path / "choisi.pdf"

    monkeypatch.setattr(module, "dialogs", Asker())
    preview.view.setFocus()
    with qtbot.waitSignal(preview.saved):
        qtbot.keyClick(preview.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("Enregistrer le document", Path("liste.pdf"), "PDF (*.pdf)")]
    assert (tmp_path / "choisi.pdf").read_bytes() == pdf


def test_a_folder_that_vanished_is_said_in_the_window(qtbot, preview, window, tmp_path) -> None:
    preview.save(tmp_path / "parti" / "liste.pdf")
    qtbot.waitUntil(lambda: bool(window.sentences))
    assert "dossier" in window.sentences[0]


def test_printing_sends_every_page(qtbot, preview, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sortie.pdf"))
    count = len(preview.view.sizes())
    with qtbot.waitSignal(preview.printed, timeout=30_000) as told:
        preview.print_to(printer)
    assert told.args == [count]
    pages = read((tmp_path / "sortie.pdf").read_bytes()).pages
    assert len(pages) == count
    assert round(float(pages[0].mediabox.height)) in {841, 842}
    assert ink(draw_page((tmp_path / "sortie.pdf").read_bytes(), 1, 1.0)) > 100


def test_printing_some_pages(qtbot, preview, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sortie.pdf"))
    printer.setFromTo(2, 2)
    with qtbot.waitSignal(preview.printed, timeout=30_000) as told:
        preview.print_to(printer)
    assert told.args == [1]
    assert len(read((tmp_path / "sortie.pdf").read_bytes()).pages) == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_an_error_that_is_told(qtbot, preview, window, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "parti" / "sortie.pdf"))
    preview.print_to(printer)
    qtbot.waitUntil(lambda: bool(window.sentences))
    assert "imprimante" in window.sentences[0]


def test_without_a_printer_a_sentence_says_what_to_do(qtbot, preview, window, monkeypatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    preview.view.setFocus()
    qtbot.keyClick(preview.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.sentences == [module.NO_PRINTER]


def test_a_damaged_file_is_said_in_the_window(qtbot, pools, window) -> None:
    preview = PdfPreview(pools, window)
    preview.show_pdf(b"not a pdf", "x.pdf")
    qtbot.waitUntil(lambda: bool(window.sentences))
    assert "aperçu" in window.sentences[0]


def test_the_last_document_asked_for_wins(qtbot, preview, pdf) -> None:
    stream = BytesIO()
    liste_personnes(many_rows(3), ("nom",), CENTRE, EDITE_LE, stream)
    preview.show_pdf(pdf, "a.pdf")
    with qtbot.waitSignal(preview.view.loaded) as told:
        preview.show_pdf(stream.getvalue(), "b.pdf")
    assert told.args == [1]
    assert preview.place.text() == "1 / 1"


def test_every_control_has_a_name(qtbot, preview) -> None:
    assert_accessible(preview)


@pytest.mark.parametrize(
    ("chosen", "written", "sentence"),
    [
        ("choisi", "choisi.pdf", ""),
        ("centre.csd", "centre.csd.pdf", ""),
        ("base.pdf", "", "n’est pas un document PDF"),
        ("ancien", "", "existe déjà"),
    ],
)
def test_saving_writes_a_pdf_and_nothing_over_a_base(
    qtbot, preview, window, pdf, tmp_path, monkeypatch, chosen, written, sentence
) -> None:
    for name in ("centre.csd", "base.pdf"):
        (tmp_path / name).write_bytes(b"SQLite format 3")
    (tmp_path / "ancien.pdf").write_bytes(pdf[:100])

    class Asker:
        def save_file(self, *_asked):
            return tmp_path / chosen

    monkeypatch.setattr(module, "dialogs", Asker())
    preview.ask_where_to_save()
    if written:
        qtbot.waitUntil((tmp_path / written).exists)
        assert (tmp_path / written).read_bytes() == pdf
    else:
        assert sentence in window.sentences[0]
    for name in ("centre.csd", "base.pdf"):
        assert (tmp_path / name).read_bytes() == b"SQLite format 3"
