"""A site's real account as AWS answers for it: opened, named, and refused in plain lines."""

from enclave.account.account import Account, open_account
from enclave.account.refusals import Refused

__all__ = ["Account", "Refused", "open_account"]
