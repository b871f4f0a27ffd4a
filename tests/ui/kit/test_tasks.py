"""Work leaves the GUI thread and its answer comes back to it."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from cs_desktop.domain.errors import Annule, RegleMetier
from cs_desktop.ui.kit.tasks import Latest, Pools, Task


@pytest.fixture
def pools(qapp):
    pools = Pools()
    yield pools
    pools.close()
    QCoreApplication.sendPostedEvents(None, 0)  # answers of tasks that ended meanwhile


def test_the_work_runs_elsewhere_and_its_answer_arrives_on_the_gui_thread(qtbot, pools):
    threads = []

    def work(_task):
        threads.append(threading.current_thread())
        return 5_000_000_000

    task = pools.read(work)
    answers = []
    # a plain function is no QObject: only the relay of Task brings it back to this thread
    task.succeeded.connect(lambda got: answers.append((got, threading.current_thread())))
    with qtbot.waitSignal(task.ended):
        task.start()
    assert threads[0] is not threading.main_thread()
    assert answers == [(5_000_000_000, threading.main_thread())]


def test_a_task_deletes_itself_and_leaves_the_list(qtbot, pools):
    task = pools.write(lambda _task: None)
    assert pools.running() == (task,)
    with qtbot.waitSignal(task.destroyed):
        task.start()
    assert pools.running() == ()


def test_a_failure_is_told_with_its_exception(qtbot, pools):
    def work(_task):
        raise RegleMetier("Indiquez le nom.", "nom")

    task = pools.write(work)
    with qtbot.waitSignal(task.failed) as told:
        task.start()
    assert str(told.args[0]) == "Indiquez le nom."


def test_a_failure_nobody_listens_to_reaches_the_crash_hook(qtbot, pools):
    def work(_task):
        raise ZeroDivisionError

    task = pools.read(work)
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(task.ended):
        task.start()
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_stopping_between_two_steps(qtbot, pools):
    began = threading.Event()

    def work(task: Task):
        began.set()
        while not task.cancelled():
            pass
        raise Annule("Import arrêté.")

    task = pools.write(work)
    failures = []
    task.failed.connect(failures.append)
    with qtbot.waitSignal(task.stopped):
        task.start()
        assert began.wait(5)
        task.cancel()
    assert failures == []


def test_work_cancelled_in_the_queue_never_begins(qtbot, pools):
    gate, done = threading.Event(), []
    first = pools.write(lambda _task: gate.wait(5))
    second = pools.write(lambda _task: done.append("second"))
    first.start()
    second.start()
    second.cancel()
    with qtbot.waitSignal(second.stopped):
        gate.set()
    assert done == []


def test_the_reader_does_not_wait_for_the_writer(qtbot, pools):
    gate = threading.Event()
    writing = pools.write(lambda _task: gate.wait(10))
    reading = pools.read(lambda _task: "lu")
    writing.start()
    with qtbot.waitSignal(reading.succeeded) as answer:
        reading.start()
    assert answer.args == ["lu"]
    assert pools.writing()
    with qtbot.waitSignal(writing.ended):
        gate.set()


def test_the_writer_runs_one_work_at_a_time_in_order(qtbot, pools):
    seen = []
    tasks = [pools.write(lambda _task, n=n: seen.append(n)) for n in range(5)]
    with qtbot.waitSignal(tasks[-1].ended):
        for task in tasks:
            task.start()
    assert seen == [0, 1, 2, 3, 4]


def test_progress_is_thinned_but_the_last_step_is_told(qtbot, pools):
    def work(task: Task):
        for done in range(1, 10_001):
            task.progress(done, 10_000, "Lecture du fichier")

    task = pools.read(work)
    told = []
    task.progressed.connect(lambda *step: told.append(step))
    with qtbot.waitSignal(task.ended):
        task.start()
    assert told[-1] == (10_000, 10_000, "Lecture du fichier")
    assert len(told) < 1_000


def test_only_the_newest_question_is_answered(qtbot, pools):
    gate, asked = threading.Event(), []
    latest = Latest(pools, pools)
    answers = []
    latest.answered.connect(answers.append)

    def work(text):
        def run(_task):
            asked.append(text)
            assert gate.wait(5)
            return text

        return run

    latest.ask(work("m"))
    qtbot.waitUntil(lambda: asked == ["m"])
    latest.ask(work("ma"))
    latest.ask(work("mar"))
    with qtbot.waitSignal(latest.answered):
        gate.set()
    qtbot.waitUntil(lambda: pools.running() == ())
    assert answers == ["mar"]
    assert asked == ["m", "mar"], "the question replaced in the queue must not be asked"
    assert not latest.busy()


def test_a_dropped_question_that_fails_says_nothing(qtbot, pools):
    gate = threading.Event()
    latest = Latest(pools, pools)
    failures = []
    latest.failed.connect(failures.append)

    def work(_task):
        gate.wait(5)
        raise RegleMetier("Trop tard.")

    latest.ask(work)
    qtbot.waitUntil(lambda: pools.reader.activeThreadCount() == 1)
    latest.drop()
    gate.set()
    qtbot.waitUntil(lambda: pools.running() == ())
    assert failures == []


def test_closing_waits_for_what_is_being_written(qtbot, pools):
    began, finished = threading.Event(), []

    def work(_task):
        began.set()
        finished.append(threading.Event().wait(0.1))

    pools.write(work).start()
    assert began.wait(5)
    pools.close()
    assert finished == [False]


def test_a_moment_is_enough_for_what_is_short(qtbot, pools):
    pools.read(lambda _task: None).start()
    pools.write(lambda _task: threading.Event().wait(0.05)).start()
    assert pools.settle(2_000)
    gate = threading.Event()
    pools.write(lambda _task: gate.wait(5)).start()
    assert not pools.settle(20)
    gate.set()


def test_nobody_waits_for_a_quiet_task(qtbot, pools):
    gate = threading.Event()
    pools.write(lambda _task: gate.wait(5), quiet=True).start()
    assert (len(pools.running()), pools.awaited()) == (1, 0)
    pools.read(lambda _task: None).start()
    assert pools.awaited() == 1
    gate.set()


def test_the_work_is_forgotten_with_what_it_captured(qtbot, pools):
    task = pools.read(lambda _task: None)
    with qtbot.waitSignal(task.ended):
        task.start()
    assert task._work is None


def test_unheard_signals_do_not_keep_tasks_alive(qtbot, pools):
    for _ in range(20):
        pools.read(lambda _task: None).start()
    qtbot.waitUntil(lambda: pools.running() == ())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert pools.findChildren(Task) == []


def test_nothing_is_writing_once_the_last_task_is_told_ended(qtbot, pools) -> None:
    seen: list[bool] = []
    pools.changed.connect(lambda: seen.append(pools.writing()))
    task = pools.write(lambda _task: None)
    with qtbot.waitSignal(task.ended):
        task.start()
    assert seen[0] is True
    assert seen[-1] is False
