"""Report: what a dataset holds and how sure it is, as data (`summarise`) and as a page (`render`)."""

from pipeline.report.render import render
from pipeline.report.summarise import summarise

__all__ = ["render", "summarise"]
