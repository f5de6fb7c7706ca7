import pytest

from enclave.facts.gpus import gpu_memory_mib, gpus, mig, profiles
from enclave.facts.instance_types import instance_types

SLICED = sorted(profiles().profiles.value)


@pytest.mark.parametrize("name", SLICED)
def test_instances_of_a_profile_fit_on_the_gpu(name: str) -> None:
    memory = gpu_memory_mib(name)
    assert memory is not None
    assert all(p.memory_mib * p.instances <= memory for p in mig(name).values())
    assert all(p.instances for p in mig(name).values())


@pytest.mark.parametrize("name", SLICED)
def test_a_profile_has_about_the_memory_in_its_name(name: str) -> None:
    for profile, slice_ in mig(name).items():
        gigabytes = int(profile.partition(".")[2].removesuffix("gb"))
        assert abs(slice_.memory_mib / 1024 - gigabytes) <= 0.075 * gigabytes + 0.5


def test_profiles_are_those_of_the_vendor() -> None:
    assert {name: p.instances for name, p in mig("H100").items()} == {
        "1g.10gb": 7,
        "1g.20gb": 4,
        "2g.20gb": 3,
        "3g.40gb": 2,
        "4g.40gb": 1,
        "7g.80gb": 1,
    }


@pytest.mark.parametrize("name", ["L40S", "L4", "T4", "A10G", "unheard-of"])
def test_a_gpu_without_mig_has_no_profiles(name: str) -> None:
    assert mig(name) == {}


def test_every_gpu_of_an_instance_type_is_known() -> None:
    used = {t.gpu for t in instance_types().types.value.values() if t.gpu}
    assert used
    assert used <= set(gpus().memory_mib.value)


def test_every_type_whose_gpus_can_be_sliced_has_profiles() -> None:
    sliced = {t.gpu for t in instance_types().types.value.values() if t.mig and t.gpu}
    assert sliced
    assert all(mig(name) for name in sliced)
