"""Repositories for the images that the enclave runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.repositories import RepositorySpec
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class ImageRegistryArgs:
    """Inputs of `ImageRegistry`: `policy` as JSON; `removable` deletes the images, too."""

    repositories: Sequence[RepositorySpec]
    key_arn: pulumi.Input[str]
    policy: str
    removable: bool

    def __post_init__(self) -> None:
        if not self.policy:
            raise Problem(
                where="registry",
                problem="has no policy",
                fix="derive one; without it only IAM decides who pulls",
            )


class ImageRegistry(pulumi.ComponentResource):
    """One repository an image: tags never move, images are scanned and encrypted with our key.

    Nothing expires: images are pinned by digest, and one without a tag may be what pods run.
    """

    urls: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: ImageRegistryArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:registry:ImageRegistry", name, None, opts)

        self.urls = {spec.image: self._declare(name, args, spec) for spec in args.repositories}
        self.register_outputs({"urls": self.urls})

    def _declare(
        self, name: str, args: ImageRegistryArgs, spec: RepositorySpec
    ) -> pulumi.Output[str]:
        child = pulumi.ResourceOptions(parent=self)
        repository = aws.ecr.Repository(
            f"{name}-{spec.image}",
            name=spec.name,
            image_tag_mutability="IMMUTABLE",
            image_scanning_configuration=aws.ecr.RepositoryImageScanningConfigurationArgs(
                scan_on_push=True
            ),
            encryption_configurations=[
                aws.ecr.RepositoryEncryptionConfigurationArgs(
                    encryption_type="KMS", kms_key=args.key_arn
                )
            ],
            force_delete=args.removable,
            tags={"Name": spec.name},
            opts=child,
        )
        aws.ecr.RepositoryPolicy(
            f"{name}-{spec.image}-policy",
            repository=repository.name,
            policy=args.policy,
            opts=child,
        )
        return repository.repository_url
