from cs_desktop.ui.kit.table.selection import Selection


def test_ticks_are_told_once_and_only_when_they_change(qapp: object) -> None:
    selection, told = Selection(), list[int]()
    selection.changed.connect(lambda: told.append(len(selection)))
    selection.set([3, 1, 3], ticked=True)
    selection.set([1], ticked=True)
    selection.set([9], ticked=False)
    assert told == [2]
    assert selection.ids == [3, 1]
    selection.toggle(1)
    selection.clear()
    selection.clear()
    assert told == [2, 1, 0]
    assert 3 not in selection
