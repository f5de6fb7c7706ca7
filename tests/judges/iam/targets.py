"""What a row of the matrix is about: resources by how rows name them, and the policies on them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from enclave.derive.state_backend import STATE
from enclave.facts.add_on_images import add_on_account
from tests.judges.iam.estate import COLLEAGUE, FOREIGN_ORGANIZATION, OTHER_REGION, STRANGER, Estate
from tests.judges.iam.rows import Row
from tests.judges.iam.simulator import Simulator


@dataclass(frozen=True, kw_only=True)
class Target:
    """A resource, whose it is, and the document that hangs on it."""

    resource: str
    account: str
    organization: str | None
    policy: str | None
    context: Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Targets:
    """Resources of one estate; the simulator knows what an action is done to."""

    simulator: Simulator
    estate: Estate

    def target(self, row: Row) -> Target:
        kind, _, rest = row.to.partition(":")
        if kind == "foreign":
            return self._foreign(rest)
        if row.to.startswith("arn:") and self._owner(row.to) != self.estate.names.account:
            return self._of_aws("arn", row.to)
        if kind in {"aws-bucket", "add-on", "add-on-elsewhere"}:
            return self._of_aws(kind, rest)
        arn = row.to.startswith("arn:")
        resource, policy, context = self._by_arn(row) if arn else self._own(row, kind, rest)
        return Target(
            resource=resource,
            account=self.estate.names.account,
            organization=self.estate.organization,
            policy=policy,
            context=context,
        )

    def _own(
        self, row: Row, kind: str, rest: str
    ) -> tuple[str, str | None, Mapping[str, str | Sequence[str]]]:
        estate, names = self.estate, self.estate.names
        site = {"aws:ResourceTag/enclave:site": estate.site}
        if row.to in {"", "*"}:
            return row.to or self._sample(row.does), None, {}
        if kind == "bucket":
            role, slash, path = rest.format(**self._words()).partition("/")
            return names.bucket(estate.bucket_name(role) + slash + path), f"bucket/{role}", {}
        if kind == "key":
            alias = f"alias/{self._key_name(rest)}"
            known = {"kms:CallerAccount": "", "kms:ResourceAliases": [alias]}
            return estate.key_arn(self._key_name(rest)), f"key/{rest}", known | site
        if kind == "repository":
            name = estate.bucket_name("").rpartition("--")[0] + f"-{rest}"
            return names.arn("ecr", f"repository/{name}"), "repository", {}
        if kind == "role":
            trust = "foreign" if rest == "other" else f"trust/{rest}"
            return estate.role_arn(rest), trust if row.does.startswith("sts:") else None, {}
        named = _filled(rest, self._words())
        return names.iam(named) if kind == "iam" else names.arn(kind, named), None, {}

    def _of_aws(self, kind: str, rest: str) -> Target:
        names = self.estate.names
        owner = self._owner(rest) if kind == "arn" else add_on_account(names.region) or "none"
        region = OTHER_REGION if kind == "add-on-elsewhere" else names.region
        resource = f"arn:{names.partition}:ecr:{region}:{owner}:repository/{rest}"
        if kind == "arn":
            resource = rest
        if kind == "aws-bucket":
            resource = names.bucket(rest.format(region=names.region))
        return Target(
            resource=resource,
            account=owner,
            organization="o-0fawsitself",
            policy="foreign",
            context={},
        )

    def _owner(self, arn: str) -> str:
        """Account of an ARN; of a bucket, which names none, ours if it is one of the site's."""
        account = arn.split(":")[4]
        ours = account in {"", self.estate.names.account}
        return self.estate.names.account if ours else account

    def _by_arn(self, row: Row) -> tuple[str, str | None, Mapping[str, str | Sequence[str]]]:
        """A resource of ours by its ARN: the policy that hangs on it, by what it is."""
        name = row.to.split(":", 5)[5]
        kind = row.to.split(":")[2]
        if kind == "s3":
            bucket = name.partition("/")[0]
            roles = [r for r in self.estate.bucket_keys if self.estate.bucket_name(r) == bucket]
            return row.to, f"bucket/{roles[0]}" if roles else None, {}
        if kind == "ecr":
            return row.to, "repository", {}
        aliases = row.changes.get("kms:ResourceAliases")
        if kind == "kms" and name.startswith("key/"):
            key = self.estate.key_of_alias(str(aliases[0])) if aliases else "weights"
            return row.to, f"key/{key}", {"kms:CallerAccount": ""}
        return row.to, None, {}

    def _foreign(self, rest: str) -> Target:
        service, _, resource = rest.partition(":")
        where = "::" if service in {"s3", "iam"} else f":{self.estate.names.region}:"
        account = "" if service == "s3" else STRANGER
        return Target(
            resource=f"arn:{self.estate.names.partition}:{service}{where}{account}:{resource}",
            account=STRANGER,
            organization=FOREIGN_ORGANIZATION,
            policy="foreign",
            context={},
        )

    def _words(self) -> dict[str, str]:
        estate = self.estate
        slug = estate.bucket_name("").rpartition("--")[0]
        return {"slug": slug, "cluster": f"{slug}-cluster", "account": estate.names.account}

    def _key_of(self, name: str) -> str:
        """ARN of a key, by its name or by that of its bucket."""
        of_buckets = self.estate.bucket_keys
        return self.estate.key_arn(of_buckets.get(name) or self._key_name(name))

    def _key_name(self, name: str) -> str:
        if name in {STATE, "secrets"}:
            return f"{self._words()['slug']}-{name}"
        return self.estate.key_names[name].name

    def _sample(self, action: str) -> str:
        pattern = _pattern(self.simulator, action)
        if pattern is None:
            return "*"
        names = self.estate.names
        for word, value in (
            ("Partition", names.partition), ("Region", names.region), ("Account", names.account),
        ):  # fmt: skip
            pattern = pattern.replace("${" + word + "}", value)
        while "${" in pattern:
            pattern = pattern[: pattern.index("${")] + "x" + pattern[pattern.index("}") + 1 :]
        return pattern.replace("*", "x")

    def value(self, value: str | Sequence[str] | None) -> str | Sequence[str] | None:
        """A value of a row: `{words}` filled in, or an ARN or a host spelled out."""
        if value is None:
            return None
        words = self._values()
        if not isinstance(value, str):
            return [_filled(each, words) for each in value]
        kind, _, rest = value.partition(":")
        spelled: Mapping[str, Callable[[str], str]] = {
            "key-of": self._key_of,
            "via": self.estate.names.host,
            "arn-of": self.estate.role_arn,
            "here": lambda text: self.estate.names.arn(*text.split(":", 1)),
        }
        rest = _filled(rest, words)
        return spelled[kind](rest) if kind in spelled else _filled(value, words)

    def _values(self) -> Mapping[str, str]:
        names = self.estate.names
        return self._words() | {
            "region": names.region,
            "partition": names.partition,
            "suffix": names.suffix,
            "site": self.estate.site,
            "organization": self.estate.organization or "",
            "stranger": STRANGER,
            "foreign": FOREIGN_ORGANIZATION,
            "colleague": COLLEAGUE,
        }


def _filled(value: str, words: Mapping[str, str]) -> str:
    for word, text in words.items():
        value = value.replace("{" + word + "}", text)
    return value


@lru_cache(maxsize=1024)
def _pattern(simulator: Simulator, action: str) -> str | None:
    return simulator.resource_pattern(action)
