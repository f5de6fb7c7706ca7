"""The provider of a site: its account and region, and nothing that could reach another."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi_aws as aws

# Every service of a resource of the program, and STS for the account; a test compares.
SERVICES = (
    "cloudtrail",
    "cloudwatch",
    "ec2",
    "ecr",
    "eks",
    "elbv2",
    "events",
    "firehose",
    "iam",
    "kms",
    "logs",
    "organizations",
    "route53",
    "route53resolver",
    "s3",
    "s3control",
    "sns",
    "sqs",
    "ssm",
    "sts",
)
MANAGED_BY = "sovereign-enclave"
TEST_SECRET = "test"  # noqa: S105  the rehearsal's AWS takes any


@dataclass(frozen=True, kw_only=True)
class SiteProviderArgs:
    """Inputs of `declare_provider`.

    `fips_hosts`: host by service, where it has a FIPS endpoint in the region. `rehearsal`: the
    loopback URL that answers for every service instead of AWS.
    """

    region: str
    account: str
    tags: Mapping[str, str]
    fips_hosts: Mapping[str, str]
    rehearsal: str | None


def declare_provider(name: str, args: SiteProviderArgs) -> aws.Provider:
    """Declare the one provider of a stack; for the declared account or none."""
    common = aws.ProviderArgs(
        region=args.region,
        allowed_account_ids=[args.account],
        default_tags=aws.ProviderDefaultTagsArgs(tags=args.tags),
        endpoints=[_endpoints(args)],
    )
    return aws.Provider(name, args=_rehearsed(common, args.account) if args.rehearsal else common)


def site_tags(site: str) -> Mapping[str, str]:
    """Return the tags of everything in a stack; none changes with the declaration (ADR 0005)."""
    return {"enclave:managed-by": MANAGED_BY, "enclave:site": site}


def organization_tags() -> Mapping[str, str]:
    """Return the tags of everything in the stack that binds all sites."""
    return {"enclave:managed-by": MANAGED_BY}


def _endpoints(args: SiteProviderArgs) -> aws.ProviderEndpointArgs:
    # Not `use_fips_endpoint`: where a host does not resolve, the provider drops it in silence.
    if args.rehearsal is None:
        urls = {service: f"https://{host}" for service, host in args.fips_hosts.items()}
    else:
        urls = dict.fromkeys(SERVICES, args.rehearsal)
    return aws.ProviderEndpointArgs(**urls)


def _rehearsed(common: aws.ProviderArgs, account: str) -> aws.ProviderArgs:
    common.access_key = account  # by which the rehearsal's AWS tells accounts apart
    common.secret_key = TEST_SECRET
    common.s3_use_path_style = True  # no name below a loopback address resolves
    common.skip_credentials_validation = True
    common.skip_metadata_api_check = True
    common.skip_region_validation = True
    return common
