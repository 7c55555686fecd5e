"""Attributions that the layout tells: transcripts, headlines, lead-ins, and names under what they said."""
