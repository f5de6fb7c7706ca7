"""Declared exceptions applied to the findings of the declaration's own rules."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.problems import Finding, PolicyException, apply_exceptions
from enclave.problems.exceptions import UNUSED


def suppress(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """Mark what an exception covers, and add what is wrong with the exceptions.

    An exception about which there is a finding itself covers nothing, and rules that allow no
    exception are never covered. Exceptions of other policies belong to whoever checks those. Where
    parts were left out, no exception is called unused.
    """
    told = tuple(findings)
    allowing = {rule.id for rule in context.rules if rule.exceptable}
    doubtful = {tuple(f.subject.split(".")[:2]) for f in told}
    exceptions = [
        PolicyException(
            name=name,
            policy=declared.policy,
            scope=declared.scope,
            reason=declared.reason,
            owner=declared.owner,
            approver=declared.approver,
            expires=declared.expires,
            location=context.marks.key_at(("exceptions", name)),
        )
        for name, declared in context.declaration.exceptions.items()
        if declared.policy in allowing and ("exceptions", name) not in doubtful
    ]
    result = apply_exceptions(told, exceptions, today=context.today)
    return tuple(f for f in result if not (context.broken and f.rule == UNUSED))
