"""The page: everything escaped, anchors that lead somewhere, and nothing that is fetched or runs."""

from __future__ import annotations

from html.parser import HTMLParser

from revgov.emit.document import Code, Document, Facts, Figure, Figures, Lines, Linked, Section, State, Table
from revgov.emit.html import Html, element, link
from revgov.emit.page import page


class Outline(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def outline(data: bytes) -> Outline:
    parser = Outline()
    parser.feed(data.decode("utf-8"))
    return parser


def report(text: str) -> Document:
    table = Table(
        (text, "State"), ((text, State(text, "bad")), (Code(text), Lines((text, Linked(text, "#one"))))), caption=text
    )
    inner = Section("two", text, (Facts(((text, text),)), Figures((Figure(text, text),))))
    return Document(
        text, text, Facts(((text, text),)), (Section("one", text, (text, table), (inner,)),), text, running=text
    )


def test_text_is_only_text() -> None:
    hostile = """</title><script>alert(1)</script>"'><img src=x onerror=alert(1)>&copy;"""
    plain_page, page_ = outline(page(report("x"))), outline(page(report(hostile)))
    assert [tag for tag, _ in page_.elements if tag != "wbr"] == [tag for tag, _ in plain_page.elements]
    assert {key for _, attributes in page_.elements for key in attributes} == {
        key for _, attributes in plain_page.elements for key in attributes
    }
    assert hostile in page_.words


def test_ids_are_unique_and_anchors_lead_to_them() -> None:
    elements = outline(page(report("x"))).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"] for tag, attributes in elements if tag == "a"}
    assert targets <= {f"#{id_}" for id_ in ids}


def test_headings_come_in_order() -> None:
    levels = [int(tag[1]) for tag, _ in outline(page(report("x"))).elements if tag in ("h1", "h2", "h3", "h4")]
    assert levels == [1, 2, 3]


def test_heads_of_tables_say_what_they_head() -> None:
    heads = [attributes for tag, attributes in outline(page(report("x"))).elements if tag == "th"]
    assert {attributes["scope"] for attributes in heads} == {"col", "row"}


def test_only_web_and_mail_addresses_become_links() -> None:
    assert (
        link("x", "https://example.org/a?b=c") == '<a href="https://example.org/a?b=c" rel="noopener noreferrer">x</a>'
    )
    assert link("x", "mailto:a@example.org").startswith("<a ")
    for address in (
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "java\tscript:x",
        "data:text/html,x",
        "//example.org",
        'https://a" onclick=x',
        " https://a",
        "",
    ):
        assert link("x", address) == "x"


def test_controls_and_halves_of_characters_are_shown_as_what_cannot_be_shown() -> None:
    assert element("p", "a\x00b\x1bc\ud800d\r\ne") == "<p>a\ufffdb\ufffdc\ufffdd\ne</p>"


def test_markup_is_not_escaped_twice() -> None:
    assert element("p", Html("<br>"), "<br>") == "<p><br>&lt;br&gt;</p>"


def test_a_style_sheet_takes_plain_signs_only() -> None:
    markup = page(report("x")._replace(running='a" } </style><b> c')).decode("utf-8")
    assert 'content: "a  styleb c"' in markup
