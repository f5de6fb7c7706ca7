"""Machines: nobody runs a command on one, opens a shell, or takes what a node's role may do."""

from collections.abc import Iterator

from enclave.derive.guardrails.estate import Estate, deny, elsewhere
from enclave.derive.policy_documents import Statement


def machine_statements(estate: Estate) -> Iterator[Statement]:
    """No commands, no session but by the tunnels' documents, metadata by token and one hop."""
    yield deny("Commands", _COMMANDS, but=(estate.break_glass,))
    # Without a document that is named, a session is a shell: operators' own policy has that asked.
    operators = (estate.break_glass, *estate.operators)
    yield deny("Operators", ["ssm:ResumeSession", "ssm:StartSession"], but=operators)
    instances = f"arn:{estate.partition}:ec2:*:*:instance/*"
    yield elsewhere(deny("Sessions", ["ssm:StartSession"], resources=[instances, *estate.tunnels]))
    yield deny(
        "SessionDocuments",
        _OF_DOCUMENTS,
        resources=[*estate.tunnels, *estate.preferences],
        but=estate.trusted,
    )
    run = ["ec2:RunInstances"]
    tokens, hops = "ec2:MetadataHttpTokens", "ec2:MetadataHttpPutResponseHopLimit"
    yield deny("Tokens", run, resources=[instances], StringNotEquals={tokens: "required"})
    yield deny("Hops", run, resources=[instances], NumericGreaterThan={hops: "1"})


_COMMANDS = (
    "ssm:CreateActivation",
    "ssm:CreateAssociation*",
    "ssm:RegisterTaskWithMaintenanceWindow",
    "ssm:SendCommand",
    "ssm:StartAssociationsOnce",
    "ssm:StartAutomationExecution",
    "ssm:StartChangeRequestExecution",
    "ssm:UpdateAssociation*",
)
_OF_DOCUMENTS = (
    "ssm:CreateDocument",
    "ssm:DeleteDocument",
    "ssm:UpdateDocument",
    "ssm:UpdateDocumentDefaultVersion",
)
