"""Two profiles: a quick one that always tries the same examples, and the nightly one."""

import os

from hypothesis import settings


def register() -> None:
    """Load `desk`, or what HYPOTHESIS_PROFILE names."""
    settings.register_profile("desk", max_examples=25, derandomize=True, deadline=None)
    settings.register_profile("nightly", max_examples=1000, deadline=None, print_blob=True)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "desk"))
