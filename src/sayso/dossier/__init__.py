"""A view of the ledger for people: a story becomes a Dossier, and that a page of HTML, Markdown or a Word document."""

from sayso.dossier.build import build_dossier
from sayso.dossier.catalogue import rank_questions
from sayso.dossier.docx import render_docx
from sayso.dossier.html import render_html
from sayso.dossier.markdown import render_markdown
from sayso.dossier.values import Dossier, Imprint

__all__ = ["Dossier", "Imprint", "build_dossier", "rank_questions", "render_docx", "render_html", "render_markdown"]
