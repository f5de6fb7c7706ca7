"""A flow's port is encrypted, free, and means one thing at its door."""

from collections.abc import Iterable, Iterator, Mapping

from enclave.declaration.context import Context
from enclave.declaration.model.flows import Flow, Transport
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_FLOW_PORT",
    title="A flow's port is encrypted, free, and means one thing at its door",
    severity=Severity.HIGH,
    controls=("SC-8", "CM-7"),
    reads=frozenset({"sources"}),
)
# IANA's service names; each has an encrypted sibling.
CLEAR_TEXT: Mapping[int, str] = {
    20: "ftp-data", 21: "ftp", 23: "telnet", 25: "smtp", 53: "dns", 80: "http", 110: "pop3",
    143: "imap", 389: "ldap", 514: "syslog without TLS", 601: "syslog without TLS", 1433: "mssql",
    1521: "oracle", 3306: "mysql", 5432: "postgresql", 6379: "redis", 8080: "http",
}  # fmt: skip
# What stands on the nodes of an enclave itself (derive/connections.py has the table).
OWN: Mapping[int, str] = {
    22: "ssh", 2379: "etcd", 2380: "etcd", 6443: "the Kubernetes API", 8001: "Triton",
    8081: "the door's health", 10250: "the kubelet",
}  # fmt: skip
SALESFORCE_PORT = 443


def check(context: Context) -> Iterable[Finding]:
    """Look at each port, and at what shares a port of one door."""
    carriers: dict[tuple[str, int], tuple[str, bool]] = {}
    for name, flow in context.declaration.flows.items():
        yield from _port(context, name, flow)
        if not flow.target.endswith(".door"):
            continue
        private = flow.over is Transport.PRIVATE_LINK
        first, kind = carriers.setdefault((flow.target, flow.port), (name, private))
        if kind is not private:
            message = f"{flow.target} already serves {first} on port {flow.port}, by other proof"
            fix = "choose another port: private_link has its own listener"
            yield RULE.on_value(context.marks, ("flows", name, "port"), message, fix=fix)


def _port(context: Context, name: str, flow: Flow) -> Iterator[Finding]:
    path = ("flows", name, "port")
    source = context.declaration.sources.get(flow.target)
    if flow.port in CLEAR_TEXT:
        message = f"{flow.port} is {CLEAR_TEXT[flow.port]}, which is not encrypted"
        yield RULE.on_value(context.marks, path, message, fix="use the port of its TLS form")
    elif flow.target.endswith(".door") and flow.port in OWN:
        message = f"{flow.port} is the port of {OWN[flow.port]}"
        yield RULE.on_value(context.marks, path, message, fix="choose another, as 443 or 8443")
    elif source is not None and source.salesforce is not None and flow.port != SALESFORCE_PORT:
        message = f"Salesforce answers on {SALESFORCE_PORT}, not {flow.port}"
        yield RULE.on_value(context.marks, path, message, fix=f"port: {SALESFORCE_PORT}")
