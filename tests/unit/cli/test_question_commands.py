"""Questions and their answers, as literally seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands import ROOT
from tests.repository import write
from tests.unit.cli.invoked import TODAY, ask, ask_json, company, invoke

from revgov.render.terminal import width


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return company(tmp_path_factory.mktemp("company"))


def test_show_tells_everything_about_a_declaration(root: Path) -> None:
    assert ask(root, "show", "bookings").startswith(
        "kpi:bookings  Bookings\n"
        "  raci/all.yaml:12:3\n"
        "  owned by  role:cro (Chief revenue officer), held by Ada King\n"
        "\n"
        "Fields\n"
        "  name    Bookings\n"
        "  owner   cro\n"
        "  drives  arr\n"
        "  target\n"
        "    value  120k USD\n"
        "    by     2027-01-31\n"
        "\n"
        "Refers to\n"
        "  drives  kpi:arr   Recurring revenue\n"
        "  owner   role:cro  Chief revenue officer\n"
        "\n"
        "Named by\n"
        "  drivers  kpi:old  Old rate\n"
        "\n"
        "Findings\n"
    )


def test_show_says_what_is_not_in_force_and_what_a_text_hides(root: Path) -> None:
    assert "raci/all.yaml:14:3, not in force" in ask(root, "show", "kpi:old")
    assert "means  Named by nothing\\u{200b}" in ask(root, "show", "lonely")


def test_show_as_json(root: Path) -> None:
    shown = ask_json(root, "show", "bookings")
    assert shown["fields"]["target"] == {"value": "120k USD", "by": "2027-01-31"}
    assert shown["owners"] == [
        {
            "ref": "role:cro",
            "id": "cro",
            "title": "Chief revenue officer",
            "holders": [{"ref": "person:ada", "title": "Ada King"}],
        }
    ]
    assert shown["named_by"] == [{"ref": "kpi:old", "field": "drivers", "title": "Old rate"}]
    assert shown["place"] == {"path": "raci/all.yaml", "line": 12, "column": 3, "end_line": 12, "end_column": 11}


def test_show_lists_the_findings_of_the_declaration_alone(root: Path) -> None:
    findings = ask_json(root, "show", "bookings")["findings"]
    assert {finding["node"] for finding in findings} == {"kpi:bookings"}


def test_impact_groups_by_kind_and_says_why(root: Path) -> None:
    assert ask(root, "impact", "bookings") == (
        "A change of kpi:bookings (Bookings) affects 3 declarations.\n"
        "\n"
        "kpis\n"
        "  kpi:arr  Recurring revenue (drives)\n"
        "  kpi:old  Old rate (drivers, not in force)\n"
        "\n"
        "meetings\n"
        "  meeting:review  Weekly review\n"
        "      drives → kpi:arr → reviews\n"
    )
    assert ask(root, "impact", "lonely") == "Nothing depends on term:lonely (lonely).\n"


def test_impact_as_json_has_the_shortest_way(root: Path) -> None:
    affected = {one["ref"]: one for one in ask_json(root, "impact", "bookings")["affected"]}
    assert affected["meeting:review"]["way"] == [
        {"from": "kpi:bookings", "to": "kpi:arr", "field": "drives", "named_by": "from"},
        {"from": "kpi:arr", "to": "meeting:review", "field": "reviews", "named_by": "to"},
    ]
    assert [one["ref"] for one in ask_json(root, "impact", "bookings", "--depth", "1")["affected"]] == [
        "kpi:arr",
        "kpi:old",
    ]


def test_impact_shows_the_end_of_a_long_way(tmp_path: Path) -> None:
    chain = "".join(f"  k{number}: {{drives: k{number + 1}}}\n" for number in range(20))
    long = write(tmp_path, {"kpi_tree/all.yaml": f"kpis:\n{chain}  k20: {{}}\n"})
    last = ask(long, "impact", "k0").partition("  kpi:k20  k20\n")[2]
    assert last.startswith("      … 8 steps → kpi:k8 → drives → kpi:k9 → drives → ")
    assert last.endswith(" → kpi:k19 → drives\n")


def test_path_is_a_chain_with_arrows(root: Path) -> None:
    assert ask(root, "path", "board", "kpi:bookings") == (
        "               council:board  The board\n"
        "  ── chair ─▶  role:cro       Chief revenue officer\n"
        "  ◀─ owner ──  kpi:bookings   Bookings\n"
    )
    assert ask(root, "path", "lonely", "board") == "Nothing connects term:lonely and council:board.\n"
    assert ask_json(root, "path", "lonely", "board")["way"] is None


def test_owns_tells_a_role_and_a_person(root: Path) -> None:
    assert ask(root, "owns", "cro") == (
        "role:cro  Chief revenue officer\n"
        "\n"
        "councils\n"
        "  chairs  council:board  The board\n"
        "\n"
        "kpis\n"
        "  owns  kpi:bookings  Bookings\n"
        "\n"
        "meetings\n"
        "  owns  meeting:review  Weekly review\n"
        "\n"
        "territories\n"
        "  owns  territory:north  The north\n"
    )
    ben = ask(root, "owns", "ben")
    assert "holds  role:analyst  Analyst (as deputy)" in ben
    assert "owns  kpi:arr  Recurring revenue (as role:steward)" in ben


def test_leaver_tells_what_rests_on_a_deputy_alone(tmp_path: Path) -> None:
    root = company(tmp_path)
    more = "kpis: {alone: {owner: analyst}, shared: {owner: [analyst, steward]}, both: {owner: [cro, analyst]}}\n"
    root = write(root, {"kpi_tree/more.yaml": more})
    assert (
        "  role:analyst  Analyst  deputy: person:ben\n"
        "\n"
        "What would rest on the deputy of role:analyst\n"
        "  its owner  kpi:alone  alone\n"
        "  its owner  kpi:both   both\n"
        "\n"
        "Roles still held"
    ) in ask(root, "leaver", "ada")
    assert ask_json(root, "leaver", "ada")["rests_on_deputies"][1] == {
        "ref": "kpi:both", "kind": "kpi", "title": "both", "field": "owner", "named": ["role:analyst"],
    }  # fmt: skip


def test_leaver_tells_what_is_lost_and_what_is_not(root: Path) -> None:
    assert ask(root, "leaver", "ada") == (
        "If person:ada (Ada King) left:\n"
        "\n"
        "Roles that nobody would hold\n"
        "  role:cro  Chief revenue officer\n"
        "\n"
        "What would lose role:cro\n"
        "  its chair  council:board    The board\n"
        "  its owner  kpi:bookings     Bookings\n"
        "  its owner  meeting:review   Weekly review\n"
        "  its owner  territory:north  The north\n"
        "\n"
        "Roles that only deputies would hold\n"
        "  role:analyst  Analyst  deputy: person:ben\n"
        "\n"
        "Roles still held by others\n"
        "  role:steward  Data steward  still held by person:ben\n"
        "\n"
        "Territories\n"
        "  territory:north  The north  nobody else looks after it\n"
        "\n"
        "Quotas\n"
        "  quota:first  has a seat in  First half\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "bokings"], "revgov: 'bokings' is not declared; did you mean kpi:bookings?\n"),
        (["impact", "kpi:"], "revgov: 'kpi:' is not declared\n"),
        (["path", "board", "nobody"], "revgov: 'nobody' is not declared"),
        (
            ["leaver", "cro"],
            "revgov: 'role:cro' is a role; this question is about person; did you mean person:ada, who holds role:cro?",
        ),
        (["owns", "bookings"], "revgov: 'kpi:bookings' is a kpi; this question is about role, council or person\n"),
        (["show", "x\x1b[31m\nrevgov: all is well"], "revgov: 'x\\u{1b}[31m revgov: all is well' is not declared"),
        (["graph", "--depth", "2"], "revgov: --depth counts from a declaration"),
    ],
)
def test_a_wrong_question_is_one_line_and_exit_2(root: Path, arguments: list[str], says: str) -> None:
    done = invoke(*arguments, "-C", str(root), "--as-of", TODAY)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith(says)
    assert done.stderr.count("\n") == 1


def test_answers_about_the_example_company_fit_a_terminal() -> None:
    for question in (
        ["show", "kpi:forecast_accuracy"],
        ["impact", "system:crm"],
        ["owns", "head_of_revops"],
        ["path", "ai_council", "deal_desk"],
    ):
        assert max(map(width, ask(ROOT, *question).splitlines())) <= 120
