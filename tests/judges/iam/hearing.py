"""A row of the matrix put before the simulator, with every policy that AWS would ask."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from enclave.derive.policy_documents import Document
from enclave.derive.workloads import RoleKey
from tests.judges.iam.estate import COLLEAGUE, FOREIGN_ORGANIZATION, FULL, STRANGER, Estate
from tests.judges.iam.rows import Row
from tests.judges.iam.simulator import Policies, Request, Simulator, UndecidedError, Verdict
from tests.judges.iam.targets import Target, Targets

OPEN = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
}
_INSIDE = frozenset(RoleKey) - {RoleKey.CLUSTER, RoleKey.LOG_DELIVERY, RoleKey.FIREHOSE}
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
    _typed: dict[tuple[str, str], Document] = field(default_factory=dict)

    @property
    def _targets(self) -> Targets:
        return Targets(self.simulator, self.estate)

    def stopped_by(self, row: Row) -> frozenset[str]:
        """Everything that denies the row; nothing where it passes.

        Raises UndecidedError where the simulator cannot judge.
        """
        caller, target = self._caller(row.who), self._targets.target(row)
        found = self.simulator.judgement(
            self._request(row, caller, target), self._policies(row, caller, target)
        )
        if found.verdict is Verdict.ALLOWED:
            return frozenset()
        lacking = self._lacking(row, caller, target, found.layers)
        if not lacking | found.denied_by:
            raise UndecidedError(f"{row}: denied, and nothing denies it")
        return lacking | found.denied_by

    def uses(self, row: Row) -> frozenset[str]:
        """Names of the documents that are asked."""
        target, documents = self._targets.target(row), self.estate.documents
        kinds = {f"role/{row.who}", f"endpoint/{self._endpoint(row)}", target.policy}
        return frozenset(
            name
            for name in documents
            if name in kinds
            or name.startswith(f"role/{row.who}/")
            or (name == "boundary" and row.who in set(RoleKey))
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
            identity=[] if caller.service else self._identity(row.who, target.resource),
            boundary=documents["boundary"] if row.who in set(RoleKey) else None,
            service_control=self._levels("scp/") if self._bound(row.who) else [],
            resource_control=self._levels("rcp/")[1:] if ours else [],
            resource=OPEN if target.policy == "foreign" else documents.get(target.policy or ""),
            endpoint=None if endpoint is None else documents.get(f"endpoint/{endpoint}"),
        )

    def _identity(self, who: str, resource: str) -> list[Document]:
        """What a caller's own policies are: of those who hold no role of the site, everything.

        For the simulator `*/*` of an ARN covers nothing, since its reading of the IAM User Guide is
        that no type is a wildcard; the Amazon EC2 User Guide grants so. It is told the type.
        """
        mine = f"role/{who}"
        kind = resource.split(":", 5)[-1].partition("/")[0]
        found = [
            self._of_type(name, kind)
            for name in self.estate.documents
            if name == mine or name.startswith(f"{mine}/")
        ]
        return found or [
            {"Version": "2012-10-17", "Statement": []} if who in set(RoleKey) else FULL
        ]

    def _of_type(self, name: str, kind: str) -> Document:
        """A policy whose resources of any type are those of one type."""
        found = self._typed.get((name, kind))
        if found is None:
            text = json.dumps(self.estate.documents[name]).replace(":*/*", f":{kind}/*")
            found = self._typed[name, kind] = json.loads(text)
        return found

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
