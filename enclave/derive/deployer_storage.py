"""What the deployer may do to keys, buckets, the registry, and to the state of the stacks.

It administers keys and uses none of those that encrypt data; it makes buckets and reads none.
"""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.buckets import BucketRole
from enclave.derive.deployer_site import DeployerSite
from enclave.derive.keys import Purpose
from enclave.derive.policy_documents import Statement
from enclave.derive.role_site import allow, one_key
from enclave.derive.state_account import state_account
from enclave.derive.state_backend import state_backend

BOOTSTRAP_TAG = "enclave:bootstrap"  # on the keys of state and secrets
_OBJECTS = ("s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion")


def storage_statements(here: DeployerSite) -> Iterator[Statement]:
    """Keys, buckets and the registry."""
    yield from _keys(here)
    buckets = [here.bucket(role) for role in BucketRole]
    calls = [a for a in here.calls("s3") if a not in _OBJECTS]
    yield allow("OnItsBuckets", calls, buckets)
    yield allow("SetsTheAccountsBuckets", here.without_resource("s3"))
    if not here.lasting:
        yield allow("EmptiesItsBuckets", _OBJECTS, [f"{bucket}/*" for bucket in buckets])
    yield allow("OnItsRegistry", here.calls("ecr"), here.named("ecr", "repository/"))
    sid = "LendsTheKeyTo"
    yield here.made_key(f"{sid}Registry", ("kms:CreateGrant",), Purpose.REGISTRY, "ecr")
    if not here.lasting:  # ECR retires the grant of a repository that goes, as its caller
        retire = ("kms:RetireGrant",)
        yield here.made_key("TakesTheKeyBack", retire, Purpose.REGISTRY, "ecr", for_service=False)


def state_statements(declaration: Declaration, name: str) -> Iterator[Statement]:
    """The state of a site's stacks, or the organization's: its bucket and its secrets."""
    state, names = state_backend(declaration, name), state_account(declaration, name).names
    bucket = names.bucket(state.bucket)
    files = ("s3:DeleteObject", "s3:GetObject", "s3:PutObject")
    yield allow("KeepsState", files, [f"{bucket}/.pulumi/*"])
    yield allow("FindsState", ("s3:ListBucket",), [bucket])
    use = ("kms:Decrypt", "kms:GenerateDataKey")
    yield one_key(names, "EncryptsState", use, state.bucket_key, through="s3")
    yield one_key(names, "OpensSecrets", ("kms:Decrypt", "kms:Encrypt"), state.secrets_key)


def _keys(here: DeployerSite) -> Iterator[Statement]:
    keys, aliases = [here.names.arn("kms", "key/*")], here.named("kms", "alias/")
    one_region = {
        "Bool": {"kms:BypassPolicyLockoutSafetyCheck": "false", "kms:MultiRegion": "false"}
    }
    yield allow("MakesKeys", ("kms:CreateKey",), condition={**here.new, **one_region})
    # That a key which is being made has no tag yet: check live.
    yield allow("TagsNewKeys", ("kms:TagResource",), keys, here.untagged)
    bootstrap = {"Null": {f"aws:ResourceTag/{BOOTSTRAP_TAG}": "false"}}
    calls = here.calls("kms", thing="key/")
    yield allow("LeavesKeysOfBootstrap", calls, keys, bootstrap) | {"Effect": "Deny"}
    yield allow("FindsKeys", ("kms:ListAliases",), condition=here.here)
    named = here.calls("kms", thing="alias/")
    yield allow("NamesKeys", named, aliases)
    yield allow("OnItsKeys", [*here.calls("kms", thing="key/"), *named], keys, here.old)
