"""Names that a site may resolve."""

from enclave.declaration.model import Declaration
from enclave.derive.dns_allow_list import dns_allow_list
from enclave.derive.endpoints import endpoints
from enclave.derive.names import private_zone
from tests.enclave.derive.declared import cloud_sites, declared, without_flow
from tests.enclave.derive.strategies import for_any_declaration


@for_any_declaration
def test_only_endpoints_the_cluster_salesforce_and_the_own_zone(declaration: Declaration) -> None:
    my_domains = {s.salesforce.my_domain for s in declaration.sources.values() if s.salesforce}
    for site in cloud_sites(declaration):
        zone = private_zone(declaration, site)
        known = {name for e in endpoints(declaration, site) for name in e.dns_names}
        rest = {d.removesuffix(".") for d in dns_allow_list(declaration, site)} - known
        cluster = {name for name in rest if name.startswith("*.") and ".eks.amazonaws." in name}
        assert len(cluster) == 1
        assert rest - cluster <= {zone, f"*.{zone}"} | my_domains


@for_any_declaration
def test_the_list_is_sorted_absolute_and_never_everything(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        domains = dns_allow_list(declaration, site)
        assert list(domains) == sorted(set(domains))
        assert all(domain.endswith(".") and domain.count(".") > 2 for domain in domains)
        assert "*." not in domains


def test_my_domain_goes_with_the_flow_that_pulls_from_it() -> None:
    gone = set(dns_allow_list(declared(), "frankfurt")) - set(
        dns_allow_list(without_flow(declared(), "pull"), "frankfurt")
    )
    assert gone == {"loom.my.salesforce.example."}
