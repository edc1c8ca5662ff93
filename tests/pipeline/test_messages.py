"""The catalogues: complete in both languages, same placeholders, compiled, with every code of the program in them."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pipeline.compile_messages import compiled
from pipeline.messages import LANGUAGES, LOCALE, label, message_ids, placeholders, say
from pipeline.models import vocabulary

ROOT = Path(__file__).parents[2]
DOMAINS = sorted(path.stem for path in (LOCALE / "vi" / "LC_MESSAGES").glob("*.po"))


def entries(language: str, domain: str) -> dict[str, str]:
    with (LOCALE / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_messages_with_the_same_placeholders(domain):
    vi, en = entries("vi", domain), entries("en", domain)
    assert vi.keys() == en.keys()
    assert {key: placeholders(text) for key, text in vi.items()} == {
        key: placeholders(text) for key, text in en.items()
    }
    assert all(vi.values())
    assert all(en.values())


def test_no_message_stands_in_two_domains():
    owners: dict[str, list[str]] = {}
    for domain in DOMAINS:
        for key in entries("vi", domain):
            owners.setdefault(key, []).append(domain)
    assert {key: where for key, where in owners.items() if len(where) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_is_that_of_its_source(language, domain):
    source = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    assert source.with_suffix(".mo").read_bytes() == compiled(source, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_published_lists_has_a_label(language):
    shown = (
        vocabulary.Outcome,
        vocabulary.Severity,
        vocabulary.Recommendation,
        vocabulary.Confidence,
        vocabulary.FileStatus,
        vocabulary.DocumentKind,
        vocabulary.DateRole,
        vocabulary.NomineeType,
        vocabulary.CommitteeGroup,
        vocabulary.CommendationKind,
        vocabulary.Occasion,
        vocabulary.ReceiptBasis,
        vocabulary.Affects,
        vocabulary.Reason,
        vocabulary.LossCode,
        vocabulary.FileCode,
        vocabulary.RuleCode,
    )
    missing = [word.value for words in shown for word in words if label(word.value, language) == word.value]
    # In English a word may be its own label; "macro" is the Vietnamese word too.
    assert missing == ["macro"] if language == "vi" else all(re.fullmatch(r"[a-z_]+", word) for word in missing)


def test_every_error_code_raised_in_the_program_has_a_sentence_and_a_remedy():
    raised = re.compile(r"(?:Dossier|Usage|Setup|Path|Busy|Read|Integrity)Error\(\s*\"([a-z-]+)\"")
    known = set(message_ids())
    codes = {
        code
        for package in ("pipeline", "extractors", "validators", "flows")
        for path in (ROOT / package).rglob("*.py")
        for code in raised.findall(path.read_text(encoding="utf-8"))
    }
    assert len(codes) > 20
    assert sorted(codes - known) == []
    assert [code for code in sorted(codes) if f"{code}.remedy" not in raw_ids()] == []


def raw_ids() -> set[str]:
    return {key for domain in DOMAINS for key in entries("vi", domain)}


def test_every_message_that_the_screen_asks_for_is_in_the_catalogue():
    asked = re.compile(r"\bt\(\s*f?\"((?:cli|report|register)\.[a-z.-]+)\"")
    known = set(message_ids())
    found = {
        name
        for path in [*(ROOT / "flows").rglob("*.py"), *(ROOT / "pipeline" / "reports").rglob("*.*")]
        if path.suffix in {".py", ".html"}
        for name in asked.findall(path.read_text(encoding="utf-8"))
    }
    assert len(found) > 50
    assert sorted(name for name in found if not name.endswith((".", "-")) and name not in known) == []


def test_days_in_parameters_are_written_day_first():
    assert "22/08/2025" in say("report.judged-on", "vi", {"day": "2025-08-22"})


def test_a_sentence_names_few_and_counts_the_rest():
    names = [f"Người {number}" for number in range(1, 31)]
    told = say("counts-agree.violated-report-unlisted", "vi", {"names": names})
    assert "Người 1, Người 2," in told
    assert told.endswith("Người 24, và 6 mục nữa.")
    assert say("counts-agree.violated-report-unlisted", "en", {"names": names[:24]}).endswith("Người 24.")
