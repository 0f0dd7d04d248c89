"""Known answers for the cipher of U.are.U readers, from its published facts alone; shares no code with the driver.

    python3 uareu_cipher_vectors.py > uareu-cipher-vectors.json

By hand: bit 0 of 0x9248144D is set and bit 31 of the next key is the parity of key & 0x9248144D, so 00000001 becomes
80000000. The mask has eleven bits, an odd number, so ffffffff stays as it is.
"""
import json

TAPS = 0x9248144D
PICKS = (4, 8, 11, 14, 18, 21, 24, 29)
BLOCK = 384 * 100


def advance(key):
    return (key >> 1) | ((bin(key & TAPS).count("1") & 1) << 31)


def mask(key):
    return sum(((key >> bit) & 1) << place for place, bit in enumerate(PICKS))


def decrypt(data, key):
    out = bytearray()
    for at in range(len(data) - 1):
        out.append(data[at + 1] ^ mask(key))
        key = advance(key)
    out.append(0)
    return bytes(out), advance(key)


def main():
    advances = []
    for start in (0x00000001, 0x80000000, 0x12345678, 0xDEADBEEF, 0xFFFFFFFF):
        keys, key = [], start
        for _ in range(8):
            key = advance(key)
            keys.append("%08x" % key)
        key = start
        for _ in range(BLOCK):
            key = advance(key)
        advances.append({"key": "%08x" % start, "next": keys, "afterBlock": "%08x" % key})
    data = bytes((at * 37 + 11) & 255 for at in range(48))
    decrypted = []
    for start in (0x12345678, 0xDEADBEEF):
        plain, key = decrypt(data, start)
        decrypted.append({"key": "%08x" % start, "sent": data.hex(), "plain": plain.hex(), "after": "%08x" % key})
    print(json.dumps({"blockBytes": BLOCK, "advances": advances, "decrypted": decrypted}, indent=2))


main()
