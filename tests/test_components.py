"""The pipeline of the model: our components in it, sentences at blocks, the longest known names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import ActorNames, annotate, load_model
from kg.errors import DataError
from kg.model import Article, Block
from kg.parse import Parse
from kg.pipeline import Resources

Parsed = Callable[..., Parse]
BLANK = spacy.blank("en")


def article(text: str, furniture: str = "") -> Article:
    """One block a line; lines equal to ``furniture`` are furniture."""
    blocks = tuple(
        Block(m.start(), m.end(), "furniture" if m.group() == furniture else "text") for m in re.finditer(r".+", text)
    )
    return Article("text.txt", text, hashlib.sha256(text.encode()).hexdigest(), blocks)


@pytest.fixture(scope="module")
def parsed(resources: Resources) -> Parsed:
    def parse(text: str, furniture: str = "") -> Parse:
        ((_, found),) = annotate([article(text, furniture)], resources.nlp)
        return found

    return parse


def names(texts: list[str], text: str) -> list[str]:
    doc = ActorNames(BLANK, texts)(BLANK(text))
    return [span.text for span in doc.spans["actors"]]


@pytest.mark.model
def test_the_pipeline_has_no_problems(resources: Resources) -> None:
    analysis = resources.nlp.analyze_pipes()
    assert {name: problems for name, problems in analysis["problems"].items() if problems} == {}
    assert resources.nlp.pipe_names[0] == "kg_blocks"
    assert resources.nlp.pipe_names[-1] == "kg_actors"
    assert analysis["summary"]["kg_blocks"]["assigns"] == ["token.is_sent_start"]
    assert analysis["summary"]["kg_actors"]["assigns"] == ["doc.spans"]


@pytest.mark.model
def test_a_block_starts_a_sentence(parsed: Parsed) -> None:
    parse = parsed("Iran and the pact\nIsrael attacked Iran\nTurkey left")
    assert [parse.words[start] for start, _ in parse.sentences if parse.words[start].strip()] == [
        "Iran",
        "Israel",
        "Turkey",
    ]


@pytest.mark.model
def test_without_blocks_the_model_cuts_the_sentences(resources: Resources) -> None:
    doc = resources.nlp("Israel attacked Iran. Turkey left.")
    assert [sentence.text for sentence in doc.sents] == ["Israel attacked Iran.", "Turkey left."]


@pytest.mark.model
def test_furniture_is_silent(parsed: Parsed) -> None:
    parse = parsed("Israel attacked Iran.\nShare this article.\nTurkey left.", furniture="Share this article.")
    silent = {parse.words[start] for n, (start, _) in enumerate(parse.sentences) if n in parse.silent}
    assert "Share" in silent
    assert not silent & {"Israel", "Turkey"}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["“Iran’s” plan — signed — failed.", "Iran\u00a0signed «it».", "A \U0001f54a\ufe0f over Tehrán: Иран’s plan."],
)
def test_tokens_are_words_of_the_article(parsed: Parsed, text: str) -> None:
    parse = parsed(text)
    assert parse.text == text
    for i in range(len(parse)):
        words = text[parse.starts[i] : parse.ends[i]]
        assert len(words) == len(parse.words[i])
        assert parse.quote(i, i + 1).text == words


@pytest.mark.model
def test_prefixes_stay_with_their_word(parsed: Parsed) -> None:
    assert {"co-operation", "counter-terrorism", "al-Abadi"} <= set(
        parsed("The co-operation on counter-terrorism pleased al-Abadi.").words
    )
    assert {"UK", "France"} <= set(parsed("The UK-France summit ended.").words)


@pytest.mark.model
def test_known_names_are_marked_in_the_article(parsed: Parsed) -> None:
    parse = parsed("The United Arab Emirates and the Democratic Republic of the Congo signed it.")
    marked = {parse.quote(start, end).text.removeprefix("the ").removeprefix("The ") for start, end in parse.names}
    assert marked == {"United Arab Emirates", "Democratic Republic of the Congo"}


@pytest.mark.parametrize(
    ("known", "text", "found"),
    [
        (["Korea", "North Korea"], "North Korea left.", ["North Korea"]),
        (
            ["Republic of the Congo", "Democratic Republic of the Congo"],
            "the Democratic Republic of the Congo",
            ["Democratic Republic of the Congo"],
        ),
        (["Turkey"], "turkey is eaten", []),
        (["NATO"], "NATO's plan", ["NATO"]),
        (["People's Army"], "the People's Army left", ["People's Army"]),
        (["Iran", "Iraq"], "Iran, Iraq", ["Iran", "Iraq"]),
        (["Iran"], "Iranian", []),
    ],
)
def test_the_longest_name_with_exact_letters(known: list[str], text: str, found: list[str]) -> None:
    assert names(known, text) == found


WORDS = st.lists(st.sampled_from(["North", "Korea", "South", "Congo", "of", "the", "Republic"]), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=4), WORDS, WORDS)
def test_a_larger_list_never_loses_a_match(known: list[list[str]], more: list[str], text: list[str]) -> None:
    few = [" ".join(words) for words in known]
    before, after = names(few, " ".join(text)), names([*few, " ".join(more)], " ".join(text))
    assert not before or after
    assert sum(map(len, after)) >= max(map(len, before), default=0)


@pytest.mark.parametrize(
    ("name", "message"), [("en_core_web_none", "no such spaCy model is installed; try: pip install")]
)
def test_a_missing_model_is_named(name: str, message: str) -> None:
    with pytest.raises(DataError, match=f"{name}: {message}"):
        load_model(name)


def test_a_model_without_parser_is_refused(tmp_path: Path) -> None:
    BLANK.to_disk(tmp_path)
    with pytest.raises(DataError, match="the model has no parser; choose an English pipeline"):
        load_model(str(tmp_path))
