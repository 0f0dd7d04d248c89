#!/usr/bin/env python3
"""Reads a sealed statement from docs/formats/sealed-statement.md alone: its hash, its words, its page breaks and who signed where."""
import hashlib
import json
import sys

FORMAT = "kerbdesk-sealed-statement"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def words_of(pages):
    rows = []
    for page in pages:
        for row in page["rows"]:
            texts = [cell["text"] for cell in row["cells"]]
            if row.get("continues"):
                rows[-1] = [before + text for before, text in zip(rows[-1], texts)]
            else:
                rows.append(texts)
    return rows


def main(path):
    with open(path, "rb") as file:
        data = file.read()
    sealed = json.loads(data)
    if sealed["format"] != FORMAT or sealed["version"] != 1:
        sys.exit("not a sealed statement of version 1")
    if canonical(sealed).encode("utf-8") != data:
        sys.exit("not in canonical form")
    print(hashlib.sha256(data).hexdigest())
    print(f"{sealed['reference']} version {sealed['statementVersion']}, {len(sealed['pages'])} page(s)")
    for made in sealed["signatures"]:
        print(made["place"], made["signature"]["kind"])
    for texts in words_of(sealed["pages"]):
        print(*texts, sep="\t")


main(sys.argv[1])
