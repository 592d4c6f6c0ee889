"""keycheck: press the keys, get the verdict, hand over the page."""

__version__ = "0.1.0"
