"""What a started process says of itself: the instant of an event, on the clock of its parent."""

import time


def say(event: str) -> None:
    """The monotonic clock is one for all the processes of a machine."""
    print(f"{event} {time.monotonic_ns()}", flush=True)
