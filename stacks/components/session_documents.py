"""What sessions on the runner are: a tunnel to the cluster, and an end to all of them."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.runner import PREFERENCES_DOCUMENT, session_preferences, tunnel_document


@dataclass(frozen=True, kw_only=True)
class SessionDocumentsArgs:
    """Inputs of `SessionDocuments`: `endpoint` is the URL of the cluster's API."""

    tunnel_name: str
    endpoint: pulumi.Input[str]


class SessionDocuments(pulumi.ComponentResource):
    """The tunnel's document, and the account's preferences of the region."""

    tunnel: pulumi.Output[str]

    def __init__(
        self, name: str, args: SessionDocumentsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:runner:SessionDocuments", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        tunnel = aws.ssm.Document(
            f"{name}-tunnel",
            name=args.tunnel_name,
            document_type="Session",
            document_format="JSON",
            content=pulumi.Output.from_input(args.endpoint).apply(
                lambda endpoint: json.dumps(tunnel_document(endpoint))
            ),
            tags={"Name": args.tunnel_name},
            opts=child,
        )
        aws.ssm.Document(
            f"{name}-preferences",
            name=PREFERENCES_DOCUMENT,
            document_type="Session",
            document_format="JSON",
            content=json.dumps(session_preferences()),
            tags={"Name": PREFERENCES_DOCUMENT},
            opts=child,
        )
        self.tunnel = tunnel.name
        self.register_outputs({"tunnel": self.tunnel})
