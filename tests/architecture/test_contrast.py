"""Colours are told apart by everyone: the ratios of the tokens are computed again (WCAG 2.2)."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.support.source import ROOT

TOKENS: dict[str, Any] = json.loads((ROOT / "resources/tokens.json").read_text("utf-8"))
THEMES = ("light", "dark")


def luminance(color: str) -> float:
    """The relative luminance of #RRGGBB."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faults(tokens: dict[str, Any]) -> list[str]:
    """Pairs under what they require, or whose written ratio is not the true one."""
    found: list[str] = []
    for pair in tokens["contrast"]:
        for theme in THEMES:
            colors = tokens["color"][theme]
            ratio = contrast(colors[pair["foreground"]], colors[pair["background"]])
            name = f"{theme}: {pair['foreground']} on {pair['background']}: {ratio:.2f}"
            if ratio < pair["required"]:
                found.append(f"{name}, {pair['required']} required")
            if abs(ratio - pair[theme]) > 0.006:
                found.append(f"{name}, {pair[theme]} written")
    return found


def test_every_pair_holds_in_both_themes() -> None:
    assert len(TOKENS["contrast"]) > 40
    assert faults(TOKENS) == []


def test_both_themes_name_the_same_colours() -> None:
    assert TOKENS["color"]["light"].keys() == TOKENS["color"]["dark"].keys()


def test_the_scale_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_a_pale_text_and_a_wrong_figure_are_caught(theme: str) -> None:
    pale = copy.deepcopy(TOKENS)
    pale["color"][theme]["textSecondary"] = pale["color"][theme]["window"]
    assert any("required" in fault for fault in faults(pale))
    wrong = copy.deepcopy(TOKENS)
    wrong["contrast"][0][theme] += 0.1
    assert len(faults(wrong)) == 1
