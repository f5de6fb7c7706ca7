"""The rules: one file each, listed here in the order of the declaration's parts."""

from collections.abc import Iterable
from typing import Protocol

from enclave.declaration import form_wording, tree
from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.declaration.rules import (
    alternatives,
    audit_flows,
    caller_flows,
    caller_proofs,
    disjoint_networks,
    exact_values,
    exception_terms,
    field_paths,
    field_references,
    flow_ports,
    flow_shapes,
    function_data,
    gpu_capacity,
    host_addresses,
    host_roles,
    instance_types,
    jurisdiction,
    jurisdiction_needed,
    kubernetes_versions,
    legal_basis,
    limits,
    locked_weights,
    mig_profiles,
    my_domains,
    names,
    network_room,
    node_capacity,
    node_images,
    place_references,
    private_networks,
    processor_classes,
    processor_terms,
    recognition,
    references,
    retention,
    returned_classes,
    salesforce_path,
    seen_classes,
    served_sites,
    site_accounts,
    transformations,
    unused,
    weights,
)
from enclave.declaration.unknown import Unknown
from enclave.problems import Finding


class RuleModule(Protocol):
    """The silhouette of a rule's file."""

    RULE: Rule

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield what is wrong; nothing means that the rule holds."""


class ReferenceModule(RuleModule, Protocol):
    """A rule that also tells which name was meant."""

    def unknown_names(self, context: Context) -> Iterable[Unknown]:
        """Yield every name that is not declared."""


REFERENCES: tuple[ReferenceModule, ...] = (references, field_references, place_references)
RULES: tuple[RuleModule, ...] = (
    alternatives,
    names,
    *REFERENCES,
    jurisdiction,
    jurisdiction_needed,
    site_accounts,
    private_networks,
    disjoint_networks,
    network_room,
    host_addresses,
    host_roles,
    instance_types,
    mig_profiles,
    gpu_capacity,
    kubernetes_versions,
    node_images,
    node_capacity,
    salesforce_path,
    my_domains,
    recognition,
    exact_values,
    caller_proofs,
    caller_flows,
    weights,
    locked_weights,
    served_sites,
    seen_classes,
    function_data,
    field_paths,
    transformations,
    returned_classes,
    legal_basis,
    limits,
    retention,
    flow_shapes,
    flow_ports,
    audit_flows,
    processor_terms,
    processor_classes,
    exception_terms,
    unused,
)
READING: tuple[Rule, ...] = (tree.RULE, form_wording.RULE)
"""What is judged while the file is read, before there is a declaration."""


def catalog() -> tuple[Rule, ...]:
    """Every rule that a finding of the declaration may name."""
    return (*READING, *(module.RULE for module in RULES))


def unknown_names(context: Context) -> tuple[Unknown, ...]:
    """Every name that is used and not declared."""
    return tuple(name for module in REFERENCES for name in module.unknown_names(context))


def check_all(context: Context, mended: Context) -> Iterable[Finding]:
    """Ask every rule whose parts were all understood.

    Rules about names look at what is written, the others at what was meant.
    """
    for module in RULES:
        if not module.RULE.reads & context.broken:
            yield from module.check(context if module in REFERENCES else mended)
