"""Names that a cloud site may resolve; the DNS firewall blocks every other one.

The resolver of a VPC answers for public names even without a way to the internet, which makes DNS
the one way out that endpoints leave open.
"""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.connections import connections
from enclave.derive.endpoints import endpoints
from enclave.derive.ends import FarEnd, OwnEnd, Role
from enclave.derive.names import private_zone


def dns_allow_list(declaration: Declaration, site: str) -> tuple[str, ...]:
    """Domains with a trailing dot, sorted; `*.` admits names below, never the name itself.

    Endpoints, the cluster's own endpoint, the site's private zone, and My Domain of each Salesforce
    org that a connector of the site pulls from. Raises Problem for a data centre.
    """
    names = aws_names(declaration, site)
    zone = private_zone(declaration, site)
    allowed = {name for endpoint in endpoints(declaration, site) for name in endpoint.dns_names}
    allowed |= {f"*.{names.region}.eks.{names.suffix}", zone, f"*.{zone}"}
    allowed |= _my_domains(declaration, site)
    return tuple(sorted(f"{name}." for name in allowed))


def _my_domains(declaration: Declaration, site: str) -> set[str]:
    endpoint = OwnEnd(site=site, role=Role.SALESFORCE_ENDPOINT)
    orgs = {
        connection.target.name
        for connection in connections(declaration)
        if connection.source == endpoint and isinstance(connection.target, FarEnd)
    }
    sources = (source for name, source in declaration.sources.items() if name in orgs)
    return {source.salesforce.my_domain for source in sources if source.salesforce is not None}
