"""Sayso: the ledger of who says what, on whose word."""
