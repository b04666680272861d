"""The starter's files, filled in: whole, readable, and never in the place of something that is there."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from revgov.founding import Answers, InTheWay, filled, found_in, new_files, next_monday, scalar, write
from revgov.profiles import NAMES
from revgov.text import read
from revgov.version import __version__

MONDAY = datetime.date(2026, 11, 30)
ANSWERS = Answers("scale_up", "Acme Ltd", "Europe/Berlin", "EUR", MONDAY, ("github", "gitlab"))


@pytest.mark.parametrize("profile", NAMES)
def test_every_file_is_filled_and_readable(profile: str) -> None:
    for path, text in new_files(ANSWERS._replace(profile=profile)).items():
        assert "{{" not in text.replace("${{", ""), path
        assert text.endswith("\n"), path
        if path.endswith((".yaml", ".yml")):
            assert yaml.safe_load(text) is not None or path == "revgov.yaml", path
        if path.startswith(("charter", "raci/", "kpi_tree/", "cadence/", "policies/")):
            assert not read(text.encode()).faults, path


def test_the_larger_profile_has_all_of_the_smaller_and_more() -> None:
    smaller, larger = (set(new_files(ANSWERS._replace(profile=profile))) for profile in NAMES)
    assert smaller < larger


def test_ci_only_for_whom_was_asked() -> None:
    def workflows(*ci: str) -> set[str]:
        return {path for path in new_files(ANSWERS._replace(ci=ci)) if "git" in path} - {".gitignore"}

    assert workflows() == set()
    assert workflows("gitlab") == {".gitlab-ci.yml"}
    assert workflows("github", "gitlab") == {".gitlab-ci.yml", ".github/workflows/governance.yml"}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{start}}", "2026-11-30"),
        ("{{start+11}}", "2026-12-11"),
        ("{due: {{start-1}}}", "{due: 2026-11-29}"),
        ("{{monday}} {{thursday}}", "2026-11-30 2026-12-03"),
        ("{{thursday+7}}", "2026-12-10"),
        ("{{organization}} {{timezone}} {{currency}}", "Acme Ltd Europe/Berlin EUR"),
        ("{{version}} {{chief}} {{profile}}", f"{__version__} cro scale_up"),
        ("${{ github.base_ref }}", "${{ github.base_ref }}"),
    ],
)
def test_words_and_days_are_put_in(template: str, text: str) -> None:
    assert filled(template, ANSWERS) == text


def test_the_first_weekday_is_on_or_after_the_start() -> None:
    assert (
        filled("{{monday}} {{friday}}", ANSWERS._replace(start=datetime.date(2026, 12, 3))) == "2026-12-07 2026-12-04"
    )


def test_a_word_that_nobody_knows_is_a_defect() -> None:
    with pytest.raises(KeyError, match="organisation"):
        filled("{{organisation}}", ANSWERS)


@pytest.mark.parametrize(
    "name",
    ["Acme Ltd", "Müller & Söhne", "a: b", "#1", "null", "True", "-", "'quoted'", 'say "hi"', "売上", "1_000", "x",
     "a {b}", "TODO: name of the company", "{{start}}", "*", "50%"],
)  # fmt: skip
def test_any_name_comes_out_as_it_was_said(name: str) -> None:
    text = filled("charter:\n  organization: {{organization}}\n", ANSWERS._replace(organization=name))
    assert yaml.safe_load(text) == {"charter": {"organization": name}}
    assert read(text.encode()).values == {"charter": {"organization": name}}


def test_names_that_need_no_quotes_have_none() -> None:
    assert scalar("Acme Ltd") == "Acme Ltd"
    assert scalar("Acme: Ltd") == '"Acme: Ltd"'


def test_the_plan_begins_on_the_monday_after() -> None:
    days = [datetime.date(2026, 11, 23) + datetime.timedelta(number) for number in range(7)]
    assert {next_monday(day) for day in days} == {MONDAY}
    assert next_monday(MONDAY) == datetime.date(2026, 12, 7)


FILES = {"charter.yaml": "a\n", "raci/roles.yaml": "b\n", "raci/people.yaml": "c\n"}


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write(tmp_path / "new", FILES)
    assert {path: (tmp_path / "new" / path).read_text() for path in FILES} == FILES


def test_nothing_is_overwritten_and_nothing_written_beside_it(tmp_path: Path) -> None:
    (tmp_path / "raci").mkdir()
    (tmp_path / "raci" / "people.yaml").write_text("mine\n")
    with pytest.raises(InTheWay) as found:
        write(tmp_path, FILES)
    assert found.value.paths == [str(tmp_path / "raci" / "people.yaml")]
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["people.yaml"]
    assert (tmp_path / "raci" / "people.yaml").read_text() == "mine\n"


def test_a_file_where_a_folder_belongs_is_in_the_way_once(tmp_path: Path) -> None:
    (tmp_path / "raci").write_text("a list\n")
    assert found_in(tmp_path, FILES) == [str(tmp_path / "raci")]


@pytest.mark.parametrize(("link", "target"), [("raci", "elsewhere"), ("charter.yaml", "nothing")])
def test_a_link_is_in_the_way_wherever_it_leads(link: str, target: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "root"
    root.mkdir()
    (root / link).symlink_to(tmp_path / target)
    with pytest.raises(InTheWay) as found:
        write(root, FILES)
    assert found.value.paths == [str(root / link)]
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (tmp_path / "nothing").exists()


def test_when_the_disk_refuses_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="File name too long"):
        write(tmp_path, {**FILES, f"raci/{'x' * 300}.yaml": "d\n"})
    assert list(tmp_path.iterdir()) == []


def test_a_new_root_goes_as_well_and_what_others_put_there_stays(tmp_path: Path) -> None:
    long = {**FILES, f"raci/{'x' * 300}.yaml": "d\n"}
    with pytest.raises(OSError, match="File name too long"):
        write(tmp_path / "a" / "new", long)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "raci").mkdir()
    (tmp_path / "raci" / "mine.yaml").write_text("mine\n", encoding="utf-8")
    with pytest.raises(OSError, match="File name too long"):
        write(tmp_path, long)
    assert [file.name for file in tmp_path.rglob("*")] == ["raci", "mine.yaml"]
