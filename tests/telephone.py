"""A telephone with an authenticator app: the six digits of a secret at a moment (RFC 6238)."""

from __future__ import annotations

import base64
import hmac
import struct
import time


def code(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
