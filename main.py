"""Starts CS Desktop from a checkout: `python main.py`."""

from cs_desktop.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
