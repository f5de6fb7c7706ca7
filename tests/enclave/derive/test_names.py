"""Names of what is derived."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enclave.derive.buckets import BucketRole, bucket_name
from enclave.derive.names import organization_slug, private_zone, resource_name, short_name
from tests.enclave.derive.declared import declared, document

BUCKET = re.compile(r"^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")


@settings(deadline=None)
@given(st.text(min_size=3, max_size=200).filter(lambda text: len(text.strip()) >= 3))
def test_any_organization_gives_legal_bucket_names(name: str) -> None:
    longest = "a" * 24
    sites = {longest: document()["sites"]["frankfurt"]}
    declaration = declared(organization={"name": name}, sites=sites)
    for role in BucketRole:
        assert BUCKET.match(bucket_name(declaration, longest, role))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Loom", "loom"),
        ("Müller & Söhne GmbH", "muller-sohne-gm"),
        ("株式会社", "enclave"),
        ("Sthree", "enclave"),
        ("Amzn", "enclave"),
    ],
)
def test_the_organization_is_told_by_a_short_plain_name(name: str, slug: str) -> None:
    assert organization_slug(declared(organization={"name": name})) == slug


def test_names_read_from_the_organization_to_the_role() -> None:
    assert resource_name(declared(), "frankfurt", "system") == "loom-frankfurt-system"
    assert private_zone(declared(), "frankfurt") == "frankfurt.loom.internal"


def test_a_short_name_is_whole_where_it_fits() -> None:
    assert short_name(declared(), "frankfurt", "door-link") == "loom-frankfurt-door-link"


def test_long_names_are_cut_and_stay_apart() -> None:
    longest = declared(organization={"name": "A very long retailer's name"})
    names = {short_name(longest, site, "door-internal") for site in ("a" * 23 + "b", "a" * 24)}
    assert len(names) == 2
    assert all(re.fullmatch(r"[a-z][a-z0-9-]{0,30}[a-z0-9]", name) for name in names)
