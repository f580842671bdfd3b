"""A passkey as a browser would have made it, without a browser."""

from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAGS = AuthenticatorData.FLAG


def made_passkey() -> dict[str, Any]:
    """Return what a browser sends when a passkey is added."""
    key = ES256.from_cryptography_key(ec.derive_private_key(7, ec.SECP256R1()).public_key())
    kept = AttestedCredentialData.create(bytes(16), b"a passkey of ours", key)
    flags = FLAGS.USER_PRESENT | FLAGS.USER_VERIFIED | FLAGS.ATTESTED
    data = AuthenticatorData.create(sha256(b"testserver").digest(), flags, 0, kept)
    said = CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
    return {
        "id": websafe_encode(b"a passkey of ours"),
        "rawId": websafe_encode(b"a passkey of ours"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(bytes(said)),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
    }
