"""Roles that stand, held against what is derived: documents, boundary, and no role beside them."""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.permissions_boundary import boundary_arn
from enclave.derive.roles import RoleSpec, roles
from enclave.rehearsal.comparison import NOT_DERIVED, NOT_STANDING, Comparison, comparison_of
from enclave.rehearsal.read_back import Held


def compare_roles(declaration: Declaration, site: str, held: Held) -> tuple[Comparison, ...]:
    """Compare the roles of a site."""
    boundary = boundary_arn(declaration, site)
    specs = {spec.name: spec for spec in roles(declaration, site)}
    wrong = {
        name: tuple(f"role {name} {problem}" for problem in _of_role(spec, boundary, held))
        for name, spec in specs.items()
    }
    more = tuple(f"role {name} {NOT_DERIVED}" for name in sorted(held.roles.keys() - specs.keys()))
    return (comparison_of("roles", wrong, more=more),)


def _of_role(spec: RoleSpec, boundary: str, held: Held) -> Iterator[str]:
    role = held.roles.get(spec.name)
    if role is None:
        yield NOT_STANDING
        return
    if role.trust != spec.trust:
        yield "is trusted to others than derived"
    if dict(role.policies) != dict(spec.policies):
        yield "does not carry the derived policies"
    if role.attached:
        yield f"has {', '.join(sorted(role.attached))} attached"
    if role.boundary != boundary:
        yield "is not held to the boundary"
