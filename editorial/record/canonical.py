"""One byte string and one digest for one content."""

import hashlib
import json


def canonical(content):
    """One byte string for one content, whatever the order of its keys."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content):
    return hashlib.sha256(canonical(content)).hexdigest()
