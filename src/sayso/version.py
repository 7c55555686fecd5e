"""The version of the program; it stands in every ledger row that it wrote."""

__version__ = "0.1.0"
