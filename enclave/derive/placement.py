"""Which functions run at a site, and which models, because a function there uses them."""

from enclave.declaration.model import Declaration
from enclave.declaration.model.functions import Function
from enclave.declaration.model.models import Model


def functions_at(declaration: Declaration, site: str) -> dict[str, Function]:
    """Functions whose model is placed at the site, in declared order."""
    placed = {name for name, model in declaration.models.items() if site in model.sites}
    return {name: f for name, f in declaration.functions.items() if f.model in placed}


def models_at(declaration: Declaration, site: str) -> dict[str, Model]:
    """Models that functions at the site use, in the order of the functions; no model is idle."""
    return {f.model: declaration.models[f.model] for f in functions_at(declaration, site).values()}
