"""Patterns of policies: `*` and `?`, against names that may have a `*` where they are not known.

A name such as `arn:aws:kms:eu-central-1:111122223333:key/*` stands for one key whose id nobody
knows yet. A pattern that covers every such key matches it, one that covers none does not, and of
one that covers some it is not known.
"""

import re
from functools import lru_cache

from enclave.derive.knowledge import Known, every

_ARN_PARTS = 6


def matches(pattern: str, name: str) -> Known:
    """Whether a pattern covers a name. Upper and lower case differ."""
    if _expression(pattern).fullmatch(name):
        return True
    return None if "*" in name and _meet(pattern, name) else False


def arn_matches(pattern: str, arn: str) -> Known:
    """The same for ARNs, part by part: a wildcard never reaches beyond a colon, but in the last.

    Not known for a pattern of fewer parts, which policy types read differently; `*` alone covers
    everything, and nothing else covers a request whose resource is `*`.
    """
    if pattern == "*":
        return True
    if arn == "*":
        return False
    patterns, parts = pattern.split(":", _ARN_PARTS - 1), arn.split(":", _ARN_PARTS - 1)
    if len(patterns) < _ARN_PARTS or len(parts) < _ARN_PARTS:
        return None
    return every(matches(*pair) for pair in zip(patterns, parts, strict=True))


@lru_cache(maxsize=4096)
def _expression(pattern: str) -> re.Pattern[str]:
    # `?` is one character that is known: `*` of a name may be none, or several.
    return re.compile(
        "".join({"*": ".*", "?": "[^*]"}.get(letter, re.escape(letter)) for letter in pattern),
        re.DOTALL,
    )


def _meet(pattern: str, name: str) -> bool:
    """Whether any text is covered by both."""
    reached = _beyond_stars(pattern, {0})
    for letter in name:
        if letter == "*":
            reached = set(range(min(reached, default=len(pattern) + 1), len(pattern) + 1))
        else:
            reached = _beyond_stars(pattern, set(_steps(pattern, reached, letter)))
    return len(pattern) in reached


def _steps(pattern: str, reached: set[int], letter: str) -> set[int]:
    stay = {i for i in reached if pattern[i : i + 1] == "*"}
    return stay | {i + 1 for i in reached if pattern[i : i + 1] in {"?", letter}}


def _beyond_stars(pattern: str, reached: set[int]) -> set[int]:
    found = set(reached)
    for i in range(len(pattern)):
        if i in found and pattern[i] == "*":
            found.add(i + 1)
    return found
