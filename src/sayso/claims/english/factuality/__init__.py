"""How sure: how far an author or a source commits to what is told, how it lies in time, how the outlet stands to it.

`engine` judges any event of a parse by word lists alone; `weighing` refines that by a small learned layer; `standing`,
`courses`, `attitudes`, `contents` and `cues` serve the claims. Decision docs/decisions/0009 says why.
"""
