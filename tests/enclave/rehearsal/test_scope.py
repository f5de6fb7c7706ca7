from enclave.rehearsal.scope import scope_of
from tests.enclave.derive.declared import declared
from tests.enclave.rehearsal.factories import example


def test_the_stack_of_the_organization_comes_before_those_of_sites() -> None:
    scope = scope_of(example(), asked=())
    assert scope.stacks == ("organization", "frankfurt-cloud")
    assert scope.accounts == {"organization": "444455556666", "frankfurt-cloud": "111122223333"}


def test_below_the_organization_of_others_there_are_sites_only() -> None:
    assert scope_of(declared(), asked=()).stacks == ("frankfurt-cloud",)
