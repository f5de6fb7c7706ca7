"""A call that somebody needs."""

import dataclasses

import pytest

from enclave.derive.needed_call import NeededCall


def test_cannot_be_changed() -> None:
    call = NeededCall(role_key="door", action="s3:GetObject", resource="*", context={})
    with pytest.raises(dataclasses.FrozenInstanceError):
        call.action = "s3:PutObject"  # type: ignore[misc]
