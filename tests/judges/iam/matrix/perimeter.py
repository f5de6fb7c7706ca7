"""What resource control policies say of services that no other policy here speaks of."""

from collections.abc import Iterator

from tests.judges.iam.rows import Row, row

# One call of each service that they reach, and every one of STS that they name.
_CALLS = """
    aoss:APIAccessAll cognito-identity:DescribeIdentityPool cognito-idp:DescribeUserPool
    dynamodb:GetItem ecr:BatchGetImage logs:PutLogEvents secretsmanager:GetSecretValue
    sqs:SendMessage"""
_STS = """
    sts:DecodeAuthorizationMessage sts:GetAccessKeyInfo sts:GetFederationToken
    sts:GetServiceBearerToken sts:GetSessionToken sts:SetContext sts:SetSourceIdentity
    sts:TagSession"""
_FOREIGN = {"aws__SourceAccount": "{stranger}", "aws__SourceOrgID": "{foreign}"}


def perimeter_rows() -> Iterator[Row]:
    """Strangers, services that strangers sent, plain text, tokens of others."""
    for action in _CALLS.split():
        yield row("stranger", action, "", "Strangers ...", "somebody else")
        yield row("service:config", action, "", "SentByStrangers ...", "sent by others", **_FOREIGN)
        yield row("admin", action, "", "Plain ...", "in plain text", aws__SecureTransport="false")
    for action in _STS.split():
        yield row("stranger", action, "", "Strangers ...", "somebody else")
    take = ("sts:AssumeRole", "role:other")
    yield row("service:config", *take, "SentByStrangers ...", "sent by others", **_FOREIGN)
    yield row("admin", *take, "Plain ...", "in plain text", aws__SecureTransport="false")
    token = ("sts:AssumeRoleWithWebIdentity", "role:other")
    yield row("stranger", *token, "ForeignTokens ...", "tokens of others open no role")
    yield from _of_ours()


def _of_ours() -> Iterator[Row]:
    yield row(
        "service:cloudtrail", "s3:GetBucketAcl", "bucket:trail", "", "it may name the account only",
        aws__SourceAccount="{account}", aws__SourceArn="here:cloudtrail:trail/{slug}-trail",
    )  # fmt: skip
    yield row(
        "deployer",
        "s3:ListBucket",
        "bucket:weights",
        "",
        "no service, whatever sent it",
        **_FOREIGN,
    )
