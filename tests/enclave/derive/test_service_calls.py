"""Calls for the types of what holds data, acts, and records."""

from enclave.derive.service_calls import SERVICES


def test_a_role_is_never_taken_out_of_its_boundary() -> None:
    calls = {action for row in SERVICES.values() for _, action in row.calls()}
    assert "iam:PutRolePermissionsBoundary" in calls
    assert not calls & {"iam:DeleteRolePermissionsBoundary", "iam:AttachRolePolicy"}


def test_no_object_is_read_to_make_a_bucket() -> None:
    calls = {action for row in SERVICES.values() for _, action in row.calls()}
    assert not calls & {"s3:GetObject", "s3:PutObject"}
