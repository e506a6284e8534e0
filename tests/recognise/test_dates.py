"""Dates, relative dates and durations are found where they stand, and numbers of other things are not."""

from __future__ import annotations

import pytest

from pipeline.read import read_text
from pipeline.recognise import recognise


def found(text: str, *labels: str) -> list[str]:
    """Return what is found of `labels`, as the document writes it."""
    return [
        text[each.span.start : each.span.end] for each in recognise(read_text(text)) if each.label in labels
    ]


def dates(text: str) -> list[str]:
    return found(text, "DATE")


@pytest.mark.parametrize(
    "written",
    [
        "18 February 2013",
        "18th of February, 2013",
        "February 18, 2013",
        "Feb. 2013",
        "December 2014",
        "2008",
        "12 August",
        "2013-02-18",
        "18/02/2013",
        "18.02.2013",
        "late 2019",
        "mid-2019",
        "end of 2025",
        "spring 2022",
        "Q2 2020",
        "second quarter of 2020",
        "1990s",
        "2018 to 2020",
        "2018/19",
        "15–18 May 2024",
        "16 April to 15 July 2018",
        "1 July 2018 to 30 June 2020",
        "March to June 2019",
        "15. 10. 2021",
        "15-10-2021",
        "15/10/21",
        "2021/10/15",
        "10/2021",
        "15-Oct-2021",
        "1 MAR 2021",
        "around 15 May 2010",
        "c. 2010",
        "early May",
        "early in 2019",
        "mid to late 2019",
        "first half of 2019",
        "last months of 2019",
        "end-June 2025",
        "year-end 2025",
        "winter of 2022/2023",
        "summer/autumn 2008",
        "Q2/2020",
        "2020 Q2",
        "2nd quarter of 2020",
        "June/July 2020",
        "2003 to June 2008",
        "late 2010 to early 2011",
        "May 15–June 3, 2010",
        "15 May – 3 June",
        "01.07.2018–30.06.2020",
    ],
)
def test_a_date_is_found_as_far_as_it_goes(written: str) -> None:
    assert dates(f"The report speaks of {written} and of nothing else.") == [written]


def test_each_date_of_a_sentence_is_found() -> None:
    assert dates("It opened in May 2012, grew from 2014 on and closed on 3 June 2016.") == [
        "May 2012",
        "2014",
        "3 June 2016",
    ]


def test_a_date_with_no_break_spaces_is_found() -> None:
    assert dates("It opened on 18\u00a0February\u00a02013 in town.") == ["18\u00a0February\u00a02013"]


def test_a_year_that_runs_into_the_next_word_is_found() -> None:
    assert dates("A treaty of April 2025The next one came later.") == ["April 2025"]


@pytest.mark.parametrize(
    "text",
    [
        "The board may march in again.",
        "Council resolution 1973 holds.",
        "See Decision 2013/34/CFSP for this.",
        "See document S/2008/354 for this.",
        "It has 2000 troops there.",
        "The road is 20124 steps long.",
        "Room 1244 (1999) is the order that holds.",
        "Resolutions 1814, 1973 and 2018 hold.",
        "See Decision 2010/452 and Regulation (EU) No 1380/2013 for this.",
        "See EUHAP/1/2019 and COM(2018) 476 for this.",
        "See paragraph 2010 on pp. 1999-2010.",
        "Tel: +32 2 281 2010.",
        "The 2030 Agenda and Horizon 2020 pay.",
        "It cost EUR 2018 million.",
        "The road is 2000 km long.",
        "The camp holds 2000 refugees.",
        "The F-2000 opens at 2000 hours.",
        "More than 2000 were trained, nearly 1900 at sea.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("In 2012 officers from twelve countries came.", "2012"),
        ("In May 2012 officers from twelve countries came.", "May 2012"),
        ("On 3 May 2012 officers from twelve countries came.", "3 May 2012"),
        ("On May 3, 2012 officers from twelve countries came.", "May 3, 2012"),
    ],
)
def test_a_year_before_people_is_a_year_where_a_date_ends_in_it(text: str, written: str) -> None:
    assert dates(text) == [written]
    assert found(text, "STAFF") == []


@pytest.mark.parametrize(
    "written", ["some 2000 troops", "2000 troops", "up to 2000 troops", "a force of 2000 troops"]
)
def test_a_number_of_people_is_no_year(written: str) -> None:
    assert dates(f"By then it had {written} there.") == []


@pytest.mark.parametrize("written", ["15–18 May", "30 April to 2 May", "15 May", "May 15", "2013"])
def test_a_comma_after_a_date_is_none_of_it(written: str) -> None:
    assert dates(f"In their report of {written}, they tell of it.") == [written]


def test_days_between_two_are_an_interval() -> None:
    assert dates("They came between 15 and 18 May 2024 by sea.") == ["15 and 18 May 2024"]


def test_two_months_between_which_something_lies_are_two() -> None:
    assert dates("They came between June 2003 and May 2008 by sea.") == ["June 2003", "May 2008"]


@pytest.mark.parametrize(
    "written",
    [
        *("last year", "next month", "past two years", "three years ago", "a few months ago", "last October"),
        *("end of this year", "early next year", "upcoming months", "months ahead", "yesterday"),
    ],
)
def test_a_relative_date_is_found(written: str) -> None:
    assert found(f"The staff changed {written} in the port.", "RELATIVE_DATE") == [written]


def test_a_month_before_its_year_is_a_date_after_last_too() -> None:
    assert dates("It left last October 2021 for good.") == ["October 2021"]


def test_a_length_of_time_is_found_in_a_relative_date_too() -> None:
    text = "It shall hand over in the next two years."

    assert found(text, "RELATIVE_DATE") == ["next two years"]
    assert found(text, "DURATION") == ["two years"]


def test_what_lasts_is_no_relative_date() -> None:
    assert found("It is expected to last two years.", "RELATIVE_DATE") == []


@pytest.mark.parametrize(
    "written",
    [
        *("two-year", "six months", "six to nine months", "12 months", "one year", "twenty-four months"),
        *("six‑month", "four (4) months", "two and a half years", "half a year", "thirteen weeks"),
    ],
)
def test_a_duration_is_found(written: str) -> None:
    assert found(f"It was given a {written} term at first.", "DURATION") == [written]


@pytest.mark.parametrize("text", ["It stays to this day.", "Many speak of it these days."])
def test_a_manner_of_speech_is_no_relative_date(text: str) -> None:
    assert found(text, "RELATIVE_DATE") == []


def test_opening_hours_are_no_duration() -> None:
    assert found("It works 24 hours a day, seven days a week.", "DURATION") == []


def test_an_age_is_no_duration() -> None:
    assert found("The boat is ten years old.", "DURATION") == []
