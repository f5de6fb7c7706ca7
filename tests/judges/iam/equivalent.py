"""Holes that are none: with them the policies say the same, or nobody here can judge."""

from fnmatch import fnmatchcase

from tests.judges.iam.holes import Hole

_SAME = {
    "key/* Used*: Action without kms:DescribeKey": "IAM of the account may describe any key",
    "key/secrets AdministeredByIam: Action without kms:DescribeKey": "the users may",
    "key/* GrantsToServicesOnly: Action with kms:[*]": (
        "kms:GrantIsForAWSResource comes with CreateGrant only, so nothing else is let through"
    ),
    "role/storage EncryptsVolumes: *": "the key of volumes admits the account through EC2",
    "role/storage LendsTheKeyToEc2: *": "the key of volumes admits the account through EC2",
    "role/*: Action with eks-auth:[*]": "the service has one action",
    "role/*: Action with ssmmessages:[*]": "all four are listed",
    "role/* TagsWhatItMakes: Action with ec2:[*]": "ec2:CreateAction comes with CreateTags only",
    "role/storage MakesVolumes: Action with ec2:[*]": "aws:RequestTag comes with making only",
    "role/operator OwnSessions: Action with ssm:[*]": "sessions know these two actions only",
    "trust/firehose Taken: Action with sts:[*]": "sts:ExternalId comes with AssumeRole only",
    "bucket/* WriterLooks: Resource [*]": "a bucket's policy speaks of that bucket only",
    "endpoint/eks-auth OwnAccountOnly: Action with eks-auth:[*]": "the service has one action",
    "endpoint/ssmmessages OwnAccountOnly: Action with ssmmessages:[*]": "all four are listed",
    "boundary AtMost: Action with eks-auth:[*]": "the service has one action",
    "boundary AtMost: Action with ssmmessages:[*]": "all four are listed",
}
_UNJUDGED = {
    "key/logs WrittenByLogs: *": "the simulator knows no kms:EncryptionContext:aws:logs:arn",
    "key/alarms WrittenBySns: *": "the simulator knows no kms:EncryptionContext:aws:sqs:arn",
    "endpoint/sts OwnAccountOnly: [rw]*": "sts:GetCallerIdentity is answered whatever policies say",
    "role/runner KnowsWhoItIs: *": "sts:GetCallerIdentity is answered whatever policies say",
    "* without sts:GetCallerIdentity": "sts:GetCallerIdentity is answered whatever policies say",
}
REASONS = _SAME | _UNJUDGED


def reason(hole: Hole) -> str | None:
    """Why no row can notice a hole; None where one must."""
    found = (why for pattern, why in REASONS.items() if fnmatchcase(str(hole), pattern))
    return next(found, None)
