"""Add-ons that nodes cannot do without."""

from enclave.derive.add_ons import ADD_ONS, AddOn


def test_pods_get_roles_before_the_cni_asks_for_its_own() -> None:
    assert [spec.name for spec in ADD_ONS] == [AddOn.POD_IDENTITY, AddOn.CNI, AddOn.PROXY]


def test_what_strict_policy_would_starve_is_left_to_the_platform_layer() -> None:
    assert {str(name) for name in AddOn} == {"eks-pod-identity-agent", "vpc-cni", "kube-proxy"}


def test_a_pod_starts_with_everything_denied() -> None:
    (cni,) = (spec for spec in ADD_ONS if spec.name is AddOn.CNI)
    assert cni.configuration == {
        "enableNetworkPolicy": "true",
        "env": {
            "NETWORK_POLICY_ENFORCING_MODE": "strict",
            "AWS_VPC_K8S_CNI_EXTERNALSNAT": "true",
        },
    }
