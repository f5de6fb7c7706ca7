"""Who may take a role that deploys."""

from collections.abc import Sequence

from enclave.derive.aws_names import AwsNames
from enclave.derive.policy_documents import Condition, Document, Statement, document
from enclave.problems import Problem


def deployer_trust(names: AwsNames, where: str, trusted: Sequence[str]) -> Document:
    """Trust in these roles; without any, in people of the account whom IAM there lets, with MFA.

    Raises Problem, which `where` begins, for a principal that is no one role.
    """
    for arn in trusted:
        _refuse_wide(where, arn)
    factor: Condition = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    statement: Statement = {
        "Sid": "Taken",
        "Effect": "Allow",
        "Principal": {"AWS": list(trusted) or names.iam("root")},
        "Action": ["sts:AssumeRole"],
    }
    return document([statement if trusted else statement | {"Condition": factor}])


def _refuse_wide(where: str, arn: str) -> None:
    resource = arn.rpartition(":")[2]
    if "*" in arn or ":iam::" not in arn or not resource.startswith("role/"):
        raise Problem(
            where=where,
            problem=f"would be open to {arn}, which is no one role",
            fix="name the ARN of one role, as arn:PARTITION:iam::ACCOUNT:role/NAME",
        )
