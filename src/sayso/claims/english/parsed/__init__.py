"""Attributions that the parse tells: what hangs on a verb, a noun or a figure, put right where it goes wrong."""
