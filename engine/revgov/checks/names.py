"""What a name that leads nowhere probably meant: the nearest id, a former name, an abbreviation."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from revgov.checks.wording import cut, kind_name
from revgov.governance.governance import Governance
from revgov.governance.resolve import Unresolved
from revgov.kinds import BY_NAME, Node
from revgov.kinds.mentions import Mention
from revgov.kinds.node import Ref

# Comparing names costs about 10 µs each: a repository full of errors gets its suggestions within a second, or none.
COMPARISONS = 60_000
SHORT = 2


class Meant(NamedTuple):
    """A declaration that was probably meant, and how to write it in the place in question."""

    ref: str
    text: str


class Names:
    """The ids of a governance, asked for the ones nearest to a name; each question is answered once."""

    def __init__(self, governance: Governance) -> None:
        self.governance = governance
        self.left = COMPARISONS
        self.answers: dict[tuple[str, str], str | None] = {}
        self.ids: dict[str, dict[str, str]] = {}
        self.called: dict[tuple[str, str], tuple[str, str]] | None = None

    def nearest(self, among: str, name: str, words: Collection[str], alike: float = 0.6) -> str | None:
        """The word that a name resembles most, at least as much as `alike`, from 0 to 1; `among` names the words."""
        question = among, name[:80]
        if question not in self.answers:
            self.left -= len(words)
            self.answers[question] = similar(name[:80], words, alike) if self.left >= 0 else None
        return self.answers[question]

    def explained(self, lost: Unresolved, shown: str) -> tuple[str, Meant | None]:
        """What to say of a name that leads nowhere, and what it probably meant."""
        mark = lost.mention.mark
        kind, colon, id_ = lost.mention.written.partition(":")
        kinds = mark.kinds if isinstance(mark, Ref) else ()
        if colon and kind not in (*BY_NAME, "check"):
            near = self.nearest("kinds", kind, BY_NAME)
            return f"there is no kind '{cut(kind)}'" + (f"; did you mean '{near}:{cut(id_)}'?" if near else ""), None
        if colon and kinds and kind not in kinds:
            return f"'{cut(shown)}' is {either((kind,))}; {either(kinds)} is needed here", None
        prefix = self.prefix(lost)
        wanted = (kind,) if colon else kinds or tuple(BY_NAME)
        what = " or ".join(map(kind_name, wanted)) + " " if len(wanted) <= 3 and ":" not in shown else ""
        message = f"{what}'{cut(shown)}' is not declared"
        name = prefix + (id_ if colon else lost.mention.written)
        found = self.resembling(name, wanted, prefix, lost.node.ref)
        if found is None:
            return message + self.elsewhere(name, kinds), None
        ref, why = found
        text = ref if ":" in shown or (not colon and not kinds) else ref.partition(":")[2].removeprefix(prefix)
        hint = why.replace("*", text) if why else f"did you mean '{text}'?"
        return f"{message}; {hint}", Meant(ref, text)

    def prefix(self, lost: Unresolved) -> str:
        """The first half of a two-part id, where a sibling field or the declaration itself says it."""
        mark = lost.mention.mark
        if not isinstance(mark, Ref) or mark.of is None:
            return ""
        return f"{lost.node.id if mark.of == 'self' else lost.mention.sibling}."

    def resembling(self, name: str, kinds: tuple[str, ...], prefix: str, own: str) -> tuple[str, str] | None:
        """The reference of the declaration that is or was called so, with the reason in words, or the nearest id.

        It is never `own`, the reference of the declaration that names it: hardly anything refers to itself.
        """
        if self.called is None:
            self.called = dict(self.other_names())
        for kind in kinds:
            if self.called.get((kind, name.casefold()), (own,))[0] != own:
                return self.called[kind, name.casefold()]
        among = f"{' '.join(kinds)} {prefix}"
        if among not in self.ids:
            nodes = (node for kind in reversed(kinds) for node in self.governance.by_kind.get(kind, ()))
            self.ids[among] = {node.id: node.ref for node in nodes if node.id.startswith(prefix)}
        near = self.nearest(among, name, self.ids[among])
        if near and self.ids[among][near] == own:
            others = {id_: ref for id_, ref in self.ids[among].items() if ref != own}
            near = self.nearest(f"{among} but {own}", name, others)
        return (self.ids[among][near], "") if near else None

    def other_names(self) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
        for node in self.governance:
            for alias in node.aliases:
                yield (node.kind, alias.casefold()), (node.ref, "it is another name of '*'")
            if node.title != node.id:
                yield (node.kind, node.title.casefold()), (node.ref, "did you mean '*'?")
            for former in node.was:
                yield (node.kind, former.casefold()), (node.ref, "it was renamed to '*'")

    def elsewhere(self, name: str, kinds: tuple[str, ...]) -> str:
        """Says so where something of another kind bears the name."""
        other = next((kind for kind in BY_NAME if kinds and f"{kind}:{name}" in self.governance.nodes), None)
        return f"; there is {either((other,))} of that id, but {either(kinds)} is needed here" if other else ""


def either(kinds: tuple[str, ...]) -> str:
    article = "an" if kinds[0][0] in "aeio" or kinds[0] == "sla" else "a"
    return f"{article} {' or '.join(map(kind_name, kinds))}"


def similar(name: str, words: Collection[str], alike: float) -> str | None:
    """The only word of which the name is an abbreviation or that is one of it, else the one most like it in letters.

    One letter may stand for anything; two are an abbreviation of something longer, or have their last one
    typed twice, or are nothing.
    """
    telling = [word for word in words if shorter(name, word) > SHORT or typed_twice(name, word)]
    brief = [word for word in words if shorter(name, word) == SHORT and abs(len(name) - len(word)) > 1]
    near = [word for word in (*telling, *brief) if word[:1] == name[:1]]
    kin = [word for word in near if abbreviates(name, word) or abbreviates(word, name)]
    close = kin if len(kin) == 1 else get_close_matches(name, telling, n=1, cutoff=alike)
    return close[0] if close else None


def shorter(name: str, word: str) -> int:
    """How long the shorter of two names is, without what stands before the last dot."""
    return min(len(one.rpartition(".")[2]) for one in (name, word))


def typed_twice(name: str, word: str) -> bool:
    """Whether one of two names is the other of two letters, with its last one typed twice."""
    short, long = sorted((name, word), key=len)
    return len(short) == SHORT and long == short + short[-1]


def abbreviates(short: str, long: str) -> bool:
    """Whether a name is made of the first letters of each word of another one."""
    letters, ends = short.replace("_", ""), {0}
    for word in long.split("_"):
        counts = range(1, len(word) + 1)
        ends = {end + count for end in ends for count in counts if letters.startswith(word[:count], end)}
    return len(letters) in ends and len(short) < len(long)


def is_key(node: Node, mention: Mention) -> bool:
    """Whether a name is itself the key of a mapping, as in `raci: {vp_sales: A}`."""
    return len(mention.path) == 2 and isinstance(getattr(node, str(mention.path[0]), None), dict)
