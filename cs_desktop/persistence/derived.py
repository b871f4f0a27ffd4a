"""Tables derived from others (search index…), refreshed in the transaction that touches them.

Whatever the way a row was written (objects, bulk helper, undo), each refresher is called once, just
before the commit, with the ids touched by table. It writes with `session.connection()`: derived
tables are outside the journal, the versions and the published changes (A11).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

Refresher = Callable[[Session, Mapping[str, frozenset[int]]], None]

_REFRESHERS: list[Refresher] = []


def refresher(function: Refresher) -> Refresher:
    """Decorator: call `function` before each commit that touched at least one row."""
    _REFRESHERS.append(function)
    return function


def refresh(session: Session, touched: Mapping[str, frozenset[int]]) -> None:
    """Bring every derived table up to date for the rows touched."""
    for function in _REFRESHERS:
        function(session, touched)
