"""Bytes of one file -> its values and the faults of the text."""

from __future__ import annotations

from typing import Any, NamedTuple

from revgov.finding import Span
from revgov.text.composer import Composer, NeedsPureParser
from revgov.text.fault import LIMIT, REFUSED, SYNTAX, Fault, Reading, Stop
from revgov.text.grammar import fast_events, fast_grammar, fast_reader_available, pure_events, pure_grammar
from revgov.text.layout import Layout
from revgov.text.limits import PURE_BYTES
from revgov.text.problem import OPEN_QUOTES, sentence
from revgov.text.quick import NeedsCare, quick_values
from revgov.text.source import Source, open_source


class Composition(NamedTuple):
    """The values of one text and where they stand; of a text that could not be read to its end the part before."""

    reading: Reading
    layout: Layout


def read(data: bytes) -> Reading:
    """What the file says. Never raises for any bytes; the caller decides about the garbage collector."""
    try:
        source = open_source(data)
        if fast_reader_available():
            from yaml import YAMLError

            try:
                return Reading(quick_values(source), (), False)
            except (NeedsCare, YAMLError):
                pass
    except Stop as stop:
        return Reading(None, (stop.fault,), False)
    return composition_of(source).reading


def composition_of(source: Source) -> Composition:
    """What a text says and where: by libyaml, or where it fails by the pure parser, which then has the last word."""
    if not fast_reader_available():
        return by_pure_parser(source)
    from yaml import YAMLError

    composer = Composer(source, fast_grammar())
    try:
        return _grown(composer, fast_events(source), pure=False)
    except NeedsPureParser:
        problem = Fault(REFUSED, "the name of an anchor ends with a colon: leave the colon out", Span(1, 1, 1, 1))
    except YAMLError as error:
        problem = _fault_of(source, error)
    if len(source.data) > PURE_BYTES or problem.check == LIMIT:
        return _cut(composer, problem, pure=False)
    return by_pure_parser(source, problem)


def by_pure_parser(source: Source, problem: Fault | None = None) -> Composition:
    """What a text says and where, by the pure parser; `problem` is what libyaml found, in case this one breaks down."""
    composer = Composer(source, pure_grammar())
    try:
        return _grown(composer, pure_events(source), pure=True)
    # ruamel.yaml lets TypeError, AssertionError, NotImplementedError and others through for some texts.
    except Exception as error:
        if problem is None or hasattr(error, "problem_mark"):
            problem = _fault_of(source, error)
        return _cut(composer, problem, pure=True)


def _grown(composer: Composer, events: Any, *, pure: bool) -> Composition:
    try:
        values = composer.compose(events)
    except Stop as stop:
        return _cut(composer, stop.fault, pure=pure)
    return Composition(Reading(values, tuple(composer.faults), pure), composer.layout)


def _cut(composer: Composer, fault: Fault, *, pure: bool) -> Composition:
    return Composition(Reading(None, (*composer.faults, fault), pure), composer.abandon())


def _fault_of(source: Source, error: Exception) -> Fault:
    said = ", ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None))))
    begun = _mark_span(source, getattr(error, "context_mark", None))
    span = _mark_span(source, getattr(error, "problem_mark", None)) or begun or Span(1, 1, 1, 1)
    if begun is not None and sentence(said) == OPEN_QUOTES:
        # The end of the file tells nobody which quotes they were.
        return Fault(SYNTAX, OPEN_QUOTES, begun)
    related = (("what is being read began here", begun),) if begun is not None and begun.line < span.line else ()
    return Fault(LIMIT if "nesting depth" in said else SYNTAX, sentence(said), span, related)


def _mark_span(source: Source, mark: Any) -> Span | None:
    return None if mark is None else source.span(mark.index, mark.index + 1)
