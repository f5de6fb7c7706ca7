"""Everything that bootstrap makes for a site, in order: what others rest on comes first."""

from enclave.account import Account
from enclave.bootstrap.bucket import StateBucket
from enclave.bootstrap.item import Item
from enclave.bootstrap.keys import Key
from enclave.bootstrap.policies import ManagedPolicy
from enclave.declaration.model import Declaration
from enclave.derive.permissions_boundary import boundary_name, permissions_boundary
from enclave.derive.state_backend import (
    SECRETS,
    STATE,
    state_backend,
    state_bucket_policy,
    state_key_policy,
)


def items(declaration: Declaration, site: str, account: Account) -> tuple[Item, ...]:
    """What stands in the account after bootstrap. Raises Problem for a data centre."""
    state = Key(
        account=account,
        id="state-key",
        name=state_backend(declaration, site).bucket_key,
        purpose="Encrypts the state of the stacks",
        policy=state_key_policy(declaration, site, purpose=STATE),
    )
    secrets = Key(
        account=account,
        id="secrets-key",
        name=state_backend(declaration, site).secrets_key,
        purpose="Encrypts secrets within the state",
        policy=state_key_policy(declaration, site, purpose=SECRETS),
    )
    boundary = ManagedPolicy(
        account=account,
        id="boundary",
        name=boundary_name(declaration, site),
        purpose="What no role of the site exceeds",
        document=permissions_boundary(declaration, site),
    )
    return (state, secrets, bucket(declaration, site, account, state), boundary)


def bucket(declaration: Declaration, site: str, account: Account, key: Key) -> StateBucket:
    """The bucket of the state, under that key."""
    return StateBucket(
        account=account,
        name=state_backend(declaration, site).bucket,
        key_arn=key.arn,
        policy=lambda arn: state_bucket_policy(declaration, site, key_arn=arn),
    )
