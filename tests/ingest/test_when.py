"""Time expressions: what each says against Wednesday, 12 June 2019, and against no date at all."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import Reader
from ingest.when import Times, when_of

BASE = date(2019, 6, 12)

# phrase, precision, first day, last day; "" is an open end
TABLE = [
    # days
    ("on March 3, 2015", "day", "2015-03-03", "2015-03-03"),
    ("on 3 March 2015", "day", "2015-03-03", "2015-03-03"),
    ("on the 3rd of March 2015", "day", "2015-03-03", "2015-03-03"),
    ("on Tuesday, March 3, 2015", "day", "2015-03-03", "2015-03-03"),
    ("on Mar. 3, 2015", "day", "2015-03-03", "2015-03-03"),
    ("on March 3rd", "day", "2019-03-03", "2019-03-03"),
    ("on Sept. 4", "day", "2019-09-04", "2019-09-04"),
    ("on Dec. 20", "day", "2018-12-20", "2018-12-20"),
    ("on 14 February", "day", "2019-02-14", "2019-02-14"),
    ("on May 3-5", "day", "2019-05-03", "2019-05-05"),
    ("on 3 to 5 May 2018", "day", "2018-05-03", "2018-05-05"),
    ("on 2016-02-29", "day", "2016-02-29", "2016-02-29"),
    ("on 25/03/2019", "day", "2019-03-25", "2019-03-25"),
    ("on 03/25/2019", "day", "2019-03-25", "2019-03-25"),
    ("on 04/04/2019", "day", "2019-04-04", "2019-04-04"),
    ("on 12/03/2019", "unresolved", "", ""),
    ("on February 30, 2015", "unresolved", "", ""),
    ("on February 30", "unresolved", "", ""),
    ("on March eighth", "day", "2019-03-08", "2019-03-08"),
    ("on the night of Oct. 23, 2018", "day", "2018-10-23", "2018-10-23"),
    ("today", "day", "2019-06-12", "2019-06-12"),
    ("yesterday", "day", "2019-06-11", "2019-06-11"),
    ("late yesterday", "day", "2019-06-11", "2019-06-11"),
    ("yesterday morning", "day", "2019-06-11", "2019-06-11"),
    ("tomorrow", "day", "2019-06-13", "2019-06-13"),
    ("the day before yesterday", "day", "2019-06-10", "2019-06-10"),
    ("the day after tomorrow", "day", "2019-06-14", "2019-06-14"),
    ("tonight", "day", "2019-06-12", "2019-06-12"),
    ("this morning", "day", "2019-06-12", "2019-06-12"),
    ("last night", "day", "2019-06-11", "2019-06-11"),
    ("on Monday", "day", "2019-06-10", "2019-06-10"),
    ("on Wednesday", "day", "2019-06-12", "2019-06-12"),
    ("on Thursday", "day", "2019-06-06", "2019-06-06"),
    ("last Wednesday", "day", "2019-06-05", "2019-06-05"),
    ("next Wednesday", "day", "2019-06-19", "2019-06-19"),
    ("this Friday", "day", "2019-06-14", "2019-06-14"),
    ("by Friday", "day", "", "2019-06-14"),
    ("until Saturday", "day", "", "2019-06-15"),
    ("on Friday night", "day", "2019-06-07", "2019-06-07"),
    ("on Tuesday of last week", "day", "2019-06-04", "2019-06-04"),
    ("Monday next week", "day", "2019-06-17", "2019-06-17"),
    ("at Christmas", "day", "2018-12-25", "2018-12-25"),
    ("on Christmas Day 2016", "day", "2016-12-25", "2016-12-25"),
    ("on Thanksgiving 2018", "day", "2018-11-22", "2018-11-22"),
    ("on Memorial Day", "day", "2019-05-27", "2019-05-27"),
    ("on Election Day 2018", "day", "2018-11-06", "2018-11-06"),
    # weeks and weekends
    ("last week", "week", "2019-06-03", "2019-06-09"),
    ("this week", "week", "2019-06-10", "2019-06-16"),
    ("next week", "week", "2019-06-17", "2019-06-23"),
    ("earlier this week", "week", "2019-06-10", "2019-06-12"),
    ("later this week", "week", "2019-06-12", "2019-06-16"),
    ("over the weekend", "day", "2019-06-08", "2019-06-09"),
    ("last weekend", "day", "2019-06-08", "2019-06-09"),
    ("this weekend", "day", "2019-06-15", "2019-06-16"),
    ("the week of March 6, 2018", "week", "2018-03-05", "2018-03-11"),
    # months
    ("in April", "month", "2019-04-01", "2019-04-30"),
    ("in May", "month", "2019-05-01", "2019-05-31"),
    ("in March", "month", "2019-03-01", "2019-03-31"),
    ("in May nineteen ninety-four", "month", "1994-05-01", "1994-05-31"),
    ("on May third, nineteen ninety-four", "day", "1994-05-03", "1994-05-03"),
    ("in the spring of nineteen ninety", "season", "1990-03-01", "1990-05-31"),
    ("in the first two quarters of 2018", "half", "2018-01-01", "2018-06-30"),
    ("in the first three quarters of 2018", "quarter", "2018-01-01", "2018-09-30"),
    ("IN MAY", "month", "2019-05-01", "2019-05-31"),
    ("in November", "month", "2019-11-01", "2019-11-30"),
    ("in August 2017", "month", "2017-08-01", "2017-08-31"),
    ("in Aug. 2017", "month", "2017-08-01", "2017-08-31"),
    ("in August of 2017", "month", "2017-08-01", "2017-08-31"),
    ("in early December", "month", "2018-12-01", "2018-12-31"),
    ("in mid-November", "month", "2019-11-01", "2019-11-30"),
    ("at the end of October 2018", "month", "2018-10-01", "2018-10-31"),
    ("last November", "month", "2018-11-01", "2018-11-30"),
    ("last May", "month", "2019-05-01", "2019-05-31"),
    ("next January", "month", "2020-01-01", "2020-01-31"),
    ("this September", "month", "2019-09-01", "2019-09-30"),
    ("in June last year", "month", "2018-06-01", "2018-06-30"),
    ("in January this year", "month", "2019-01-01", "2019-01-31"),
    ("last month", "month", "2019-05-01", "2019-05-31"),
    ("next month", "month", "2019-07-01", "2019-07-31"),
    ("earlier this month", "month", "2019-06-01", "2019-06-12"),
    ("later this month", "month", "2019-06-12", "2019-06-30"),
    ("late last month", "month", "2019-05-01", "2019-05-31"),
    ("by the end of the year", "month", "", "2019-12-31"),
    ("by year-end", "month", "", "2019-12-31"),
    # seasons, quarters, halves
    ("last summer", "season", "2018-06-01", "2018-08-31"),
    ("last winter", "season", "2018-12-01", "2019-02-28"),
    ("this past spring", "season", "2019-03-01", "2019-05-31"),
    ("next fall", "season", "2019-09-01", "2019-11-30"),
    ("in the spring of 2014", "season", "2014-03-01", "2014-05-31"),
    ("in the third quarter of 2018", "quarter", "2018-07-01", "2018-09-30"),
    ("in the 2018 fourth quarter", "quarter", "2018-10-01", "2018-12-31"),
    ("in Q1 2018", "quarter", "2018-01-01", "2018-03-31"),
    ("in the first quarter", "quarter", "2019-01-01", "2019-03-31"),
    ("in the fourth quarter", "quarter", "2018-10-01", "2018-12-31"),
    ("in last year's second quarter", "quarter", "2018-04-01", "2018-06-30"),
    ("in the third quarter of last year", "quarter", "2018-07-01", "2018-09-30"),
    ("last quarter", "quarter", "2019-01-01", "2019-03-31"),
    ("in the first half of 2017", "half", "2017-01-01", "2017-06-30"),
    ("in the second half of last year", "half", "2018-07-01", "2018-12-31"),
    ("in H1 2018", "half", "2018-01-01", "2018-06-30"),
    ("in the fiscal first quarter", "unresolved", "", ""),
    ("in fiscal 2018", "unresolved", "", ""),
    # years and longer
    ("in 2015", "year", "2015-01-01", "2015-12-31"),
    ("early 2019", "year", "2019-01-01", "2019-12-31"),
    ("in the year 1998", "year", "1998-01-01", "1998-12-31"),
    ("back in 1987", "year", "1987-01-01", "1987-12-31"),
    ("last year", "year", "2018-01-01", "2018-12-31"),
    ("this year", "year", "2019-01-01", "2019-12-31"),
    ("next year", "year", "2020-01-01", "2020-12-31"),
    ("earlier this year", "year", "2019-01-01", "2019-06-12"),
    ("later this year", "year", "2019-06-12", "2019-12-31"),
    ("over the past year", "year", "2018-06-12", "2019-06-12"),
    ("in the 1990s", "decade", "1990-01-01", "1999-12-31"),
    ("in the late 1970s", "decade", "1970-01-01", "1979-12-31"),
    ("in the ’80s", "decade", "1980-01-01", "1989-12-31"),
    ("in the nineties", "decade", "1990-01-01", "1999-12-31"),
    ("in the 19th century", "century", "1801-01-01", "1900-12-31"),
    ("in the twenty-first century", "century", "2001-01-01", "2100-12-31"),
    # counted from the article's date
    ("three days ago", "day", "2019-06-09", "2019-06-09"),
    ("two weeks ago", "week", "2019-05-27", "2019-06-02"),
    ("five months ago", "month", "2019-01-01", "2019-01-31"),
    ("three years ago", "year", "2016-01-01", "2016-12-31"),
    ("a year ago", "year", "2018-01-01", "2018-12-31"),
    ("twenty-five years ago", "year", "1994-01-01", "1994-12-31"),
    ("about 30 years ago", "year", "1989-01-01", "1989-12-31"),
    ("more than two years ago", "year", "", "2017-12-31"),
    ("less than two years ago", "year", "2017-01-01", "2019-06-12"),
    ("two decades ago", "decade", "1994-01-01", "2004-12-31"),
    ("an hour ago", "day", "2019-06-11", "2019-06-12"),
    ("a few years ago", "vague", "", ""),
    ("two weeks from now", "week", "2019-06-24", "2019-06-30"),
    ("over the past three years", "year", "2016-06-12", "2019-06-12"),
    ("in the last six months", "month", "2018-12-12", "2019-06-12"),
    ("over the next two years", "year", "2019-06-12", "2021-06-12"),
    ("in the past few years", "vague", "", ""),
    # counted from what the text spoke of
    ("two years later", "unresolved", "", ""),
    ("a year earlier", "unresolved", "", ""),
    ("the following week", "unresolved", "", ""),
    ("the next day", "unresolved", "", ""),
    ("the previous year", "unresolved", "", ""),
    ("that year", "unresolved", "", ""),
    ("ten days before the murder", "unresolved", "", ""),
    ("the day after his death", "unresolved", "", ""),
    ("a week after the vote", "unresolved", "", ""),
    # ends
    ("since 2015", "year", "2015-01-01", ""),
    ("since last year", "year", "2018-01-01", ""),
    ("ever since May 2017", "month", "2017-05-01", ""),
    ("starting in January 2020", "month", "2020-01-01", ""),
    ("effective July 1", "day", "2019-07-01", ""),
    ("until 2018", "year", "", "2018-12-31"),
    ("until last year", "year", "", "2018-12-31"),
    ("until late 2017", "year", "", "2017-12-31"),
    ("by 2025", "year", "", "2025-12-31"),
    ("before 2010", "year", "", "2009-12-31"),
    ("prior to May 2010", "month", "", "2010-04-30"),
    ("after 2010", "year", "2011-01-01", ""),
    ("through 2018", "year", "", "2018-12-31"),
    # ranges
    ("between 2015 and 2018", "year", "2015-01-01", "2018-12-31"),
    ("from 2015 to 2018", "year", "2015-01-01", "2018-12-31"),
    ("from 2015 until 2018", "year", "2015-01-01", "2018-12-31"),
    ("2015-2018", "year", "2015-01-01", "2018-12-31"),
    ("2015–18", "year", "2015-01-01", "2018-12-31"),
    ("from May to June", "month", "2019-05-01", "2019-06-30"),
    ("from October to March", "month", "2018-10-01", "2019-03-31"),
    ("from May to June 2017", "month", "2017-05-01", "2017-06-30"),
    ("between November 2016 and March 2017", "month", "2016-11-01", "2017-03-31"),
    ("from Monday to Wednesday", "day", "2019-06-10", "2019-06-12"),
    ("from the 1980s to the 1990s", "decade", "1980-01-01", "1999-12-31"),
    ("from 2018 to 2015", "unresolved", "", ""),
    ("in 2010 and 2011", "year", "2010-01-01", "2011-12-31"),
    ("on Saturday and Sunday", "day", "2019-06-08", "2019-06-09"),
    ("in 2010 or 2011", "year", "2010-01-01", "2011-12-31"),
    ("in 2007 and 2014", "unresolved", "", ""),
    ("at 10 a.m. on Friday", "day", "2019-06-07", "2019-06-07"),
    ("at 10:30 p.m. GMT Friday", "day", "2019-06-07", "2019-06-07"),
    ("after 5 p.m. on Friday", "day", "2019-06-07", "2019-06-07"),
    ("at noon on Friday", "day", "2019-06-07", "2019-06-07"),
    ("before dawn on Sunday", "day", "2019-06-09", "2019-06-09"),
    # lengths, vague words
    ("for three years", "duration", "", ""),
    ("for several months", "duration", "", ""),
    ("a 10-year", "duration", "", ""),
    ("in two weeks", "duration", "", ""),
    ("currently", "vague", "", ""),
    ("now", "vague", "", ""),
    ("recently", "vague", "", ""),
    ("in recent years", "vague", "", ""),
    ("soon", "vague", "", ""),
    ("formerly", "vague", "", "2019-06-12"),
    ("every Friday", "set", "", ""),
    ("daily", "set", "", ""),
]

# need no date of the article
ABSOLUTE = [row for row in TABLE if row[0].startswith(("on March 3, 2015", "in 2015", "in the 1990s", "between 2015"))]
RELATIVE = [
    "in April",
    "on Monday",
    "last year",
    "three years ago",
    "today",
    "since last year",
    "on Sept. 4",
    "last summer",
]

NO_TIME = [
    "may have sold",
    "march on the capital",
    "the plant in Lagos",
    "sat down",
    "10-year-old",
    "",
    "the 12 members",
]


@pytest.mark.parametrize(("phrase", "precision", "since", "until"), TABLE, ids=[row[0] for row in TABLE])
def test_phrases(phrase: str, precision: str, since: str, until: str) -> None:
    when = when_of(phrase, 0, len(phrase), BASE)
    assert when is not None
    assert (when.precision, when.since or "", when.until or "") == (precision, since, until)
    assert when.text == phrase[when.start : when.end]


@pytest.mark.parametrize(("phrase", "precision", "since", "until"), ABSOLUTE)
def test_absolute_without_a_date(phrase: str, precision: str, since: str, until: str) -> None:
    when = when_of(phrase, 0, len(phrase), None)
    assert when is not None
    assert (when.precision, when.since or "", when.until or "") == (precision, since, until)


@pytest.mark.parametrize("phrase", RELATIVE)
def test_relative_without_a_date_is_unresolved(phrase: str) -> None:
    when = when_of(phrase, 0, len(phrase), None)
    assert when is not None
    assert (when.text, when.precision, when.since, when.until) == (phrase, "unresolved", None, None)


@pytest.mark.parametrize("words", NO_TIME)
def test_what_is_no_time(words: str) -> None:
    when = when_of(words, 0, len(words), BASE)
    assert when is None or when.precision in {"duration", "vague"}


# the clause around a weekday or month tells which way it lies
DIRECTIONS = [
    ("The board will meet on Friday.", "Friday", "2019-06-14"),
    ("The board met on Friday.", "Friday", "2019-06-07"),
    ("Before her Sunday speech, Velde met the board.", "Sunday", "2019-06-09"),
    ("Sales fell this year through March.", "March", "2019-03-31"),
    ("The trial is expected to open in January.", "January", "2020-01-31"),
    ("The trial opened in January.", "January", "2019-01-31"),
    ("The firm collapsed in October.", "October", "2018-10-31"),
    ("The sale is due to close in October.", "October", "2019-10-31"),
    ("The dividend is payable Aug. 30.", "Aug. 30", "2019-08-30"),
]


@pytest.mark.parametrize(("sentence", "words", "last"), DIRECTIONS)
def test_which_way(sentence: str, words: str, last: str) -> None:
    start = sentence.index(words)
    when = when_of(sentence, start, start + len(words), BASE)
    assert when is not None
    assert when.until == last


def test_a_quarter_is_remembered() -> None:
    text = "Net income rose in the first quarter of 2018. A year earlier it had fallen. The period was hard."
    times = Times(text, BASE)
    values = [times.read(text.index(w), text.index(w) + len(w)) for w in ("A year earlier", "The period")]
    assert [v.value for v in values if v] == ["2017-Q1", "2018-Q1"]


def test_an_expression_goes_on_behind_its_phrase_but_not_behind_the_sentence() -> None:
    text = "It closed three years ago. Friday is a holiday."
    when = when_of(text, text.index("three"), text.index(" ago"), BASE)
    assert when is not None
    assert when.text == "three years ago"


PIECES = [row[0] for row in TABLE] + [
    "to",
    "and",
    "-",
    "2019",
    "99",
    "May",
    "the",
    "last",
    "since",
    "9999",
    "0001",
    "’",
    "📈",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=6), st.none() | st.dates(), st.data())
def test_any_words_give_an_interval_or_none(words: list[str], base: date | None, data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    when = when_of(text, start, data.draw(st.integers(start, len(text))), base)
    if when is not None:
        assert when.text == text[when.start : when.end]
        assert when.text.strip() == when.text != ""
        assert when.since is None or when.until is None or when.since <= when.until
        assert {"vague", "unresolved", "duration", "set"} & {when.precision} or when.since or when.until


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_written_out_is_that_day(day: date) -> None:
    for form in ("%B %d, %Y", "%d %B %Y", "%A, %B %d, %Y", "%Y-%m-%d", "%b %d, %Y"):
        phrase = day.strftime(form)
        when = when_of(phrase, 0, len(phrase), None)
        assert when is not None
        assert (when.since, when.until) == (day.isoformat(), day.isoformat())


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_relative_days_follow_the_base(base: date) -> None:
    when = when_of("yesterday", 0, 9, base)
    assert when is not None
    assert when.since == (base - timedelta(1)).isoformat()


# sentence; words of the claim's relation; its time and days, "" where it has none
STATEMENTS = [
    ("Norvane Systems bought Brightlake Capital in April.", "bought", "in April", "2019-04-01", "2019-04-30"),
    ("In April, Norvane bought Brightlake and sold its Lagos unit.", "sold", "In April", "2019-04-01", "2019-04-30"),
    ("Mara Velde said Monday that she would sell Brightlake in August.", "said", "Monday", "2019-06-10", "2019-06-10"),
    (
        "Mara Velde said Monday that she would sell Brightlake in August.",
        "would sell",
        "in August",
        "2019-08-01",
        "2019-08-31",
    ),
    ("Jonas Reck has worked for Norvane Systems since 2015.", "has worked for", "since 2015", "2015-01-01", ""),
    ("Jonas Reck led Norvane from 2012 to 2016.", "led", "from 2012 to 2016", "2012-01-01", "2016-12-31"),
    ("Jonas Reck led Brightlake Capital until last year.", "led", "until last year", "", "2018-12-31"),
    ("Norvane announced the 2016 deal with Brightlake.", "announced", "", "", ""),
    (
        "Mara Velde was arrested on Friday and charged on Monday.",
        "was arrested",
        "on Friday",
        "2019-06-07",
        "2019-06-07",
    ),
    (
        "Mara Velde was arrested on Friday and charged on Monday.",
        "was charged",
        "on Monday",
        "2019-06-10",
        "2019-06-10",
    ),
    ("Jonas Reck, who founded Norvane in 1998, died on Sunday.", "founded", "in 1998", "1998-01-01", "1998-12-31"),
    ("Jonas Reck, who founded Norvane in 1998, died on Sunday.", "died on", "on Sunday", "2019-06-09", "2019-06-09"),
    ("Mara Velde joined the board three years ago.", "joined", "three years ago", "2016-01-01", "2016-12-31"),
    ("Mara Velde formerly ran Norvane Systems.", "ran", "formerly", "", "2019-06-12"),
    ("Mara Velde now runs Norvane Systems.", "runs", "now", "", ""),
    ("Police arrested Mara Velde two days before the trial.", "arrested", "two days before the trial", "", ""),
    ("Mara Velde was governor between 1999 and 2003.", "was", "between 1999 and 2003", "1999-01-01", "2003-12-31"),
    ("Norvane hired Velde in 2012, five years after it was founded.", "was founded", "", "", ""),
    ("Velde, who previously worked at Brightlake, left.", "worked at", "previously", "", "2019-06-12"),
    ("Mara Velde left Norvane Systems in November.", "left", "in November", "2018-11-01", "2018-11-30"),
    ("Norvane moved the sale from May to June.", "moved", "from May to June", "", ""),
    ("Sales at Norvane rose to $2 million from last year.", "rose to", "", "", ""),
    ("Reck took bribes from Norvane in 2010 and 2011.", "took", "in 2010 and 2011", "2010-01-01", "2011-12-31"),
    ("Mara Velde was killed at 10 a.m. on Friday.", "was killed", "at 10 a.m. on Friday", "2019-06-07", "2019-06-07"),
    ("Police met Mara Velde at Friday's hearing.", "met", "", "", ""),
    ("Velde bought the ten-year-old firm.", "bought", "", "", ""),
    ("Jonas Reck ran Norvane Systems for ten years.", "ran", "for ten years", "", ""),
    (
        "Between 2015 and 2018, Norvane paid Reck $2 million.",
        "paid",
        "Between 2015 and 2018",
        "2015-01-01",
        "2018-12-31",
    ),
]


@pytest.mark.parametrize(("text", "relation", "words", "since", "until"), STATEMENTS)
def test_statements(text: str, relation: str, words: str, since: str, until: str) -> None:
    claims = [c for c in reader().read_text(text, "2019-06-12").claims if c.relation.text == relation]
    assert claims
    for claim in claims:
        when = claim.when
        assert (when.text if when else "") == words
        assert ((when and when.since) or "", (when and when.until) or "") == (since, until)
        assert when is None or text[when.start : when.end] == when.text


@cache
def reader() -> Reader:
    return Reader()
