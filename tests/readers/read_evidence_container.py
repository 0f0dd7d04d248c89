#!/usr/bin/env python3
"""Reads an evidence container, written from docs/formats/evidence-container.md alone. Needs Python 3 and `cryptography`.

    read_evidence_container.py --private-key HEX [--recipient officer|escrow] recording.kev > original

Writes the original to standard output and, when all of it is authentic, a line of JSON to standard error.
Exit code 1 and a sentence on standard error when the file is not exactly as it was sealed.
"""
import argparse, base64, hashlib, hmac, json, sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HEADER_MAGIC = bytes.fromhex("894b45560d0a1a0a")
END_MAGIC = bytes.fromhex("894b4556454e440a")
HEADER_MEMBERS = {"format", "recordingId", "createdAt", "algorithm", "partBytes", "segmentBytes", "keys", "metadata"}
SEAL_MEMBERS = {"recordingId", "parts", "bytes", "sha256", "partSalts", "sealedAt"}


class Refused(Exception):
    """The file is not an intact evidence container for this key."""


def need(condition, message):
    if not condition:
        raise Refused(message)


def hkdf(key, salt, info, length):
    return HKDF(hashes.SHA256(), length, salt, info).derive(key)


def gcm_open(key, nonce, sealed, associated, what):
    try:
        return AESGCM(key).decrypt(nonce, sealed, associated)
    except (InvalidTag, ValueError):
        raise Refused(f"{what} does not authenticate") from None


def open_block(key, info, block, what):
    need(len(block) >= 48, f"{what} is too short")
    k = hkdf(key, block[:32], info, 44)
    return gcm_open(k[:32], k[32:], block[32:], None, what)


def open_sealed_box(private_key, sealed, aad):
    """HPKE (RFC 9180) base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM."""
    public = private_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    enc, kem, hpke = sealed[:32], b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"

    def extract(suite, salt, label, ikm):
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")

    def expand(suite, prk, label, info, length):
        message = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info + b"\x01"
        return hmac.digest(prk, message, "sha256")[:length]

    shared0 = private_key.exchange(X25519PublicKey.from_public_bytes(enc))
    shared = expand(kem, extract(kem, b"", b"eae_prk", shared0), b"shared_secret", enc + public, 32)
    info_hash = extract(hpke, b"", b"info_hash", b"kerbdesk sealed box v1")
    context = b"\x00" + extract(hpke, b"", b"psk_id_hash", b"") + info_hash
    secret = extract(hpke, shared, b"secret", b"")
    key, nonce = expand(hpke, secret, b"key", context, 32), expand(hpke, secret, b"base_nonce", context, 12)
    return gcm_open(key, nonce, sealed[32:], aad, "the data key")


def read_header(file):
    fixed = file.read(16)
    need(len(fixed) == 16 and fixed[:8] == HEADER_MAGIC, "not an evidence container")
    need(fixed[8:12] == b"\x00\x01\x00\x00", "unknown version or flags")
    length = int.from_bytes(fixed[12:16], "big")
    region_length = (16 + length + 4095) // 4096 * 4096
    need(region_length <= 65536, "the header is too long")
    region = fixed + file.read(region_length - 16)
    need(len(region) == region_length, "the header is cut short")
    need(not any(region[16 + length :]), "the header is not padded with zeros")
    header = json.loads(region[16 : 16 + length])
    need(isinstance(header, dict) and header.keys() == HEADER_MEMBERS, "the header has other members")
    need(header["format"] == "kerbdesk-evidence", "another format")
    need(header["algorithm"] == "AES-256-GCM-HKDF-SHA-256", "another algorithm")
    part, segment = header["partBytes"], header["segmentBytes"]
    need(64 <= segment <= 4194304 and segment <= part <= 67108864 and part % segment == 0, "impossible sizes")
    return header, region_length, hashlib.sha256(region).digest()


def part_length(plain, segment_bytes):
    """Ciphertext length of a part that holds `plain` bytes of the original."""
    rest = plain - (segment_bytes - 56)
    segments = 1 if rest <= 0 else 1 + -(-rest // (segment_bytes - 16))
    return 40 + plain + 16 * segments


def decrypt_part(part, number, salt, data_key, header_hash, segment_bytes):
    need(part[0] == 40 and part[1:33] == salt, f"part {number} is not the one that was sealed")
    associated = b"kerbdesk evidence v1 part" + header_hash + number.to_bytes(8, "big")
    key, prefix = hkdf(data_key, salt, associated, 32), part[33:40]
    count = -(-len(part) // segment_bytes)
    for j in range(count):
        sealed = part[40 if j == 0 else j * segment_bytes : (j + 1) * segment_bytes]
        nonce = prefix + j.to_bytes(4, "big") + (b"\x01" if j == count - 1 else b"\x00")
        yield gcm_open(key, nonce, sealed, None, f"part {number}, segment {j}")


def read_container(file, recipient, private_key, write):
    """Gives the original to `write` in pieces; answers header, metadata and seal."""
    header, body_start, header_hash = read_header(file)
    recording_id, part_bytes, segment_bytes = header["recordingId"], header["partBytes"], header["segmentBytes"]

    public = private_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key_id = hashlib.sha256(public).hexdigest()[:32]
    mine = [k for k in header["keys"] if k["recipient"] == recipient and k["keyId"] == key_id]
    need(mine, "not encrypted for this key")
    aad = f"kerbdesk evidence v1 data key{recording_id}{recipient}".encode()
    data_key = open_sealed_box(private_key, base64.b64decode(mine[0]["sealed"], validate=True), aad)
    info = b"kerbdesk evidence v1 metadata" + recording_id.encode()
    metadata = json.loads(open_block(data_key, info, base64.b64decode(header["metadata"]), "the metadata"))

    size = file.seek(0, 2)
    need(size >= body_start + 12, "no footer")
    file.seek(size - 12)
    footer = file.read(12)
    need(footer[4:] == END_MAGIC, "the file does not end as a container")
    record_start = size - 12 - int.from_bytes(footer[:4], "big")
    need(record_start >= body_start, "the seal record is too long")
    file.seek(record_start)
    record = file.read(size - 12 - record_start)
    seal = json.loads(open_block(data_key, b"kerbdesk evidence v1 seal" + header_hash, record, "the seal"))
    need(seal.keys() == SEAL_MEMBERS and seal["recordingId"] == recording_id, "the seal has other members")

    full = part_bytes - 40 - 16 * (part_bytes // segment_bytes)
    parts, length = seal["parts"], seal["bytes"]
    salts = base64.b64decode(seal["partSalts"], validate=True)
    need(parts == -(-length // full) and len(salts) == 32 * parts, "the seal contradicts itself")
    plain = [min(full, length - i * full) for i in range(parts)]
    body = sum(part_length(n, segment_bytes) for n in plain)
    need(body_start + body == record_start, "the parts have another length than was sealed")

    digest, written = hashlib.sha256(), 0
    file.seek(body_start)
    for i in range(parts):
        part = file.read(part_length(plain[i], segment_bytes))
        for piece in decrypt_part(part, i, salts[32 * i : 32 * i + 32], data_key, header_hash, segment_bytes):
            digest.update(piece)
            written += len(piece)
            write(piece)
    need(written == length and digest.hexdigest() == seal["sha256"], "the hash of the original differs")
    return header, metadata, seal


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("file")
    arguments.add_argument("--private-key", required=True, help="raw X25519 private key, 64 hexadecimal digits")
    arguments.add_argument("--recipient", default="officer", choices=["officer", "escrow"])
    given = arguments.parse_args()
    private_key = X25519PrivateKey.from_private_bytes(bytes.fromhex(given.private_key))
    try:
        with open(given.file, "rb") as file:
            header, metadata, seal = read_container(file, given.recipient, private_key, sys.stdout.buffer.write)
    except (Refused, ValueError, KeyError, TypeError, AttributeError, IndexError) as problem:
        sys.exit(f"refused: {problem}")
    sys.stdout.flush()
    summary = {"recordingId": header["recordingId"], "metadata": metadata, "seal": seal}
    print(json.dumps(summary), file=sys.stderr)


if __name__ == "__main__":
    main()
