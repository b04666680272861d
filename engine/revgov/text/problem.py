"""What a YAML parser says, in words for the person who wrote the file."""

from __future__ import annotations

NO_NAME = (
    "this `:` would make the text before it a name, where none can stand: put the text in quotes, or mend indentation"
)
NO_BEGINNING = "no value can begin with this character: put the text in quotes; indent with spaces, never with tabs"
NO_COLON = "this line, or the one above, needs a `:` and a space after its name, or more indentation"
CROOKED = "this line is not indented like its neighbours: names side by side begin in the same column"
CROOKED_OR_OPEN = "this line is not indented like its neighbours, or a `:` or a quote is missing above"
CROOKED_ITEM = "this line is not indented like the items above: each begins with `- ` in the same column"
NO_LIST = "no list can begin here: put `- ` on a line of its own below the name"
OPEN_LIST = "the list that `[` opened goes wrong here: put `,` between its items and `]` at its end"
OPEN_FIELDS = "the fields that `{` opened go wrong here: put `,` between them and `}` at their end"
OPEN_QUOTES = "the quotes opened here are never closed: close them"
ESCAPE = "`\\` begins an escape in double quotes, and this is none: write `\\\\`, or use single quotes"
CODE = "this escape stands for no character: write the character itself"
SIGN = "text that begins with `&`, `*` or `!` has a meaning of its own in YAML: put it in quotes"
BLOCK = "after `|` or `>` the text begins on the next line"
NO_VALUE = "a value is missing here, or text begins with a character that has a meaning of its own: use quotes"
OUTSIDE = "what follows does not belong to what is above: indent it, or give it a name"

# A part of what libyaml or ruamel.yaml says -> what is wrong and what to do. The first that fits is taken.
SENTENCES = {
    "nesting depth": "too many levels are nested here: nest less deeply",
    "mapping values are not allowed": NO_NAME,
    "that cannot start any token": NO_BEGINNING,
    "could not find expected ':'": NO_COLON,
    "expected ':'": NO_COLON,
    "expected <block end>": CROOKED,
    "expected key": CROOKED_OR_OPEN,
    "expected '-' indicator": CROOKED_ITEM,
    "sequence entries are not allowed": NO_LIST,
    "expected ',' or ']'": OPEN_LIST,
    "expected ',' or '}'": OPEN_FIELDS,
    "unexpected end of stream": OPEN_QUOTES,
    "unexpected document separator": OPEN_QUOTES,
    "unknown escape character": ESCAPE,
    "expected escape sequence": ESCAPE,
    "invalid Unicode character": CODE,
    "while scanning an anchor": SIGN,
    "while scanning an alias": SIGN,
    "while scanning a tag": SIGN,
    "alphabetic or numeric character": SIGN,
    "chomping or indentation indicators": BLOCK,
    "a comment or a line break": BLOCK,
    "expected node content": NO_VALUE,
    "expected the node content": NO_VALUE,
    "expected <document start>": OUTSIDE,
    "expected '<document start>'": OUTSIDE,
}


def sentence(said: str) -> str:
    """A sentence for what a parser said: its context and its problem."""
    for part, told in SENTENCES.items():
        if part in said:
            return told
    return f"this is not YAML, and cannot be read from here on ({said})" if said else "this is not YAML"
