import pytest

from enclave.problems import Problem
from enclave.rehearsal.sites import cloud_sites
from tests.enclave.derive.declared import declared, with_data_centre


def test_only_sites_on_aws_are_rehearsed() -> None:
    assert [site.stack for site in cloud_sites(with_data_centre())] == ["frankfurt-cloud"]


def test_a_site_that_is_not_on_aws_is_named_with_the_choice() -> None:
    with pytest.raises(Problem) as caught:
        cloud_sites(with_data_centre(), asked=["venlo"])
    assert str(caught.value) == (
        "--site venlo is no AWS site of the declaration. Fix: choose from frankfurt."
    )


def test_a_declaration_without_a_site_on_aws_has_nothing_to_rehearse() -> None:
    sites = {name: s for name, s in with_data_centre().sites.items() if s.aws is None}
    with pytest.raises(Problem, match="has no AWS site, and only those are rehearsed here"):
        cloud_sites(declared().model_copy(update={"sites": sites}))
