"""Report: what a dataset holds and how sure it is, as data (`summarise`) and as a page (`render`)."""

from pipeline.report.render import render
from pipeline.report.summarise import summarise
from pipeline.report.texts import marked_texts

__all__ = ["marked_texts", "render", "summarise"]
