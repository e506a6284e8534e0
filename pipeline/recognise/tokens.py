"""Tokens: blank English with a tokenizer that cuts what pages run together."""

from __future__ import annotations

import re
from functools import cache

from spacy.attrs import LOWER
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

# Words that run together are cut where letters meet capitals or digits; punctuation and dashes are
# tokens of their own everywhere but inside numbers. No special cases: they are most of the time of
# the default tokenizer, and no rule needs them.
_PUNCTUATION = r"""['"“”‘’«»\*_|;:,.!?…§%=<>+~#/&–—‑()\[\]{}-]"""
_PREFIX = re.compile(rf"^(?:[€$£]|{_PUNCTUATION})")
_SUFFIX = re.compile(rf"(?:['’´][sS]|(?<=[sS])['’]|{_PUNCTUATION}|[¹²³⁴-⁹]+)$")
_INFIX = re.compile(
    r"""(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Z]{3})(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[0-9])|(?<=[0-9])(?=(?!st\b|nd\b|rd\b|th\b|['’]?s\b)[A-Za-z])"""
    r"""|['’´]s(?![a-zA-Z])|["“”«»*_|!?…§%=<>+~#/&–—‑()\[\]{}-]"""
    r"""|(?<![0-9])[.,;:]|[.,;:](?![0-9])"""
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
# Words whose tokens are kept; spaCy's own limit is reached after some hundred pages.
_KEPT = 100_000


@cache
def blank_english() -> English:
    """Return the one spaCy pipeline object that all recognisers share, without components."""
    # The lower case of a word is all that the recognisers ask; the default gives it twenty attributes more.
    nlp = English(vocab=Vocab({LOWER: str.lower}))
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
        url_match=_ADDRESS.fullmatch,
        max_cache_size=_KEPT,
    )
    return nlp
