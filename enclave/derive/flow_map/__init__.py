"""The flow map: one SVG picture of every site, function, far end and flow, for people."""

from collections.abc import Iterator

from enclave.declaration import Declaration
from enclave.derive.flow_map.boxes import Box, FlowMapLayout
from enclave.derive.flow_map.drawing import arrow, far_end, site
from enclave.derive.flow_map.layout import MAP_WIDTH, MARGIN, layout
from enclave.derive.flow_map.legend import legend
from enclave.derive.flow_map.look import STYLE
from enclave.derive.flow_map.svg import number, plain, rect, text
from enclave.derive.flow_map.text import fit

__all__ = ["flow_map", "layout"]

SUBTITLE = (
    "No other flow is allowed. "
    "What follows from structure (names, health, Kubernetes) is counted below."
)


def flow_map(declaration: Declaration, *, digest: str) -> str:
    """The map as SVG, naming the declaration's digest; the same bytes every time.

    It brings no font or picture from elsewhere, follows the reader's light or dark setting, and
    says in words what it shows.
    """
    return "\n".join(_lines(declaration, digest, layout(declaration))) + "\n"


def _lines(declaration: Declaration, digest: str, placed: FlowMapLayout) -> Iterator[str]:
    size = f"{number(placed.width)} {number(placed.height)}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" '
        f'width="{number(placed.width)}" height="{number(placed.height)}" '
        'role="img" aria-labelledby="map-title map-description">'
    )
    yield f"<!-- declaration_digest {digest}; derived, do not edit -->"
    heading = f"{declaration.organization.name}: every declared flow"
    yield f'<title id="map-title">{plain(heading)}</title>'
    yield f'<desc id="map-description">{plain(_description(declaration))}</desc>'
    yield f"<style>{STYLE}</style>"
    yield rect(Box(x=0, y=0, width=placed.width, height=placed.height), "paper", radius=0)
    room = MAP_WIDTH - 2 * MARGIN
    yield text(fit(heading, 28, room), MARGIN, 52, "h1")
    yield text(SUBTITLE, MARGIN, 78, "body soft")
    yield from (arrow(each) for each in placed.arrows)
    yield from (site(each) for each in placed.sites)
    yield from (far_end(each) for each in placed.far_ends)
    yield from legend(declaration, digest, placed.legend)
    yield "</svg>"


def _description(declaration: Declaration) -> str:
    flows = (
        f"{name}: from {flow.source} to {flow.target}, port {flow.port}, "
        f"{flow.over.replace('_', ' ')}, {flow.reason}."
        for name, flow in declaration.flows.items()
    )
    return " ".join(flows)
