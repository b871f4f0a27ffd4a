"""Which backups are kept, and how their state is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.sauvegardes import (
    EtatSauvegarde,
    Raison,
    default_folder,
    file_name,
    local_day,
    never,
    no_progress,
    taille_texte,
    to_keep,
)

NOW = datetime(2026, 9, 15, 10, 30, tzinfo=UTC)
instants = st.lists(
    st.integers(min_value=0, max_value=1000 * 86_400).map(lambda s: NOW - timedelta(seconds=s)),
    max_size=60,
)


def test_seven_days_eight_weeks_and_twelve_months_are_kept() -> None:
    daily = [NOW - timedelta(days=n) for n in range(700)]
    kept = sorted(to_keep(daily), reverse=True)
    assert kept[:7] == daily[:7]
    weeks = {local_day(instant).isocalendar()[:2] for instant in kept}
    months = {(instant.year, instant.month) for instant in map(local_day, kept)}
    assert len(months) == 12
    assert len(weeks) >= 8
    assert len(kept) <= 7 + 8 + 12


def test_days_without_a_backup_do_not_shorten_the_list() -> None:
    rare = [NOW - timedelta(days=45 * n) for n in range(10)]
    assert to_keep(rare) == set(rare)


@given(instants)
def test_the_newest_stays_and_keeping_again_changes_nothing(creees: list[datetime]) -> None:
    kept = to_keep(creees)
    assert kept <= set(creees)
    assert len(kept) <= 27
    assert not creees or max(creees) in kept
    assert to_keep(kept) == kept


def test_of_one_day_the_last_is_kept() -> None:
    morning, evening = NOW, NOW + timedelta(hours=5)
    assert to_keep([morning, evening]) == {evening}


def test_the_name_of_a_file_sorts_by_date() -> None:
    base = Path("donnees") / "centre.csd"
    first = file_name(base, NOW, Raison.QUOTIDIENNE)
    assert first.endswith("-jour.csbak")
    assert first.startswith("centre-2026-09-15-")
    assert first < file_name(base, NOW + timedelta(seconds=1), Raison.DEMANDEE)
    assert default_folder(base) == Path("donnees") / "sauvegardes"


def test_the_state_is_told_in_words() -> None:
    folder = Path("usb")
    absent = EtatSauvegarde(folder, accessible=False, derniere=None, age=None)
    assert "branchez" in absent.phrase()
    assert "Aucune" in EtatSauvegarde(folder, accessible=True, derniere=None, age=None).phrase()
    assert "aujourd’hui" in EtatSauvegarde(folder, accessible=True, derniere=NOW, age=0).phrase()
    assert "1\u00a0jour." in EtatSauvegarde(folder, accessible=True, derniere=NOW, age=1).phrase()


def test_sizes_are_rounded_up() -> None:
    sizes = (0, 999, 1000, 219_370, 2_000_001, 3 * 10**9)
    assert [taille_texte(size).replace("\u00a0", " ") for size in sizes] == [
        "0 octets", "999 octets", "1 ko", "220 ko", "3 Mo", "3 Go",
    ]  # fmt: skip


def test_who_shows_nothing_stops_nothing() -> None:
    no_progress(1, 2)
    assert never() is False
