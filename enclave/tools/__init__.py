"""The programs that the kit starts: from PATH in a tested version, from the cache, or built."""

from enclave.tools.cache import cache_dir
from enclave.tools.pending import Pending, Unavailable, start
from enclave.tools.search import locate
from enclave.tools.tool import Origin, Tool

__all__ = ["Origin", "Pending", "Tool", "Unavailable", "cache_dir", "locate", "start"]
