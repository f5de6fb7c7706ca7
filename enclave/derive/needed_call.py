"""One call of AWS that somebody of ours needs: what a judge of policies is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NeededCall:
    """A request as AWS would judge it: `context` holds its condition keys, with their values.

    A call that names several resources stands here once for each: AWS judges them one by one.
    """

    role_key: str
    action: str
    resource: str
    context: Mapping[str, str | tuple[str, ...]]
