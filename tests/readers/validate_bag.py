#!/usr/bin/env python3
"""Validates a bag. Written from RFC 8493 (BagIt 1.0) alone; shares no code with Kerbdesk.

usage: validate_bag.py FOLDER

Exit status: 0 complete and valid, 1 not, with the reason on standard error.
"""
import hashlib
import os
import re
import sys


class Invalid(Exception):
    pass


def require(condition, why):
    if not condition:
        raise Invalid(why)


def read_text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def digest(path, algorithm):
    made = hashlib.new(algorithm)
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            made.update(block)
    return made.hexdigest()


def manifests(bag, prefix):
    """Section 2.1.3: one file an algorithm, each line a checksum, white space and a path."""
    for name in sorted(os.listdir(bag)):
        match = re.fullmatch(prefix + r"-([a-z0-9]+)\.txt", name)
        if not match:
            continue
        entries = {}
        for line in read_text(os.path.join(bag, name)).splitlines():
            parts = re.fullmatch(r"([0-9a-fA-F]+)[ \t]+\*?(.+)", line)
            require(parts, f"{name}: not a manifest line: {line!r}")
            path = re.sub(r"%(0[AD]|25)", lambda code: chr(int(code[1], 16)), parts[2], flags=re.IGNORECASE)
            require(path not in entries, f"{name}: {path} is listed twice")
            require(not path.startswith(("/", "~")) and ".." not in path.split("/"), f"{name}: {path} leads out of the bag")
            entries[path] = parts[1].lower()
        yield match[1], entries


def files_below(bag, folder):
    found = set()
    for place, _, names in os.walk(os.path.join(bag, folder)):
        found.update(os.path.relpath(os.path.join(place, name), bag).replace(os.sep, "/") for name in names)
    return found


def validate(bag):
    declaration = read_text(os.path.join(bag, "bagit.txt"))
    require(
        re.fullmatch(r"BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\r?\n?", declaration),
        "bagit.txt is not as section 2.1.1 has it",
    )
    payload = files_below(bag, "data")
    require(payload, "there is no payload")
    algorithms = 0
    for algorithm, entries in manifests(bag, "manifest"):
        algorithms += 1
        require(set(entries) == payload, f"manifest-{algorithm}: differs from the payload: {sorted(set(entries) ^ payload)}")
        for path, checksum in entries.items():
            require(digest(os.path.join(bag, path), algorithm) == checksum, f"{path} was changed ({algorithm})")
    require(algorithms > 0, "there is no payload manifest")
    for algorithm, entries in manifests(bag, "tagmanifest"):
        for path, checksum in entries.items():
            require(not path.startswith("data/"), f"tagmanifest-{algorithm}: {path} is payload")
            require(digest(os.path.join(bag, path), algorithm) == checksum, f"{path} was changed ({algorithm})")
    info = dict(re.findall(r"^([^:\n]+): *(.*)$", read_text(os.path.join(bag, "bag-info.txt")), flags=re.MULTILINE))
    if "Payload-Oxum" in info:
        size = sum(os.path.getsize(os.path.join(bag, path)) for path in payload)
        require(info["Payload-Oxum"] == f"{size}.{len(payload)}", "Payload-Oxum does not fit the payload")
    return algorithms, len(payload)


if __name__ == "__main__":
    try:
        count, size = validate(sys.argv[1])
    except (Invalid, OSError, UnicodeDecodeError) as problem:
        sys.exit(f"not valid: {problem}")
    print(f"valid: {size} payload files, {count} payload manifests")
