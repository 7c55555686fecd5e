"""Trains the learned layer of commitment (src/sayso/claims/english/factuality/weighing.py) on judged events.

`train` makes signs of the training parts, grows the trees and writes what is shipped. docs/models/factuality.md says
what came out and how to run it.
"""
