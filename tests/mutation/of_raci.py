"""Operators on the responsibility matrix."""

from __future__ import annotations

from revgov.checks.duties import KEPT_APART
from revgov.checks.hierarchy import Hierarchy
from revgov.checks.owners import letters
from revgov.governance.ownership import accountable
from revgov.kinds import BY_NAME, Activity
from revgov.kinds.activity import LETTERS
from tests.mutation.changes import CHARTER, Change, Operator, has, listed, when
from tests.mutation.company import Mutant, NothingToChange

Row = dict[str, str]


def row_of(mutant: Mutant, ref: str = "") -> Row:
    """The row of an activity, in whatever form it is written, as letters by role."""
    return dict(letters(mutant.whole.nodes[ref or mutant.ref]))


def write(mutant: Mutant, row: Row, ref: str = "") -> None:
    """Writes another row, in the compact form."""
    raw = mutant.raw(ref)
    for field in LETTERS.values():
        raw.pop(field, None)
    raw["raci"] = {role: "/".join(cell) for role, cell in row.items() if cell}


def holds(row: Row, letter: str) -> list[str]:
    """The roles that bear a letter in a row."""
    return [role for role, cell in row.items() if letter in cell]


def others(mutant: Mutant, row: Row) -> list[str]:
    """The roles that bear no letter in a row."""
    return [node.id for node in mutant.company.in_force("role") if node.id not in row]


def without(letter: str) -> Change:
    return lambda mutant: write(mutant, stripped(row_of(mutant), letter))


def stripped(row: Row, letter: str) -> Row:
    return {role: cell.replace(letter, "") for role, cell in row.items()}


def second_accountable(mutant: Mutant) -> None:
    row = row_of(mutant)
    workers = [role for role in row if row[role] == "R"]
    role = mutant.random.choice(workers or others(mutant, row))
    write(mutant, {**row, role: row.get(role, "") + "A"})


def group_accountable(mutant: Mutant) -> None:
    """Gives the A to a role that several people hold, where that changes nothing else."""
    row, lines = row_of(mutant), Hierarchy(mutant.whole)
    groups = [node.id for node in mutant.company.in_force("role") if len(mutant.whole.holders(node.id)) > 1]
    workers = set(holds(row, "R")) - set(holds(row, "A"))
    role = mutant.random.choice(groups)
    if not is_plain(mutant, mutant.ref) or not workers - {role} or workers & set(lines.above(role)):
        raise NothingToChange
    write(mutant, {**stripped(row, "A"), role: "A"})


def joint_accountable(mutant: Mutant) -> None:
    raw = mutant.was()
    if "accountable" not in raw:
        raise NothingToChange
    mutant.raw()["accountable"] = f"{raw['accountable']} / {mutant.random.choice(others(mutant, row_of(mutant)))}"


def two_letters(mutant: Mutant) -> None:
    row = row_of(mutant)
    bystanders = [role for role, cell in row.items() if cell in ("C", "I")]
    if not bystanders:
        raise NothingToChange
    write(mutant, {**row, mutant.random.choice(bystanders): "CI"})


def ask_everybody(mutant: Mutant) -> None:
    row = row_of(mutant)
    if len(holds(row, "C")) > 4:
        raise NothingToChange
    write(mutant, {**row, **dict.fromkeys(others(mutant, row), "C")})


def is_plain(mutant: Mutant, ref: str) -> bool:
    """Whether the A of an activity may change hands: nothing is maintained or needed, and no duty is kept apart."""
    return not any(mutant.was(ref).get(field) for field in ("maintains", "needs", "duty"))


def overloaded(mutant: Mutant) -> None:
    """Makes a role accountable for eleven activities."""
    own = sum(mutant.id in accountable(node) for node in mutant.company.in_force("activity"))
    free = [node.ref for node in mutant.company.in_force("activity") if may_answer(mutant, node)]
    if not 0 <= 10 - own < len(free) or len(mutant.whole.holders(mutant.id)) != 1:
        raise NothingToChange
    for ref in free[: 11 - own]:
        write(mutant, {**stripped(row_of(mutant, ref), "A"), mutant.id: "A"}, ref)


def may_answer(mutant: Mutant, activity: Activity) -> bool:
    """Whether a role that has no letter in an activity could get the A, and nothing else would be wrong with that."""
    row, lines = row_of(mutant, activity.ref), Hierarchy(mutant.whole)
    workers = set(holds(row, "R"))
    supported = mutant.id in lines.revops and not {*activity.area}.isdisjoint(mutant.whole.charter.supports)
    fits = workers - {*holds(row, "A")} and workers.isdisjoint(lines.above(mutant.id)) and not supported
    return bool(fits) and is_plain(mutant, activity.ref) and mutant.id not in row


def unused(mutant: Mutant) -> None:
    """Takes a role out of every row; only one that is never the only one to do or to answer for something."""
    rows = {node.ref: row_of(mutant, node.ref) for node in mutant.company.in_force("activity")}
    for ref, row in rows.items():
        if mutant.id in row:
            if "A" in row[mutant.id] or holds(row, "R") == [mutant.id]:
                raise NothingToChange
            write(mutant, {role: cell for role, cell in row.items() if role != mutant.id}, ref)


def role_for_nothing(mutant: Mutant) -> str:
    """Declares one more role below this one, and gives it no work."""
    spare = {"title": "Spare hand", "reports_to": mutant.id, "function": mutant.was()["function"]}
    return mutant.add("role", "spare_hand", spare)


def manages(mutant: Mutant) -> bool:
    return mutant.id in Hierarchy(mutant.whole).manager.values()


def pairs_of(mutant: Mutant) -> dict[str, str]:
    return {**dict(KEPT_APART), **{other: one for one, other in KEPT_APART}}


def both_duties(mutant: Mutant) -> str:
    """Makes whoever answers for a duty do the work of the other one too; where both are, the checker is told."""
    duty = mutant.was().get("duty")
    other = pairs_of(mutant).get(str(duty))
    found = [node for node in mutant.company.in_force("activity") if other in node.duty]
    if not found:
        raise NothingToChange
    (role,) = holds(row_of(mutant, found[0].ref), "A")
    row = row_of(mutant)
    if role in Hierarchy(mutant.whole).above(holds(row, "A")[0]):
        raise NothingToChange
    write(mutant, {**row, role: "R"})
    checking = {checker for _, checker in KEPT_APART}
    return mutant.ref if duty in checking else found[0].ref


def both_roles(mutant: Mutant) -> str:
    """Lets the holder of the one who answers for a duty hold the other one's role as well."""
    duty = str(mutant.was().get("duty"))
    maker = next((one for one, checker in KEPT_APART if checker == duty), None)
    found = [node for node in mutant.company.in_force("activity") if maker in node.duty]
    if not found:
        raise NothingToChange
    (making,), (checking,) = holds(row_of(mutant, found[0].ref), "A"), holds(row_of(mutant), "A")
    mutant.raw(f"role:{checking}")["held_by"] = [mutant.whole.holders(making)[0]]
    return mutant.ref


def unserved(mutant: Mutant) -> str:
    """Drops what an activity serves, of which some is served by nothing else."""
    for field, ref in mutant.whole.out.get(mutant.ref, ()):
        servants = [edge for edge in mutant.whole.into[ref] if edge.ref.startswith("activity:")]
        if field == "serves" and [edge.field for edge in servants if edge.field != "maintains"] == ["serves"]:
            del mutant.raw()["serves"]
            return ref
    raise NothingToChange


def neglected(mutant: Mutant) -> None:
    """Lets activities maintain nothing of the asset that this one's first thing belongs to."""
    kept = listed(mutant.was().get("maintains"))
    if not kept:
        raise NothingToChange
    asset = BY_NAME[kept[0].partition(":")[0]].asset
    if asset not in mutant.whole.profile.assets:
        raise NothingToChange
    for node in mutant.company.in_force("activity"):
        written = listed(mutant.was(node.ref).get("maintains"))
        rest = [one for one in written if BY_NAME[one.partition(":")[0]].asset != asset]
        if len(rest) < len(written):
            mutant.raw(node.ref)["maintains"] = rest


def strange_keeper(mutant: Mutant) -> None:
    """Gives the A of what is maintained to a role that stands in no line with the owner."""
    row, lines = row_of(mutant), Hierarchy(mutant.whole)
    if not mutant.was().get("maintains") or mutant.was().get("needs"):
        raise NothingToChange
    (role,) = holds(row, "A")
    workers = set(holds(row, "R"))
    strange = [
        one
        for one in others(mutant, row)
        if not lines.manages(one, role)
        and not workers & set(lines.above(one))
        and len(mutant.whole.holders(one)) == 1
        and (one in lines.revops) == (role in lines.revops)
    ]
    if not strange or not workers - {role}:
        raise NothingToChange
    write(mutant, {**stripped(row, "A"), mutant.random.choice(strange): "A"})


def manager_works(mutant: Mutant) -> None:
    """Lets the manager of who is accountable do the work."""
    row, lines = row_of(mutant), Hierarchy(mutant.whole)
    (role,) = holds(row, "A")
    above = [one for one in lines.above(role) if one not in row]
    if not above or mutant.was().get("duty"):
        raise NothingToChange
    write(mutant, {**row, above[0]: "R"})


def without_right(mutant: Mutant) -> None:
    """Lets an activity need a decision that somebody else takes."""
    (role,) = holds(row_of(mutant), "A")
    lines = Hierarchy(mutant.whole)
    foreign = [
        node.id
        for node in mutant.company.in_force("decision")
        if (decider := node.decides[0]) in lines.roles and decider != role and not lines.manages(role, decider)
    ]
    if not foreign:
        raise NothingToChange
    mutant.raw()["needs"] = [*listed(mutant.was().get("needs")), mutant.random.choice(foreign)]


# fmt: off
RACI = (
    Operator("drop who is accountable", ("activity",), "raci-no-accountable", without("A")),
    # RevOps may then answer for an area that it only supports.
    Operator("add a second A", ("activity",), "raci-multiple-accountable", second_accountable,
             ("charter-scope-uncovered",)),
    Operator("give the A to a group", ("activity",), "raci-multiple-accountable", group_accountable),
    Operator("write two accountable in one text", ("activity",), "raci-multiple-accountable", joint_accountable),
    Operator("drop who is responsible", ("activity",), "raci-no-responsible", when(has("serves"), without("R"))),
    Operator("ask and tell the same role", ("activity",), "raci-letter-conflict", when(has("serves"), two_letters)),
    Operator("consult everybody", ("activity",), "raci-consulted-excess", when(has("serves"), ask_everybody)),
    Operator("pile up accountability", ("role",), "raci-accountable-overloaded", overloaded),
    Operator("take a role out of the matrix", ("role",), "raci-role-unused", unused),
    Operator("declare a role for nothing", ("role",), "raci-role-unused", when(manages, role_for_nothing)),
    Operator("put two duties into one hand", ("activity",), "raci-sod-conflict", both_duties,
             ("risk-trigger-fired",)),
    # Who holds one role more may then have waived a finding about what is theirs.
    Operator("let one person hold two duties", ("activity",), "raci-sod-conflict", both_roles,
             ("x-waiver-invalid", "risk-trigger-fired", "comp-plan-invalid", "cadence-timezone-unfair")),
    Operator("serve nothing any more", ("activity",), "raci-coverage-gap", unserved),
    Operator("neglect an asset", ("activity",), "raci-coverage-gap", neglected, at=CHARTER),
    Operator("let somebody else maintain it", ("activity",), "raci-owner-mismatch", strange_keeper),
    Operator("let the manager do the work", ("activity",), "raci-accountable-without-authority",
             when(has("serves"), manager_works)),
    Operator("need a right that others have", ("activity",), "raci-accountable-without-authority",
             when(has("needs"), without_right)),
)
# fmt: on
