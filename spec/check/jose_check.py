#!/usr/bin/env python3
"""Checks an exported note (JWS JSON General, RFC 7515) against an exported JWK set, with other people's libraries alone.

    firebreak note export REFERENCE --to note.json --home DIR
    firebreak keys export --all --to keys.json --home DIR
    python3 jose_check.py note.json keys.json

Every signature must have a key of its kid in the set, and hold: Ed25519 as an OKP key, ML-DSA-65 as an AKP key (draft-ietf-cose-
dilithium). Needs the package `cryptography`, for ML-DSA-65 in a version that has it; where `jwcrypto` is there too, it reads the whole
object by itself and verifies the Ed25519 lines once more. Exit code 0: all hold; 1: one does not; 2: something is missing here.
"""
import base64
import json
import sys

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PublicKey
except ImportError as missing:
    print(f"needs the Python package 'cryptography' with ML-DSA: {missing}", file=sys.stderr)
    sys.exit(2)

try:
    from jwcrypto import jwk as jose_keys, jws as jose_objects
except ImportError:
    jose_keys = None


def unbase64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def raw_key(key):
    if key.get("kty") == "OKP" and key.get("crv") == "Ed25519":
        return "Ed25519", Ed25519PublicKey.from_public_bytes(unbase64(key["x"]))
    if key.get("kty") == "AKP" and key.get("alg") == "ML-DSA-65":
        return "ML-DSA-65", MLDSA65PublicKey.from_public_bytes(unbase64(key["pub"]))
    return None, None


def check_line(line, payload, keys):
    header = json.loads(unbase64(line["protected"]))
    key = keys.get(header["kid"])
    if key is None:
        return f"WRONG  {header['kid']}: no key of that kid in the set"
    algorithm, public = raw_key(key)
    if algorithm != header["alg"] and not (algorithm == "Ed25519" and header["alg"] == "EdDSA"):
        return f"WRONG  {header['kid']}: the line says {header['alg']}, the key is {algorithm}"
    try:
        public.verify(unbase64(line["signature"]), f"{line['protected']}.{payload}".encode())
        return f"right  {algorithm}  {header['kid']}"
    except InvalidSignature:
        return f"WRONG  {algorithm}  {header['kid']}: the signature does not hold"


def check_with_jose_library(text, keys):
    """The whole object through an independent JOSE library; it knows no ML-DSA, so only the Ed25519 lines are its to judge."""
    count = 0
    for kid, key in keys.items():
        if key.get("crv") != "Ed25519":
            continue
        whole = jose_objects.JWS()
        whole.allowed_algs = ["EdDSA", "Ed25519"]
        whole.deserialize(text)
        wanted = [one for one in json.loads(text)["signatures"] if json.loads(unbase64(one["protected"]))["kid"] == kid]
        if wanted:
            whole.verify(jose_keys.JWK(**key))
            count += 1
    return f"right  jwcrypto reads the object and verifies {count} Ed25519 line(s)"


def main(note_file, keys_file):
    text = open(note_file, encoding="utf-8").read()
    note = json.loads(text)
    keys = {key["kid"]: key for key in json.load(open(keys_file, encoding="utf-8"))["keys"]}
    verdicts = [check_line(line, note["payload"], keys) for line in note["signatures"]]
    algorithms = {verdict.split()[1] for verdict in verdicts if verdict.startswith("right")}
    if algorithms != {"Ed25519", "ML-DSA-65"}:
        verdicts.append("WRONG  there is not one signature of each algorithm that holds")
    if jose_keys is not None:
        try:
            verdicts.append(check_with_jose_library(text, keys))
        except Exception as fault:  # the library's own kinds of refusal
            verdicts.append(f"WRONG  jwcrypto refuses: {fault}")
    print("\n".join(verdicts))
    return 1 if any(verdict.startswith("WRONG") for verdict in verdicts) else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1], sys.argv[2]))
