"""The rules: one file each, listed here in the order of the declaration's parts."""

from collections.abc import Iterable
from typing import Protocol

from enclave.declaration import form_wording, tree
from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.declaration.rules import (
    references,
)
from enclave.problems import Finding


class RuleModule(Protocol):
    """The silhouette of a rule's file."""

    RULE: Rule

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield what is wrong; nothing means that the rule holds."""


RULES: tuple[RuleModule, ...] = (references,)
READING: tuple[Rule, ...] = (tree.RULE, form_wording.RULE)
"""What is judged while the file is read, before there is a declaration."""


def catalog() -> tuple[Rule, ...]:
    """Every rule that a finding of the declaration may name."""
    return (*READING, *(module.RULE for module in RULES))


def check_all(context: Context) -> Iterable[Finding]:
    """Ask every rule whose parts were all understood."""
    for module in RULES:
        if not module.RULE.reads & context.broken:
            yield from module.check(context)
