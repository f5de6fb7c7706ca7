"""Conditions of policies, as AWS evaluates them: only operators that this kit was taught.

Semantics: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Set operators for
multivalued context keys". Whatever is not understood is not known, never met and never unmet.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enclave.derive.knowledge import Known, every, opposite, some
from enclave.derive.policy_patterns import arn_matches, matches

Value = str | tuple[str, ...] | None
"""One value; several, of a key that holds several; None: the request is without the key."""
_Test = Callable[[str, str], Known]


@dataclass(frozen=True, kw_only=True)
class _Operator:
    test: _Test
    negated: bool
    of: str | None
    if_exists: bool


def unmet_by_ignorance(condition: object, context: Mapping[str, Value]) -> tuple[str, ...]:
    """`operator key` of each line of which it is not known whether a request meets it."""
    return tuple(
        f"{operator} {key}".strip()
        for operator, key, answer in _answers(condition, context)
        if answer is None
    )


def condition_met(condition: object, context: Mapping[str, Value]) -> Known:
    """Whether a request meets the whole of a statement's `Condition`.

    `context` holds what is known: a key that is not in it may have any value, or none.
    """
    return every(answer for _, _, answer in _answers(condition, context))


def _answers(condition: object, context: Mapping[str, Value]) -> Iterable[tuple[str, str, Known]]:
    if not isinstance(condition, dict):
        yield "Condition", "", None
        return
    known = {key.lower(): value for key, value in context.items()}
    for operator, lines in condition.items():
        if not isinstance(lines, dict):
            yield str(operator), "", None
            continue
        for key, wanted in lines.items():
            yield str(operator), str(key), _line(str(operator), str(key).lower(), wanted, known)


def _line(operator: str, key: str, wanted: object, known: Mapping[str, Value]) -> Known:
    values = _texts(wanted)
    if values is None or key not in known:
        return None
    if operator.lower() == "null":
        return _absence(values, known[key])
    parsed = _parse(operator)
    return None if parsed is None else _holds(parsed, values, known[key])


def _texts(wanted: object) -> tuple[str, ...] | None:
    """The values of a line as text; None where one is none, or holds a policy variable."""
    listed: Sequence[Any] = wanted if isinstance(wanted, list | tuple) else [wanted]
    texts = tuple(str(v).lower() if isinstance(v, bool) else str(v) for v in listed)
    readable = all(isinstance(v, str | int | float) for v in listed)
    return texts if readable and not any("${" in text for text in texts) else None


def _absence(values: tuple[str, ...], value: Value) -> Known:
    return some(_same_truth(wanted, str(value is None).lower()) for wanted in values)


def _parse(operator: str) -> _Operator | None:
    name = operator.lower()
    set_operator, colon, rest = name.rpartition(":")
    if colon and set_operator not in {"forallvalues", "foranyvalue"}:
        return None
    base = rest.removesuffix("ifexists")
    if base not in _TESTS or (set_operator == "foranyvalue" and base != rest):
        return None
    test, negated = _TESTS[base]
    return _Operator(test=test, negated=negated, of=set_operator or None, if_exists=base != rest)


def _holds(operator: _Operator, values: tuple[str, ...], value: Value) -> Known:
    if value is None:
        return operator.if_exists or operator.of == "forallvalues" or _missing(operator)
    if operator.of is None:
        return None if isinstance(value, tuple) else _one(operator, values, value)
    several = value if isinstance(value, tuple) else (value,)
    answers = [_one(operator, values, each) for each in several]
    return every(answers) if operator.of == "forallvalues" else some(answers)


def _missing(operator: _Operator) -> bool:
    """A negated operator is met by a request without the key; with ForAnyValue no operator is."""
    return operator.negated and operator.of is None


def _one(operator: _Operator, values: tuple[str, ...], value: str) -> Known:
    found = some(operator.test(wanted, value) for wanted in values)
    return opposite(found) if operator.negated else found


def _same(wanted: str, value: str) -> Known:
    if "*" in value:  # which is not known yet; `*` of `wanted` is a plain letter here
        return None
    return wanted == value


def _same_but_for_case(wanted: str, value: str) -> Known:
    return _same(wanted.lower(), value.lower())


def _same_truth(wanted: str, value: str) -> Known:
    truths = {"true", "false"}
    if not {wanted.lower(), value.lower()} <= truths:
        return None
    return wanted.lower() == value.lower()


def _same_arn(wanted: str, value: str) -> Known:
    return None if wanted == "*" else arn_matches(wanted, value)


def _number(compare: Callable[[float, float], bool]) -> _Test:
    def test(wanted: str, value: str) -> Known:
        try:
            return compare(float(value), float(wanted))
        except ValueError:
            return None

    return test


_TESTS: dict[str, tuple[_Test, bool]] = {
    "stringequals": (_same, False),
    "stringnotequals": (_same, True),
    "stringequalsignorecase": (_same_but_for_case, False),
    "stringnotequalsignorecase": (_same_but_for_case, True),
    "stringlike": (matches, False),
    "stringnotlike": (matches, True),
    "arnequals": (_same_arn, False),
    "arnlike": (_same_arn, False),
    "arnnotequals": (_same_arn, True),
    "arnnotlike": (_same_arn, True),
    "bool": (_same_truth, False),
    "numericequals": (_number(lambda value, wanted: value == wanted), False),
    "numericnotequals": (_number(lambda value, wanted: value == wanted), True),
    "numericlessthan": (_number(lambda value, wanted: value < wanted), False),
    "numericlessthanequals": (_number(lambda value, wanted: value <= wanted), False),
    "numericgreaterthan": (_number(lambda value, wanted: value > wanted), False),
    "numericgreaterthanequals": (_number(lambda value, wanted: value >= wanted), False),
}
