"""Who gets at the objects and images of a site, by the policies that hang on them."""

from collections.abc import Iterator

from tests.judges.iam.estate import Estate
from tests.judges.iam.rows import Row, row

ROLES = (
    "weights",
    "bundles",
    "training",
    "audit",
    "trail",
    "flow-logs",
    "dns-logs",
    "door-logs",
    "state",
)
_KMS = "s3__x_dash_amz_dash_server_dash_side_dash_encryption"
_KMS_KEY = f"{_KMS}_dash_aws_dash_kms_dash_key_dash_id"
_CUSTOMER = f"{_KMS}_dash_customer_dash_algorithm"


def bucket_rows() -> Iterator[Row]:
    """Bucket by bucket, then the deliveries of AWS, then repositories."""
    for role in ROLES:
        yield from _perimeter(role)
        yield from _encryption(role)
    yield from _deliveries()
    yield from _history()
    yield from _repositories()


def _perimeter(role: str) -> Iterator[Row]:
    for action, to, outside in (
        ("s3:GetObject", f"bucket:{role}/x", " ObjectsFromOutside"),
        ("s3:ListBucket", f"bucket:{role}", ""),
    ):
        yield row("deployer", action, to, "", "our own, in the network or not")
        yield row(
            "deployer", action, to, "TlsOnly Plain", "in plain text", aws__SecureTransport="false"
        )
        yield row("deployer", action, to, "OldTls", "by old TLS", s3__TlsVersion="1.1")
        yield row(
            "stranger", action, to, f"OrganizationOnly Strangers OtherAccounts{outside}",
            "somebody else",
        )  # fmt: skip
        yield row(
            "colleague", action, to, f"resource OtherAccounts{outside}",
            "nothing lets another account in",
        )  # fmt: skip
        yield row(
            "deployer", action, to, "OtherAccounts",
            "an account of the organization, and no site's",
            aws__PrincipalAccount="{colleague}",
        )  # fmt: skip
        yield row(
            "deployer", action, to, "Strangers", "a wrong id of it locks nobody out here",
            aws__PrincipalOrgID="{foreign}",
        )  # fmt: skip
        yield row(
            "service:cloudfront", action, to, "resource", "a service that nothing lets in",
            aws__SourceAccount="{account}", aws__SourceOrgID="{organization}",
        )  # fmt: skip


def _encryption(role: str) -> Iterator[Row]:
    put = ("deployer", "s3:PutObject", f"bucket:{role}/x")
    own = f"key-of:{role}"
    yield row(*put, "", "names no encryption: gets the bucket's own")
    yield row(*put, "", "the bucket's own key", **{_KMS: "aws:kms", _KMS_KEY: own})
    yield row(
        *put, "OwnKeyOnly", "somebody else's key",
        **{_KMS: "aws:kms", _KMS_KEY: "arn:{partition}:kms:{region}:{stranger}:key/k"},
    )  # fmt: skip
    yield row(
        *put, "OwnKeyOnly", "the site's key for something else",
        **{_KMS: "aws:kms", _KMS_KEY: "key-of:cluster"},
    )  # fmt: skip
    yield row(*put, "KmsOnly", "a key of S3", **{_KMS: "AES256", _KMS_KEY: own})
    yield row(*put, "KmsOnly KeyNamed", "a key of S3", **{_KMS: "AES256"})
    yield row(*put, "KeyNamed", "the key of AWS", **{_KMS: "aws:kms"})
    customer = {} if role == "state" else {_CUSTOMER: "AES256"}
    if customer:
        yield row(*put, "NoCustomerKey", "a key that the caller keeps", **customer)


def class_key_rows(estate: Estate) -> Iterator[Row]:
    """Objects may have the key of their class: one row a class."""
    for name, key in estate.key_names.items():
        role = {"content": "training", "index": "bundles"}.get(key.purpose)
        if key.data_class is not None and role is not None:
            yield row(
                "deployer", "s3:PutObject", f"bucket:{role}/x", "", f"the key of {key.data_class}",
                **{_KMS: "aws:kms", _KMS_KEY: f"key-of:{name}"},
            )  # fmt: skip


def _deliveries() -> Iterator[Row]:
    for role, service, folder, source in (
        ("trail", "cloudtrail", "AWSLogs/{account}/CloudTrail/x", "cloudtrail:trail/{slug}-trail"),
        ("flow-logs", "delivery.logs", "AWSLogs/aws-account-id={account}/x", "logs:x"),
        ("dns-logs", "delivery.logs", "AWSLogs/{account}/x", "logs:x"),
        ("door-logs", "delivery.logs", "AWSLogs/{account}/x", "logs:x"),
    ):
        who = f"service:{service}"
        here = {
            "aws__SourceAccount": "{account}",
            "aws__SourceOrgID": "{organization}",
            "aws__SourceArn": f"here:{source}",
        }
        for action, to in (
            ("s3:PutObject", f"bucket:{role}/{folder}"),
            ("s3:GetBucketAcl", f"bucket:{role}"),
        ):
            yield row(who, action, to, "", "records of our own", **here)
            yield row(
                who, action, to, "resource SentByStrangers", "sent by somebody else",
                **(here | {
                    "aws__SourceAccount": "{stranger}", "aws__SourceOrgID": "{foreign}",
                }),
            )  # fmt: skip
            yield row(
                who, action, to, "resource", "from another account of the organization",
                **(here | {"aws__SourceAccount": "{colleague}"}),
            )  # fmt: skip
            yield row(
                who, action, to, "resource", "from somewhere else in the account",
                **(here | {"aws__SourceArn": "here:s3:bucket"}),
            )  # fmt: skip
            yield row("service:config", action, to, "resource", "another service", **here)
            yield row(
                who, action, to, "TlsOnly Plain", "in plain text",
                **(here | {"aws__SecureTransport": "false"}),
            )  # fmt: skip
        yield row(who, "s3:PutObject", f"bucket:{role}/x", "resource", "another folder", **here)
        yield row(who, "s3:PutObject", "bucket:audit/x", "resource", "another bucket", **here)
        yield row(who, "s3:GetBucketAcl", "bucket:audit", "resource", "another bucket", **here)
        yield row(
            who, "s3:GetObject", f"bucket:{role}/{folder}", "resource", "it writes only", **here
        )
        yield row(
            who, "s3:ListBucket", f"bucket:{role}", "resource", "it looks at the ACL only", **here
        )


def _history() -> Iterator[Row]:
    for action, to, records in (
        ("s3:BypassGovernanceRetention", "bucket:state/x", ""),
        ("s3:DeleteObjectVersion", "bucket:state/x", " StateBuckets"),
        ("s3:PutBucketVersioning", "bucket:state", " StateBuckets"),
        ("s3:PutLifecycleConfiguration", "bucket:state", " StateBuckets"),
    ):
        yield row("deployer", action, to, f"VersionsStay{records}", "history stays")
        yield row("break-glass", action, to, "", "on a bad day")


def _repositories() -> Iterator[Row]:
    pull = ("ecr:BatchGetImage", "repository:envoy")
    yield row("deployer", *pull, "", "our own")
    yield row("stranger", *pull, "OrganizationOnly Strangers OtherAccounts", "somebody else")
    yield row("colleague", *pull, "resource OtherAccounts", "nothing lets another account in")
    yield row(
        "deployer", *pull, "OtherAccounts", "an account of the organization, and no site's",
        aws__PrincipalAccount="{colleague}",
    )  # fmt: skip
    yield row(
        "deployer", *pull, "Strangers", "a wrong id of it locks nobody out here",
        aws__PrincipalOrgID="{foreign}",
    )  # fmt: skip
    yield row(
        "service:inspector2", *pull, "resource", "a service that nothing lets in",
        aws__SourceAccount="{account}", aws__SourceOrgID="{organization}",
    )  # fmt: skip
