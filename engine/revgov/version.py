"""The version, on the lowest floor, because every floor may want to say it."""

__version__ = "0.1.0"
