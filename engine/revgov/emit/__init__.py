"""A governance becomes what people use: one module per artefact, and one table of them in `artefacts`."""
