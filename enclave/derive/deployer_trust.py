"""Who may take a role that deploys."""

from collections.abc import Mapping, Sequence

from enclave.derive.aws_names import AwsNames
from enclave.derive.policy_documents import Condition, Document, Statement, document
from enclave.problems import Problem


def deployer_trust(
    names: AwsNames,
    where: str,
    trusted: Sequence[str],
    organization: Mapping[str, str] | None = None,
) -> Document:
    """Trust in these roles; without any, in people of the account whom IAM there lets, with MFA.

    `organization`: `StringEquals` of membership of the caller, which everybody has to meet. Raises
    Problem, which `where` begins, for a principal that is no one role, for a role of another
    partition, and without an organization for a role of another account.
    """
    for arn in trusted:
        _refuse_wide(where, arn)
        _refuse_other_partition(names, where, arn)
        if not organization:
            _refuse_foreign(names, where, arn)
    member: Condition = {"StringEquals": dict(organization)} if organization else {}
    factor: Condition = {} if trusted else {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    condition = factor | member
    statement: Statement = {
        "Sid": "Taken",
        "Effect": "Allow",
        "Principal": {"AWS": list(trusted) or names.iam("root")},
        "Action": ["sts:AssumeRole"],
    }
    return document([statement | ({"Condition": condition} if condition else {})])


def _refuse_foreign(names: AwsNames, where: str, arn: str) -> None:
    if arn.split(":")[4] != names.account:
        raise Problem(
            where=where,
            problem=f"would be open to {arn}, a role of another account that no organization binds",
            fix=f"name a role of account {names.account}, or declare organization.aws",
        )


def _refuse_other_partition(names: AwsNames, where: str, arn: str) -> None:
    if arn.split(":")[1] != names.partition:
        raise Problem(
            where=where,
            problem=f"would be open to {arn}, a role of another partition than {names.partition}",
            fix=f"name a role as arn:{names.partition}:iam::ACCOUNT:role/NAME",
        )


def _refuse_wide(where: str, arn: str) -> None:
    resource = arn.rpartition(":")[2]
    if "*" in arn or ":iam::" not in arn or not resource.startswith("role/"):
        raise Problem(
            where=where,
            problem=f"would be open to {arn}, which is no one role",
            fix="name the ARN of one role, as arn:PARTITION:iam::ACCOUNT:role/NAME",
        )
