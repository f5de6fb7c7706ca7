"""Record of every call to AWS, in a locked bucket and, for the alarms, in a log group."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.trail import EventSelector, TrailSpec

LOG_DAYS = 30  # for alarms and for looking around; the bucket holds the record


@dataclass(frozen=True, kw_only=True)
class AuditTrailArgs:
    """Inputs of `AuditTrail`.

    `bucket` names the locked bucket, `key_arn` encrypts the files there. `log_group` is the name of
    the group, `log_key_arn` encrypts it, and `log_role_arn` is what CloudTrail writes to it as.
    """

    spec: TrailSpec
    bucket: pulumi.Input[str]
    key_arn: pulumi.Input[str]
    log_group: str
    log_key_arn: pulumi.Input[str]
    log_role_arn: pulumi.Input[str]


class AuditTrail(pulumi.ComponentResource):
    """Trail of all regions, since global services are told of in another one (ADR 0009).

    Its files are signed in a chain, so that one that lacks or was changed is found.
    """

    arn: pulumi.Output[str]
    log_group_name: pulumi.Output[str]

    def __init__(
        self, name: str, args: AuditTrailArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:audit:AuditTrail", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        group = aws.cloudwatch.LogGroup(
            f"{name}-events",
            name=args.log_group,
            kms_key_id=args.log_key_arn,
            retention_in_days=LOG_DAYS,
            tags={"Name": args.log_group},
            opts=child,
        )
        trail = aws.cloudtrail.Trail(
            f"{name}-trail",
            name=args.spec.name,
            s3_bucket_name=args.bucket,
            kms_key_id=args.key_arn,
            enable_log_file_validation=True,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_logging=True,
            cloud_watch_logs_group_arn=group.arn.apply(lambda arn: f"{arn}:*"),
            cloud_watch_logs_role_arn=args.log_role_arn,
            advanced_event_selectors=[_selector(each) for each in args.spec.selectors],
            tags={"Name": args.spec.name},
            opts=child,
        )
        self.arn = trail.arn
        self.log_group_name = group.name
        self.register_outputs({"arn": self.arn, "logGroupName": self.log_group_name})


def _selector(selector: EventSelector) -> aws.cloudtrail.TrailAdvancedEventSelectorArgs:
    return aws.cloudtrail.TrailAdvancedEventSelectorArgs(
        name=selector.name,
        field_selectors=[
            aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                field=each.field,
                equals=each.equals or None,
                not_equals=each.not_equals or None,
                starts_withs=each.starts_with or None,
            )
            for each in selector.fields
        ],
    )
