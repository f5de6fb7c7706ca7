"""Everything that bootstrap makes in an account, in order: what others rest on comes first."""

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
from enclave.derive.organization_deployer import organization_deployer
from enclave.derive.permissions_boundary import boundary_name, permissions_boundary
from enclave.derive.roles import RoleSpec
from enclave.derive.state_account import ORGANIZATION
from enclave.derive.state_backend import (
    SECRETS,
    STATE,
    state_backend,
    state_bucket_policy,
    state_key_policy,
)


def items(
    declaration: Declaration, name: str, account: Account, *, trusted: Sequence[str] = ()
) -> tuple[Item, ...]:
    """What stands in the account after bootstrap: a cloud site's, or that of `ORGANIZATION`.

    `trusted` roles may take the deployer. Raises Problem for a data centre, for a management
    account that is not ours, and for a principal that is no one role.
    """
    return (
        *_state(declaration, name, account),
        *(
            _deployer(organization_deployer(declaration, trusted=trusted), account)
            if name == ORGANIZATION
            else _of_site(declaration, name, account, trusted)
        ),
    )


def _state(declaration: Declaration, name: str, account: Account) -> Iterator[Item]:
    backend = state_backend(declaration, name)
    state = Key(
        account=account,
        id="state-key",
        name=backend.bucket_key,
        purpose="Encrypts the state of the stacks",
        policy=state_key_policy(declaration, name, purpose=STATE),
    )
    secrets = Key(
        account=account,
        id="secrets-key",
        name=backend.secrets_key,
        purpose="Encrypts secrets within the state",
        policy=state_key_policy(declaration, name, purpose=SECRETS),
    )
    yield from (state, secrets, bucket(declaration, name, account, state))


def _of_site(
    declaration: Declaration, site: str, account: Account, trusted: Sequence[str]
) -> Iterator[Item]:
    yield ManagedPolicy(
        account=account,
        id="boundary",
        name=boundary_name(declaration, site),
        purpose="What no role of the site exceeds",
        document=permissions_boundary(declaration, site),
    )
    yield from _deployer(deployer(declaration, site, trusted=trusted), account)


def trusted_now(declaration: Declaration, name: str, account: Account) -> tuple[str, ...]:
    """The roles that may take the deployer as it stands; none where it does not stand."""
    role = deployer_role(declaration, name)
    told = account.look("iam", "GetRole", GONE, RoleName=role)
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


def bucket(declaration: Declaration, name: str, account: Account, key: Key) -> StateBucket:
    """The bucket of the state, under that key."""
    return StateBucket(
        account=account,
        name=state_backend(declaration, name).bucket,
        key_arn=key.arn,
        policy=lambda arn: state_bucket_policy(declaration, name, key_arn=arn),
    )
