"""A processor receives what the sources that it runs hold, lawfully, and is reviewed in time."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from enclave.declaration.context import Context
from enclave.declaration.model.governance import Processor, Transfer
from enclave.declaration.rule import Rule
from enclave.facts.transfer import is_adequate, is_eea
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_PROCESSOR_TERMS",
    title="A processor's country, agreement and review are in order",
    severity=Severity.HIGH,
    controls=("SA-9", "SA-9(5)", "PT-7"),
)
LONGEST = timedelta(days=3 * 365)  # a review further away than this is none


def check(context: Context) -> Iterable[Finding]:
    """Look at country and dates of each processor."""
    for name, processor in context.declaration.processors.items():
        yield from _transfer(context, name, processor)
        yield from _dates(context, name, processor)


def _transfer(context: Context, name: str, processor: Processor) -> Iterator[Finding]:
    country = processor.country
    path = ("processors", name, "transfer")
    eea = is_eea(country)
    if processor.transfer is Transfer.INTRA_EEA and not eea:
        message = f"{country} is outside the European Economic Area"
        fix = "name the mechanism that allows it: adequacy, standard_clauses or binding_rules"
        yield RULE.on_value(context.marks, path, message, fix=fix)
    if processor.transfer is not Transfer.INTRA_EEA and eea:
        message = f"{country} is in the European Economic Area and needs no {processor.transfer}"
        yield RULE.on_value(context.marks, path, message, fix="transfer: intra_eea")
    adequate = is_adequate(country, on=context.today)
    if processor.transfer is Transfer.ADEQUACY and not eea and not adequate:
        message = f"no adequacy decision covers {country} as a whole on {context.today}"
        fix = "use standard_clauses or binding_rules"
        yield RULE.on_value(context.marks, path, message, fix=fix)


def _dates(context: Context, name: str, processor: Processor) -> Iterator[Finding]:
    review = ("processors", name, "review_by")
    late = (context.today - processor.review_by).days
    if late > 0:
        message = f"review overdue by {late} day{'' if late == 1 else 's'}"
        yield RULE.on_value(context.marks, review, message, fix="review, then move the date")
    if -late > LONGEST.days:
        message = f"{processor.review_by} is more than 3 years away"
        fix = f"at most {context.today + LONGEST}"
        yield RULE.on_value(context.marks, review, message, fix=fix)
    if processor.agreement > context.today:
        message = f"the agreement of {processor.agreement} is not signed yet"
        path = ("processors", name, "agreement")
        yield RULE.on_value(context.marks, path, message, fix="sign it first")
