#!/usr/bin/env python3
"""Checks an exported Firebreak record from the written formats alone: ../record.md says them.

    tlog_check.py DIR [VKEY ...]

DIR holds `checkpoint`, `vkey`, `tile/LEVEL/...` and `tile/entries/...`. Every hash is computed again from the
entries: each tile, and the root without any tile. With VKEYs, the record's two verifier keys from a source you
trust, those are used; without, the export's own, which proves that it agrees with itself and not whose it is.

Needs Python 3.9 and nothing else. The signatures are checked where the package `cryptography` is installed (the
ML-DSA-44 one where it is recent enough); otherwise the output says 'signature not checked'.
Exit code: 0 all that was checked is right, 1 something is wrong, 2 called wrongly.
"""

import base64
import binascii
import hashlib
import os
import re
import sys

ED25519, ML_DSA_44 = 0x01, 0x06
NAMES = {ED25519: "Ed25519", ML_DSA_44: "ML-DSA-44"}
ORIGIN = re.compile(r"firebreak/[a-z2-7]{25}[aeimquy4]")
MAX_TIME = 253402300799  # the last second of the year 9999


class Wrong(Exception):
    pass


def demand(condition, what):
    if not condition:
        raise Wrong(what)


def read(folder, name):
    try:
        with open(os.path.join(folder, *name.split("/")), "rb") as file:
            return file.read()
    except OSError as error:
        raise Wrong(f"{name}: {error.strerror}") from error


def unbase64(text, place):
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Wrong(f"{place}: not base64") from error
    demand(base64.b64encode(raw).decode() == text, f"{place}: not canonical base64")
    return raw


# RFC 6962 section 2.1

def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_hash(hashes):
    """MTH by halves, the left one the largest power of two smaller than the whole."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(root_hash(hashes[:split]), root_hash(hashes[split:]))


# signed-note, tlog-checkpoint, tlog-cosignature

def parse_key(text):
    parts = text.split("+", 2)
    demand(len(parts) == 3, "vkey: expected name+id+key")
    name, key_id, raw = parts[0], parts[1], unbase64(parts[2], "vkey")
    expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    demand(key_id == expected.hex(), f"vkey of {name}: the key id is not that of the key")
    return name, expected, raw[:1], raw[1:]


def parse_note(raw):
    demand(len(raw) <= 65536, "checkpoint: more than 64 KiB")
    try:
        note = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Wrong("checkpoint: not UTF-8") from error
    demand(all(c >= " " or c == "\n" for c in note), "checkpoint: control character")
    split = note.rfind("\n\n")
    demand(split >= 0 and note.endswith("\n") and len(note) > split + 2, "checkpoint: expected text and signature lines")
    lines = []
    for line in note[split + 2:-1].split("\n"):
        parts = line.split(" ")
        demand(len(parts) == 3 and parts[0] == "\u2014", "checkpoint: expected a signature line")
        raw_line = unbase64(parts[2], "signature line")
        demand(len(raw_line) > 4, "checkpoint: a signature line without signature")
        lines.append((parts[1], raw_line[:4], raw_line[4:]))
    return note[:split + 1], lines


def parse_checkpoint(text):
    lines = text.split("\n")
    demand(len(lines) == 4 and lines[3] == "", "checkpoint: expected three lines: origin, size, root")
    origin, size, root = lines[0], lines[1], unbase64(lines[2], "checkpoint root")
    demand(ORIGIN.fullmatch(origin), "checkpoint: not the origin of a Firebreak record")
    demand(re.fullmatch(r"0|[1-9][0-9]{0,15}", size), "checkpoint: bad size")
    demand(len(root) == 32, "checkpoint: bad root")
    return origin, int(size), root


def cosigned_message(name, time, origin, size, root):
    return (b"subtree/v1\n\0" + bytes([len(name)]) + name.encode() + time.to_bytes(8, "big")
            + bytes([len(origin)]) + origin.encode() + (0).to_bytes(8, "big") + size.to_bytes(8, "big") + root)


def verifier(kind):
    """A function (key, signature, message) -> bool, or None where this Python cannot check."""
    try:
        from cryptography.exceptions import InvalidSignature
        if kind == ED25519:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey as PublicKey
        else:
            from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey as PublicKey
    except ImportError:
        return None

    def verify(key, signature, message):
        try:
            PublicKey.from_public_bytes(key).verify(signature, message)
            return True
        except (InvalidSignature, ValueError):
            return False
    return verify


def check_signature(kind, keys, text, lines, checkpoint):
    origin, size, root = checkpoint
    own = [key for key in keys if key[0] == origin and key[2] == bytes([kind])]
    demand(len(own) == 1, f"no {NAMES[kind]} key of {origin} is given")
    name, key_id, _, key = own[0]
    found = [signature for line_name, line_id, signature in lines if (line_name, line_id) == (name, key_id)]
    demand(len(found) == 1, f"expected one {NAMES[kind]} line of the record, found {len(found)}")
    message, signature = text.encode(), found[0]
    if kind == ML_DSA_44:
        time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        demand(0 < time <= MAX_TIME, "the ML-DSA-44 line states no time")
        message = cosigned_message(name, time, origin, size, root)
    verify = verifier(kind)
    if verify is None:
        return f"{NAMES[kind]} signature not checked (package 'cryptography' is missing or too old)"
    demand(verify(key, signature, message), f"the {NAMES[kind]} signature is not valid")
    return f"{NAMES[kind]} signature valid"


# tlog-tiles

def tile_name(prefix, index, width):
    digits = f"{index:03d}"
    digits = digits.zfill((len(digits) + 2) // 3 * 3)
    groups = [digits[i:i + 3] for i in range(0, len(digits), 3)]
    path = "/".join("x" + group for group in groups[:-1])
    return f"tile/{prefix}/" + (path + "/" if path else "") + groups[-1] + ("" if width == 256 else f".p/{width}")


def rows(count):
    return [(index, min(256, count - index * 256)) for index in range((count + 255) // 256)]


def check_entries(folder, size, seen):
    hashes = []
    for index, width in rows(size):
        name = tile_name("entries", index, width)
        seen.add(name)
        content = read(folder, name)
        demand(len(content) == width * 67, f"{name}: expected {width} entries of 65 bytes")
        for at in range(0, len(content), 67):
            entry = content[at + 2:at + 67]
            number = f"leaf {len(hashes)}"
            demand(content[at:at + 2] == b"\x00\x41", f"{name}: {number}: expected the length 65")
            demand(1 <= entry[0] <= 5, f"{name}: {number}: unknown leaf type {entry[0]}")
            demand((entry[0] in (1, 5)) == (not hashes), f"{name}: {number}: an opening or successor is leaf 0 and no other")
            hashes.append(leaf_hash(entry))
    return hashes


def check_tiles(folder, hashes, seen):
    level = 0
    while hashes:
        for index, width in rows(len(hashes)):
            name = tile_name(level, index, width)
            seen.add(name)
            expected = b"".join(hashes[index * 256:index * 256 + width])
            demand(read(folder, name) == expected, f"{name}: not the hashes of the entries")
        hashes = [root_hash(hashes[i:i + 256]) for i in range(0, len(hashes) - 255, 256)]
        level += 1


def check_nothing_else(folder, seen):
    for path, _, files in os.walk(os.path.join(folder, "tile")):
        for file in files:
            name = os.path.relpath(os.path.join(path, file), folder).replace(os.sep, "/")
            demand(name in seen, f"{name}: not a tile of this record at its size")


def check(folder, trusted):
    text, lines = parse_note(read(folder, "checkpoint"))
    checkpoint = parse_checkpoint(text)
    origin, size, root = checkpoint
    keys = [parse_key(key) for key in trusted or read(folder, "vkey").decode("utf-8").splitlines()]
    findings = [check_signature(kind, keys, text, lines, checkpoint) for kind in (ED25519, ML_DSA_44)]
    seen = set()
    hashes = check_entries(folder, size, seen)
    demand(root_hash(hashes) == root, "the root of the entries is not that of the checkpoint")
    check_tiles(folder, hashes, seen)
    check_nothing_else(folder, seen)
    print(f"record {origin}\nsize {size}\nroot {root.hex()}\n{len(seen)} tiles and entry bundles right")
    print("\n".join(findings))
    print("keys given" if trusted else "keys taken from the export: consistent with itself, origin not established")


def main(arguments):
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    try:
        check(arguments[0], arguments[1:])
        return 0
    except (Wrong, UnicodeDecodeError) as wrong:
        print(f"WRONG: {wrong}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
