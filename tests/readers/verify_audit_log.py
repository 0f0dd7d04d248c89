#!/usr/bin/env python3
"""Checks an extract of a Kerbdesk audit trail. Written from docs/formats/audit-log.md alone; shares no code with Kerbdesk.

usage: verify_audit_log.py EXTRACT.jsonl [PUBLIC-KEY-BASE64]

The public key is the officer's Ed25519 key as the force has it on record; without it the key in the extract itself is
used, and the answer only says that the extract agrees with itself. Exit status: 0 intact, 1 not.
"""
import base64
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FIELDS = ["at", "officer", "operation", "reason", "subjectId", "subjectKind", "what"]


class Refused(Exception):
    pass


def require(condition, why):
    if not condition:
        raise Refused(why)


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_hash(leaves):
    """RFC 6962 section 2.1, as the definition has it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(tree_hash(leaves[:half]), tree_hash(leaves[half:]))


def included(leaf, index, size, proof, root):
    """RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            if not fn & 1:
                while fn and not fn & 1:
                    fn >>= 1
                    sn >>= 1
        else:
            r = node_hash(r, p)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def consistent(first, second, proof, first_root, second_root):
    """RFC 9162 section 2.1.4.2."""
    if first == 0:
        return not proof and first_root == tree_hash([])
    if first == second:
        return not proof and first_root == second_root
    if first > second:
        return False
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    if not path:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            if not fn & 1:
                while fn and not fn & 1:
                    fn >>= 1
                    sn >>= 1
        else:
            sr = node_hash(sr, c)
        fn >>= 1
        sn >>= 1
    return sn == 0 and fr == first_root and sr == second_root


def open_checkpoint(note, origin, key_bytes):
    """C2SP tlog-checkpoint in a signed note; answers (size, root)."""
    text, separator, signatures = note.partition("\n\n")
    require(separator, "a checkpoint has no signature")
    text += "\n"
    lines = text.split("\n")
    require(len(lines) == 4 and lines[0] == origin, "a checkpoint is of another origin")
    require(lines[1].isascii() and lines[1].isdigit() and str(int(lines[1])) == lines[1], "a checkpoint's size is malformed")
    root = base64.b64decode(lines[2], validate=True)
    require(len(root) == 32, "a checkpoint's root is malformed")
    require(signatures.startswith("\u2014 ") and signatures.endswith("\n"), "a checkpoint's signature line is malformed")
    name, encoded = signatures[2:-1].split(" ")
    require(name == origin, "a checkpoint is signed by another name")
    signed = base64.b64decode(encoded, validate=True)
    require(len(signed) == 68, "a checkpoint's signature is malformed")
    key_id = hashlib.sha256(name.encode() + b"\n\x01" + key_bytes).digest()[:4]
    require(signed[:4] == key_id, "a checkpoint is signed by another key")
    try:
        Ed25519PublicKey.from_public_bytes(key_bytes).verify(signed[4:], text.encode())
    except InvalidSignature:
        raise Refused("a checkpoint's signature is false") from None
    return int(lines[1]), root


def check_entry_text(text, index):
    entry = json.loads(text)
    require(list(entry) == FIELDS, f"entry {index} has other members than an audit entry")
    canonical = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    require(canonical == text, f"entry {index} is not in canonical form")
    return entry


def hashes(values):
    decoded = [bytes.fromhex(value) for value in values]
    require(all(len(value) == 32 for value in decoded), "a proof holds something that is no hash")
    return decoded


def verify(path, known_key):
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = [json.loads(line) for line in file.read().splitlines()]
    require(lines and lines[0]["kind"] == "header", "there is no header")
    header = lines[0]
    require(header["format"] == "kerbdesk-audit" and header["version"] == 1, "this is not an extract of version 1")
    key = base64.b64decode(header["publicKey"], validate=True)
    require(known_key is None or key == known_key, "the extract is signed by another key than the one given")

    checkpoints = [line for line in lines[1:] if line["kind"] == "checkpoint"]
    entries = [line for line in lines[1:] if line["kind"] == "entry"]
    require(len(checkpoints) + len(entries) == len(lines) - 1, "there is a line of an unknown kind")
    require(checkpoints, "there is no checkpoint")
    heads = [open_checkpoint(line["note"], header["origin"], key) for line in checkpoints]
    size, root = heads[-1]
    require(header["size"] == size, "the header and the last checkpoint disagree about the size")
    for (earlier, earlier_root), line in zip(heads, checkpoints):
        proof = hashes(line["consistency"])
        require(consistent(earlier, size, proof, earlier_root, root), f"the checkpoint over {earlier} entries is of another history")

    subject = header["subjectId"]
    last = -1
    leaves = []
    for line in entries:
        index = line["index"]
        require(index > last, f"entry {index} is out of order")
        last = index
        entry = check_entry_text(line["entry"], index)
        require(subject is None or entry["subjectId"] == subject, f"entry {index} is about something else")
        leaf = leaf_hash(line["entry"].encode())
        require(included(leaf, index, size, hashes(line["inclusion"]), root), f"entry {index} is not in the signed tree")
        leaves.append(leaf)
    if subject is None:
        require(len(leaves) == size, f"{size - len(leaves)} entries are missing")
        for earlier, earlier_root in heads:
            require(tree_hash(leaves[:earlier]) == earlier_root, f"the first {earlier} entries are not those that were signed")
    return f"{len(entries)} entries, {len(checkpoints)} checkpoints: intact, root {root.hex()}"


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    known_key = base64.b64decode(sys.argv[2], validate=True) if len(sys.argv) == 3 else None
    try:
        print(verify(sys.argv[1], known_key))
    except Refused as refusal:
        sys.exit(f"NOT intact: {refusal}")
    except (ValueError, KeyError, TypeError) as error:
        sys.exit(f"NOT intact: the extract is malformed ({error!r})")


if __name__ == "__main__":
    main()
