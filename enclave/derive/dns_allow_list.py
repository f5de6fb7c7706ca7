"""Names that a cloud site may resolve; the DNS firewall blocks every other one.

The resolver of a VPC answers for public names even without a way to the internet, which makes DNS
the one way out that endpoints leave open.
"""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.endpoints import endpoints
from enclave.derive.names import private_zone
from enclave.derive.salesforce_pulls import pulled_domains


def dns_allow_list(declaration: Declaration, site: str) -> tuple[str, ...]:
    """Domains with a trailing dot, sorted; `*.` admits names below, never the name itself.

    Endpoints, the cluster's own endpoint, the site's private zone, and My Domain of each Salesforce
    org that a connector of the site pulls from. Raises Problem for a data centre.
    """
    names = aws_names(declaration, site)
    zone = private_zone(declaration, site)
    allowed = {name for endpoint in endpoints(declaration, site) for name in endpoint.dns_names}
    allowed |= {f"*.{names.region}.eks.{names.suffix}", zone, f"*.{zone}"}
    allowed |= set(pulled_domains(declaration, site))
    return tuple(sorted(f"{name}." for name in allowed))
