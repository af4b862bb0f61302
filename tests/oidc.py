"""A small OIDC provider on this machine: discovery, authorize, token, userinfo, keys; one person is signed in there."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "sakip", "rahasia-uji"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What the provider says of the person who is signed in there; a test changes it between two visits."""

    issuer: str
    claims: dict[str, Any] = field(
        default_factory=lambda: {"sub": "17", "email": "sari@contoh.go.id", "email_verified": True, "name": "Sari"}
    )
    cancelled: bool = False
    challenges: dict[str, str] = field(default_factory=dict)
    """Code to the PKCE challenge it was asked with."""

    def settings(self) -> dict[str, Any]:
        """The settings of a system that uses it, as sakip.settings makes them from the environment."""
        app = {"provider_id": "oidc", "name": "SSO Uji", "client_id": CLIENT, "secret": SECRET}
        app["settings"] = {"server_url": self.issuer}  # type: ignore[assignment]
        apps = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        return {"OIDC_ISSUER": self.issuer, "OIDC_NAME": "SSO Uji", "SOCIALACCOUNT_PROVIDERS": apps}

    def id_token(self) -> str:
        now = int(time.time())
        claims = {**self.claims, "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        return jwt.encode(claims, KEY, "RS256", headers={"kid": "uji"})

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }


class Handler(BaseHTTPRequestHandler):
    """Answers for the provider that stands on the server."""

    server: Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        provider = self.server.provider
        if address.path == "/authorize":
            self._authorize(asked)
        elif address.path == "/userinfo":
            self._json(provider.claims)
        elif address.path == "/keys":
            key = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
            self._json({"keys": [{**key, "kid": "uji", "alg": "RS256", "use": "sig"}]})
        else:
            self._json(provider.discovery())

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        sent = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        provider = self.server.provider
        known = sent.get("code") in provider.challenges and "code_verifier" in sent
        if not known or (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            self._json({"error": "invalid_grant"}, status=400)
            return
        self._json({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": provider.id_token()})

    def _authorize(self, asked: dict[str, str]) -> None:
        provider = self.server.provider
        back = {"state": asked["state"]}
        if provider.cancelled:
            back["error"] = "access_denied"
        else:
            back["code"] = f"kode-{len(provider.challenges)}"
            provider.challenges[back["code"]] = asked["code_challenge"]
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def _json(self, content: Any, *, status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the tests read what it answers."""


class Server(ThreadingHTTPServer):
    provider: Provider


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers until the end of the block."""
    server = Server(("127.0.0.1", 0), Handler)
    server.provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
