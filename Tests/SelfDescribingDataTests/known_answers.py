#!/usr/bin/env python3
"""Format 1 of self-describing data, written from its description alone, and what KnownAnswers.swift holds of it.

    Tests/SelfDescribingDataTests/known_answers.py > Tests/SelfDescribingDataTests/Support/KnownAnswers.swift

mix(z): z ^= z>>30; z *= bf58476d1ce4e5b9; z ^= z>>27; z *= 94d049bb133111eb; z ^= z>>31, on 64 bits. The table is 512 numbers:
a state that starts at 1 grows by 9e3779b97f4a7c15, and each number is the mix of it. A file is a row of blocks of 512
little-endian words. word[i] = table[i] XOR key[i & 1], with a = mix(run << 32 | block), key[1] = mix((node << 52 |
process << 40 | file << 24 | version) XOR a) and key[0] = a XOR mix(key[1]).
"""
import hashlib
import struct

ALL = (1 << 64) - 1


def mix(z):
    z ^= z >> 30
    z = z * 0xBF58476D1CE4E5B9 & ALL
    z ^= z >> 27
    z = z * 0x94D049BB133111EB & ALL
    return z ^ z >> 31


TABLE = [mix(1 + (place + 1) * 0x9E3779B97F4A7C15 & ALL) for place in range(512)]


def keys(run, node, process, file, version, block):
    a = mix(run << 32 | block)
    odd = mix((node << 52 | process << 40 | file << 24 | version) ^ a)
    return a ^ mix(odd), odd


def content(identity, offset, count):
    first, last = offset // 4096, (offset + count - 1) // 4096
    blocks = b"".join(
        struct.pack("<512Q", *(TABLE[i] ^ keys(*identity, block)[i & 1] for i in range(512)))
        for block in range(first, last + 1))
    start = offset - 4096 * first
    return blocks[start:start + count]


IDENTITIES = [
    (0x12345678, 2, 3, 5, 4),
    (1, 0, 0, 0, 1),
    (0xFFFFFFFF, 4095, 4095, 65535, 16777215),
    (0x80000001, 17, 4000, 256, 65537),
]
OFFSETS = [0, 8, 4088, 4093, 5242864, (1 << 32) - 5, 4096 * ((1 << 32) - 1) + 4080]


def main():
    print("// What known_answers.py printed.")
    print("import SelfDescribingData\n")
    print("/// Bytes of files, worked out by another program from the format's description.")
    print("enum KnownAnswers {")
    print("    static let bytes: [(identity: Identity, offset: Int64, hexadecimal: String)] = [")
    for identity in IDENTITIES:
        for offset in OFFSETS:
            print("        (")
            print(f"            {swift(identity)},")
            print(f'            {offset}, "{content(identity, offset, 16).hex()}"')
            print("        ),")
    print("    ]\n")
    print("    /// SHA-256 of the first 10,000 bytes.")
    print("    static let hashes: [(identity: Identity, hexadecimal: String)] = [")
    for identity in IDENTITIES:
        print("        (")
        print(f"            {swift(identity)},")
        print(f'            "{hashlib.sha256(content(identity, 0, 10000)).hexdigest()}"')
        print("        ),")
    print("    ]")
    print("}")


def swift(identity):
    return "Identity(run: {}, node: {}, process: {}, file: {}, version: {})".format(*identity)


if __name__ == "__main__":
    main()
