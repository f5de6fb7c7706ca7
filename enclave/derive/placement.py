"""Where a site stands in AWS, which functions run there, and which models they use."""

from enclave.declaration.model import Declaration
from enclave.declaration.model.functions import Function
from enclave.declaration.model.models import Model
from enclave.declaration.model.sites import AwsPlacement
from enclave.problems import Problem


def cloud_placement(declaration: Declaration, site: str) -> AwsPlacement:
    """Account, region, zones and network of a cloud site. Raises Problem for a data centre."""
    placement = declaration.sites[site].aws
    if placement is None:
        raise Problem(
            where=f"sites.{site}",
            problem="is a data centre and has nothing in AWS",
            fix="name a site with an aws part",
        )
    return placement


def functions_at(declaration: Declaration, site: str) -> dict[str, Function]:
    """Functions whose model is placed at the site, in declared order."""
    placed = {name for name, model in declaration.models.items() if site in model.sites}
    return {name: f for name, f in declaration.functions.items() if f.model in placed}


def models_at(declaration: Declaration, site: str) -> dict[str, Model]:
    """Models that functions at the site use, in the order of the functions; no model is idle."""
    return {f.model: declaration.models[f.model] for f in functions_at(declaration, site).values()}
