"""A missing year comes from the same text, with the span that supplied it, or it stays missing."""

from __future__ import annotations

import pytest

from pipeline.model import Mention
from pipeline.normalise import normalise
from pipeline.read import read_text
from pipeline.recognise import recognise


def dates(text: str) -> list[Mention]:
    document = read_text(text)
    return [each for each in normalise(document, recognise(document)) if each.label == "DATE"]


def values(text: str) -> list[str | None]:
    return [each.value for each in dates(text)]


def test_the_date_before_supplies_the_year() -> None:
    assert values("War broke out in August 2008. A truce was signed on 12 August in town.") == [
        "2008-08",
        "2008-08-12",
    ]


def test_the_supplier_is_kept() -> None:
    text = "War broke out in August 2008. A truce was signed on 12 August in town."

    source = dates(text)[1].completed_from

    assert source is not None
    assert text[source.start : source.end] == "August 2008"


def test_a_later_date_of_the_same_sentence_supplies_the_year() -> None:
    assert values("On 12 August, long before the autumn of 2008 was over, they signed.")[0] == "2008-08-12"


def test_a_later_sentence_supplies_nothing() -> None:
    assert values("A truce was signed on 12 August. The harbour opened in 2011.") == ["XXXX-08-12", "2011"]


def test_a_text_without_any_year_supplies_none() -> None:
    found = dates("A truce was signed on 12 August in town.")[0]

    assert (found.value, found.lower, found.upper, found.completed_from) == ("XXXX-08-12", None, None, None)


def test_the_date_of_the_page_supplies_the_year_where_its_paragraph_gives_none() -> None:
    text = "1 September 2023\n\nThe port closed in December 2008. On 3 June it burnt.\n\nOn 26 May it opened."

    assert values(text)[2:] == ["2008-06-03", "2023-05-26"]


@pytest.mark.parametrize("term", ["until 14 June 2016", "from 1 January 2003"])
def test_a_term_supplies_no_year_where_another_date_does(term: str) -> None:
    text = f"The order of May 2014 holds {term}. On 12 August the ministers met."

    assert values(text)[-1] == "2014-08-12"


def test_a_date_after_since_is_not_later_than_its_supplier() -> None:
    assert values("In March 2014 all was quiet, as it had been since 12 August.")[-1] == "2013-08-12"


def test_a_full_date_is_completed_by_nothing() -> None:
    assert dates("In 2008 they met, and on 12 August 2010 they signed.")[1].completed_from is None


def test_a_winter_supplies_the_year_that_is_written() -> None:
    assert values("In the winter of 2008 they met. On 12 August they parted.") == ["2008-24", "2008-08-12"]


def test_an_interval_supplies_its_last_year() -> None:
    assert values("It lasted from 2018 to 2020. On 12 August they parted.")[-1] == "2020-08-12"


def test_a_decade_supplies_no_year() -> None:
    assert values("It began in the 1990s. On 12 August they parted.")[-1] == "XXXX-08-12"


def test_the_supplier_has_its_year_written_itself() -> None:
    text = "In May 2008 they met. On 12 August they parted. On 3 October they met again."

    sources = [each.completed_from for each in dates(text)[1:]]

    assert [text[each.start : each.end] for each in sources if each is not None] == ["May 2008", "May 2008"]


def test_a_date_put_before_its_supplier_supplies_nothing() -> None:
    text = "In March 2014 all was quiet, as it had been since 12 August. On 3 May a shot was heard."

    assert values(text)[-1] == "2014-05-03"


def test_the_only_year_of_a_text_supplies_its_dateline() -> None:
    assert values("BRUSSELS, 20 February. The order came. It had been signed on 23 January 2023.") == [
        "2023-02-20",
        "2023-01-23",
    ]


def test_several_years_supply_no_dateline() -> None:
    text = "BRUSSELS, 20 February. It was signed on 23 January 2023. It ends on 1 May 2025."

    assert values(text)[0] == "XXXX-02-20"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met on 3 and 4 May 2021.", ["2021-05-03", "2021-05-04"]),
        ("They met on 3, 4 and 15 May 2021.", ["2021-05-03", "2021-05-04", "2021-05-15"]),
        ("They met on 3 and 4 May.", ["XXXX-05-03", "XXXX-05-04"]),
        ("All was well in 2021. They met on 3 and 4 May.", ["2021", "2021-05-03", "2021-05-04"]),
    ],
)
def test_a_day_that_stands_alone_takes_month_and_year_of_the_next(text: str, days: list[str]) -> None:
    assert values(text) == days
    assert dates(text)[-2].completed_from is not None


def test_what_has_lasted_since_a_year_says_nothing_of_a_date_before_it() -> None:
    assert values("They left on 15 May for a mission at work since 2013. It ends in 2024.")[0] == "XXXX-05-15"


def test_an_interval_without_a_year_takes_one() -> None:
    assert values("All was well in 2021. They met from 30 April to 2 May.")[-1] == "2021-04-30/2021-05-02"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In 2004 it began. In March of this year it grew.", "2025"),
        ("In 2004 it began. It has been there since March of last year.", "2024"),
        ("It had been there since 2004. It came in May 2008 and left on 12 August of the same year.", "2008"),
        ("It came in May 2008. It will be closed on 12 August.", "2025"),
        ("It came in May 2008. Ten posts are open until 12 August.", "2025"),
        ("It is open until March.", "2026"),
        ("In 1960 the act was passed. They met on 3 May.", "2025"),
        ("It ends in March 2027. They met in May.", "2025"),
    ],
)
def test_a_page_of_june_2025_supplies_the_year(text: str, year: str) -> None:
    found = dates(f"3 June 2025\n\n{text}")[-1]

    assert (found.value or "")[:4] == year
    assert found.completed_from is not None


@pytest.mark.parametrize(("told", "year"), [("They met", "2024"), ("They will meet", "2025")])
def test_a_day_long_after_the_page_is_past_unless_told_as_ahead(told: str, year: str) -> None:
    assert values(f"3 April 2025\n\n{told} on 12 November.")[-1] == f"{year}-11-12"


def test_this_year_of_a_page_without_a_date_is_that_of_the_date_before() -> None:
    assert values("All was well in 2021. They met on 12 August this year.")[-1] == "2021-08-12"


def test_last_year_of_a_page_without_a_date_is_unknown() -> None:
    assert values("All was well in 2021. They met on 12 August last year.")[-1] == "XXXX-08-12"


def test_a_day_of_every_year_has_none() -> None:
    assert values("All was well in 2021. They meet every 12 August.")[-1] == "XXXX-08-12"
