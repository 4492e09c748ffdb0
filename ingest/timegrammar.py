"""The grammar of time expressions: one table, what is written and how it is read.

A line is made of pieces in braces (ingest/timewords.py) and plain words; its reader turns what was found into a
`Period`. Of all lines that fit at a place the longest match counts, the first of equals. `the` may stand before each.
A reader raises ValueError for what is no date ("February 30") or cannot be told without the article's own date; such
an expression is unresolved. What is counted from a day that the text spoke of ("the following week", "two years
later", "ten days before the murder") is never resolved: `guessed` keeps the likeliest value, without days.
"""

from re import Pattern

from ingest.calendardates import (
    Reader,
    century_named,
    decade_named,
    directed_month,
    half_named,
    holiday,
    iso,
    month_alone,
    month_day,
    month_of_year,
    quarter_named,
    season_named,
    slashed,
    week_named,
    year_end,
    year_named,
    year_spelled,
    years,
)
from ingest.counteddates import (
    ago,
    day_word,
    directed,
    elsewhere,
    first_months,
    from_now,
    latest_period,
    latest_year,
    length,
    of_week,
    part_of_today,
    past_unit,
    quarter_of_year,
    repeated,
    told_count,
    told_day,
    told_unit,
    vague,
    week_ago,
    weekday,
    window,
    year_ago_quarter,
)
from ingest.timewords import spelled

ENDING = r"(?P<way>earlier|before|previously|prior|later|after|afterwards)"
LAST = r"(?P<direction>last|this|next)"
SPELLED = "nineteen {tens}(?:[- ]{ones})?"
FISCAL = r"(?:(?P<fiscal>fiscal|financial)(?:[- ]year)? )?"

# What is written, and how it is read.
GRAMMAR: tuple[tuple[Pattern[str], Reader], ...] = tuple(
    (spelled(line), reader)
    for line, reader in (
        # days and months of the calendar
        (r"(?P<year>\d{4})-(?P<mm>\d\d)-(?P<dd>\d\d)", iso),
        (r"(?P<one>\d{1,2})([/.])(?P<two>\d{1,2})\2(?P<year>\d{4})", slashed),
        (r"(?:{weekday},? (?:the )?)?{month} (?:the )?{day}(?:,? (?:of )?{year})?", month_day),
        (r"(?:{weekday},? (?:the )?)?{day}(?: day)?(?: of)? {month}(?:,? (?:of )?{year})?", month_day),
        (r"{month} {day}(?:-|–| to | and | or ){to_day}(?:,? (?:of )?{year})?", month_day),
        (r"{day}(?:-|–| to | and | or ){to_day} {month}(?:,? (?:of )?{year})?", month_day),
        (r"week of {month} {day}(?:,? (?:of )?{year})?", week_named),
        (r"{month}(?:,? (?:of )?(?:{year}|{short}))?", month_alone),
        (rf"{{month}} (?:the )?{{day}},? {SPELLED}", month_day),
        (rf"{{month}}(?: of|,)? {SPELLED}", month_alone),
        (r"{month}(?: of|,)? {direction} year", month_of_year),
        (r"(?P<direction>last|past|this past|this|next|this coming) {month}", directed_month),
        (r"{holiday}(?:,? {year})?", holiday),
        (r"{direction} {holiday}", holiday),
        # longer stretches of the calendar
        (r"{season}(?: of|,)?(?: {year}| {short})", season_named),
        (rf"{{season}}(?: of|,)? {SPELLED}", season_named),
        (r"(?:(?P<direction>last|past|this past|this|next|this coming) )?{season}", season_named),
        (rf"(?:{FISCAL}(?:{{year}} )?){{nth}}[- ]quarter", quarter_named),
        (
            rf"{FISCAL}(?:{{nth}}|(?P<final>final|last))[- ]quarter(?: of)? {FISCAL.replace('fiscal>', 'of>')}{{year}}",
            quarter_named,
        ),
        (rf"{LAST} year['’]s {{nth}}[- ]quarter", quarter_named),
        (rf"(?:{{nth}}|(?P<final>final))[- ]quarter of {LAST} year", quarter_named),
        (r"Q(?P<q>[1-4])(?:(?: of)? (?:{year}|{short}))?", quarter_named),
        (r"(?:{nth}|(?P<final>last|latter))[- ]half of {year}", half_named),
        (rf"(?:{{nth}}|(?P<final>last|latter))[- ]half of (?:{LAST} year|the year)", half_named),
        (r"{nth}[- ]half", half_named),
        (r"H(?P<q>[12])(?:(?: of)? (?:{year}|{short}))?", half_named),
        (rf"(?:year |calendar (?:year )?)?{FISCAL}{{year}}(?!-\d)", year_named),
        (r"{short}(?!s|\d)", year_named),
        (r"{year}(?:-|–|—|/)(?P<to>\d{4}|\d\d)(?!\d|-)", years),
        (SPELLED, year_spelled),
        (r"(?:year )?two thousand(?:(?: and)? {ones})?", year_spelled),
        (r"(?P<year>1[0-9]\d0|20\d0)['’]?s", decade_named),
        (r"['’]?(?P<short>[2-9]0)['’]?s", decade_named),
        (r"{decade}", decade_named),
        (r"{ordinal}[- ]century", century_named),
        (
            r"(?:end of (?:the |(?P<direction>last|this|next) )?(?:calendar )?year(?: {year})?|year(?:[- ]|['’]s )end)",
            year_end,
        ),
        (r"{vague}", vague),
        # counted from the article's date
        (r"{day_word}(?: {part})?", day_word),
        (r"(?P<direction>this|last) {part}", part_of_today),
        (r"(?:(?P<direction>last|this|next|coming|this coming|this past) )?{weekday}(?:['’]s)?(?: {part})?", weekday),
        (rf"{{weekday}}(?: {{part}})?(?: of)? {LAST} week", of_week),
        (r"{weekday} {part} (?:of )?(?P<direction>last|this|next) week", of_week),
        (r"(?:(?P<part_of>earlier|later|early|late) )?{direction} {filler}{unit}(?:['’]s)?", directed),
        (r"past {filler}{unit}", past_unit),
        (r"{n} (?:or so )?{units}(?: or so)? ago", ago),
        (r"(?:a week|one week) ago {weekday}", week_ago),
        (r"{n} {units} (?:from now|hence|from today)", from_now),
        (r"(?P<window>last|past|next|coming) (?:{n} )?(?:\w+ )?{units}(?<=s)", window),
        (r"(?P<window>last|past|next|coming) \w+ (?:to|or) \w+ {units}(?<=s)", window),
        # counted from what the text spoke of
        (r"(?:that|{told}|that same|this same) {filler}{unit}", told_unit),
        (r"(?:that|{told}|next) {part}", told_day),
        (r"{unit}", told_unit),
        (rf"{{n}} (?:more )?{{units}} {ENDING}(?! \d)", told_count),
        (r"(?:{n} )?{units} (?:before|after|following|into|since|prior to|earlier than) (?:\w+)", elsewhere),
        # business periods
        (
            r"(?:{told} )?(?:comparable |corresponding )?year[- ](?:ago|earlier)(?: (?:quarter|period))?",
            year_ago_quarter,
        ),
        (
            r"(?:corresponding|comparable|same) (?:quarter|period)(?: of| a)? (?:last year|year ago|year earlier)",
            year_ago_quarter,
        ),
        (r"(?:latest |that |same |current )?period", latest_period),
        (r"latest {filler}quarter", latest_period),
        (r"latest (?:fiscal |financial )?year", latest_year),
        (r"{year} (?:quarter|period)", quarter_of_year),
        (rf"{LAST} year['’]s (?:quarter|period)", quarter_of_year),
        # lengths, repeated times, vague words
        (r"{n}(?:-| )(?:more |additional |consecutive |full |straight |trading |fiscal )?{units}", length),
        (r"{units}(?<=s)", length),
        (r"first {n} {units}(?: of {year})?", first_months),
        (r"(?:each|every) {units}", repeated),
        (r"(?:each|every) {weekday}", repeated),
        (r"{weekday}s", repeated),
        (r"{set}", repeated),
    )
)
