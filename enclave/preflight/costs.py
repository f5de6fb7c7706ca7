"""One rough monthly figure for what a site has standing, from dated prices; traffic is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import NodeGroup
from enclave.derive.endpoints import endpoints
from enclave.derive.keys import keys
from enclave.derive.runner import runner
from enclave.facts.instance_types import instance_type
from enclave.facts.prices import Prices, prices

HOURS = 730  # in a month
BALANCERS = 2


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One line: US dollars a month, None where no price is known."""

    what: str
    dollars: float | None


def costs(declaration: Declaration, site: str) -> tuple[Cost, ...]:
    """What a site has standing, in the order of a reader's interest. Raises Problem likewise."""
    return tuple(_costs(declaration, site, prices()))


def cost_table(declaration: Declaration, site: str) -> str:
    """The lines, a total, and what the figure is worth."""
    found, facts = costs(declaration, site), prices().hourly
    known = sum(cost.dollars for cost in found if cost.dollars is not None)
    lines = [f"{cost.what:<44} {_dollars(cost.dollars):>9}\n" for cost in found]
    unknown = "" if all(c.dollars is not None for c in found) else ", and what is not known"
    return "".join(
        (
            "rough cost a month, US dollars, without traffic, storage, logs and taxes\n",
            *lines,
            f"{'about':<44} {_dollars(_rounded(known)):>9}{unknown}\n",
            f"prices: {facts.source} (seen {facts.seen})\n",
        )
    )


def _costs(declaration: Declaration, site: str, facts: Prices) -> Iterator[Cost]:
    hourly, nodes = facts.hourly.value, declaration.sites[site].nodes
    place = declaration.sites[site].aws
    zones = len(place.zones) if place else 0
    interfaces = zones * len(endpoints(declaration, site))
    if nodes is not None:
        for group in (nodes.gpu, nodes.system):
            if group is not None:
                yield Cost(what=f"{group.count} x {group.type}", dollars=_group(group, facts))
    one = NodeGroup(type=runner(declaration, site).instance_type, count=1)
    yield Cost(what=f"runner, {one.type}", dollars=_group(one, facts))
    dollars = interfaces * hourly["endpoint_in_a_zone"] * HOURS
    yield Cost(what=f"{interfaces} endpoint interfaces", dollars=dollars)
    yield Cost(what="cluster", dollars=hourly["cluster"] * HOURS)
    balancers = BALANCERS * hourly["load_balancer"] * HOURS
    yield Cost(what=f"{BALANCERS} load balancers", dollars=balancers)
    number = len(keys(declaration, site)) + 2  # and the two of bootstrap
    yield Cost(what=f"{number} keys", dollars=number * facts.monthly.value["key"])


def _group(group: NodeGroup, facts: Prices) -> float | None:
    known = instance_type(group.type)
    if known is None or known.fraction is not None:
        return None
    if known.gpu is None:
        return group.count * known.vcpus * facts.hourly.value["vcpu"] * HOURS
    hour = facts.gpu_hourly.value.get(known.gpu)
    return None if hour is None else group.count * known.gpus * hour * HOURS


def _rounded(dollars: float) -> float:
    """Two digits that count: more would claim more than is known."""
    return float(f"{dollars:.2g}")


def _dollars(dollars: float | None) -> str:
    return "unknown" if dollars is None else f"{dollars:,.0f}"
