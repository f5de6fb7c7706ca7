"""Keys, and what they encrypt: buckets and the registry."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pulumi

from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import RECORDS, BucketRole, BucketSpec, LockMode, buckets
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import KeySpec, Purpose, key_name, keys
from enclave.derive.repositories import repositories
from enclave.derive.repository_policies import repository_policy

from ...components.enclave_bucket import EnclaveBucket, EnclaveBucketArgs
from ...components.encryption_key import EncryptionKey, EncryptionKeyArgs
from ...components.image_registry import ImageRegistry, ImageRegistryArgs
from .site import Cloud

Keys = Mapping[str, EncryptionKey]  # by name
Buckets = Mapping[BucketRole, EnclaveBucket]


def declare_keys(cloud: Cloud) -> Keys:
    """Declare the keys of the site, by name."""
    specs = keys(cloud.declaration, cloud.site)
    return {spec.name: _declare_key(cloud, spec) for spec in specs}


def _declare_key(cloud: Cloud, spec: KeySpec) -> EncryptionKey:
    role = f"{spec.data_class}-{spec.purpose}" if spec.data_class else spec.purpose
    subject = f"class {spec.data_class}, " if spec.data_class else ""
    return EncryptionKey(
        f"key-{role}",
        EncryptionKeyArgs(
            alias=spec.name,
            description=f"{cloud.declaration.organization.name}, {cloud.site}: {subject}"
            f"{spec.purpose}",
            policy=json.dumps(key_policy(cloud.declaration, cloud.site, spec)),
            rotation_days=spec.rotation_days,
        ),
        cloud.options(protected=True),
    )


def declare_buckets(cloud: Cloud, site_keys: Keys) -> Buckets:
    """Declare the buckets of the site, by role."""
    specs = buckets(cloud.declaration, cloud.site)
    return {spec.role: _declare_bucket(cloud, spec, site_keys) for spec in specs}


def _declare_bucket(cloud: Cloud, derived: BucketSpec, site_keys: Keys) -> EnclaveBucket:
    spec = _removable(derived) if not cloud.settings.lasting else derived
    own = site_keys[spec.key].arn
    others = [site_keys[name].arn for name in spec.other_keys]
    policy = pulumi.Output.all(own, *others).apply(
        lambda arns: json.dumps(bucket_policy(cloud.declaration, cloud.site, spec, key_arns=arns))
    )
    return EnclaveBucket(
        f"bucket-{spec.role}",
        EnclaveBucketArgs(
            spec=spec, key_arn=own, policy=policy, removable=not cloud.settings.lasting
        ),
        cloud.options(protected=spec.role in RECORDS),
    )


def _removable(spec: BucketSpec) -> BucketSpec:
    # Compliance mode would outlast the rehearsal: nobody at all could undo it.
    return replace(spec, lock_mode=LockMode.GOVERNANCE) if spec.lock_mode else spec


def declare_registry(cloud: Cloud, site_keys: Keys) -> ImageRegistry:
    """Declare the repositories of the site."""
    key = key_name(cloud.declaration, cloud.site, Purpose.REGISTRY, None)
    return ImageRegistry(
        "registry",
        ImageRegistryArgs(
            repositories=repositories(cloud.declaration, cloud.site),
            key_arn=site_keys[key].arn,
            policy=json.dumps(repository_policy(cloud.declaration, cloud.site)),
            removable=not cloud.settings.lasting,
        ),
        cloud.options(protected=True),
    )
