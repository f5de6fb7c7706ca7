"""A row of the matrix put before the simulator, with every policy that AWS would ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enclave.derive.policy_documents import Document
from enclave.derive.workloads import PEOPLE, RoleKey
from tests.judges.iam.estate import COLLEAGUE, FOREIGN_ORGANIZATION, FULL, STRANGER, Estate
from tests.judges.iam.rows import Row
from tests.judges.iam.simulator import (
    Judgement,
    Policies,
    Request,
    Simulator,
    UndecidedError,
    Verdict,
)
from tests.judges.iam.targets import Target, Targets

OPEN = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
}
_INSIDE = frozenset(RoleKey) - {
    *PEOPLE, RoleKey.CLUSTER, RoleKey.LOG_DELIVERY, RoleKey.FIREHOSE,
}  # fmt: skip
_ENDPOINTS = {"ecr": "ecr.api"}  # of services with several; `through` names the other
_SERVICE_LINKED = {
    "autoscaling": "AWSServiceRoleForAutoScaling",
    "eks": "AWSServiceRoleForAmazonEKS",
}


@dataclass(frozen=True, kw_only=True)
class _Caller:
    principal: str
    arn: str | None
    account: str | None
    organization: str | None
    service: bool = False


@dataclass(frozen=True)
class Hearing:
    """What one estate's policies say of rows."""

    simulator: Simulator
    estate: Estate

    @property
    def _targets(self) -> Targets:
        return Targets(self.simulator, self.estate)

    def stopped_by(self, row: Row) -> frozenset[str]:
        """Everything that denies the row; nothing where it passes.

        Raises UndecidedError where the simulator cannot judge.
        """
        (found,) = self.all_stopped_by([row])
        if isinstance(found, UndecidedError):
            raise found
        return found

    def all_stopped_by(self, rows: Sequence[Row]) -> list[frozenset[str] | UndecidedError]:
        """The same for several, which is faster; in place of raising, the error."""
        cases = [(row, self._caller(row.who), self._targets.target(row)) for row in rows]
        found = self.simulator.judgements(
            [(self._request(*case), self._policies(*case)) for case in cases]
        )
        return [
            each if isinstance(each, UndecidedError) else self._read(case, each)
            for case, each in zip(cases, found, strict=True)
        ]

    def _read(
        self, case: tuple[Row, _Caller, Target], found: Judgement
    ) -> frozenset[str] | UndecidedError:
        if found.verdict is Verdict.ALLOWED:
            return frozenset()
        stopped = self._lacking(*case, found.layers) | found.denied_by
        return stopped or UndecidedError("denied, and nothing denies it")

    def uses(self, row: Row) -> frozenset[str]:
        """Names of the documents that are asked."""
        target, documents = self._targets.target(row), self.estate.documents
        kinds = {f"role/{row.who}", f"endpoint/{self._endpoint(row)}", target.policy}
        return frozenset(
            name
            for name in documents
            if name in kinds
            or name.startswith(f"role/{row.who}/")
            or (name == "boundary" and _bounded(row.who))
            or (name.startswith("scp/") and self._bound(row.who))
            or (name.startswith("rcp/") and target.account == self.estate.names.account)
        )

    def _bound(self, who: str) -> bool:
        """Whether service control policies bind a caller."""
        return not who.startswith(("stranger", "colleague", "service:", "linked:"))

    def _caller(self, who: str) -> _Caller:
        names = self.estate.names
        prefix = f"arn:{names.partition}:iam::"
        if who.startswith("service:"):
            service = who.removeprefix("service:").replace("REGION", names.region)
            principal = names.principal(service)
            return _Caller(
                principal=principal, arn=None, account=None, organization=None, service=True
            )
        if who.startswith("linked:"):
            service = who.removeprefix("linked:")
            role = f"role/aws-service-role/{service}.amazonaws.com/{_SERVICE_LINKED[service]}"
            return self._ours(names.iam(role))
        if who == "stranger":
            arn = f"{prefix}{STRANGER}:role/admin"
            return _Caller(
                principal=arn, arn=arn, account=STRANGER, organization=FOREIGN_ORGANIZATION
            )
        if who == "colleague":
            arn = f"{prefix}{COLLEAGUE}:role/admin"
            organization = self.estate.organization
            return _Caller(principal=arn, arn=arn, account=COLLEAGUE, organization=organization)
        return self._ours(names.iam("root") if who == "root" else self.estate.role_arn(who))

    def _ours(self, arn: str) -> _Caller:
        estate = self.estate
        return _Caller(
            principal=arn, arn=arn, account=estate.names.account, organization=estate.organization
        )

    def _request(self, row: Row, caller: _Caller, target: Target) -> Request:
        service = row.does.partition(":")[0]
        found: dict[str, str | Sequence[str] | None] = {
            "aws:RequestedRegion": self.estate.names.region,
            "aws:SecureTransport": "true",
            "aws:PrincipalIsAWSService": str(caller.service).lower(),
            "aws:ViaAWSService": "false",
            "aws:PrincipalArn": caller.arn,
            "aws:PrincipalAccount": caller.account,
            "aws:PrincipalOrgID": caller.organization,
            "aws:ResourceAccount": target.account,
            "aws:ResourceOrgID": target.organization,
            **target.context,
        }
        if service == "s3":
            found["s3:TlsVersion"] = "1.3"
        if "kms:CallerAccount" in found:
            found["kms:CallerAccount"] = caller.account
        if self._endpoint(row) is not None:
            found |= {
                "aws:SourceVpce": "vpce-1",
                "aws:VpceOrgID": self.estate.organization,
                "aws:VpceAccount": self.estate.names.account,
            }
        found |= {key: self._targets.value(value) for key, value in row.changes.items()}
        return Request(
            principal=caller.principal,
            action=row.does,
            resource=target.resource,
            account=target.account,
            context={key: value for key, value in found.items() if value is not None},
        )

    def _endpoint(self, row: Row) -> str | None:
        """The endpoint by which the row's request comes, where it comes by one."""
        inside = row.who in _INSIDE and "kms:ViaService" not in row.changes
        if row.through is None and not inside:
            return None
        service = row.does.partition(":")[0]
        name = row.through or _ENDPOINTS.get(service, service)
        fips = f"{name}-fips"
        return fips if f"endpoint/{fips}" in self.estate.documents else name

    def _policies(self, row: Row, caller: _Caller, target: Target) -> Policies:
        documents = self.estate.documents
        ours = target.account == self.estate.names.account
        endpoint = self._endpoint(row)
        return Policies(
            identity=[] if caller.service else self._identity(row.who),
            boundary=documents["boundary"] if _bounded(row.who) else None,
            service_control=self._levels("scp/") if self._bound(row.who) else [],
            resource_control=self._levels("rcp/")[1:] if ours else [],
            resource=OPEN if target.policy == "foreign" else documents.get(target.policy or ""),
            endpoint=None if endpoint is None else documents.get(f"endpoint/{endpoint}"),
        )

    def _identity(self, who: str) -> list[Document]:
        """What a caller's own policies are: of those who hold no role of the site, everything."""
        mine = f"role/{who}"
        found = [
            each
            for name, each in self.estate.documents.items()
            if name == mine or name.startswith(f"{mine}/")
        ]
        return found or [
            {"Version": "2012-10-17", "Statement": []} if who in set(RoleKey) else FULL
        ]

    def _levels(self, kind: str) -> list[list[Document]]:
        found = [each for name, each in self.estate.documents.items() if name.startswith(kind)]
        return [[FULL], [FULL, *found]] if kind == "scp/" else [[], found]

    def _lacking(
        self, row: Row, caller: _Caller, target: Target, layers: Mapping[str, str]
    ) -> frozenset[str]:
        """The kinds of policies that ought to allow the request, and do not."""
        found = {
            kind
            for kind in ("identity", "boundary", "endpoint")
            if layers.get(kind) == Verdict.NOT_ALLOWED
            and not (caller.service and kind == "identity")
        }
        if layers["resource"] in {"Allowed", "AllowedForAccount", Verdict.DENIED}:
            return frozenset(found)
        if (target.policy or "").startswith("key/"):
            found.add("key")
        elif row.does.startswith("sts:") and row.to.startswith("role:"):
            found.add("trust")
        elif caller.account != target.account:
            found.add("resource")
        return frozenset(found)


def _bounded(who: str) -> bool:
    """Whether a caller holds a role of the site, or one that is bounded as they are."""
    return who == "bounded" or who in set(RoleKey)
