"""Which services may be used, and where: the allow-list, the region lock, models of others."""

from collections.abc import Iterator

from enclave.derive.guardrails.estate import Estate, deny, deny_all_but
from enclave.derive.policy_documents import Statement
from enclave.facts.ai_services import ai_services
from enclave.facts.allowed_services import allowed_services


def service_statements(estate: Estate) -> Iterator[Statement]:
    """Nothing but the listed services, nothing outside the regions, no model of others."""
    facts = allowed_services()
    yield deny_all_but("AllowedServices", [f"{name}:*" for name in facts.services.value])
    yield deny_all_but(
        "Regions",
        facts.global_actions.value,
        but=(estate.break_glass,),
        StringNotEquals={"aws:RequestedRegion": estate.regions},
    )
    # Denied as a whole, so that no inference profile, which may run in another region, is left.
    yield deny("ForeignAi", [f"{name}:*" for name in ai_services().services.value])
