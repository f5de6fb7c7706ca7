"""Writing SVG: escaped text, short numbers, the same bytes every time."""

from xml.sax.saxutils import escape

from enclave.derive.flow_map.boxes import Box


def number(value: float) -> str:
    """At most one decimal, none where it is zero."""
    return f"{value:.1f}".removesuffix(".0")


def text(content: str, x: float, y: float, look: str, *, anchor: str = "start") -> str:
    """One line of text with its baseline at a point."""
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}" class="{look}"{end}>{plain(content)}</text>'


def rect(box: Box, look: str, *, radius: float = 8) -> str:
    """A rounded rectangle."""
    return (
        f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
        f'height="{number(box.height)}" rx="{number(radius)}" class="{look}"/>'
    )


def path(steps: str, look: str) -> str:
    """A line along `steps`."""
    return f'<path d="{steps}" class="{look}"/>'


def group(parts: list[str], *, title: str) -> str:
    """Parts that a reader is told of together."""
    return f"<g><title>{plain(title)}</title>{''.join(parts)}</g>"


def plain(content: str) -> str:
    """Text that cannot be markup; control characters, which XML forbids, become spaces."""
    return escape("".join(c if c.isprintable() else " " for c in content))
