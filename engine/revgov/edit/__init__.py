"""Edits of the files: mends, new ids, canonical form, waivers, signatures. Whatever is not meant stays as it was."""
