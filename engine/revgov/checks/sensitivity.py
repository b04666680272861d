"""How sensitive is what a field, a dataset or a system holds, by the rising order of the charter's classes?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from revgov.checks.data_flow import flow_of
from revgov.checks.data_use import dictionary
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Field, Integration
from revgov.kinds.node import Spot

# What holds where the charter lists no classes, as the section on data of our language has them.
USUAL = ("public", "internal", "confidential", "restricted")
UNKNOWN = -1


class Classes(NamedTuple):
    """The place of each class in the rising order, and the place from which on data are confidential."""

    places: Mapping[str, int]
    confidential: int

    def place(self, word: str | None) -> int:
        """The place of a class, UNKNOWN for one that nobody listed."""
        return self.places.get(word or "", UNKNOWN)


def classes_of(governance: Governance, confidential: str) -> Classes:
    """The charter's classes. Where `confidential` is none of them, the last one is what is confidential."""
    words = governance.charter.classifications or USUAL
    places = {word: place for place, word in enumerate(words)}
    return Classes(places, places.get(confidential, len(words) - 1))


def most_sensitive(dataset: Dataset, fields: Iterable[Field], classes: Classes) -> Dataset | Field:
    """The dataset, or the first of its fields that is of the highest class above the dataset's own."""
    held: list[Dataset | Field] = [dataset, *fields]
    return max(held, key=lambda one: classes.place(one.classification))


class Held(NamedTuple):
    """The most sensitive thing that a system holds, or receives by an integration."""

    place: int
    what: Dataset | Field
    by: Integration | None

    @property
    def related(self) -> tuple[Spot, str]:
        way = f"and reaches it by '{cut(self.by.title)}'" if self.by else "and is kept in it"
        return self.what.at("classification"), f"{cut(self.what.title)} is {self.word} {way}"

    @property
    def word(self) -> str:
        return cut(self.what.classification or "")


def held_by_systems(governance: Governance, classes: Classes) -> Mapping[str, Held]:
    """The most sensitive thing of a known class that each system holds or receives, by the system's id."""
    held: dict[str, Held] = {}

    def keep(system: str, what: Dataset | Field, by: Integration | None = None) -> None:
        place = classes.place(what.classification)
        if place > (held[system].place if system in held else UNKNOWN):
            held[system] = Held(place, what, by)

    for dataset, fields in dictionary(governance):
        if dataset.system:
            keep(dataset.system, most_sensitive(dataset, fields, classes))
    for id_, moves in flow_of(governance).moves.items():
        field = governance.find(Field, id_)
        if field is not None:
            for move in moves:
                keep(move.target, field, move.integration)
    return held
