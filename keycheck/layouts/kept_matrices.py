"""Scan matrices that lie beside the person's maps, and those that keycheck brings, by name, file or model."""

from __future__ import annotations

from contextlib import suppress

from keycheck.config import kept_maps_folder
from keycheck.errors import BadFile
from keycheck.layouts import matrix
from keycheck.layouts.matrix import Matrix


def find_matrix(name: str) -> Matrix:
    """The matrix that a command line names: by name beside the person's maps, or as `matrix.find_matrix` finds it."""
    folder = kept_maps_folder()
    kept = (folder / f"{name}.csv", folder / "matrices" / f"{name}.csv")
    file = next((path for path in kept if path.is_file() and name not in matrix.known_matrices()), None)
    return matrix.find_matrix(name) if file is None else matrix.read_matrix(file)


def matrix_of_model(model: str) -> Matrix | None:
    """The matrix beside the person's maps that names this model; None where none does, or more than one.

    A file there that is no matrix is passed over: nobody has asked for it.
    """
    folder = kept_maps_folder()
    found: list[Matrix] = []
    for path in sorted([*folder.glob("*.csv"), *folder.glob("matrices/*.csv")]):
        with suppress(BadFile):
            found += [kept] if model in (kept := matrix.read_matrix(path)).models else []
    return found[0] if len(found) == 1 else None
