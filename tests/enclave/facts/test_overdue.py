from datetime import date, timedelta
from pathlib import Path

from enclave.facts.loader import text_of
from enclave.facts.overdue import FILES, facts, overdue

FIRST = min(fact.review_by for _, _, fact in facts())


def test_nothing_is_overdue_on_its_review_day() -> None:
    assert overdue(FIRST) == ()


def test_the_day_after_names_fact_source_and_line() -> None:
    found = overdue(FIRST + timedelta(days=1))
    texts = {str(finding) for finding in found}
    assert (
        "enclave/facts/fips_endpoints.toml:1 asked, seen 2026-11-24, review overdue by 1 day. "
        "Fix: upgrade sovereign-enclave; maintainers: read it again from botocore 1.44.8, "
        "endpoints.json, variants tagged fips alone, then move the dates."
    ) in texts


def test_in_the_end_every_fact_is_overdue() -> None:
    found = overdue(date(2099, 1, 1))
    assert len(found) == len(list(facts()))
    assert len({finding.fingerprint for finding in found}) == len(found)


def test_the_line_is_that_of_the_table() -> None:
    for finding in overdue(date(2099, 1, 1)):
        name = Path(finding.location.path).name
        line = text_of(name).splitlines()[(finding.location.line or 0) - 1]
        assert line == f"[{finding.subject.split()[1]}]"


def test_every_fact_file_is_watched() -> None:
    folder = Path(__file__).parents[3] / "enclave" / "facts"
    assert {path.name for path in folder.glob("*.toml")} == {name for name, _ in FILES}
