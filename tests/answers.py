"""What a company would write in the place of each placeholder of the starter, so that tests can fill all of them in."""

from __future__ import annotations

import re
from pathlib import Path

# By the words with which a placeholder begins. Every one has an answer: a test says which are missing.
ANSWERS = {
    "name of the company": "Brightside Analytics",
    "why RevOps exists": "One set of numbers, one lifecycle and one calendar for everybody who earns our revenue.",
    "what will be different in two years": "We argue about what to do, and no longer about what a number is.",
    "which product it is, and who at the vendor helps": "Run as a service; the vendor's customer team answers.",
    "which product it is; if you have none yet": "The smallest plan that can score, run by marketing.",
    "which product it is; if customer success works": "Health scores and renewals, run by the renewals team.",
    "which product it is, and where the scorecard": "Reads from the warehouse; the scorecard is its first page.",
    "which product it is, and who in finance": "Exports once a night; the controller looks after it.",
    "who leads the company": "Ines Duarte",
    "who leads revenue": "Tom Okoro",
    "who leads finance": "Petra Lang",
    "who keeps the books": "Petra Lang",
    "who leads sales": "Jon Ferris",
    "who leads marketing": "Mia Sato",
    "who leads customer success": "Ravi Nair",
    "who leads RevOps": "Clara Weiss",
    "who runs RevOps": "Clara Weiss",
    "who runs forecast and reporting": "Omar Haddad",
    "who analyses": "Lucy Chen",
    "who builds and connects systems": "Nils Berg",
    "who keeps the data clean": "Amara Bello",
    "who knows data protection law": "Hugo Marchetti",
}
PLACEHOLDER = re.compile(r'"TODO: ([^"]*)"|(?<=: )TODO: (.*)$', re.M)


def answer(match: re.Match[str]) -> str:
    asked = match[1] or match[2]
    return f'"{next(said for begins, said in ANSWERS.items() if asked.startswith(begins))}"'


def fill_in(root: Path) -> None:
    """Puts an answer in the place of every placeholder below a folder."""
    for file in root.rglob("*.yaml"):
        file.write_text(PLACEHOLDER.sub(answer, file.read_text(encoding="utf-8")), encoding="utf-8")


def placeholders(root: Path) -> dict[str, set[int]]:
    """The lines of each file that hold a placeholder which is no comment."""
    found = {}
    for file in sorted(root.rglob("*.yaml")):
        lines = file.read_text(encoding="utf-8").splitlines()
        held = {number for number, line in enumerate(lines, 1) if "TODO" in line and not line.lstrip().startswith("#")}
        if held:
            found[file.relative_to(root).as_posix()] = held
    return found
