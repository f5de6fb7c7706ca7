"""Keys of a cloud site: one per class and purpose, and one per purpose that has no class.

Switching off the keys of one class makes what is stored of that class unreadable and leaves the
rest of the site alone; that is why classes do not share keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.model import Declaration
from enclave.derive.ends import Role
from enclave.derive.names import resource_name
from enclave.derive.placement import cloud_placement
from enclave.derive.stored_classes import pseudonymised_classes, stored_classes

ROTATION_DAYS = 365


class Purpose(StrEnum):
    """What a key is for; the first three are of one class each."""

    CONTENT = "content"
    """What functions keep of a class for their retention and for training."""
    INDEX = "index"
    """The exact-data index by which the door recognises a class."""
    PSEUDONYM = "pseudonym"
    """The secret from which pseudonyms of a class are made."""
    ALARMS = "alarms"
    AUDIT = "audit"
    BUNDLES = "bundles"
    CLUSTER = "cluster"
    LOGS = "logs"
    REGISTRY = "registry"
    TRAIL = "trail"
    TRAINING = "training"
    VOLUMES = "volumes"
    WEIGHTS = "weights"


@dataclass(frozen=True, kw_only=True)
class KeySpec:
    """One key: single-region, symmetric, rotated.

    It works only through the AWS `services` listed (short names of `kms:ViaService`), for the
    service `principals` that write by themselves, and directly for the roles of `workloads`.
    `grants`: the services keep their use of it by a grant (volumes, cluster, registry).
    """

    name: str
    data_class: str | None
    purpose: Purpose
    rotation_days: int
    services: tuple[str, ...]
    principals: tuple[str, ...] = ()
    workloads: tuple[Role, ...] = ()
    grants: bool = False


@dataclass(frozen=True, kw_only=True)
class _Use:
    services: tuple[str, ...] = ()
    principals: tuple[str, ...] = ()
    workloads: tuple[Role, ...] = ()
    grants: bool = False


_USES: dict[Purpose, _Use] = {
    Purpose.CONTENT: _Use(services=("s3",), workloads=(Role.FUNCTIONS,)),
    Purpose.INDEX: _Use(services=("s3",), workloads=(Role.DOOR,)),
    Purpose.PSEUDONYM: _Use(workloads=(Role.DOOR,)),
    Purpose.ALARMS: _Use(services=("sns", "sqs"), principals=("cloudwatch", "sns")),
    Purpose.AUDIT: _Use(services=("s3",), workloads=(Role.AUDIT,)),
    Purpose.BUNDLES: _Use(services=("s3",)),
    Purpose.CLUSTER: _Use(services=("eks",), grants=True),
    Purpose.LOGS: _Use(services=("s3",), principals=("delivery.logs", "logs")),
    Purpose.REGISTRY: _Use(services=("ecr",), grants=True),
    Purpose.TRAIL: _Use(services=("firehose", "s3"), principals=("cloudtrail",), grants=True),
    Purpose.TRAINING: _Use(services=("s3",)),
    Purpose.VOLUMES: _Use(services=("ec2",), grants=True),
    Purpose.WEIGHTS: _Use(services=("s3",)),
}
OF_CLASSES = (Purpose.CONTENT, Purpose.INDEX, Purpose.PSEUDONYM)


def keys(declaration: Declaration, site: str) -> tuple[KeySpec, ...]:
    """The keys of a cloud site: classes in declared order, then purposes.

    Raises Problem for a data centre.
    """
    cloud_placement(declaration, site)  # refuses a data centre
    pseudonymised = pseudonymised_classes(declaration, site)
    of_classes = [
        _spec(declaration, site, purpose, name)
        for name in stored_classes(declaration, site)
        for purpose in _class_purposes(declaration, name, pseudonymised=name in pseudonymised)
    ]
    others = [_spec(declaration, site, p, None) for p in Purpose if p not in OF_CLASSES]
    return (*of_classes, *others)


def key_name(declaration: Declaration, site: str, purpose: Purpose, data_class: str | None) -> str:
    """`loom-frankfurt-pricing-content` or `loom-frankfurt-audit`, also the name of its alias."""
    role = purpose if data_class is None else f"{data_class}-{purpose}"
    return resource_name(declaration, site, role)


def _class_purposes(
    declaration: Declaration, name: str, *, pseudonymised: bool
) -> Iterator[Purpose]:
    yield Purpose.CONTENT
    recognise = declaration.classes[name].recognise
    if recognise is not None and recognise.exact:
        yield Purpose.INDEX
    if pseudonymised:
        yield Purpose.PSEUDONYM


def _spec(declaration: Declaration, site: str, purpose: Purpose, data_class: str | None) -> KeySpec:
    use = _USES[purpose]
    return KeySpec(
        name=key_name(declaration, site, purpose, data_class),
        data_class=data_class,
        purpose=purpose,
        rotation_days=ROTATION_DAYS,
        services=use.services,
        principals=use.principals,
        workloads=use.workloads,
        grants=use.grants,
    )
