"""Pulls from Salesforce: through one endpoint, to which the name of each org leads."""

from enclave.declaration.model import Declaration
from enclave.derive.connections import connections
from enclave.derive.ends import FarEnd, OwnEnd, Role
from enclave.derive.placement import cloud_placement


def pulled_domains(declaration: Declaration, site: str) -> tuple[str, ...]:
    """My Domain of each org that a connector of a cloud site pulls from, sorted.

    Each is a private zone of its own: a zone of the suffix would hide every other org of
    Salesforce from the site. Raises Problem for a data centre.
    """
    cloud_placement(declaration, site)  # refuses a data centre
    endpoint = OwnEnd(site=site, role=Role.SALESFORCE_ENDPOINT)
    orgs = {
        connection.target.name
        for connection in connections(declaration)
        if connection.source == endpoint and isinstance(connection.target, FarEnd)
    }
    found = (declaration.sources[name].salesforce for name in orgs)
    return tuple(sorted({org.my_domain for org in found if org is not None}))
