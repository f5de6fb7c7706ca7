"""Resource control policies: who may touch what lies in a site's account, whoever let it in.

They bind every caller, of AWS and of other organizations too, but service-linked roles. They reach
the services of `organization_quotas.toml` only; AWS's own managed keys are out of their reach.
"""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.guardrails.estate import Estate, deny, elsewhere, estate_of
from enclave.derive.names import organization_slug
from enclave.derive.policy_documents import Condition, Statement
from enclave.derive.policy_packing import PolicyDocument, PolicyType, pack
from enclave.facts.organization_quotas import organization_quotas

_OBJECTS = ("s3:DeleteObject*", "s3:GetObject*", "s3:PutObject*")
# Federated callers, who are of no organization yet, come by the other operations of STS.
_STS = (
    "sts:AssumeRole",
    "sts:DecodeAuthorizationMessage",
    "sts:GetAccessKeyInfo",
    "sts:GetFederationToken",
    "sts:GetServiceBearerToken",
    "sts:GetSessionToken",
    "sts:SetContext",
    "sts:SetSourceIdentity",
    "sts:TagSession",
)
_TAKES = ("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession")
_KEPT_TO_THE_SITES = ("ecr", "kms", "s3", "secretsmanager", "sqs")


def resource_control_policies(declaration: Declaration) -> tuple[PolicyDocument, ...]:
    """The documents, to be attached to every site's account; none without an AWS site.

    Raises UnfitPolicies where they are longer or more than AWS takes.
    """
    estate = estate_of(declaration)
    if estate is None:
        return ()
    name = f"{organization_slug(declaration)}-enclave-rcp"
    statements = tuple(_for_everybody(each) for each in _statements(estate))
    return pack(statements, PolicyType.RESOURCE_CONTROL, name=name)


def _statements(estate: Estate) -> Iterator[Statement]:
    reached = organization_quotas().resource_control.value
    everything = [f"{service}:*" for service in reached if service != "sts"]
    yield deny(
        "Strangers",
        [*everything, *_STS],
        StringNotEqualsIfExists={"aws:PrincipalOrgID": estate.organization},
        BoolIfExists={"aws:PrincipalIsAWSService": False},
    )
    # A service that somebody else sent: it acts as itself, and says for whom. One that acts for an
    # account of ours is let through by the account's number too, were the organization not named.
    yield deny(
        "SentByStrangers",
        [*everything, "sts:*"],
        StringNotEqualsIfExists={
            "aws:SourceOrgID": estate.organization,
            "aws:SourceAccount": estate.accounts,
        },
        Null={"aws:SourceAccount": False},
        Bool={"aws:PrincipalIsAWSService": True},
    )
    # The rest of the organization is not bound to the regions; nor does anything there read a site.
    yield deny(
        "OtherAccounts",
        [f"{service}:*" for service in _KEPT_TO_THE_SITES],
        StringNotEqualsIfExists={"aws:PrincipalAccount": estate.accounts},
        BoolIfExists={"aws:PrincipalIsAWSService": False},
    )
    # Whatever a role's trust is changed to, people and other roles do not get it.
    yield deny(
        "TakenByServices",
        _TAKES,
        resources=estate.served,
        BoolIfExists={"aws:PrincipalIsAWSService": False},
    )
    yield deny("ForeignTokens", ["sts:AssumeRoleWithWebIdentity"])
    yield deny("Plain", [*everything, "sts:*"], BoolIfExists={"aws:SecureTransport": False})
    yield deny("OldTls", ["s3:*"], NumericLessThan={"s3:TlsVersion": "1.2"})
    yield from _from_networks_of_ours(estate)


def _from_networks_of_ours(estate: Estate) -> Iterator[Statement]:
    """Objects come and go through endpoints of the organization.

    Only objects, and not for break-glass and the deployers, who may stand outside the network: so
    nobody who could put a mistake right is locked out by it. Nor for the role by which Data
    Firehose writes, in the folder that it writes to: it comes from AWS's network, and as the role,
    not as a service.
    """
    outside: Condition = {
        "StringNotEqualsIfExists": {"aws:VpceOrgID": estate.organization},
        "BoolIfExists": {"aws:PrincipalIsAWSService": False, "aws:ViaAWSService": False},
    }
    carried, but = estate.carried, estate.trusted
    yield elsewhere(deny("ObjectsFromOutside", _OBJECTS, resources=carried, but=but, **outside))
    but = (*but, *estate.carriers)
    yield deny("CarriedFromOutside", _OBJECTS, resources=carried, but=but, **outside)


def _for_everybody(statement: Statement) -> Statement:
    head = {key: statement[key] for key in ("Sid", "Effect")}
    return head | {"Principal": "*"} | statement
