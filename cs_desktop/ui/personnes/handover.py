"""What one screen of people hands to the next beside the id that the navigation carries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Handover:
    """One for each registration; whoever receives something takes it away."""

    other_id: int | None = None  # the second fiche of a merge
    typed: str = ""  # a name looked for in vain, with which the new fiche begins
    tab: str = ""  # the tab on which the sheet opens

    def take_other(self) -> int | None:
        """The second fiche of a merge, once."""
        other, self.other_id = self.other_id, None
        return other

    def take_typed(self) -> str:
        """The name typed in the list, once."""
        typed, self.typed = self.typed, ""
        return typed

    def take_tab(self) -> str:
        """The tab asked for, once."""
        tab, self.tab = self.tab, ""
        return tab
