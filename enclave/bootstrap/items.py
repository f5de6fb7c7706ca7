"""Everything that bootstrap makes for a site, in order: what others rest on comes first."""

from collections.abc import Iterator, Sequence

from enclave.account import Account
from enclave.bootstrap.bucket import StateBucket
from enclave.bootstrap.item import Item
from enclave.bootstrap.keys import Key
from enclave.bootstrap.policies import GONE, ManagedPolicy
from enclave.bootstrap.roles import Role
from enclave.declaration.model import Declaration
from enclave.derive.deployer_policies import deployer
from enclave.derive.names import deployer_role
from enclave.derive.permissions_boundary import boundary_name, permissions_boundary
from enclave.derive.roles import RoleSpec
from enclave.derive.state_backend import (
    SECRETS,
    STATE,
    state_backend,
    state_bucket_policy,
    state_key_policy,
)


def items(
    declaration: Declaration, site: str, account: Account, *, trusted: Sequence[str] = ()
) -> tuple[Item, ...]:
    """What stands in the account after bootstrap; `trusted` roles may take the deployer.

    Raises Problem for a data centre, and for a principal that is no one role.
    """
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
    return (
        state,
        secrets,
        bucket(declaration, site, account, state),
        boundary,
        *_deployer(deployer(declaration, site, trusted=trusted), account),
    )


def trusted_now(declaration: Declaration, site: str, account: Account) -> tuple[str, ...]:
    """The roles that may take the deployer as it stands; none where it does not stand."""
    name = deployer_role(declaration, site)
    told = account.look("iam", "GetRole", GONE, RoleName=name)
    statements = (told or {}).get("Role", {}).get("AssumeRolePolicyDocument", {}).get("Statement")
    if not isinstance(statements, list) or len(statements) != 1:
        return ()
    found = statements[0].get("Principal", {}).get("AWS", ())
    named = [found] if isinstance(found, str) else found
    return tuple(arn for arn in named if ":role/" in arn and "*" not in arn)


def _deployer(spec: RoleSpec, account: Account) -> Iterator[Item]:
    policies = [
        ManagedPolicy(
            account=account,
            id=f"deployer-{name.removeprefix(spec.name).strip('-')}",
            name=name,
            purpose="What the deployer may do",
            document=document,
        )
        for name, document in spec.policies.items()
    ]
    yield from policies
    yield Role(
        account=account,
        id="deployer",
        name=spec.name,
        purpose=spec.description,
        trust=spec.trust,
        policies=[policy.arn for policy in policies],
    )


def bucket(declaration: Declaration, site: str, account: Account, key: Key) -> StateBucket:
    """The bucket of the state, under that key."""
    return StateBucket(
        account=account,
        name=state_backend(declaration, site).bucket,
        key_arn=key.arn,
        policy=lambda arn: state_bucket_policy(declaration, site, key_arn=arn),
    )
