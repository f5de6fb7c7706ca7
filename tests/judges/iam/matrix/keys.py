"""Who uses, lends, changes and ends the keys of a site."""

from collections.abc import Iterator

from tests.judges.iam.rows import Row, row

_USE = (
    "kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey"
    " kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo"
)
_WRITE = "kms:Decrypt kms:GenerateDataKey"
_ADMINISTRATION = """
    kms:CancelKeyDeletion kms:DescribeKey kms:EnableKey kms:EnableKeyRotation kms:GetKeyPolicy
    kms:GetKeyRotationStatus kms:ListGrants kms:ListKeyPolicies kms:ListKeyRotations
    kms:ListResourceTags kms:PutKeyPolicy kms:TagResource kms:UntagResource
    kms:UpdateKeyDescription kms:CreateAlias kms:DeleteAlias kms:UpdateAlias"""
_STATE = """
    kms:CancelKeyDeletion kms:CreateAlias kms:DeleteAlias kms:DescribeKey kms:EnableKey
    kms:EnableKeyRotation kms:GetKeyPolicy kms:GetKeyRotationStatus kms:ListResourceTags
    kms:PutKeyPolicy kms:TagResource kms:UntagResource"""
_ENDS = "kms:DisableKey kms:ScheduleKeyDeletion"
_THROUGH = {
    "alarms": "sns sqs", "audit": "s3", "bundles": "s3", "cluster": "eks", "content": "s3",
    "index": "s3", "logs": "s3", "registry": "ecr", "state": "s3", "trail": "firehose s3",
    "training": "s3", "volumes": "ec2", "weights": "s3",
}  # fmt: skip
_WORKLOADS = {"content": "functions", "index": "door", "pseudonym": "door", "audit": "audit"}
_ALL = (*_THROUGH, "pseudonym")
VIA = "kms__ViaService"


def key_rows() -> Iterator[Row]:
    """Administration and its end, use through services, by workloads, by services, and grants."""
    for key in (*_ALL, "secrets"):
        yield from _administration(key)
    for key, services in _THROUGH.items():
        for service in services.split():
            yield from _through(key, service)
    for key, workload in _WORKLOADS.items():
        yield from _by_workload(key, workload)
    yield from _secrets()
    yield from _services()
    yield from _grants()


def _administration(key: str) -> Iterator[Row]:
    to = f"key:{key}"
    for action in (_STATE if key in {"state", "secrets"} else _ADMINISTRATION).split():
        yield row("deployer", action, to, "", "stacks make and keep it")
    for action in _ENDS.split():
        yield row("deployer", action, to, "KeyEnds OnlyBreakGlassEndsIt", "data ends with its key")
        yield row("break-glass", action, to, "", "on a bad day")
    for action in ("kms:ReplicateKey", "kms:UpdatePrimaryRegion"):
        yield row("break-glass", action, to, "KeyCopies key", "it would work elsewhere")
    yield row("break-glass", "kms:Sign", to, "key", "nobody is given everything")
    yield row("stranger", "kms:PutKeyPolicy", to, "Strangers OtherAccounts key", "somebody else")
    yield row("stranger", "kms:DescribeKey", to, "Strangers OtherAccounts key", "somebody else")
    yield row("colleague", "kms:DescribeKey", to, "key OtherAccounts", "another account")
    if key in {"state", "secrets"}:
        return
    yield row(
        "deployer", "kms:DeleteImportedKeyMaterial", to, "KeyEnds OnlyBreakGlassEndsIt",
        "data ends with its key",
    )  # fmt: skip
    yield row(
        "deployer", "kms:RevokeGrant", to, "GrantEnds OnlyBreakGlassRevokesGrants",
        "disks end with their grants",
    )  # fmt: skip
    yield row("break-glass", "kms:RevokeGrant", to, "", "on a bad day")
    yield row("deployer", "kms:RevokeGrant", to, "", "a service cleans up for its caller",
              aws__ViaAWSService="true")  # fmt: skip
    yield row(
        "deployer", "kms:RevokeGrant", to, "GrantEnds", "a service cleans up as itself",
        aws__PrincipalIsAWSService="true",
    )  # fmt: skip


def _through(key: str, service: str) -> Iterator[Row]:
    to, via = f"key:{key}", "via:" + service
    actions = _WRITE if key == "state" else _USE
    for action in actions.split():
        yield row("deployer", action, to, "", f"through {service}", **{VIA: via})
    if key == "state":
        yield row("deployer", "kms:Encrypt", to, "key", "state is written through S3",
                  **{VIA: via})  # fmt: skip
    use = ("deployer", "kms:Decrypt", to)
    without = "" if key == "volumes" else "identity"
    yield row("connector", *use[1:], without, "IAM is asked too, but for disks", **{VIA: via})
    yield row(*use, "key", "directly")
    yield row(*use, "key", "through another service", **{VIA: "via:secretsmanager"})
    for changed, stopped_by in (
        ({"kms__CallerAccount": "{colleague}"}, "key"),
        ({"aws__PrincipalOrgID": "{foreign}"}, "key Strangers"),
    ):
        yield row(*use, stopped_by, "somebody else by one sign", **{VIA: via}, **changed)
    yield row("stranger", *use[1:], "key Strangers OtherAccounts", "somebody else", **{VIA: via})
    yield row("colleague", *use[1:], "key OtherAccounts", "another account", **{VIA: via})
    yield row("service:inspector2", *use[1:], "key", "a service that nothing lets in",
              aws__SourceAccount="{account}", aws__SourceOrgID="{organization}")  # fmt: skip
    yield row("deployer", "kms:Verify", to, "key", "a use that none of ours has", **{VIA: via})


def _by_workload(key: str, workload: str) -> Iterator[Row]:
    to = f"key:{key}"
    as_workload = {"aws__PrincipalArn": f"arn-of:{workload}"}
    for action in _USE.split():
        yield row("admin", action, to, "", f"the key lets the {workload} use it", **as_workload)
    use = ("admin", "kms:Decrypt", to)
    yield row(*use, "key", "another workload", aws__PrincipalArn="arn-of:models")
    yield row(*use, "key", "somebody else by one sign", kms__CallerAccount="{colleague}",
              **as_workload)  # fmt: skip
    yield row(*use, "key Strangers", "somebody else by one sign", aws__PrincipalOrgID="{foreign}",
              **as_workload)  # fmt: skip
    yield row("colleague", *use[1:], "key OtherAccounts", "another account under its name",
              kms__CallerAccount="{account}", **as_workload)  # fmt: skip
    yield row("admin", "kms:Verify", to, "key", "a use that none of ours has", **as_workload)


def _secrets() -> Iterator[Row]:
    for action in ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"):
        yield row("deployer", action, "key:secrets", "", "secrets of the stacks")
    use = ("deployer", "kms:Decrypt", "key:secrets")
    yield row("deployer", "kms:GenerateDataKey", "key:secrets", "key", "Pulumi asks for none")
    yield row(*use, "key", "somebody else by one sign", kms__CallerAccount="{colleague}")
    yield row(*use, "key Strangers", "by another", aws__PrincipalOrgID="{foreign}")
    yield row("stranger", *use[1:], "key Strangers OtherAccounts", "somebody else")
    yield row("colleague", *use[1:], "key OtherAccounts", "another account")
    yield row("connector", *use[1:], "identity", "IAM is asked too")


def _services() -> Iterator[Row]:
    # CloudWatch Logs is told by its encryption context, of which the simulator knows no key.
    sent = {"aws__SourceAccount": "{account}", "aws__SourceOrgID": "{organization}"}
    trail = sent | {"aws__SourceArn": "here:cloudtrail:trail/{slug}-trail"}
    alarm = sent | {"aws__SourceArn": "here:cloudwatch:alarm:{slug}-keys"}
    for who, key, actions, here in (
        ("service:cloudwatch", "alarms", _WRITE, alarm),
        ("service:cloudtrail", "trail", f"{_WRITE} kms:DescribeKey", trail),
        ("service:delivery.logs", "logs", _USE, sent),
    ):
        to = f"key:{key}"
        for action in actions.split():
            yield row(who, action, to, "", "records of our own", **here)
        yield row(who, "kms:Sign", to, "key", "it writes", **here)
        for action in actions.split():
            yield row("service:config", action, to, "key", "another service", **here)
        for key_name in here:
            if key_name == "aws__SourceOrgID":
                continue
            wrong = "{stranger}" if key_name.endswith("Account") else "here:cloudtrail:trail/x"
            yield row(
                who, "kms:Decrypt", to, "key", f"its {key_name} is wrong",
                **(here | {key_name: wrong}),
            )  # fmt: skip
        yield row(
            who, "kms:Decrypt", to, "key SentByStrangers", "sent by somebody else",
            **(here | {"aws__SourceAccount": "{stranger}", "aws__SourceOrgID": "{foreign}"}),
        )  # fmt: skip
    yield row(
        "service:cloudtrail", "kms:DescribeKey", "key:trail", "key", "another trail's account",
        **(trail | {"aws__SourceAccount": "{colleague}"}),
    )  # fmt: skip
    yield row(
        "service:cloudtrail", "kms:DescribeKey", "key:trail", "key", "something else of ours",
        **(trail | {"aws__SourceArn": "here:cloudtrail:trail/x"}),
    )  # fmt: skip


def _grants() -> Iterator[Row]:
    lenders = (("volumes", "ec2"), ("registry", "ecr"), ("trail", "firehose"), ("trail", "s3"))
    for key, service in lenders:
        lend = ("deployer", "kms:CreateGrant", f"key:{key}")
        via, mark = {VIA: f"via:{service}"}, {"kms__GrantIsForAWSResource": "true"}
        yield row(*lend, "", f"{service} keeps its use", **via, **mark)
        yield row(*lend, "key GrantsToServices", "to somebody", **via,
                  kms__GrantIsForAWSResource="false")  # fmt: skip
        yield row(*lend, "key", "through another service", **mark, **{VIA: "via:athena"})
        if key != "volumes":
            yield row("connector", *lend[1:], "identity", "IAM is asked too", **via, **mark)
        yield row(*lend, "key", "somebody else by one sign", **via, **mark,
                  kms__CallerAccount="{colleague}")  # fmt: skip
        yield row(*lend, "key Strangers", "by another", **via, **mark,
                  aws__PrincipalOrgID="{foreign}")  # fmt: skip
        yield row(
            "stranger", *lend[1:], "key Strangers OtherAccounts", "somebody else", **via, **mark
        )
    use = {"kms__GrantOperations": ["Decrypt", "Encrypt"]}
    lend = ("deployer", "kms:CreateGrant", "key:cluster")
    via = {VIA: "via:eks"}
    for operation in _USE.replace("kms:", "").split():
        yield row(*lend, "", "the cluster keeps its use", kms__GrantOperations=[operation], **via)
    yield row(*lend, "key", "a grant that could be passed on", **via,
              kms__GrantOperations=["Decrypt", "CreateGrant"])  # fmt: skip
    yield row(*lend, "key GrantsToServices", "through another service", **use,
              **{VIA: "via:s3"})  # fmt: skip
    yield row(*lend, "key", "somebody else by one sign", **use, **via,
              kms__CallerAccount="{colleague}")  # fmt: skip
    yield row(*lend, "key Strangers", "by another", **use, **via,
              aws__PrincipalOrgID="{foreign}")  # fmt: skip
    yield row("stranger", *lend[1:], "key Strangers OtherAccounts", "somebody else", **use, **via)
    yield row("connector", *lend[1:], "identity", "IAM is asked too", **use, **via)
    back = ("deployer", "kms:RetireGrant", "key:registry")
    via = {VIA: "via:ecr"}
    yield row(*back, "", "ECR gives back as its caller", **via)
    yield row("connector", *back[1:], "identity boundary", "IAM is asked too", **via)
    yield row(*back, "key", "directly")
    yield row(*back, "key", "somebody else by one sign", **via, kms__CallerAccount="{colleague}")
    yield row(*back, "key Strangers", "by another", **via, aws__PrincipalOrgID="{foreign}")
    yield row("stranger", *back[1:], "key Strangers OtherAccounts", "somebody else", **via)
    yield from _service_linked()


def _service_linked() -> Iterator[Row]:
    who, via = "linked:autoscaling", {VIA: "via:ec2"}
    yield row(
        who, "kms:GenerateDataKeyWithoutPlaintext", "key:volumes", "", "disks of nodes", **via
    )
    yield row(who, "kms:CreateGrant", "key:volumes", "", "disks of nodes",
              kms__GrantIsForAWSResource="true", **via)  # fmt: skip
    yield row(who, "kms:Decrypt", "key:weights", "key", "nodes' disks only", **via)
