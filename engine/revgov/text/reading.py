"""Bytes of one file -> its values and the faults of the text."""

from __future__ import annotations

from typing import Any, NamedTuple

from revgov.finding import Span
from revgov.text.composer import Composer, NeedsPlaces, NeedsPureParser
from revgov.text.fault import SYNTAX, Fault, Reading, Stop
from revgov.text.grammar import fast_events, fast_grammar, fast_reader_available, pure_events, pure_grammar
from revgov.text.limits import PURE_BYTES
from revgov.text.node import Node, plain_value
from revgov.text.problem import sentence
from revgov.text.source import Source, open_source


class Tree(NamedTuple):
    """The nodes of one file. `complete` says whether the text could be read to its end."""

    source: Source
    root: Node | None
    faults: tuple[Fault, ...]
    pure: bool
    complete: bool


def read(data: bytes) -> Reading:
    """What the file says. Never raises for any bytes; the caller decides about the garbage collector."""
    try:
        source = open_source(data)
    except Stop as stop:
        return Reading(None, (stop.fault,), False)
    if fast_reader_available():
        from yaml import YAMLError

        try:
            return Reading(Composer(source, fast_grammar(), places=False).compose(fast_events(source)), (), False)
        except Stop as stop:
            return Reading(None, (stop.fault,), False)
        except (NeedsPlaces, NeedsPureParser, YAMLError):
            pass
    tree = tree_of(source)
    return Reading(plain_value(tree.root) if tree.complete else None, tree.faults, tree.pure)


def tree_of(source: Source) -> Tree:
    """The nodes of a text: by libyaml, or where it fails by the pure parser, which then has the last word."""
    problem: Fault | None = None
    if fast_reader_available():
        from yaml import YAMLError

        composer = Composer(source, fast_grammar(), places=True)
        try:
            return _grown(composer, fast_events(source), pure=False)
        except YAMLError as error:
            problem = _fault_of(source, error)
        except NeedsPureParser:
            problem = Fault(SYNTAX, "the name of an anchor holds a colon: leave it out", Span(1, 1, 1, 1))
        if len(source.data) > PURE_BYTES:
            return _cut(composer, problem, pure=False)
    composer = Composer(source, pure_grammar(), places=True)
    try:
        return _grown(composer, pure_events(source), pure=True)
    # ruamel.yaml lets TypeError, AssertionError, NotImplementedError and others through for some texts that are no YAML.
    except Exception as error:
        if problem is None or hasattr(error, "problem_mark"):
            problem = _fault_of(source, error)
        return _cut(composer, problem, pure=True)


def _grown(composer: Composer, events: Any, *, pure: bool) -> Tree:
    try:
        root = composer.compose(events)
    except Stop as stop:
        return _cut(composer, stop.fault, pure=pure)
    return Tree(composer.source, root, tuple(composer.faults), pure, True)


def _cut(composer: Composer, fault: Fault, *, pure: bool) -> Tree:
    root = composer.documents[0] if composer.documents else None
    return Tree(composer.source, root, (*composer.faults, fault), pure, False)


def _fault_of(source: Source, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = min(mark.index, len(source.text)) if mark is not None else 0
    return Fault(SYNTAX, sentence(getattr(error, "problem", None)), source.span(offset, offset + 1))
