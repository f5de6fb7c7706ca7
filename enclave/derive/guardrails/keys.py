"""Keys: of one region, granted to services of AWS only, changed and ended by few."""

from collections.abc import Iterator

from enclave.derive.guardrails.estate import Estate, deny
from enclave.derive.policy_documents import Statement

_ENDS = ("kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:ScheduleKeyDeletion")


def key_statements(estate: Estate) -> Iterator[Statement]:
    """No key of several regions or of a foreign store; what key policies say is not undone."""
    yield deny("KeysElsewhere", ["kms:CreateKey"], Bool={"kms:MultiRegion": True})
    yield deny("KeyCopies", ["kms:*CustomKeyStore", "kms:ReplicateKey", "kms:UpdatePrimaryRegion"])
    # EKS makes its grant on the cluster's key without the mark of a service (Amazon EKS User Guide,
    # enable-kms), so the way it comes by is asked for instead.
    yield deny(
        "GrantsToServices",
        ["kms:CreateGrant"],
        BoolIfExists={"kms:GrantIsForAWSResource": False},
        StringNotEquals={"kms:ViaService": estate.via("eks")},
    )
    yield deny("KeyPolicies", ["kms:PutKeyPolicy", *_ENDS], but=estate.trusted)
    if estate.lasting:
        yield deny(
            "KeyEnds",
            _ENDS,
            resources=estate.arns("kms", estate.lasting, "key/*"),
            but=(estate.break_glass,),
        )
        yield deny(
            "GrantEnds",
            ["kms:RevokeGrant"],
            resources=estate.arns("kms", estate.lasting, "key/*"),
            but=(estate.break_glass,),
            BoolIfExists={"aws:ViaAWSService": False},
        )
