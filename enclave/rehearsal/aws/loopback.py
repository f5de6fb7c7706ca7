"""Which addresses are on this machine."""

import ipaddress
from urllib.parse import urlsplit


def is_loopback(address: str) -> bool:
    """Whether an address is http to a literal of the loopback; a name may lead anywhere."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
