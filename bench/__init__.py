"""What Sayso is measured with: accuracy (`eval`), speed (`speed`) and sameness of two runs (`determinism`).

Stands outside the package and drives it from the command line, as a user does. The data and the scorers are not
part of the project: they are taken from the folder `shared` beside it, and nothing of them is copied here.
"""
