"""What AWS itself owns and lets pass the endpoints: layers of images, images of add-ons."""

from collections.abc import Iterator

from tests.judges.iam.rows import Row, row

LAYERS = "aws-bucket:prod-{region}-starport-layer-bucket/layer"


def aws_owned_rows() -> Iterator[Row]:
    """Beside these two everything that passes an endpoint is our own."""
    yield row("stranger", "s3:GetObject", LAYERS, "", "ECR signs requests for layers itself",
              through="s3")  # fmt: skip
    yield row("stranger", "s3:GetObject", LAYERS, "endpoint", "in plain text", through="s3",
              aws__SecureTransport="false")  # fmt: skip
    yield row("stranger", "s3:PutObject", LAYERS, "endpoint", "layers are read", through="s3")
    yield row(
        "stranger", "s3:GetObject", "aws-bucket:al2023-repos-{region}-de612dc2/rpm", "endpoint",
        "packages come by bundle", through="s3",
    )  # fmt: skip
    for through in ("ecr.api", "ecr.dkr"):
        for action in ("BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"):
            yield row("nodes", f"ecr:{action}", "add-on:eks/coredns", "", "images of add-ons",
                      through=through)  # fmt: skip
        yield row(
            "admin", "ecr:PutImage", "add-on:eks/coredns", "endpoint ToOthers", "they are pulled",
            through=through,
        )  # fmt: skip
        pull = ("admin", "ecr:BatchGetImage", "add-on:eks/coredns")
        yield row(*pull, "endpoint", "in plain text", through=through, aws__SecureTransport="false")
        for key, value in (
            ("aws__PrincipalAccount", "{stranger}"),
            ("aws__PrincipalOrgID", "{foreign}"),
            ("aws__ResourceAccount", "{stranger}"),
        ):
            yield row(
                *pull, "endpoint", f"its {key[5:]} alone is wrong", through=through, **{key: value}
            )
        yield row(
            "admin", "ecr:BatchGetImage", "add-on-elsewhere:eks/coredns", "endpoint",
            "a registry of another region", through=through,
        )  # fmt: skip
