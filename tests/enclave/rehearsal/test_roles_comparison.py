"""Roles that stand, held against what is derived."""

from dataclasses import replace

import pytest

from enclave.rehearsal.read_roles import HeldRole
from enclave.rehearsal.roles_comparison import compare_roles
from tests.enclave.rehearsal.factories import SITE, as_derived, example

DOOR = "loom-frankfurt-door"


def problems(roles: dict[str, HeldRole]) -> tuple[str, ...]:
    """What is wrong when these roles stand."""
    (found,) = compare_roles(example(), SITE, replace(as_derived(), roles=roles))
    return found.problems


def with_door(**changes: object) -> dict[str, HeldRole]:
    """The derived roles, with the door's changed."""
    held = dict(as_derived().roles)
    return held | {DOOR: replace(held[DOOR], **changes)}  # type: ignore[arg-type]


def test_what_is_derived_is_as_derived() -> None:
    (found,) = compare_roles(example(), SITE, as_derived())
    assert found.problems == ()
    assert found.right == found.derived > 10
    assert str(found) == f"{found.derived}/{found.derived} roles"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"trust": {}}, "is trusted to others than derived"),
        ({"policies": {}}, "does not carry the derived policies"),
        ({"attached": frozenset({"arn:aws:iam::aws:policy/AdministratorAccess"})},
         "has arn:aws:iam::aws:policy/AdministratorAccess attached"),
        ({"boundary": None}, "is not held to the boundary"),
    ],
)  # fmt: skip
def test_a_changed_role_is_a_problem(changes: dict[str, object], problem: str) -> None:
    assert problems(with_door(**changes)) == (f"role {DOOR} {problem}",)


def test_a_role_that_lacks_is_a_problem() -> None:
    held = dict(as_derived().roles)
    del held[DOOR]
    assert problems(held) == (f"role {DOOR} is derived, and does not stand",)


def test_a_role_beside_them_is_a_problem() -> None:
    held = dict(as_derived().roles)
    assert problems(held | {"loom-frankfurt-more": held[DOOR]}) == (
        "role loom-frankfurt-more stands, and is not derived",
    )
