"""Markdown of generated pages: no text breaks out of its table or code block."""

from __future__ import annotations

from revgov.checks.examples import Example
from revgov.emit.catalogue_docs import cell, check_pages, commands_page, fenced


def test_no_text_ends_its_code_block() -> None:
    assert list(fenced("a\n```\nb\n````\n", "yaml")) == ["`````yaml", "a\n```\nb\n````", "`````"]
    assert list(fenced("a", "text")) == ["```text", "a", "```"]


def test_no_text_ends_its_cell() -> None:
    assert cell("one | two\nthree") == "one \\| two three"


def test_an_example_stands_on_the_page_of_its_check_alone() -> None:
    pages = dict(check_pages({"yaml-syntax": Example({"a.yaml": "a: b: c\n"}, {"a.yaml": "a: b\n"}, "not YAML\n")}))
    page = pages["docs/checks/yaml-syntax.md"].decode()
    assert "`a.yaml`\n\n```yaml\na: b: c\n```\n\nprints\n\n```text\nnot YAML\n```\n" in page
    assert "## What passes\n\n`a.yaml`\n\n```yaml\na: b\n```\n" in page
    assert "## What fails" not in pages["docs/checks/yaml-limit.md"].decode()


def test_a_file_is_shown_in_its_own_language_and_the_page_says_what_to_edit() -> None:
    files = {"observed/a.csv": "of,on,value\n", "a.yaml": "a: b\n"}
    pages = dict(check_pages({"risk-trigger-fired": Example(files, {}, "")}))
    page = pages["docs/checks/risk-trigger-fired.md"].decode()
    assert page.startswith("<!-- Generated; edit the check's docstring instead. -->\n# risk-trigger-fired\n")
    assert "`observed/a.csv`\n\n```csv\nof,on,value\n```\n\n`a.yaml`\n\n```yaml\na: b\n```\n" in page


def test_the_index_leads_to_every_page() -> None:
    pages = dict(check_pages({}))
    index = pages.pop("docs/checks/index.md").decode()
    assert [path for path in pages if f"]({path.removeprefix('docs/checks/')})" not in index] == []


def test_a_command_stands_in_the_table_and_with_its_help() -> None:
    path, page = commands_page([("show", "Show | one.", "Usage: revgov show REF")])
    assert path == "docs/commands.md"
    assert "| [`revgov show`](#revgov-show) | Show \\| one. |" in page.decode()
    assert "## revgov show\n\nShow | one.\n\n```text\nUsage: revgov show REF\n```" in page.decode()
