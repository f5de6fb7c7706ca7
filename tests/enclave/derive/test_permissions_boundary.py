"""The boundary that no role exceeds."""

from enclave.derive.permissions_boundary import boundary_arn, boundary_name
from tests.enclave.derive.declared import declared, sovereign


def test_is_named_after_the_site() -> None:
    assert boundary_name(declared(), "frankfurt") == "loom-frankfurt-boundary"


def test_is_of_the_site_s_partition_and_account() -> None:
    arn = "arn:aws-eusc:iam::111122223333:policy/loom-frankfurt-boundary"
    assert boundary_arn(sovereign(), "frankfurt") == arn
