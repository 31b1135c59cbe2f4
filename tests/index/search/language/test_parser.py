"""What queries mean, and what is said of those that cannot be understood."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.search.language.parser import parse, read
from index.search.language.tree import (
    And,
    Area,
    Boosted,
    Choice,
    Company,
    Dates,
    Everything,
    Fuzzy,
    Group,
    Near,
    Node,
    Not,
    Nothing,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Source,
    Wildcard,
    Word,
    texts,
)

TITLE = (Area.TITLE,)


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (Everything(), ""),
        (Everything(), " \t"),
        (Everything(), "*"),
        (Word("BMW"), "BMW "),
        (Word("BMW", typing=True), "BMW"),
        (And((Word("BMW"), Word("Daimler"))), "BMW Daimler "),
        (And((Word("BMW"), Word("Daimler"))), "BMW AND Daimler "),
        (And((Word("BMW"), Word("Daimler"))), "BMW UND Daimler "),
        (Or((Word("BMW"), Word("Daimler"))), "BMW OR Daimler "),
        (Or((And((Word("a"), Word("b"))), Word("c"))), "a b ODER c "),
        (And((Word("a"), Or((Word("b"), Word("c"))))), "a (b OR c)"),
        (And((Word("a"), Not(Word("b")))), "a -b"),
        (And((Word("a"), Not(Word("b")))), "a NOT b"),
        (And((Word("a"), Not(Word("b")))), "a NICHT b"),
        (Not(And((Word("a"), Word("b")))), "-(a b)"),
        (Word("a"), "--a "),
        (Word("BMW-Chef"), "BMW-Chef "),
        (And((Word("und"), Word("oder"))), "und/oder "),
        (Phrase("General Motors"), '"General Motors"'),
        (Phrase("General Motors"), "„General Motors“"),
        (Prefix("koop"), "koop*"),
        (Wildcard("mo*en"), "mo*en"),
        (Wildcard("*angebot"), "*angebot"),
        (Fuzzy("volkswagn", 1), "volkswagn~"),
        (Fuzzy("volkswgn", 2), "volkswgn~2"),
        (Word("BMW", TITLE), "title:BMW "),
        (Word("BMW", TITLE), "titel: BMW "),
        (And((Word("a", TITLE), Word("b", TITLE))), "title:(a b)"),
        (Phrase("a b", (Area.BODY,)), 'body:"a b"'),
        (Company("bmw"), "company:bmw "),
        (Company("bmw", typing=True), "firma:bmw"),
        (Company("volks", begins=True), "company:volks* "),
        (Company("Jaguar Land Rover"), 'company:"Jaguar Land Rover"'),
        (And((Company("bmw"), Company("vw"))), "company:(bmw vw)"),
        (Not(Company("bmw")), "-company:bmw"),
        (Source("Auto Woche"), 'quelle:"Auto Woche"'),
        (Group("vw"), "group:vw "),
        (Group("volks", begins=True), "konzern:volks* "),
        (Choice("event", ("strike",)), "event:strike"),
        (Choice("event", ("insolvency",)), "ereignis:pleite "),
        (Choice("event", ("layoffs", "leadership")), "event:l"),
        (Choice("type", ("merger",)), "type:merger"),
        (Choice("type", ("merger",)), "deal:fusion "),
        (Choice("type", ("acquisition",)), "typ:Uebernahme "),
        (Choice("type", ("joint_venture",)), 'type:"joint venture"'),
        (Choice("type", ("stake", "supply", "spin_off")), "type:s"),
        (Choice("status", ("talks",)), "status:talks"),
        (Choice("language", ("de",)), "sprache:deutsch"),
        (Dates("2019-01-01", "2019-12-31"), "date:2019"),
        (Dates("2019-02-01", "2019-02-28"), "date:2019-02"),
        (Dates("2019-02-27", "2019-02-27"), "datum:27.2.2019"),
        (Dates("2019-01-01", "2020-12-31"), "date:2019..2020"),
        (Dates("2019-03-01", None), "date:2019-03.."),
        (Dates(None, "2018-12-31"), "date:..2018"),
        (
            And((Word("kooperation"), Company("bmw"), Dates("2019-01-01", "2020-12-31"))),
            "kooperation company:bmw date:2019..2020",
        ),
        (And((Word("Opel"), Word("PSA"))), "Opel: PSA "),
        (And((Word("16"), Word("47"))), "16:47 "),
        (And((Word("https"), Word("example.com"))), "https://example.com "),
        (Prefix("mot"), '"mot'),
        (And((Phrase("general "), Prefix("mot"))), '"general mot'),
        (Phrase("general motors "), '"general motors '),
        (Word("a"), "a OR "),
        (Word("a"), "a -"),
        (Word("a"), "OR AND a "),
        (Near("opel psa", 5), '"opel psa"~5'),
        (Near("opel psa", 1, TITLE), 'title:"opel psa"~0'),
        (Phrase("opel"), '"opel"~5'),
        (Boosted(Word("opel"), 3.0), "opel^3"),
        (Boosted(Word("opel", TITLE), 0.5), "title:opel^0.5"),
        (Boosted(Phrase("opel psa"), 2.0), '"opel psa"^2'),
        (Boosted(Near("opel psa", 3), 2.0), '"opel psa"~3^2'),
        (Boosted(Prefix("op"), 2.0), "op*^2"),
        (And((Boosted(And((Word("a"), Word("b"))), 2.0), Word("c"))), "(a b)^2 c "),
        (Not(Boosted(Word("a"), 2.0)), "-a^2"),
        (Word("2"), "^2 "),
        (And((Word("a"), Word("2"))), "a ^2 "),
        (Word("a"), "a^1"),
        (Numbers("value", 2_000_000_000, 2_000_000_000), "value:2bn"),
        (Numbers("value", 1_500_000_000, None), "wert:1,5mrd.."),
        (Numbers("value", 100_000_000, 2_000_000_000), "value:100m..2bn "),
        (Numbers("value", 1_000, 2_000), "value:1.000..2,000"),
        (Numbers("value", None, 999_999), "value:<1mio"),
        (Numbers("stake", 2_500, 5_000), "stake:25%..50%"),
        (Numbers("stake", 2_501, None), "anteil:>25"),
        (Numbers("stake", 7_490, None), "stake:>=74,9%"),
        (Numbers("deals", 2, None), "deals:2.."),
        (Numbers("deals", None, 3), "deals:<=3"),
    ],
)
def test_a_query_means_a_tree(expected: Node, query: str) -> None:
    """Operators, fields, patterns and what is still being typed."""
    assert expected == parse(query).tree


@pytest.mark.parametrize(
    ("expected", "place", "tree", "query"),
    [
        ("There is no field “foo”", "foo:", And((Word("bar"), Word("x"))), "foo:bar x "),
        ("This quotation mark is not closed.", '"', And((Word("a"), Phrase("b c "))), 'a "b c '),
        ("This parenthesis is not closed.", "(", And((Word("a"), Word("b"))), "a (b "),
        ("This parenthesis closes nothing.", ")", And((Word("a"), Word("b"))), "a) b "),
        ("There is nothing between these parentheses.", "()", Word("a"), "a ()"),
        ("There is no such day as “2019-13”.", "2019-13", Word("a"), "a date:2019-13"),
        ("“gestern” is no date", "gestern", Word("a"), "a date:gestern"),
        ("This range of dates ends before it begins.", "2020..2019", Word("a"), "a date:2020..2019"),
        ("A range needs a date", "..", Word("a"), "a date:.."),
        ("There is no type “takeover”; there are acquisition, merger,", "takeover", Word("a"), "a type:takeover "),
        ("There is no status “x”; there are rumoured, talks,", "x", Word("a"), "a status:x "),
        ("There is no language “fr”; there are de, en.", "fr", Word("a"), "a language:fr "),
        ("“company:” wants something behind it.", "company:", Word("a"), "a company:"),
        ("There is nothing to search for in this.", ":", Nothing(), ":"),
        ("There is no type “takeover”", "takeover", Nothing(), "type:takeover "),
        ("“gestern” is no date", "gestern", Nothing(), "date:gestern"),
        ("“20” is no date", "20", Everything(), "date:20"),
        ("“company:” wants something behind it.", "company:", Everything(), "-company:"),
        ("This quotation mark is not closed.", '"', Everything(), '"'),
        ("This parenthesis is not closed.", "(", Everything(), " ("),
        ("“viel” is no number", "viel", Word("a"), "a value:viel"),
        ("This range of numbers ends before it begins.", "2m..1m", Word("a"), "a value:2m..1m"),
        ("A range needs a number", "..", Word("a"), "a deals:.."),
        ("“1.2.3,4” is no number", "1.2.3,4", Word("a"), "a stake:1.2.3,4"),
        ("A word cannot count for nothing.", "^0", Word("a"), "a^0 "),
        ("There is nothing to search for in this.", "🚗", Nothing(), "🚗"),
        ("“%%” is no name of a company.", "%%", Word("a"), "a company:%%"),
    ],
)
def test_what_cannot_be_understood_is_told_and_the_rest_is_searched(
    expected: str, place: str, tree: Node, query: str
) -> None:
    """One problem, at its place."""
    read = parse(query)
    assert tree == read.tree
    assert [place] == [problem.span.of(query) for problem in read.problems]
    assert read.problems[0].message.startswith(expected)


@pytest.mark.parametrize("query", ["NOT", "OR", "-", "()", "date:foo", "NOT date:foo", "status:x ", "company:%%", "🚗"])
def test_a_query_of_which_nothing_is_understood(query: str) -> None:
    """Finds no article, whatever is wrong with it, and says so: nobody takes all articles for what was asked."""
    read = parse(query)
    assert Nothing() == read.tree
    assert read.problems[0].message.endswith(". So no article is found.")


@pytest.mark.parametrize("query", ["date:", "date:20", "NOT date:", '"', "(", "value:>"])
def test_a_query_that_has_only_begun(query: str) -> None:
    """Narrows nothing yet, and says so."""
    read = parse(query)
    assert Everything() == read.tree
    assert read.problems[0].message.endswith(". So every article is found.")


def test_only_so_many_words_are_searched() -> None:
    """The first 64; the rest is told once."""
    read = parse(" ".join(f"w{number}" for number in range(1000)))
    assert len(list(texts(read.tree))) == 64
    assert [problem.message for problem in read.problems] == ["Only the first 64 words are searched."]


def test_parentheses_are_told_apart_up_to_a_depth() -> None:
    """What is nested deeper is searched as if the inner parentheses were not there."""
    read = parse("(" * 50 + "a " + ")" * 50)
    assert read.tree == Word("a")
    assert [problem.message for problem in read.problems] == ["The parentheses are nested too deeply."]


PIECES = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "„",
        *"*-:~^ ab<3",
        "^2",
        "~5",
        "value:",
        "OR",
        "AND",
        "NOT",
        "date:",
        "type:",
        "company:",
        "2019",
        "..",
    ]
)


WORDS = st.sampled_from(
    ["opel", "Übernahme", "2019", "½", "_", "opels", '"opel"', '""', '"', '"opel verkauf"', "OR", "NICHT"]
)
BETWEEN = st.sampled_from([" ", "  ", "\t", "\u00a0", "\x1c", "", "-", "~"])


@settings(deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=3), BETWEEN), max_size=9).map("".join))
@example("opel ")
@example("opel")
@example('opel "verkauf"')
@example("opel opel")
@example('opel "opel" opel')
@example(" ".join(map(str, range(65))))
def test_plain_queries_mean_what_they_mean_sign_by_sign(query: str) -> None:
    """The same tree, problems and words, whichever way a query is read."""
    assert read(query) == parse(query)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("(" * 5000 + ")" * 5000)
@example("NOT " * 3000 + "a")
@example("a*" * 5000)
@example("x" * 10_000)
@example("\x1b]52;c;\x07\x00\u202e")
@example("\ud800")
def test_any_text_can_be_read(query: str) -> None:
    """The parser never fails, and says where in the query each problem is."""
    read = parse(query)
    for problem in read.problems:
        assert 0 <= problem.span.start < problem.span.end <= len(query)
        assert problem.message.endswith(".")
