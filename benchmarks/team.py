"""One sales team, which leans on the head office and on itself: its people and seats, and what they are made of."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.writing import Declaration, File, listed

TABLES: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("team.toml").read_text(encoding="utf-8"))
PEOPLE = 10
DEPUTIES = 2


class Team(NamedTuple):
    """A team: its number, the word its ids begin with, how people call it, its zone, and its own source of chance."""

    number: int
    slug: str
    title: str
    zone: str
    chance: random.Random

    def ids(self, words: Iterable[str]) -> str:
        """The ids of some declarations of this team, as a flow list."""
        return listed(f"{self.slug}_{word}" for word in words)


def team_of(number: int, seed: int) -> Team:
    """The team of that number (from 1). The same whatever the size of the corpus it stands in."""
    towns, trades, zones = TABLES["towns"], TABLES["trades"], TABLES["zones"]
    round_, place = divmod(number, len(towns) * len(trades))
    words = [towns[place % len(towns)], trades[place // len(towns)], *([str(round_ + 1)] if round_ else ())]
    zone = zones[number % len(zones)]
    return Team(number, "_".join(words), " ".join(words).title(), zone, random.Random(f"{seed}/{number}"))


def people_file(team: Team) -> File:
    comment = f"Who works in {team.title}, and in which seats"
    return File(f"raci/{team.slug}_people.yaml", comment, (*people(team), *roles(team)))


def people(team: Team) -> list[Declaration]:
    found = []
    for index in range(PEOPLE):
        first, last = team.chance.choice(TABLES["first_names"]), team.chance.choice(TABLES["last_names"])
        name = f'"{first} {last}"' if "'" in last else f"{first} {last}"
        text = f"{{name: {name}, email: {team.slug}.{index}@meridian.example, "
        text += f"github: {team.slug.replace('_', '-')}-{index}, timezone: {team.zone}, "
        text += f"hours: 08:30-18:00, holidays: company, tier: {index % 3 + 1}}}"
        text += "  # also trains newcomers" if index == 4 else ""
        found.append(Declaration("people", f"{team.slug}_p{index}", flow=text))
    return found


def roles(team: Team) -> list[Declaration]:
    """Each seat is held by one person; the first of them have a deputy."""
    found = []
    for index, row in enumerate(TABLES["roles"]):
        held = [f"{team.slug}_p{index}"]
        if index < DEPUTIES:
            held.append(f"{{person: {team.slug}_p{PEOPLE - DEPUTIES + index}, deputy: true, since: 2026-02-02}}")
        lines = [
            f"title: {row['title']}, {team.title}",
            f"function: {row['function']}",
            f"area: {row['area']}",
            f"reports_to: {f'{team.slug}_director' if index else 'vp_sales'}",
            f"held_by: {listed(held)}",
            "fte: 1",
            f"skills: [{row['function']} planning, negotiation, 'writing, in two languages']",
        ]
        found.append(Declaration("roles", f"{team.slug}_{row['word']}", tuple(lines)))
    return found
