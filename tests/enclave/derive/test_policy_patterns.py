import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.derive.knowledge import Known
from enclave.derive.policy_patterns import arn_matches, matches

KEYS = "arn:aws:kms:eu-central-1:111122223333:key/*"
PATTERNS = st.text(alphabet="ab*?", max_size=5)
NAMES = st.text(alphabet="ab", max_size=5)


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("loom-*", "loom-audit", True),
        ("loom-?", "loom-audit", False),
        ("LOOM-*", "loom-audit", False),
        ("key/*", "key/*", True),
        ("key/12*", "key/*", None),
        ("alias/*", "key/*", False),
        ("key/?", "key/*", None),
        ("a.c", "abc", False),
        ("", "", True),
    ],
)
def test_covers_all_some_or_nothing_of_a_name(pattern: str, name: str, expected: Known) -> None:
    assert matches(pattern, name) is expected


@given(pattern=PATTERNS, name=NAMES)
def test_agrees_with_a_regular_expression_on_names_that_are_known(pattern: str, name: str) -> None:
    plain = pattern.replace("*", ".*").replace("?", ".")
    assert matches(pattern, name) is bool(re.fullmatch(plain, name))


@given(pattern=PATTERNS, name=st.text(alphabet="ab*", max_size=4), filling=NAMES)
def test_whatever_the_star_turns_out_to_be_a_settled_answer_holds(
    pattern: str, name: str, filling: str
) -> None:
    early = matches(pattern, name)
    assert early in (None, matches(pattern, name.replace("*", filling)))


@pytest.mark.parametrize(
    ("pattern", "arn", "expected"),
    [
        ("*", "*", True),
        ("*", KEYS, True),
        ("arn:aws:s3:::*", "*", False),
        ("arn:aws:kms:*:111122223333:key/*", KEYS, True),
        ("arn:aws:kms:eu-*:key/*", KEYS, None),
        ("arn:*", KEYS, None),
        ("arn:aws:kms:eu-north-1:111122223333:key/*", KEYS, False),
        ("arn:aws:s3:::loom/*", "arn:aws:s3:::loom/a:b", True),
    ],
)
def test_a_wildcard_stays_within_its_part_of_an_arn(
    pattern: str, arn: str, expected: Known
) -> None:
    assert arn_matches(pattern, arn) is expected
