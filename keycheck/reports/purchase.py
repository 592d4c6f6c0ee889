"""What the buyer says of the purchase: by itself, because the command line needs no more of a report."""

from __future__ import annotations

import msgspec


class Purchase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the buyer says of the purchase: told, not measured."""

    seller: str | None = None
    order_no: str | None = None
    bought: str | None = None
    delivered: str | None = None
