"""HTML to text and blocks: the main content, as its elements lay it out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.errors import UnreadableError
from pipeline.model import Block, BlockKind, Span
from pipeline.read.decode import decode
from pipeline.read.plain import plain_blocks
from pipeline.read.shape import looks_like_heading, looks_like_logo_caption


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_DECLARED = re.compile(rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_HEADER_BYTES = 4096

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>")
_UNCLOSED = _names(
    "area base br col colgroup dd dt embed hr img input li link meta option p param source tbody td tfoot th "
    "thead tr track wbr"
)
_DEEPEST = 1000
_LONGEST_TAG = 100_000

_SPACES = re.compile(r"\s+")
_HEADINGS = {"summary": 0} | {f"h{level}": level for level in range(1, 7)}
_LEVELS = ("1", "2", "3", "4", "5", "6")
_PARTS_OF_A_PAGE = "table, dl, h1, h2, h3, h4, h5, h6, article, section"
_BOLD = ("b", "strong")
_CELLS = ("td", "th", "dt", "dd")
_FRAMES: dict[str, Literal["caption", "pre", "item"]] = {
    "caption": "caption",
    "figcaption": "caption",
    "pre": "pre",
    "li": "item",
}
_BLOCKS = _names(
    "address article blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
_CHROME = _names(
    "aside audio button canvas datalist embed footer head iframe input label legend math nav noscript object "
    "script select style svg template textarea title video"
)
_CHROME_ROLES = _names(
    "alert alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar"
)
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|skip-?links?|(?:social|share)-?(?:media|links?|buttons?)"
    r"|sr-only|visually-hidden|screen-reader-text)(?:$|[\s_-])",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CONTENT = frozenset(("article", "body", "html", "main"))
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_LEAST_BREAKS_OF_LINES = 2


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text of one block, white space folded; rows know their table."""

    kind: BlockKind
    text: str
    level: int = 0
    table: int | None = None


_Folding = Literal["heading", "caption", "cell", "pre"]


@dataclass(slots=True)
class _Frame:
    """An open element that decides what the text in it becomes."""

    owner: int
    kind: _Folding | Literal["item"]
    level: int = 0
    headed: bool = False


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the head of an HTML document names, as browsers read it; None where it names none."""
    match = _DECLARED.search(data, 0, _HEADER_BYTES)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def read_html(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """The text of an HTML document and its blocks, joined by blank lines (the rows of a table by line ends).

    Raises UnreadableError where the bytes are no text, or the page shows none.
    """
    text, blocks = html_blocks(decode(data, declared_encoding(data)))
    if not blocks:
        raise UnreadableError("the HTML shows no text (does the page need JavaScript?)")
    return text, blocks


def html_blocks(html: str) -> tuple[str, tuple[Block, ...]]:
    """The text of the main content of `html` and its blocks; both empty where it shows none.

    White space is folded, entities are decoded, navigation, forms and hidden elements are left out.
    """
    tree = LexborHTMLParser(_tamed(html))
    for roots in _candidates(tree):
        pieces = [piece for root in roots for piece in _Writer(_layout_tables(root)).write(root)]
        if pieces:
            return _laid_out(_settled(pieces))
    return "", ()


def _tamed(html: str) -> str:
    """The page without what the parser takes quadratic time for: extreme depth, thousands of attributes."""
    if html.count("<") <= _DEEPEST and len(html) <= _LONGEST_TAG:
        return html
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() not in _UNCLOSED:
            deepest = depth if tag[1] else depth + 1
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if deepest > _DEEPEST:
                return ""
        return tag[0] if len(tag[0]) <= _LONGEST_TAG else f"<{tag[1]}{tag[2]}>"

    return _TAG.sub(kept, html)


def _candidates(tree: LexborHTMLParser) -> Iterator[list[LexborNode]]:
    """Where the main content may be, the likeliest first."""
    body = tree.body
    if body is None:
        return
    main = body.css("main, [role=main]")
    yield main[:1]
    articles = body.css("article")
    yield articles if len(articles) == 1 else []
    yield [body]


def _layout_tables(root: LexborNode) -> frozenset[int]:
    """The tables and definition lists that only place other content on the page."""
    return frozenset(
        table.mem_id
        for table in root.css("table, dl")
        if any(part.mem_id != table.mem_id for part in table.css(_PARTS_OF_A_PAGE))
    )


class _Writer:
    """Walks one element and writes down its text, block by block."""

    def __init__(self, layout_tables: frozenset[int]) -> None:
        self.layout_tables = layout_tables
        self.pieces: list[_Piece] = []
        self.frames: list[_Frame] = []
        self.inline: list[tuple[str, bool]] = []  # text and whether it is bold; "\n" is a line break
        self.logos: list[_Piece] = []  # captions that wait for the end of their block
        self.cells: list[str] = []
        self.table: int | None = None
        self.bold = 0

    def write(self, root: LexborNode) -> list[_Piece]:
        whole_page = root.tag == "body"
        stack = [(root, True)]
        while stack:
            node, entering = stack.pop()
            if not entering:
                self._leave(node)
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif node.is_element_node and not self._is_chrome(node, whole_page=whole_page):
                self._enter(node)
                stack.append((node, False))
                stack.extend((child, True) for child in reversed(list(node.iter(include_text=True))))
        self._flush()
        return self.pieces

    def _is_chrome(self, node: LexborNode, *, whole_page: bool) -> bool:
        """Whether an element is navigation, a control, hidden, or otherwise none of the content."""
        if node.tag in _CHROME:
            return not (node.tag == "button" and self._folding == "heading")
        if node.tag == "header" and whole_page:
            return node.css_first("h1, h2, h3, h4, h5, h6") is None
        return _is_hidden(node.attributes) or (node.tag not in _CONTENT and _is_named_chrome(node.attributes))

    def _text(self, text: str) -> None:
        self.inline.append((text if self._folding == "pre" else _SPACES.sub(" ", text), self.bold > 0))

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "br":
            self.inline.append(("\n", False))
        elif tag == "img":
            self._image(node.attributes.get("alt") or "")
        elif tag in _BOLD:
            self.bold += 1
        elif tag in _BLOCKS or _is_heading(node):
            self._break()
            self._open(node)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BOLD:
            self.bold -= 1
        elif self.frames and self.frames[-1].owner == node.mem_id:
            self._close()
        elif tag in _BLOCKS:
            self._break()
        if tag in ("tr", "dl", "table"):
            self._end_row()
        if tag in ("dl", "table"):
            self.table = None

    def _image(self, alt: str) -> None:
        """The name of a logo is a caption, above the text of its block where it comes first."""
        caption = " ".join(alt.split())
        if looks_like_logo_caption(caption):
            self.logos.append(_Piece("caption", caption))
            if self._folding is None and not any(text.strip() for text, _ in self.inline):
                self._flush()

    def _break(self) -> None:
        """The edge of a block element: a new block, or white space where everything becomes one."""
        if self._folding is None:
            self._flush()
        else:
            self.inline.append((" ", False))

    def _open(self, node: LexborNode) -> None:
        """Opens the frame of an element that decides what becomes of its text."""
        tag = node.tag or ""
        if self._folding is not None:
            return
        if tag in ("table", "dl"):
            self.table = None if node.mem_id in self.layout_tables else node.mem_id
        if tag == "dt":
            self._end_row()
        if _is_heading(node):
            self.frames.append(_Frame(node.mem_id, "heading", _level(node)))
        elif tag in _CELLS and self.table is not None:
            self.frames.append(_Frame(node.mem_id, "cell"))
        elif tag in _FRAMES:
            self.frames.append(_Frame(node.mem_id, _FRAMES[tag]))

    def _close(self) -> None:
        frame = self.frames[-1]
        if frame.kind == "item":
            self._flush()
            self.frames.pop()
            return
        self.frames.pop()
        text = "".join(text for text, _ in self.inline)
        self.inline.clear()
        if frame.kind == "cell":
            self.cells.append(_folded(text))
        elif frame.kind == "pre":
            self.pieces += _preformatted(text)
        else:
            self._add(frame.kind, _folded(text), frame.level)
            self._mark_headed()
        self._flush()

    def _mark_headed(self) -> None:
        """A list item with a heading of its own is a card: its text is no item."""
        if self.frames:
            self.frames[-1].headed = True

    def _end_row(self) -> None:
        text = " | ".join(self.cells).strip()
        if any(self.cells):
            self.pieces.append(_Piece("row", text, table=self.table))
        self.cells.clear()

    def _flush(self) -> None:
        """Ends the block that is being written outside of headings, captions and cells."""
        item = bool(self.frames) and not self.frames[-1].headed
        for text, bold in self.inline and _lines(self.inline, item=item):
            if item:
                self._add("list_item", text)
            elif looks_like_logo_caption(text):
                self._add("caption", text)
            else:
                self._add("heading" if bold and looks_like_heading(text) else "paragraph", text)
        self.inline.clear()
        self.pieces += self.logos
        self.logos.clear()

    def _add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        if text:
            self.pieces.append(_Piece(kind, text, level))

    @property
    def _folding(self) -> _Folding | None:
        """The frame whose text becomes one block whatever elements it has, if one is open."""
        kind = self.frames[-1].kind if self.frames else "item"
        return None if kind == "item" else kind


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    hidden = "hidden" in attributes and attributes["hidden"] != "until-found"
    return (
        hidden
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in _CHROME_ROLES
        or _HIDDEN_STYLE.search(attributes.get("style") or "") is not None
    )


def _is_named_chrome(attributes: dict[str, str | None]) -> bool:
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return _CHROME_NAME.search(names) is not None


def _is_heading(node: LexborNode) -> bool:
    return node.tag in _HEADINGS or node.attributes.get("role") == "heading"


def _level(node: LexborNode) -> int:
    """The level of a heading, 1 to 6; 0 where the page does not say it."""
    said = node.attributes.get("aria-level") or ""
    return _HEADINGS.get(node.tag or "") or (int(said) if said in _LEVELS else 0)


def _folded(text: str) -> str:
    return " ".join(text.translate(_INVISIBLE).split())


def _preformatted(text: str) -> list[_Piece]:
    return [
        _Piece(block.kind, _folded(text[block.span.start : block.span.end]), block.level)
        for block in plain_blocks(text.translate(_INVISIBLE))
    ]


def _lines(inline: list[tuple[str, bool]], *, item: bool) -> list[tuple[str, bool]]:
    """The lines of a block and whether each is bold: one, unless its line breaks make it several."""
    lines: list[tuple[str, bool]] = []
    for is_break, run in groupby(inline, key=lambda part: part[0] == "\n"):
        parts = list(run)
        if not is_break and (text := _folded("".join(text for text, _ in parts))):
            lines.append((text, all(bold for text, bold in parts if text.strip())))
    breaks = sum(text == "\n" for text, _ in inline)
    titled = bool(lines) and lines[0][1] and looks_like_heading(lines[0][0])
    if len(lines) < 2 or (not item and (titled or breaks >= _LEAST_BREAKS_OF_LINES)):
        return lines
    return [(" ".join(text for text, _ in lines), all(bold for _, bold in lines))]


def _settled(pieces: list[_Piece]) -> list[_Piece]:
    """A heading that the page does not mark as one needs something under it."""
    last = pieces[-1]
    if last.kind == "heading" and last.level == 0:
        return [*pieces[:-1], _Piece("paragraph", last.text)]
    return pieces


def _laid_out(pieces: list[_Piece]) -> tuple[str, tuple[Block, ...]]:
    parts: list[str] = []
    blocks: list[Block] = []
    end, table = 0, None
    for piece in pieces:
        gap = "" if not parts else "\n" if piece.table is not None and piece.table == table else "\n\n"
        start, table = end + len(gap), piece.table
        end = start + len(piece.text)
        parts += gap, piece.text
        blocks.append(Block(piece.kind, Span(start, end), piece.level))
    return "".join(parts), tuple(blocks)
