"""Signed checkpoints and Ed25519, against RFC 8032 and another implementation."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from realtime.record import checkpoint
from realtime.record.checking import notes
from realtime.record.checking.ed25519 import ORDER, verify_signature
from realtime.record.checking.merkle import Broken

ROOT = bytes(range(32))

# RFC 8032 section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


def test_it_works() -> None:
    head = notes.open_checkpoint(checkpoint.sign(42, ROOT), checkpoint.public_keys())
    assert (head.size, head.root) == (42, ROOT)


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_signatures_of_the_rfc_are_good(public: str, message: str, signature: str) -> None:
    key, text, signed = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert verify_signature(key, text, signed)
    assert not verify_signature(key, text + b"x", signed)
    assert not verify_signature(key, text, signed[:-1] + bytes([signed[-1] ^ 1]))
    too_large = int.from_bytes(signed[32:], "little") + ORDER
    assert not verify_signature(key, text, signed[:32] + too_large.to_bytes(32, "little"))


@examples(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_signatures_of_another_implementation_are_good(seed: bytes, message: bytes) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    assert verify_signature(public, message, private.sign(message))
    assert not verify_signature(public, message + b"!", private.sign(message))


def test_a_key_is_read_back_from_its_text() -> None:
    key = checkpoint.public_keys()[0]
    assert notes.read_key(checkpoint.verifier_key(key)) == key


@pytest.mark.parametrize("text", ["", "a+b", "a+00000000+AAAA", "siang+deadbeef+" + "A" * 44])
def test_nonsense_is_not_a_key(text: str) -> None:
    with pytest.raises(Broken):
        notes.read_key(text)


def test_every_changed_letter_of_a_checkpoint_is_noticed() -> None:
    note = checkpoint.sign(42, ROOT)
    for at, letter in enumerate(note):
        if letter in "+/=\n— ":
            continue
        changed = note[:at] + ("A" if letter != "A" else "B") + note[at + 1 :]
        with pytest.raises(Broken):
            notes.open_checkpoint(changed, checkpoint.public_keys())


def test_a_note_without_our_signature_is_refused() -> None:
    text = checkpoint.sign(42, ROOT).rpartition("\n\n")[0]
    with pytest.raises(Broken):
        notes.open_checkpoint(f"{text}\n\n— someone.else AAAAAAAA\n", checkpoint.public_keys())


def test_signatures_of_strangers_are_ignored() -> None:
    note = checkpoint.sign(42, ROOT) + "— witness.example AAAAAAAA\n"
    assert notes.open_checkpoint(note, checkpoint.public_keys()).size == 42


def test_while_a_key_is_replaced_both_sign(settings: Settings) -> None:
    old = checkpoint.public_keys()
    settings.RECORD_KEY = f"{'11' * 32},{settings.RECORD_KEY}"
    note = checkpoint.sign(42, ROOT)
    assert notes.open_checkpoint(note, old) == notes.open_checkpoint(note, checkpoint.public_keys()[:1])
