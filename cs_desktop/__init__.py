"""CS Desktop: the desktop program of a centre social."""

__version__ = "0.1.0"
