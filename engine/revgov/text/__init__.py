"""YAML text -> values, the faults of the text, and the places of both; under limits, and kept by content."""

from revgov.text.cache import ReadingCache, opened, read_whole, write_whole
from revgov.text.fault import Fault, Reading
from revgov.text.grammar import fast_reader_available
from revgov.text.places import Places, locate
from revgov.text.reading import read

__all__ = [
    "Fault", "Places", "Reading", "ReadingCache", "fast_reader_available", "locate", "opened", "read", "read_whole",
    "write_whole",
]  # fmt: skip
