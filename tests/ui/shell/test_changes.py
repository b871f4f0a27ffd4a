"""Commits reach the screens on the GUI thread; Ctrl+Z and Ctrl+Y walk the session."""

import threading

import pytest

from cs_desktop.domain.changes import Change, Commit
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import AnnulationRefusee, StockageIndisponible
from cs_desktop.ui.shell.changes import Changes, SessionUndo
from cs_desktop.ui.shell.registre import Registre, Usage
from tests.support.bases import ROLES

ACTEUR = ROLES[Role.ACCUEIL]


class FakeOperations:
    """Undoing gives a new operation, as the service does."""

    def __init__(self):
        self.calls, self.error = [], None

    def undo(self, acteur, operation):
        return self._do("undo", operation)

    def redo(self, acteur, operation):
        return self._do("redo", operation)

    def _do(self, what, operation):
        self.calls.append((what, operation))
        if self.error is not None:
            raise self.error
        return operation + 100


def a_commit(operation, usage="personne.archiver", acteur_id=ACTEUR.id, rows=1):
    ids = frozenset(range(rows))
    return Commit(operation, usage, acteur_id, frozenset({Change("personne", ids)}))


@pytest.fixture
def session(qtbot, pools):
    registre = Registre()
    registre.add(
        Usage("personne.archiver", lambda commit: f"{len(next(iter(commit.changes)).ids)} fiches"),
        Usage("personne.enregistrer", "Fiche enregistrée."),
        Usage("import.figer", "Import figé.", undoable=False),
        Usage("personne.voir", "Vue.", toast=False),
    )
    operations, parent = FakeOperations(), Changes()
    undo = SessionUndo(operations, ACTEUR, registre, pools, parent)
    undo.operations, undo.parent_kept, undo.told_all, undo.refusals = operations, parent, [], []
    undo.told.connect(lambda text, link: undo.told_all.append((text, link)))
    undo.refused.connect(undo.refusals.append)
    undo.settle = lambda: qtbot.waitUntil(lambda: not pools.running())
    return undo


def told(session):
    return [text for text, _link in session.told_all]


def test_a_commit_published_from_a_thread_is_told_on_this_one(qtbot):
    changes, seen = Changes(), []
    changes.committed.connect(lambda commit: seen.append((commit, threading.current_thread())))
    commit = a_commit(5_000_000_000)
    thread = threading.Thread(target=changes.publish, args=(commit,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(commit, threading.main_thread())]


def test_what_was_done_is_told_with_the_way_to_undo_it(session):
    session.note(a_commit(1, rows=12))
    ((text, link),) = session.told_all
    assert text == "12 fiches"
    link()
    session.settle()
    assert session.operations.calls == [("undo", 1)]


def test_undo_then_redo_then_undo_again(session):
    session.note(a_commit(1, "personne.enregistrer"))
    for gesture in (session.undo, session.redo, session.undo):
        gesture()
        session.settle()
    assert session.operations.calls == [("undo", 1), ("redo", 101), ("undo", 201)]
    assert told(session) == [
        "Fiche enregistrée.",
        "Annulé\u00a0: fiche enregistrée.",
        "Rétabli\u00a0: fiche enregistrée.",
        "Annulé\u00a0: fiche enregistrée.",
    ]


def test_the_last_one_is_undone_first(session):
    session.note(a_commit(1))
    session.note(a_commit(2))
    session.undo()
    session.undo()
    session.settle()
    assert session.operations.calls == [("undo", 2), ("undo", 1)]
    assert session.next_undo is None


def test_the_link_of_an_old_toast_undoes_its_own_gesture_once(session):
    session.note(a_commit(1))
    session.note(a_commit(2))
    first_link = session.told_all[0][1]
    first_link()
    first_link()
    session.settle()
    assert session.operations.calls == [("undo", 1)]
    assert session.next_undo.operation == 2


def test_a_new_gesture_forgets_what_was_undone(session):
    session.note(a_commit(1))
    session.undo()
    session.settle()
    session.note(a_commit(2))
    session.redo()
    session.settle()
    assert session.operations.calls == [("undo", 1)]


@pytest.mark.parametrize(
    ("commit", "said"),
    [
        (a_commit(1, "brouillon.garder"), []),  # nobody registered it
        (a_commit(1, acteur_id=99), []),  # another account, through the command line
        (a_commit(1, "import.figer"), ["Import figé."]),  # cannot be undone
    ],
)
def test_what_ctrl_z_must_leave_alone(session, commit, said):
    session.note(commit)
    session.undo()
    session.settle()
    assert session.operations.calls == []
    assert told(session) == [*said, "Rien à annuler depuis l’ouverture."]


def test_a_silent_gesture_is_still_undone(session):
    session.note(a_commit(1, "personne.voir"))
    assert told(session) == []
    session.undo()
    session.settle()
    assert session.operations.calls == [("undo", 1)]


def test_nothing_to_redo_is_said(session):
    session.redo()
    assert told(session) == ["Rien à rétablir."]


def test_a_refusal_is_told_and_not_tried_again(session):
    session.note(a_commit(1))
    session.operations.error = AnnulationRefusee("La fiche a changé depuis.")
    session.undo()
    session.settle()
    assert [str(error) for error in session.refusals] == ["La fiche a changé depuis."]
    session.undo()
    session.settle()
    assert len(session.operations.calls) == 1


def test_a_disk_that_fails_leaves_the_gesture_to_be_undone_later(session):
    session.note(a_commit(1))
    session.operations.error = StockageIndisponible("Le disque est plein.")
    session.undo()
    session.settle()
    session.operations.error = None
    session.undo()
    session.settle()
    assert session.operations.calls == [("undo", 1), ("undo", 1)]
    session.operations.error = StockageIndisponible("Le disque est plein.")
    session.redo()
    session.settle()
    assert session.next_redo.operation == 101
