"""Operators on the lifecycle: stages, handoffs, service levels and playbooks."""

from __future__ import annotations

from revgov.checks.owners import owner_ids
from revgov.kinds.values import Duration
from tests.mutation.changes import CHARTER, Change, Operator, all_of, append, drop, listed, put, when
from tests.mutation.company import Mutant, NothingToChange

STAGE, HANDOFF, SLA, PLAYBOOK = ("stage",), ("handoff",), ("sla",), ("playbook",)


def goes_on(mutant: Mutant) -> bool:
    return not mutant.was().get("terminal")


def after_the_sale(mutant: Mutant) -> bool:
    return (mutant.was().get("is") or mutant.id) in ("onboarding", "adoption", "renewal", "expansion", "churn")


def known_as_nothing(mutant: Mutant) -> str:
    """Renames a stage after the sale by its `is`, so that it is no known one any more."""
    mutant.raw()["is"] = "lead"
    return CHARTER


def sale_is_the_end(mutant: Mutant) -> None:
    """Lets the stage before the sale lead past it."""
    (before,) = [edge.ref for edge in mutant.whole.into[mutant.ref] if edge.ref.startswith("stage:")]
    mutant.raw(before)["next"] = [*mutant.was(before)["next"], *mutant.was()["next"]]
    mutant.raw()["next"] = []


def unreached(mutant: Mutant) -> None:
    """Takes a stage out of what other stages lead to."""
    if mutant.was().get("start"):
        raise NothingToChange
    for edge in mutant.whole.into.get(mutant.ref, ()):
        if edge.ref.startswith("stage:"):
            raw = mutant.raw(edge.ref)
            for field, name in (("next", "stage"), ("exits", "to"), ("recycles_to", "")):
                kept = [one for one in listed(raw.get(field)) if (one[name] if name else one) != mutant.id]
                raw.pop(field, None)
                if kept:
                    raw[field] = kept


def dead_end(mutant: Mutant) -> None:
    """Leaves a stage no way on."""
    for field in ("next", "exits", "recycles_to"):
        mutant.raw().pop(field, None)


def reached_by_others(mutant: Mutant) -> bool:
    """Whether each stage that follows has another way in."""
    following = {edge.ref for edge in mutant.whole.out[mutant.ref] if edge.ref.startswith("stage:")}
    return all(len({edge.ref for edge in mutant.whole.into[ref] if edge.ref[:6] == "stage:"}) > 1 for ref in following)


def loop(mutant: Mutant) -> None:
    """Sends customers back to the stage before, and declares nothing of the kind."""
    before = [edge.ref[6:] for edge in mutant.whole.into.get(mutant.ref, ()) if edge.field == "next"]
    if not before or before[0] in listed(mutant.was().get("recycles_to")):
        raise NothingToChange
    way = {"to": before[0], "why": ["timing"]}
    mutant.raw()["exits"] = [*[one for one in mutant.was().get("exits", []) if one["to"] != before[0]], way]


def unexplained(mutant: Mutant) -> None:
    """Lets customers go back for no reason."""
    for to in listed(mutant.was().get("recycles_to")):
        if to not in [one["stage"] for one in mutant.was()["next"]]:
            mutant.raw()["exits"] = [one for one in mutant.was()["exits"] if one["to"] != to]
            return
    raise NothingToChange


def unagreed(mutant: Mutant) -> str:
    """Deletes a handoff between two stages of different owners."""
    del mutant.section()[mutant.id]
    return f"stage:{mutant.was()['from']}"


def other_owner(mutant: Mutant) -> str:
    """Gives a stage to somebody else, where it was passed on within one team."""
    for edge in mutant.whole.into.get(mutant.ref, ()):
        before = mutant.whole.nodes[edge.ref]
        if edge.field == "next" and owner_ids(mutant.whole, before) == owner_ids(mutant.whole, mutant.node):
            mutant.raw()["owner"] = next(
                role for role in ("vp_sales", "vp_marketing") if role not in owner_ids(mutant.whole, mutant.node)
            )
            return edge.ref
    raise NothingToChange


def looser(mutant: Mutant) -> None:
    """Allows a known service level an hour more than the profile does."""
    longest = mutant.whole.profile.slas.get(mutant.id)
    if longest is None:
        raise NothingToChange
    mutant.raw()["within"] = f"{Duration.read(longest).days * 24 + 1:g}h"


def is_whole(mutant: Mutant) -> bool:
    return any(edge.field == "part_of" for edge in mutant.whole.into.get(mutant.ref, ()))


def is_step(mutant: Mutant) -> bool:
    return "part_of" in mutant.was()


def no_page(mutant: Mutant) -> None:
    """Takes a declaration out of every playbook."""
    pages = [edge.ref for edge in mutant.whole.into.get(mutant.ref, ()) if edge.ref.startswith("playbook:")]
    if not pages:
        raise NothingToChange
    for ref in pages:
        mutant.raw(ref)["for"] = [one for one in mutant.was(ref)["for"] if one != mutant.ref]


def no_time(mutant: Mutant) -> None:
    """Lets a playbook set no time for any step."""
    refs = [edge.ref for edge in mutant.whole.out[mutant.ref] if edge.field == "for"]
    if any(ref.startswith(("sla:", "handoff:")) for ref in refs):
        raise NothingToChange
    for step in mutant.raw()["steps"]:
        if isinstance(step, dict):
            step.pop("within", None)


def turns_red(mutant: Mutant) -> bool:
    return "red" in mutant.was().get("bands", {})


def one_of(*fields: str) -> Change:
    """Takes one of some fields away."""

    def change(mutant: Mutant) -> None:
        written = [field for field in fields if mutant.was().get(field)]
        if not written:
            raise NothingToChange
        del mutant.raw()[mutant.random.choice(written)]

    return change


# fmt: off
PROCESS = (
    Operator("let anybody into a stage", STAGE, "process-criteria-missing", drop("entry"), ("data-field-unused",)),
    Operator("let a stage be left by feeling", STAGE, "process-criteria-missing", when(goes_on, drop("exit"))),
    Operator("enter a stage by a KPI", STAGE, "process-criteria-missing", append("entry", "kpi:win_rate > 20%")),
    Operator("leave a stage for no reason", STAGE, "process-criteria-missing", drop("exits.*.why")),
    Operator("go back for no reason", STAGE, "process-criteria-missing", unexplained),
    Operator("let nobody into a stage", STAGE, "process-graph-broken", unreached,
             ("process-criteria-missing", "forecast-model-incomplete", "data-gate-too-early")),
    Operator("let a stage lead nowhere", STAGE, "process-graph-broken",
             when(all_of(goes_on, reached_by_others), dead_end), ("data-gate-too-early",)),
    Operator("let no stage be the start", STAGE, "process-graph-broken", drop("start"), at=CHARTER),
    Operator("forget that a stage is the last", STAGE, "process-graph-broken", drop("terminal"),
             ("process-criteria-missing",)),
    Operator("send customers round", STAGE, "process-graph-broken", loop),
    Operator("know a stage after the sale no more", STAGE, "process-post-sale-missing",
             when(after_the_sale, known_as_nothing)),
    Operator("let the sale be the end", STAGE, "process-post-sale-missing",
             when(lambda mutant: mutant.id == "closed_won", sale_is_the_end), ("process-handoff-incomplete",)),
    Operator("hand over without a part", HANDOFF, "process-handoff-incomplete",
             one_of("gives", "requires", "accepted_when", "sla", "rejects_to"), ("ai-process-undefined",)),
    Operator("hand over to nobody", HANDOFF, "process-handoff-incomplete", drop("takes")),
    Operator("hand over without agreement", HANDOFF, "process-handoff-incomplete", unagreed,
             ("x-ref-unresolved",)),
    Operator("pass a stage to another team", STAGE, "process-handoff-incomplete", other_owner,
             ("raci-owner-mismatch",)),
    Operator("promise without a part", SLA, "process-sla-incomplete",
             one_of("starts_on", "stops_on", "within", "target", "measured_by", "on_breach", "escalates_to")),
    Operator("start the clock on a word", SLA, "process-sla-incomplete", put("starts_on", "lead.segment")),
    Operator("stop the clock as it starts", SLA, "process-sla-incomplete",
             put("stops_on", lambda mutant: mutant.was()["starts_on"])),
    Operator("promise an hour more than may be", SLA, "process-sla-looser-than-policy", looser),
    Operator("allow the whole less than its steps", SLA, "process-sla-chain", when(is_whole, put("within", "5 days"))),
    Operator("escalate when the whole is late", SLA, "process-sla-chain",
             when(is_step, put("escalates_after", "7 days"))),
    Operator("keep a promise by memory", SLA, "process-sla-manual", drop("runs_in")),
    Operator("run a promise nobody knows how", SLA, "process-sla-manual", drop("runs_in.how")),
    Operator("write no page for it", ("stage", "handoff"), "process-playbook-missing", no_page,
             ("ai-process-undefined",)),
    Operator("write no page for a red number", ("kpi",), "process-playbook-missing", when(turns_red, no_page),
             ("ai-process-undefined",)),
    Operator("write a page without a part", PLAYBOOK, "process-playbook-missing",
             one_of("trigger", "steps", "owner")),
    Operator("write a page without times", PLAYBOOK, "process-playbook-missing", no_time),
)
# fmt: on
