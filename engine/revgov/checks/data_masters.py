"""Has each field one system that has the last word on it, or do systems overwrite each other?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.data_flow import Flow, Move, flow_of, reached
from revgov.checks.registry import ERROR, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.circles import circles
from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Integration, Kpi, System
from revgov.kinds.dataset import Writer
from revgov.kinds.node import Spot

NEWEST = "newest"
Unread = frozenset[tuple[str, str]]


class Rule(NamedTuple):
    """Who wins when a system writes a field of another one's: a system's id, `newest`, or None where nobody says; and
    where that stands, or should."""

    wins: str | None
    spot: Spot


@check("data-multiple-masters", severity=ERROR, startup=ERROR)
def field_of_several_masters(governance: Governance) -> Findings:
    """Each field has one system of record, and for every other system that writes it there is one rule who wins.

    Two systems that both take themselves for the truth overwrite each other, and the last one to run is right.

    Remedy: name the dataset's `system`, and say who wins: at `writes` of the dataset (a system or `newest`), or at the
    integration (`wins: from`, `to` or `newest`). Fields that go round in circles are `tech-sync-loop`'s.
    """
    flow, unread_fields = flow_of(governance), unread(governance)
    counted = {kpi.source.dataset for kpi in governance.every(Kpi) if kpi.source}
    for dataset in governance.every(Dataset):
        if dataset.system is None:
            # Where a KPI is counted from it, `kpi-source-not-single` asks for the system.
            if dataset.fields and dataset.id not in counted and (dataset.ref, "system") not in unread_fields:
                said = f"{cut(dataset.title)} names no `system`: which one is right when two systems disagree?"
                yield lacks(dataset, "system"), said
        elif governance.find(System, dataset.system) and (dataset.ref, "writes") not in unread_fields:
            yield from unruled(governance, dataset, flow, unread_fields)


def unruled(governance: Governance, dataset: Dataset, flow: Flow, unread_fields: Unread) -> Iterator[Found]:
    """The writers of a dataset besides its system of record for which no rule holds, or more than one."""
    incoming = moves_into(governance, dataset, flow, unread_fields)
    fed = {(move.source, move.field): rule_of(move.integration) for move in incoming}
    unsure = {move.source for move in incoming if (move.integration.ref, "wins") in unread_fields}
    for index, writer in enumerate(dataset.writes):
        if writer.system not in unsure and governance.find(System, writer.system):
            yield from writer_faults(governance, dataset, index, writer, fed)
    told: set[str] = set()
    for move in incoming:
        by, rule = move.integration, fed[move.source, move.field]
        if written_rule(dataset, move) or rule.wins or by.ref in told or move.source in unsure:
            continue
        told.add(by.ref)
        said = f"{named(governance, move.source)} writes {cut(move.field)}, of which {named(governance, move.target)}"
        yield rule.spot, f"{said} is the system of record; say who wins: `wins: from`, `to` or `newest`"
    yield from two_winners(governance, dataset, fed)


def moves_into(governance: Governance, dataset: Dataset, flow: Flow, unread_fields: Unread) -> list[Move]:
    """How other systems write a dataset's fields into its system of record, circles left aside."""
    found: list[Move] = []
    for name in dataset.fields or ():
        moves = flow.moves.get(f"{dataset.id}.{name}", ())
        written = [move for move in moves if move.target == dataset.system != move.source]
        if written:
            forced = [(move.source, move.target) for move in moves if not yields(governance, move, unread_fields)]
            copies = reached(forced, dataset.system or "")
            found.extend(move for move in written if move.source not in copies)
    return found


def writer_faults(
    governance: Governance, dataset: Dataset, index: int, writer: Writer, fed: Mapping[tuple[str, str], Rule]
) -> Iterator[Found]:
    """What is wrong with the rule of one writer: none, one that nobody understands, one that its feed contradicts."""
    if writer.system == dataset.system:
        return
    own = ((field, rule) for (source, field), rule in fed.items() if source == writer.system)
    feeds = [rule for field, rule in own if covers(dataset, writer, field)]
    who = named(governance, writer.system)
    if writer.wins is None:
        if all_read(governance) and not (feeds and all(rule.wins for rule in feeds)):
            said = f"{who} also writes {written_by(dataset, writer)}; say who wins: `wins: {cut(writer.system)}`"
            yield dataset.at("writes", index), f"{said}, `{cut(dataset.system or '')}` or `newest`"
    elif writer.wins not in (dataset.system, writer.system, NEWEST):
        known = listed((dataset.system or "", writer.system, NEWEST), "or")
        yield dataset.at("writes", index, "wins"), f"'{cut(writer.wins)}' says not who wins; write {known}"
    elif other := next((rule for rule in feeds if rule.wins not in (None, writer.wins)), None):
        said = f"{cut(writer.wins)} wins here, but {cut(other.wins or '')} in the integration that writes it"
        yield dataset.at("writes", index, "wins"), said, (other.spot, "it says otherwise")


def two_winners(governance: Governance, dataset: Dataset, fed: Mapping[tuple[str, str], Rule]) -> Iterator[Found]:
    """Fields of which two other systems each have the last word: the first of them."""
    winners: dict[str, dict[str, Spot]] = {}
    for index, writer in enumerate(dataset.writes):
        if writer.wins == writer.system != dataset.system:
            for name in writer.fields or dataset.fields or ():
                winners.setdefault(name.rpartition(".")[2], {})[writer.system] = dataset.at("writes", index)
    for (source, field), rule in fed.items():
        if rule.wins == source:
            winners.setdefault(field.rpartition(".")[2], {}).setdefault(source, rule.spot)
    for name, systems in winners.items():
        if len(systems) > 1:
            (_, first), (_, second), *_ = systems.items()
            who = listed(named(governance, system) for system in systems)
            said = f"{who} each win over {named(governance, dataset.system or '')} on {cut(dataset.id)}.{cut(name)}"
            yield second, f"{said}; let one of them have the last word", (first, "this one wins as well")
            return


def covers(dataset: Dataset, writer: Writer, field: str) -> bool:
    """Whether a writer writes a field of the dataset; one that lists no fields writes all of them."""
    return not writer.fields or field.rpartition(".")[2] in {name.rpartition(".")[2] for name in writer.fields}


def written_rule(dataset: Dataset, move: Move) -> Writer | None:
    """The entry of a dataset's `writes` that is about a move."""
    writers = (one for one in dataset.writes if one.system == move.source)
    return next((one for one in writers if covers(dataset, one, move.field)), None)


def written_by(dataset: Dataset, writer: Writer) -> str:
    names = f"{listed(writer.fields)} of " if writer.fields else ""
    return f"{names}{cut(dataset.title)}"


def rule_of(integration: Integration) -> Rule:
    """Who wins by what an integration says."""
    wins = {"from": integration.from_, "to": integration.to, NEWEST: NEWEST}
    wins |= {integration.from_ or "": integration.from_, integration.to or "": integration.to}
    spot = integration.at("wins") if integration.wins else lacks(integration, "wins")
    return Rule(wins.get(integration.wins or ""), spot)


def named(governance: Governance, system: str) -> str:
    return cut(governance.title(f"system:{system}"))


@check("tech-sync-loop", severity=ERROR, startup=ERROR)
def field_written_in_circles(governance: Governance) -> Findings:
    """No field is carried round in a circle of integrations of which each overwrites what it finds.

    Such a field never comes to rest: each system puts back what the other one changed.

    Remedy: let one integration of the circle yield, by `wins: to` or `wins: newest`, or take the field out of it.
    """
    unread_fields = unread(governance)
    loops: dict[tuple[str, ...], tuple[list[Move], list[str]]] = {}
    for field, moves in flow_of(governance).moves.items():
        if len(moves) > 1:
            for loop in loops_of([move for move in moves if not yields(governance, move, unread_fields)]):
                key = tuple(move.integration.ref for move in loop)
                loops.setdefault(key, (loop, []))[1].append(field)
    for loop, fields in loops.values():
        others = [(move.spot, f"'{cut(move.integration.title)}' carries it on") for move in loop[:-1]]
        systems = listed(named(governance, move.source) for move in loop)
        said = f"{systems} overwrite {listed(fields)} in a circle, and nothing says who wins"
        yield loop[-1].spot, f"{said}; let one integration yield, by `wins: to` or `wins: newest`", *others[:4]


def loops_of(moves: list[Move]) -> Iterator[list[Move]]:
    """The circles of some moves, each as the moves on its way round."""
    onward: dict[str, dict[str, Move]] = {}
    for move in moves:
        onward.setdefault(move.source, {}).setdefault(move.target, move)
    for circle in circles({source: list(targets) for source, targets in onward.items()}):
        yield [onward[one][two] for one, two in zip(circle, circle[1:] + circle[:1], strict=True)]


def yields(governance: Governance, move: Move, unread_fields: Unread) -> bool:
    """Whether a move leaves alone what its target knows better, by its integration or by the dataset."""
    if (move.integration.ref, "wins") in unread_fields:
        return True
    wins = rule_of(move.integration).wins
    dataset = governance.find(Dataset, move.field.partition(".")[0])
    if wins is None and dataset and dataset.system == move.target:
        writer = written_rule(dataset, move)
        wins = writer.wins if writer else None
    return wins in (NEWEST, move.target)
