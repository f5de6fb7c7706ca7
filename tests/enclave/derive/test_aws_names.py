"""Names of AWS in a site's partition, region and account."""

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.facts.partitions import partition_of
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, sovereign, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration


def everything(names: AwsNames) -> tuple[str, ...]:
    """One name of each kind."""
    return (
        names.host("logs"),
        names.principal("cloudtrail"),
        names.arn("kms", "key/1"),
        names.iam("root"),
        names.bucket("audit"),
        names.suffix,
        names.dual_stack_suffix,
    )


def test_names_of_the_commercial_partition() -> None:
    assert everything(aws_names(declared(), "frankfurt")) == (
        "logs.eu-central-1.amazonaws.com",
        "cloudtrail.amazonaws.com",
        "arn:aws:kms:eu-central-1:111122223333:key/1",
        "arn:aws:iam::111122223333:root",
        "arn:aws:s3:::audit",
        "amazonaws.com",
        "api.aws",
    )


def test_names_of_the_sovereign_partition_keep_only_the_principal() -> None:
    assert everything(aws_names(sovereign(), "frankfurt")) == (
        "logs.eusc-de-east-1.amazonaws.eu",
        "cloudtrail.amazonaws.com",
        "arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/1",
        "arn:aws-eusc:iam::111122223333:root",
        "arn:aws-eusc:s3:::audit",
        "amazonaws.eu",
        "api.amazonwebservices.eu",
    )


@for_any_declaration
def test_the_partition_is_the_one_that_the_region_stands_in(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        names = aws_names(declaration, site)
        known = partition_of(names.region)
        assert known is not None
        assert (names.partition, names.suffix) == (known.name, known.dns_suffix)


def test_a_data_centre_has_no_names_in_aws() -> None:
    with pytest.raises(Problem) as caught:
        aws_names(with_data_centre(), "venlo")
    assert str(caught.value) == (
        "sites.venlo is a data centre and has nothing in AWS. Fix: name a site with an aws part."
    )
