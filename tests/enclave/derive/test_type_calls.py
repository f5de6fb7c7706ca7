"""A row of the deployer's table."""

from enclave.derive.type_calls import Stage, row


def test_operations_are_of_the_type_s_service_unless_they_say_whose() -> None:
    found = row("ec2", "vpc/vpc-1", makes="CreateVpc logs:CreateLogDelivery", reads="DescribeVpcs")
    assert list(found.calls()) == [
        (Stage.MAKES, "ec2:CreateVpc"),
        (Stage.MAKES, "logs:CreateLogDelivery"),
        (Stage.READS, "ec2:DescribeVpcs"),
    ]


def test_what_it_rests_on_is_told_one_by_one() -> None:
    assert row("ec2", "subnet/subnet-1", on="vpc/vpc-1 a/b").rests_on == ("vpc/vpc-1", "a/b")
