"""The cluster: made private, under our key, with its egress routed by us, or not at all."""

from collections.abc import Iterator

from enclave.derive.guardrails.estate import Estate, deny
from enclave.derive.policy_documents import Statement
from enclave.facts.eks import eks, supported_versions

_CREATE = "eks:CreateCluster"
_UPDATE = "eks:UpdateClusterConfig"


def cluster_statements(estate: Estate) -> Iterator[Statement]:
    """What a cluster must be when it is made, and stays."""
    # A new cluster that says nothing has a public endpoint; an update keeps what is there.
    public, private = {"eks:endpointPublicAccess": True}, {"eks:endpointPrivateAccess": False}
    yield deny("PublicClusters", [_CREATE], BoolIfExists=public)
    yield deny("HiddenClusters", [_CREATE], BoolIfExists=private)
    yield deny("PublicAtUpdate", [_UPDATE], Bool=public)
    yield deny("HiddenAtUpdate", [_UPDATE], Bool=private)
    yield from _must_be("Egress", "eks:controlPlaneEgressMode", "CUSTOMER_ROUTED")
    yield from _must_be("Entries", "eks:authenticationMode", "API")
    yield deny(
        "ClusterCreators",
        [_CREATE],
        BoolIfExists={"eks:bootstrapClusterCreatorAdminPermissions": True},
    )
    yield deny("ClusterDefaults", [_CREATE], BoolIfExists={"eks:bootstrapSelfManagedAddons": True})
    # Its network policies are taken and not enforced until somebody switches them on.
    yield deny("ClusterAutoMode", [_CREATE, _UPDATE], Bool={"eks:computeConfigEnabled": True})
    yield deny("ClusterKey", [_CREATE], Null={"eks:encryptionConfigProviderKeyArns": True})
    yield deny(
        "ClusterForeignKey",
        [_CREATE, "eks:AssociateEncryptionConfig"],
        ForAnyValue__ArnNotLike={
            "eks:encryptionConfigProviderKeyArns": estate.arns("kms", estate.accounts, "key/*")
        },
    )
    yield deny(
        "ClusterVersions",
        [_CREATE, "eks:UpdateClusterVersion"],
        StringNotEquals={"eks:kubernetesVersion": list(_supported())},
    )
    if estate.lasting:
        clusters = estate.arns("eks", estate.lasting, "cluster/*")
        # By account: a cluster that is only being made is no resource of the request yet (service
        # authorization reference of EKS).
        yield deny(
            "ClusterEnds",
            [_CREATE],
            StringEquals={"aws:PrincipalAccount": estate.lasting},
            BoolIfExists={"eks:deletionProtection": False},
        )
        yield deny(
            "ClusterProtection",
            [_UPDATE],
            resources=clusters,
            but=(estate.break_glass,),
            Bool={"eks:deletionProtection": False},
        )
    yield deny("ClusterExtras", _EXTRAS)


def _must_be(sid: str, key: str, value: str) -> Iterator[Statement]:
    # An update that does not speak of it comes without the key.
    yield deny(f"{sid}AtCreate", [_CREATE], StringNotEquals={key: value})
    yield deny(f"{sid}AtUpdate", [_UPDATE], StringNotEquals={key: value}, Null={key: False})


_EXTRAS = (
    "eks:AssociateIdentityProviderConfig",  # tokens of an issuer outside
    "eks:CreateCapability",  # runs on AWS's own machines, on no route of ours
    "eks:CreateFargateProfile",
    "eks:RegisterCluster",
)


def _supported() -> tuple[str, ...]:
    # By the day the facts were read, not by today: the same declaration gives the same documents.
    return supported_versions(eks().versions.seen)
