"""The faults of the text and of the engine: found by reading, not by a check, yet explained like one. Always errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class FaultKind(NamedTuple):
    """A fault that reading reports: what is wrong, why it matters and what to do."""

    id: str
    summary: str
    why: str
    remedy: str


# fmt: off
FAULTS: Mapping[str, FaultKind] = {kind.id: kind for kind in (
    FaultKind("engine-fault", "A check of revgov itself crashed.",
              "The other checks still ran, but what this one would have found is not known.",
              "This is a defect of revgov and none of yours: please report it with the message."),
    FaultKind("schema-control-character", "A text holds a control character, written as an escape.",
              "It would move the cursor of a terminal or break the files that are published from it.",
              "delete the escape."),
    FaultKind("schema-id-invalid", "An id is small letters, digits and `_`, and begins with a letter.",
              "Ids stand in references, in SQL and in names of published files, where anything else would need quotes.",
              "write the id in that way, and the words people read under `name`."),
    FaultKind("schema-observation", "A file of measured values, or a record in it, cannot be read.",
              "A value that is skipped, or taken for another thing, would turn a breach into a pass.",
              "write the columns of,measure,period,on,value,source, and each value in the unit of what it measures; "
              "`docs/settings.md` describes them."),
    FaultKind("schema-part-missing", "A nested value lacks a part without which it means nothing.",
              "An action without `what`, or a holding without `person`, says nothing that could be checked.",
              "add the part, or take the whole entry out."),
    FaultKind("schema-unknown-field", "A field is not part of the language.",
              "What nothing reads is most often a slip of the pen, and then the field that was meant is missing.",
              "use the name that is suggested, or delete the field; `docs/sections.md` lists them all."),
    FaultKind("schema-unknown-section", "A section is not part of the language.",
              "Nothing below it is read, so everything it declares would be missing.",
              "use the name that is suggested; `docs/sections.md` lists the sections."),
    FaultKind("schema-unreadable", "A value is a text, but not one that its field understands.",
              "A duration, date or formula that is guessed at is worse than none.",
              "write it as the message shows."),
    FaultKind("schema-wrong-type", "A field holds another kind of value than it can.",
              "A list where one text belongs, or a number without its unit, has no meaning there.",
              "write the kind of value that the message asks for."),
    FaultKind("yaml-control-character", "The file holds a control character.",
              "Such characters are invisible in editors, and some change what a terminal shows.",
              "delete the character."),
    FaultKind("yaml-duplicate-key", "One mapping holds the same key twice.",
              "Most programs keep the last one silently, so the reader of the first is misled.",
              "keep the one that is meant; both places are named."),
    FaultKind("yaml-encoding", "The file is not UTF-8.",
              "Names would come out differently on every machine.",
              "save the file as UTF-8."),
    FaultKind("yaml-file-unreadable", "The file could not be read from disk or from git.",
              "What it declares would be missing without a word.",
              "make it an ordinary file that may be read."),
    FaultKind("yaml-limit", "The file is larger, deeper or holds more aliases than one file may.",
              "The limits keep a check fast and a hostile pull request harmless.",
              "split the file, nest less deeply, or write aliases out."),
    FaultKind("yaml-refused", "The file uses a construct of YAML that governance files may not.",
              "Tags, merge keys, directives and several documents mean different things to different programs.",
              "write the values out in plain YAML."),
    FaultKind("yaml-syntax", "The file is not YAML.",
              "Nothing below the fault can be read for certain.",
              "mend it where the message points; most often a text with `: ` or a leading `[` or `{` wants quotes."),
)}
# fmt: on

# While one of these stands, part of the text could not be read for certain: what is missing would be taken for removed.
UNCERTAIN = ("yaml-", "schema-", "x-id-duplicate")
# What no waiver can tolerate: text that cannot be read, a defect of the engine, and waivers themselves.
UNWAIVABLE = ("yaml-", "engine-fault", "x-waiver-invalid")
# What no baseline may know: while one of them stands, nobody knows what else would be found.
UNBASELINED = (*UNCERTAIN, "engine-fault")
