"""Authenticated encryption of small secrets, under a key or for the holder of a private key."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE = 32  # of every key here
_NONCE, _TAG = 12, 16
SEALED_SIZE = SIZE + _NONCE + SIZE + _TAG


def expand(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose only."""
    info = f"cs-desktop {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=SIZE, salt=None, info=info).derive(secret)


def encrypt(key: bytes, content: bytes, bound: bytes) -> bytes:
    """`content` under `key`, readable only beside the same `bound`."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def decrypt(key: bytes, encrypted: bytes, bound: bytes) -> bytes | None:
    """The content, None when the key is wrong or a single bit changed."""
    try:
        return AESGCM(key).decrypt(encrypted[:_NONCE], encrypted[_NONCE:], bound)
    except (InvalidTag, ValueError):  # ValueError: shorter than a nonce
        return None


def key_pair() -> tuple[bytes, bytes]:
    """A private key and its public key."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(public: bytes, content: bytes, bound: bytes) -> bytes:
    """`content` for the holder of the private key of `public`, without knowing it."""
    once, sender = key_pair()
    return sender + encrypt(_shared(once, public, sender, public), content, bound)


def unseal(private: bytes, public: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """What was sealed for `public`, None when it was changed."""
    sender, encrypted = sealed[:SIZE], sealed[SIZE:]
    try:
        return decrypt(_shared(private, sender, sender, public), encrypted, bound)
    except ValueError:  # a forged public key, of which nothing can be made
        return None


def _shared(private: bytes, other: bytes, sender: bytes, public: bytes) -> bytes:
    secret = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(other)
    )
    return expand(secret + sender + public, "handed")
