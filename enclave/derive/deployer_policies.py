"""The role that deploys a site: what `pulumi up` of its layers calls, and nothing else.

`enclave bootstrap` makes it, before there is any stack. It administers keys and uses none that
encrypts data, makes roles within the boundary only, and cannot change itself.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.deployer_identity import guard_statements, identity_statements, pass_statements
from enclave.derive.deployer_network import (
    machine_statements,
    name_statements,
    network_statements,
    tag_statements,
)
from enclave.derive.deployer_services import (
    cluster_statements,
    door_statements,
    record_statements,
)
from enclave.derive.deployer_site import DeployerSite
from enclave.derive.deployer_storage import state_statements, storage_statements
from enclave.derive.deployer_trust import deployer_trust
from enclave.derive.names import deployer_role
from enclave.derive.policy_documents import Document, Statement, document, of_organization
from enclave.derive.role_policies import length
from enclave.derive.roles import RoleSpec
from enclave.problems import Problem

LONGEST = 6_144  # characters, without white space, of a managed policy (IAM quotas)
_FAMILIES: dict[str, Callable[[DeployerSite], Iterator[Statement]]] = {
    "network": network_statements,
    "tags": tag_statements,
    "names": name_statements,
    "storage": storage_statements,
    "state": lambda here: state_statements(here.declaration, here.site),
    "identity": identity_statements,
    "cluster": lambda here: chain(machine_statements(here), cluster_statements(here)),
    "door": door_statements,
    "records": record_statements,
    "limits": lambda here: chain(pass_statements(here), guard_statements(here)),
}


def deployer(declaration: Declaration, site: str, *, trusted: Sequence[str] = ()) -> RoleSpec:
    """The deployer of a cloud site; its `policies` are managed ones, by name.

    `trusted`: ARNs of the roles that may take it (of a pipeline, or of people who signed in with
    their own second factor). Without any, people of the site's account do whom IAM there lets, with
    MFA. Raises Problem for a data centre, for a principal that is no one role, and for a document
    that is longer than IAM takes.
    """
    names = aws_names(declaration, site)
    name = deployer_role(declaration, site)
    return RoleSpec(
        key="deployer",
        name=name,
        description="Deploys the stacks of the site",
        trust=deployer_trust(
            names, f"sites.{site}, deployer", trusted, of_organization(declaration, "Principal")
        ),
        policies={
            f"{name}-{family}": _checked(site, family, policy)
            for family, policy in deployer_policies(declaration, site).items()
        },
    )


def deployer_policies(declaration: Declaration, site: str) -> dict[str, Document]:
    """What the deployer may do, by family. Raises Problem for a data centre."""
    aws_names(declaration, site)  # refuses a data centre
    here = DeployerSite(declaration=declaration, site=site)
    return {family: document(_some(make(here))) for family, make in _FAMILIES.items()}


def _some(statements: Iterator[Statement]) -> Iterator[Statement]:
    """Those that permit something: IAM refuses a statement without actions."""
    yield from (each for each in statements if each["Action"])


def _checked(site: str, family: str, policy: Document) -> Document:
    if length(policy) > LONGEST:
        raise Problem(
            where=f"sites.{site}, deployer",
            problem=f"gets a policy {family} of {length(policy)} characters, and IAM takes "
            f"{LONGEST}",
            fix="declare fewer sources that the site pulls from",
        )
    return policy
