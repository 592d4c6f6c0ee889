"""How a text is marked for the catalogues where it is made, so that it can be said in another language later."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """The same text: it is only marked here, for the catalogues."""
    return text
