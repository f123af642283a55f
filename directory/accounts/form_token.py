"""What each form of a session carries, so that no other site can make a browser post one (CSRF)."""

from hmac import compare_digest, digest

from directory.privacy.codes import SessionToken


def form_token(token: SessionToken) -> str:
    """Made from what only the cookie holds; who reads a page learns nothing of the cookie."""
    return digest(token.reveal().encode(), b"handrail form", "sha256").hex()


def is_form_token(text: str, token: SessionToken) -> bool:
    return compare_digest(form_token(token).encode(), text.encode())
