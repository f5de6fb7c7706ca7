"""Every budget of a function can bind."""

from collections.abc import Iterable, Iterator, Sequence

from enclave.declaration.context import Context
from enclave.declaration.model.functions import Function
from enclave.declaration.model.quantities import Period, Rate
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_LIMITS",
    title="Every budget of a function is there and can bind",
    severity=Severity.MEDIUM,
    controls=("SC-5", "SC-6"),
    reads=frozenset({"models"}),
    exceptable=True,  # a wider budget costs money and risk, which its owner may accept
)
MINUTES = {Period.MINUTE: 1, Period.HOUR: 60, Period.DAY: 1440}


def check(context: Context) -> Iterable[Finding]:
    """Look at the budgets of each function."""
    for name, function in context.declaration.functions.items():
        yield from _tokens_fit_model(context, name, function)
        yield from _token_rates(context, name, function.limits.tokens or ())
        yield from _inputs(context, name, function)


def _tokens_fit_model(context: Context, name: str, function: Function) -> Iterator[Finding]:
    model = context.declaration.models.get(function.model)
    if model is None:
        return
    if model.is_language and function.limits.tokens is None:
        message = f"{name} has no budget of tokens, and {function.model} is a language model"
        fix = "add tokens: [20000/min, 500000/day]"
        yield RULE.on_key(context.marks, ("functions", name, "limits"), message, fix=fix)
    if function.limits.tokens is not None and not model.is_language:
        message = f"{name} has a budget of tokens, but {function.model} counts none"
        path = ("functions", name, "limits", "tokens")
        yield RULE.on_key(context.marks, path, message, fix="delete tokens")


def _token_rates(context: Context, name: str, rates: Sequence[Rate]) -> Iterator[Finding]:
    for index in range(1, len(rates)):
        before, rate = rates[index - 1], rates[index]
        path = ("functions", name, "limits", "tokens", index)
        if MINUTES[rate.period] <= MINUTES[before.period]:
            message = f"{rate} stands after {before}"
            fix = "one rate a period, from short to long"
            yield RULE.on_value(context.marks, path, message, fix=fix)
        elif rate.count < before.count:
            message = f"{rate} allows less than {before}, which then never binds"
            yield RULE.on_value(context.marks, path, message, fix=f"raise it, or lower {before}")
        elif _per_day(rate) >= _per_day(before):
            message = f"{rate} never binds beside {before}"
            yield RULE.on_value(context.marks, path, message, fix="lower it, or delete it")


def _inputs(context: Context, name: str, function: Function) -> Iterator[Finding]:
    requests, inputs = function.limits.requests, function.limits.distinct_inputs
    if _per_day(inputs) >= _per_day(requests):
        message = f"{inputs} different inputs never bind beside {requests} requests"
        path = ("functions", name, "limits", "distinct_inputs")
        yield RULE.on_value(context.marks, path, message, fix="lower it")


def _per_day(rate: Rate) -> int:
    return rate.count * MINUTES[Period.DAY] // MINUTES[rate.period]
