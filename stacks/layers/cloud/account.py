"""What the site's account refuses or encrypts by itself."""

from enclave.derive.account_defaults import account_defaults
from enclave.derive.placement import cloud_placement

from ...components.account_defaults import AccountDefaults, AccountDefaultsArgs
from .site import Cloud
from .storage import Keys


def declare_account(cloud: Cloud, site_keys: Keys) -> None:
    """Declare the defaults of the account, before anything that they hold."""
    defaults = account_defaults(cloud.declaration, cloud.site)
    AccountDefaults(
        "account",
        AccountDefaultsArgs(
            account=cloud_placement(cloud.declaration, cloud.site).account,
            volume_key_arn=site_keys[defaults.volume_key].arn,
            machines=defaults.machines,
        ),
        cloud.options(),
    )
