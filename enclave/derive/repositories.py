"""Repositories of a cloud site's registry: the images that the site runs, and no other."""

from collections.abc import Iterator
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.ends import Role, roles
from enclave.derive.names import resource_name
from enclave.derive.placement import cloud_placement, models_at


@dataclass(frozen=True, kw_only=True)
class RepositorySpec:
    """One repository: `image` is the last part of its `name`; tags never move."""

    name: str
    image: str
    reason: str


_IMAGES: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.DOOR: (("envoy", "the door"), ("inspector", "the door's inspection")),
    Role.FUNCTIONS: (("functions", "the functions service"),),
    Role.CONNECTOR: (("connector", "pulls from Salesforce"),),
    Role.AUDIT: (("audit", "the audit chain"),),
    Role.LOAD_BALANCER: (("load-balancer-controller", "targets of the load balancer"),),
}


def repositories(declaration: Declaration, site: str) -> tuple[RepositorySpec, ...]:
    """The repositories of a cloud site, sorted by name. Raises Problem for a data centre."""
    cloud_placement(declaration, site)  # refuses a data centre
    images = dict(_images(declaration, site))
    return tuple(
        RepositorySpec(name=resource_name(declaration, site, image), image=image, reason=reason)
        for image, reason in sorted(images.items())
    )


def _images(declaration: Declaration, site: str) -> Iterator[tuple[str, str]]:
    present = roles(declaration, site)
    for role, images in _IMAGES.items():
        if role in present:
            yield from images
    for model in models_at(declaration, site).values():
        backend = model.backend.replace("_", "-")
        yield f"triton-{backend}", f"Triton with the {backend} backend"
