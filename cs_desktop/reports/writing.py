"""Every text of a page passes here: the right font for each word, and no boxes (A15)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from xml.sax.saxutils import escape

from cs_desktop.reports import arabic
from cs_desktop.reports.fonts import FALLBACKS, TEXT, covers

MISSING = "[lettre manquante]"
NOTICE = (
    "Certaines lettres de cette page ne peuvent pas être imprimées telles quelles : elles sont "
    "écrites en lettres latines, détachées, ou remplacées par « [lettre manquante] ». "
    "La fiche à l’écran garde l’écriture d’origine."
)

_WORDS = re.compile(r"\s+|\S+")
# Syllables that Unicode names by their sound: « HANGUL SYLLABLE GIM », « KATAKANA LETTER SA ».
_SOUND = re.compile(
    r"(?:HANGUL|ETHIOPIC) SYLLABLE (?:GLOTTAL |PHARYNGEAL )?(?P<syllable>[A-Z]+)"
    r"|(?:HIRAGANA|KATAKANA) LETTER (?:SMALL )?(?P<kana>[A-Z]+)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn with one font."""

    text: str
    font: str


def runs(text: str, font: str = TEXT) -> list[Run]:
    """`text` cut by glyph coverage: a word lacking in `font` is drawn whole with its fallback."""
    found: list[Run] = []
    text = printable(text)
    if covers(font, text):
        return [Run(text, font)] if text else []
    for word in _WORDS.findall(text):
        for run in _word_runs(word, font):
            if found and found[-1].font == run.font:
                found[-1] = Run(found[-1].text + run.text, run.font)
            else:
                found.append(run)
    return found


def markup(text: str, font: str = TEXT) -> str:
    """`text` for a ReportLab Paragraph whose style is in `font`; line breaks are kept."""
    lines = ("".join(_tagged(run, font) for run in runs(line, font)) for line in text.split("\n"))
    return "<br/>".join(lines)


def printable(text: str) -> str:
    """`text` composed, in drawing order, with only characters that some shipped font holds."""
    if _is_plain(text):
        return text
    composed = "".join(_visible(char) for char in unicodedata.normalize("NFC", text))
    return "".join(_drawn(arabic.visual(composed)))


def is_altered(text: str) -> bool:
    """Whether `text` is not printed as it was typed, so that the page must carry NOTICE."""
    if _is_plain(text):
        return False
    composed = "".join(_visible(char) for char in unicodedata.normalize("NFC", text))
    return arabic.is_unjoined(composed) or not all(_has_glyph(char) for char in composed)


def _is_plain(text: str) -> bool:
    """Nearly every text: our first font holds it as it stands."""
    return covers(TEXT, text) and unicodedata.is_normalized("NFC", text)


def _visible(char: str) -> str:
    """Controls and invisible signs pasted from elsewhere draw nothing but boxes."""
    match unicodedata.category(char):
        case "Cf" | "Co" | "Cs":
            return ""
        case "Cc" | "Zl" | "Zp":
            return " "
        case _:
            return char


def _drawn(text: str) -> list[str]:
    parts: list[str] = []
    for char in text:
        part = char if _has_glyph(char) else _substitute(char)
        if part == MISSING and parts and parts[-1] == MISSING:
            continue  # a whole word in an unknown script is one gap
        starts_word = not parts or parts[-1][-1:].isspace()
        parts.append(part.capitalize() if starts_word and part not in {char, MISSING} else part)
    return parts


def _substitute(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    if all(_has_glyph(one) for one in plain):
        return plain
    if unicodedata.category(char) == "Mn":
        return ""  # the mark of a letter that is itself missing
    sound = _SOUND.fullmatch(unicodedata.name(char, ""))
    if sound is None:
        return MISSING
    return (sound["syllable"] or sound["kana"]).lower()


def _has_glyph(char: str) -> bool:
    return covers(TEXT, char) or covers(FALLBACKS[TEXT], char)


def _word_runs(word: str, font: str) -> list[Run]:
    fallback = FALLBACKS[font]
    if covers(font, word):
        return [Run(word, font)]
    if covers(fallback, word):
        return [Run(word, fallback)]
    return [Run(char, font if covers(font, char) else fallback) for char in word]


def _tagged(run: Run, font: str) -> str:
    text = escape(run.text)
    return text if run.font == font else f'<font name="{run.font}">{text}</font>'
