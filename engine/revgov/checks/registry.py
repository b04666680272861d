"""The list of checks: how one is declared, and what everybody may know about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from revgov.finding import Severity
from revgov.governance.defect import Suggestion
from revgov.kinds.node import Spot

ERROR, WARNING, INFO, OFF = Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.OFF

# What a check yields: a spot and a sentence, and perhaps more spots with a sentence each, a suggestion, or a severity
# for this one finding, which can only be milder than the check's.
Found = tuple[Any, ...]
Findings = Iterable[Found]
Run = Callable[..., Findings]


class Check(NamedTuple):
    """One rule: its id, its severity in each profile, its words and its parameters.

    `subject` is what it looks at: `Governance`, or the model of the declarations that it judges one by one, each for
    itself (`Node` for those of every kind). `parameters` maps each name to its default. `run` takes a subject and the
    parameters, and yields what it found; where `knows_checks`, it takes the ids of all checks after the governance, and
    after a declaration what `given` makes of the governance, if that is set.
    """

    id: str
    severities: Mapping[str, Severity]
    summary: str
    why: str
    remedy: str
    parameters: Mapping[str, Any]
    since: str
    run: Run
    subject: str = "Governance"
    knows_checks: bool = False
    given: Callable[[Any], Any] | None = None

    def severity(self, profile: str) -> Severity:
        """How bad a finding of this check is for companies of a profile."""
        return self.severities.get(profile, self.severities["scale_up"])

    @property
    def family(self) -> str:
        return self.id.partition("-")[0]


def check(
    id_: str,
    *,
    severity: Severity,
    startup: Severity,
    since: str = "0.1",
    given: Callable[[Any], Any] | None = None,
) -> Callable[[Run], Check]:
    """Makes a check of a function.

    Its docstring says, by paragraph: the rule, why it is one, and after `Remedy:` what to do. The type of its first
    argument says what it looks at: the whole governance, or each declaration of a kind that is in force, by itself. Its
    keyword-only arguments are the parameters. Its second positional argument gets what `given` makes of the governance,
    for all declarations the same; without `given` the ids of all checks.
    """

    def declare(run: Run) -> Check:
        summary, why, remedy = paragraphs(id_, run.__doc__ or "")
        return Check(
            id=id_,
            severities={"scale_up": severity, "startup": startup},
            summary=summary,
            why=why,
            remedy=remedy,
            parameters=defaults(run),
            since=since,
            run=run,
            subject=subject_of(id_, run),
            knows_checks=run.__code__.co_argcount == 2 and given is None,
            given=given,
        )

    return declare


def paragraphs(id_: str, text: str) -> tuple[str, str, str]:
    before, _, remedy = text.partition("Remedy:")
    summary, *why = re.split(r"\n\s*\n", before.strip(), maxsplit=1)
    if not (why and remedy.strip()):
        raise TypeError(f"the check {id_} must say what, why and, after 'Remedy:', what to do")
    return tuple(" ".join(words.split()) for words in (summary, *why, remedy))  # type: ignore[return-value]


def subject_of(id_: str, run: Run) -> str:
    first = run.__code__.co_varnames[: run.__code__.co_argcount]
    if not first or first[0] not in run.__annotations__:
        raise TypeError(f"the first argument of the check {id_} must say by its type what it looks at")
    written = run.__annotations__[first[0]]
    return written if isinstance(written, str) else str(written.__name__)


def defaults(run: Run) -> Mapping[str, Any]:
    """The keyword-only arguments and their defaults. (`inspect` would tell too, but takes 16 ms to import.)"""
    return dict(getattr(run, "__kwdefaults__", None) or {})


def catalogue(*modules: Any) -> Mapping[str, Check]:
    """The checks of some modules by id. Raises TypeError where two bear one id."""
    found: dict[str, Check] = {}
    for module in modules:
        for one in vars(module).values():
            if isinstance(one, Check) and found.setdefault(one.id, one) is not one:
                raise TypeError(f"two checks are called {one.id}")
    return dict(sorted(found.items()))


def split(found: Found) -> tuple[Spot, str, tuple[tuple[Spot, str], ...], Suggestion | None]:
    """A check's tuple in its parts, without its severity."""
    spot, message, *more = found
    related = tuple(one for one in more if type(one) is tuple)
    suggestion = next((one for one in more if isinstance(one, Suggestion)), None)
    return spot, message, related, suggestion


def milder(severity: Severity, found: Found) -> Severity:
    """The severity of one finding: the check's own, or the milder one that the finding brings."""
    brought = (one for one in found[2:] if isinstance(one, Severity))
    return max([severity, *brought], key=lambda one: one.rank)
