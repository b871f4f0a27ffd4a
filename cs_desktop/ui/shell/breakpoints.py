"""Widths at which the frame folds, in pixels of the drawings."""

COLLAPSED_UNDER = 1100  # breakpoint « narrowPanel » of the tokens
