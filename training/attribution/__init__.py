"""Trains the tagger of attribution (src/sayso/claims/english/tagger) on PolNeAR's training part.

`corpus` makes windows and their labels, `network` is the network in PyTorch, `train` the loop, `graphs` writes what is
shipped, `calibrate` fits how sure a claim is. docs/models/attribution.md says what came out and how to run it.
"""
