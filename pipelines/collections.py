"""Names of collections as partition keys: what Dagster does not allow in a key is written as ``%`` and its code."""

import re
from urllib.parse import quote, unquote

_FORBIDDEN = re.compile(r"%|\.\.\.|[\x00-\x1f]")


def partition_key(collection: str) -> str:
    """The key of a collection. Example: ``partition_key("2023/市级") == "2023/市级"``."""
    return _FORBIDDEN.sub(lambda found: quote(found[0], safe="").replace(".", "%2E"), collection)


def collection(partition_key: str) -> str:
    """The collection of a key: what ``partition_key`` was given."""
    return unquote(partition_key)
