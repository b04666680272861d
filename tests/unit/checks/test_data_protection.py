"""Classes of data, and what sensitive data have to say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHARTER = """charter:
  classifications: [public, internal, confidential, restricted]
  retention: {internal: {least: 1 year, most: 7 years}, confidential: {most: 3 years}}
"""


def dataset(text: str, rest: str = "") -> str:
    return f"{CHARTER}datasets:\n  {text}\nroles: {{a: {{}}}}\nsystems: {{crm: {{}}, dwh: {{}}}}\n{rest}"


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        ("«d»: {}", [("dataset:d", None)], "d has no classification"),
        (
            "«d»: {fields: {x: {}, y: {classification: public}, z: {}}}",
            [("dataset:d", None)],
            "d has no classification, nor have its fields d.x and d.z",
        ),
        (
            "d: {classification: public, fields: {«x»: {}}}",
            [("field:d.x", None)],
            "the field d.x has no classification",
        ),
        ("«d»: {fields: {x: {classification: public}}}", [("dataset:d", None)], "d has no classification"),
    ],
)
def test_data_without_a_class(tmp_path: Path, text: str, names: list[tuple[str, None]], said: str) -> None:
    told = found(tmp_path, "data-classification-missing", dataset(text))
    assert named(told) == names
    assert told[0].message == said


@pytest.mark.parametrize(
    "text",
    [
        "d: {classification: public, fields: {x: {classification: internal}}}",
        "d: {classification: secretive, fields: {x: {classification: internal}}}",
        "d: {classification: [public], fields: {x: {classification: internal}}}",
        "d: {classification: public, fields: {x: {classification: [internal]}}}",
        "d: {classification: public, fields: {x: {clasification: internal}}}",
        "d: {clasification: public}",
        "d: {until: 2026-01-01}",
    ],
)
def test_data_with_a_class_or_with_one_that_is_told_elsewhere(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "data-classification-missing", dataset(text)) == []


def test_the_charter_lists_the_classes(tmp_path: Path) -> None:
    text = "charter:\n  organization: A\ndatasets: {d: {classification: public}}\n".replace("charter", "«charter»", 1)
    (one,) = found(tmp_path, "data-classification-missing", text, profile="startup")
    assert (one.node, one.severity) == ("charter:charter", Severity.WARNING)
    assert "lists no `classifications`" in one.message


@pytest.mark.parametrize(
    "text", ["charter: {}\n", "charter: {classifications: {}}\ndatasets: {d: {classification: x}}\n"]
)
def test_without_data_or_with_an_unreadable_list_nobody_asks_for_one(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "data-classification-missing", text) == []


WHOLE = "lawful_basis: consent, masking: hashed"
KEPT = "access: a, retention: 1 year, dispose: erased"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("{personal: true}", "d.x is personal and states no `lawful_basis` and no `masking`"),
        ("{personal: true, masking: hashed}", "d.x is personal and states no `lawful_basis`"),
        ("{personal: true, lawful_basis: consent}", "d.x is personal and states no `masking`"),
        ("{classification: confidential, lawful_basis: contract}", "d.x is confidential and states no `masking`"),
        ("{classification: restricted, masking: hashed}", "d.x is restricted and states no `lawful_basis`"),
    ],
)
def test_a_sensitive_field_states_basis_and_masking(tmp_path: Path, field: str, said: str) -> None:
    text = dataset(f"d: {{classification: internal, {KEPT}, fields: {{«x»: {field}}}}}")
    (one,) = found(tmp_path, "data-pii-uncontrolled", text, profile="startup")
    assert (one.node, one.message, one.severity) == ("field:d.x", said, Severity.ERROR)


def test_what_a_field_without_a_class_may_be_another_check_asks(tmp_path: Path) -> None:
    text = dataset(f"d: {{classification: confidential, {KEPT}, fields: {{x: {{}}}}}}")
    assert found(tmp_path, "data-pii-uncontrolled", text) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            "classification: internal, retention: 1 year",
            "holds personal or confidential data (d.x) and states no `access`",
        ),
        ("classification: internal, access: a", "holds personal or confidential data (d.x) and states no `retention`"),
        (
            "classification: internal",
            "holds personal or confidential data (d.x) and states no `access` and no `retention`",
        ),
    ],
)
def test_a_dataset_of_sensitive_data_states_access_and_retention(tmp_path: Path, fields: str, said: str) -> None:
    text = dataset(f"«d»: {{{fields}, fields: {{x: {{personal: true, {WHOLE}}}}}}}")
    (one,) = found(tmp_path, "data-pii-uncontrolled", text)
    assert (one.node, one.message) == ("dataset:d", f"d {said}")


def test_a_dataset_may_be_sensitive_without_fields(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "data-pii-uncontrolled", dataset("«d»: {classification: restricted, retention: 1 year}"))
    assert one.message == "d is restricted and states no `access`"


@pytest.mark.parametrize(
    "text",
    [
        "d: {classification: internal, fields: {x: {}}}",
        f"d: {{classification: internal, {KEPT}, fields: {{x: {{personal: true, {WHOLE}}}}}}}",
        f"d: {{{KEPT}, fields: {{x: {{personal: true, lawful_basis: [consent], masking: hashed}}}}}}",
        f"d: {{access: a, retention: long, fields: {{x: {{personal: true, {WHOLE}}}}}}}",
        f"d: {{access: nobody_declared, retention: 1 year, fields: {{x: {{personal: true, {WHOLE}}}}}}}",
        "d: {until: 2026-01-01, fields: {x: {personal: true}}}",
    ],
)
def test_data_that_are_not_sensitive_or_say_everything(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "data-pii-uncontrolled", dataset(text)) == []


@pytest.mark.parametrize(
    ("setting", "nodes"),
    [("restricted", ["dataset:r"]), ("unlisted", ["dataset:r"]), ("internal", ["dataset:i", "dataset:r"])],
)
def test_from_which_class_on_data_are_confidential(tmp_path: Path, setting: str, nodes: list[str]) -> None:
    files = {
        "charter.yaml": f"{CHARTER}datasets: {{i: {{classification: internal}}, r: {{classification: restricted}}}}\n",
        "revgov.yaml": f"checks: {{data-pii-uncontrolled: {{confidential: {setting}}}}}\n",
    }
    assert [one.node for one in findings(tmp_path, files, "data-pii-uncontrolled")] == nodes


def test_without_a_list_the_usual_classes_hold(tmp_path: Path) -> None:
    text = "charter: {}\ndatasets: {i: {classification: internal}, «r»: {classification: restricted}}\n"
    assert named(found(tmp_path, "data-pii-uncontrolled", text)) == [("dataset:r", None)]


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("«d»: {classification: internal}", None, "d states no `retention` and no `dispose`"),
        ("«d»: {classification: internal, retention: 1 year}", None, "d states no `dispose`"),
        ("«d»: {classification: internal, dispose: erased}", None, "d states no `retention`"),
        ("«d»: {classification: confidential}", None, "d states no `dispose`"),
        (
            "d: {classification: internal, retention: «11 months», dispose: erased}",
            "retention",
            "d is kept for 11 months, but internal data must be kept for at least 1 year",
        ),
        (
            "d: {classification: internal, retention: «85 months», dispose: erased}",
            "retention",
            "d is kept for 85 months, but internal data may be kept for at most 7 years",
        ),
        (
            "d: {retention: «4 years», dispose: erased, fields: {x: {classification: confidential}}}",
            "retention",
            "d is kept for 4 years, but confidential data, which d.x is, may be kept for at most 3 years",
        ),
    ],
)
def test_a_retention_that_does_not_hold(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    (one,) = found(tmp_path, "data-retention-invalid", dataset(text))
    assert (one.node, one.field, one.message) == ("dataset:d", field, said)


@pytest.mark.parametrize(
    "fields",
    [
        "classification: internal, retention: 84 months, dispose: erased",
        "classification: internal, retention: 12 months, dispose: erased",
        "classification: restricted, retention: 90 years, dispose: erased",
        "classification: confidential, retention: 1 day, dispose: erased",
        "classification: unheard_of, retention: 90 years, dispose: erased",
        "classification: internal, retention: long, dispose: [erased]",
        "until: 2026-01-01",
    ],
)
def test_a_retention_within_the_limits(tmp_path: Path, fields: str) -> None:
    assert found(tmp_path, "data-retention-invalid", dataset(f"d: {{{fields}}}")) == []


ORIGIN = "d: {classification: internal, retention: 2 years, dispose: erased, fields: {x: {}, y: {}}}"


@pytest.mark.parametrize(
    ("integration", "copy", "node", "said"),
    [
        (
            "kept: «25 months», fields: [d.x, d.y]",
            "",
            "integration:i",
            "copies made by 'Feed' are kept for 25 months, but d only for 2 years",
        ),
        (
            "fields: [{from: d.x, to: copy.x}]",
            "copy: {classification: internal, retention: «3 years», dispose: erased, fields: {x: {}}}",
            "dataset:copy",
            "copy, which 'Feed' copies d.x to, is kept for 3 years, but d only for 2 years",
        ),
    ],
)
def test_a_copy_that_is_kept_longer(tmp_path: Path, integration: str, copy: str, node: str, said: str) -> None:
    copy = f"\n  {copy}" if copy else ""
    text = dataset(ORIGIN + copy, f"integrations: {{i: {{name: Feed, from: crm, to: dwh, {integration}}}}}\n")
    (one,) = found(tmp_path, "data-retention-invalid", text)
    assert (one.node, one.message) == (node, said)


@pytest.mark.parametrize(
    ("integration", "copy"),
    [
        ("kept: 24 months, fields: [d.x]", "copy: {classification: internal, retention: 2 years, dispose: erased}"),
        ("kept: 3 years, fields: []", "copy: {classification: internal, retention: 2 years, dispose: erased}"),
        (
            "kept: 3 years, fields: [d.x], until: 2026-01-01",
            "copy: {classification: internal, retention: 2 years, dispose: e}",
        ),
        (
            "fields: [{from: d.x, to: copy.z}]",
            "copy: {classification: internal, retention: 3 years, dispose: erased, fields: {x: {}}}",
        ),
    ],
)
def test_a_copy_that_is_not_kept_longer_or_is_none(tmp_path: Path, integration: str, copy: str) -> None:
    text = dataset(f"{ORIGIN}\n  {copy}", f"integrations: {{i: {{from: crm, to: dwh, {integration}}}}}\n")
    assert found(tmp_path, "data-retention-invalid", text) == []
