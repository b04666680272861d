"""Who has the last word on a field, and fields that go round in circles."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

SYSTEMS = "systems: {crm: {name: CRM}, map: {name: Automation}, dwh: {}, quoting: {}}\n"
FIELDS = "fields: {x: {}, y: {}}"


def dataset(rest: str, integrations: str = "") -> str:
    feeds = f"integrations: {{{integrations}}}\n" if integrations else ""
    return f"datasets:\n  {rest}\n{feeds}{SYSTEMS}"


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (f"«d»: {{{FIELDS}}}", None, "d names no `system`"),
        (
            f"d: {{system: crm, {FIELDS}, writes: [«{{system: quoting, fields: [x]}}»]}}",
            "writes",
            "quoting also writes x of d; say who wins: `wins: quoting`, `crm` or `newest`",
        ),
        (
            f"d: {{system: crm, {FIELDS}, writes: [«{{system: quoting}}»]}}",
            "writes",
            "quoting also writes d; say who wins",
        ),
        (
            f"d: {{system: crm, {FIELDS}, writes: [{{system: quoting, fields: [x], wins: «whoever»}}]}}",
            "writes.wins",
            "'whoever' says not who wins; write crm, quoting or newest",
        ),
        (
            (
                f"d: {{system: crm, {FIELDS}, writes: [{{system: map, fields: [x, y], wins: map}}, "
                "«{system: quoting, fields: x, wins: quoting}»]}"
            ),
            "writes",
            "Automation and quoting each win over CRM on d.x; let one of them have the last word",
        ),
    ],
)
def test_what_a_dataset_says_of_its_writers(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    (one,) = found(tmp_path, "data-multiple-masters", dataset(text))
    assert (one.node, one.field) == ("dataset:d", field)
    assert one.message.startswith(said)


WRITTEN = f"d: {{system: crm, {FIELDS}}}"


@pytest.mark.parametrize(
    ("text", "feed", "said"),
    [
        (
            WRITTEN,
            "«i»: {from: quoting, to: crm, fields: [d.x, d.y]}",
            "quoting writes d.x, of which CRM is the system of",
        ),
        (WRITTEN, "i: {from: quoting, to: crm, fields: [d.x], wins: «sometimes»}", "quoting writes d.x"),
        (
            f"d: {{system: crm, {FIELDS}, writes: [{{system: quoting, fields: [y], wins: crm}}]}}",
            "«i»: {from: quoting, to: crm, fields: [d.y, d.x]}",
            "quoting writes d.x",
        ),
        (
            WRITTEN,
            "out: {from: crm, to: quoting, fields: [d.x], wins: to}, «i»: {from: quoting, to: crm, fields: [d.x]}",
            "quoting writes d.x",
        ),
    ],
)
def test_an_integration_writes_what_is_mastered_elsewhere(tmp_path: Path, text: str, feed: str, said: str) -> None:
    (one,) = found(tmp_path, "data-multiple-masters", dataset(text, feed))
    assert one.node == "integration:i"
    assert one.message.startswith(said)


def test_the_dataset_and_the_integration_say_the_same(tmp_path: Path) -> None:
    text = f"d: {{system: crm, {FIELDS}, writes: [{{system: quoting, fields: [x], wins: «crm»}}]}}"
    feed = "i: {from: quoting, to: crm, fields: [d.x], wins: from}"
    (one,) = found(tmp_path, "data-multiple-masters", dataset(text, feed))
    assert one.message == "crm wins here, but quoting in the integration that writes it"


@pytest.mark.parametrize(
    ("text", "feed"),
    [
        ("d: {}", ""),
        ("d: {system: nowhere, fields: {x: {}}, writes: [{system: crm}]}", ""),
        ("d: {system: [crm], fields: {x: {}}}", ""),
        ("d: {until: 2026-01-01, fields: {x: {}}}", ""),
        (f"d: {{system: crm, {FIELDS}, writes: [{{system: crm}}]}}", ""),
        (f"d: {{system: crm, {FIELDS}, writes: [{{system: nowhere}}]}}", ""),
        (f"d: {{system: crm, {FIELDS}, writes: [{{system: quoting, wins: newest}}]}}", ""),
        (
            f"d: {{system: crm, {FIELDS}, writes: [{{system: quoting}}]}}",
            "i: {from: quoting, to: crm, fields: [d.x], wins: to}",
        ),
        (
            f"d: {{system: crm, {FIELDS}, writes: [{{system: quoting, wins: crm}}]}}",
            "i: {from: quoting, to: crm, fields: [d.x]}",
        ),
        (WRITTEN, "i: {from: quoting, to: crm, fields: [d.x], wins: from}"),
        (WRITTEN, "i: {from: quoting, to: crm, fields: [d.x], wins: crm}"),
        (WRITTEN, "i: {from: quoting, to: crm, fields: [d.x], wins: [from]}"),
        (WRITTEN, "i: {from: quoting, to: crm, fields: [d.x], until: 2026-01-01}"),
        (WRITTEN, "i: {from: crm, to: dwh, fields: [d.x]}"),
        (WRITTEN, "i: {from: quoting, to: dwh, fields: [d.x]}"),
        (WRITTEN, "i: {from: crm, to: map, fields: [d.x]}, j: {from: map, to: crm, fields: [d.x]}"),
        (
            (
                f"d: {{system: crm, {FIELDS}, writes: [{{system: map, fields: x, wins: map}}, "
                "{system: quoting, fields: y, wins: quoting}]}"
            ),
            "",
        ),
    ],
)
def test_one_master_and_one_rule(tmp_path: Path, text: str, feed: str) -> None:
    assert found(tmp_path, "data-multiple-masters", dataset(text, feed)) == []


def test_a_dataset_that_a_kpi_is_counted_from_is_told_by_another_check(tmp_path: Path) -> None:
    text = dataset("d: {fields: {x: {}}}") + "kpis: {k: {source: {dataset: d, field: x}}}\n"
    assert found(tmp_path, "data-multiple-masters", text) == []
    assert [one.node for one in findings(tmp_path, {}, "kpi-source-not-single")] == ["dataset:d"]


LOOPS = f"d: {{system: crm, {FIELDS}}}"


@pytest.mark.parametrize(
    ("feeds", "said"),
    [
        (
            "i: {from: crm, to: map, fields: [d.x, d.y]}, j: {from: map, to: crm, fields: [«d.x», d.y]}",
            "CRM and Automation overwrite d.x and d.y in a circle, and nothing says who wins",
        ),
        (
            "i: {from: crm, to: map, fields: [d.x], wins: from}, j: {from: map, to: crm, fields: [«d.x»], wins: from}",
            "CRM and Automation overwrite d.x in a circle",
        ),
        (
            (
                "i: {from: crm, to: map, fields: [d.x]}, j: {from: map, to: dwh, fields: [d.x]}, "
                "k: {from: dwh, to: crm, fields: [d.y, «d.x»]}"
            ),
            "CRM, Automation and dwh overwrite d.x in a circle",
        ),
        (
            "i: {from: crm, to: map, fields: [d.x], wins: perhaps}, j: {from: map, to: crm, fields: [«d.x»]}",
            "CRM and Automation",
        ),
    ],
)
def test_a_field_that_goes_round_in_a_circle(tmp_path: Path, feeds: str, said: str) -> None:
    (one,) = found(tmp_path, "tech-sync-loop", dataset(LOOPS, feeds))
    assert one.message.startswith(said)
    assert len(one.related) == feeds.count("from: ") - 1


@pytest.mark.parametrize(
    "feeds",
    [
        "i: {from: crm, to: map, fields: [d.x]}, j: {from: map, to: crm, fields: [d.y]}",
        "i: {from: crm, to: map, fields: [d.x], wins: to}, j: {from: map, to: crm, fields: [d.x]}",
        "i: {from: crm, to: map, fields: [d.x]}, j: {from: map, to: crm, fields: [d.x], wins: newest}",
        "i: {from: crm, to: map, fields: [d.x]}, j: {from: map, to: crm, fields: [d.x], wins: crm}",
        "i: {from: crm, to: map, fields: [d.x]}, j: {from: map, to: crm, fields: [d.x], wins: [to]}",
        "i: {from: crm, to: map, fields: [d.x]}, j: {from: map, to: crm, fields: [d.x], until: 2026-01-01}",
        "i: {from: crm, to: map, fields: [d.x]}, j: {from: map, to: nowhere, fields: [d.x]}",
        "i: {from: crm, to: crm, fields: [d.x]}, j: {from: crm, to: crm, fields: [d.x]}",
    ],
)
def test_what_is_no_circle_or_has_somebody_who_yields(tmp_path: Path, feeds: str) -> None:
    assert found(tmp_path, "tech-sync-loop", dataset(LOOPS, feeds)) == []


@pytest.mark.parametrize(("wins", "loops"), [("crm", False), ("newest", False), ("map", True)])
def test_the_dataset_may_say_who_yields(tmp_path: Path, wins: str, loops: bool) -> None:
    spot = "«d.x»" if loops else "d.x"
    text = dataset(
        f"d: {{system: crm, {FIELDS}, writes: [{{system: map, fields: x, wins: {wins}}}]}}",
        f"i: {{from: crm, to: map, fields: [d.x]}}, j: {{from: map, to: crm, fields: [{spot}]}}",
    )
    assert named(found(tmp_path, "tech-sync-loop", text)) == [("integration:j", "fields")] * loops
