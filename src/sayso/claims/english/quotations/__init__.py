"""Whose word a quotation is: its cue and speaker, how far it goes on, and what is quoted within it."""
