package firebreak.node.keys;

import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;

/// A signing pair as the line `signing`, and the key file of a root holder, which is that line alone.
final class Pairs implements KeyCodec<SecretPair> {
    @Override
    public String kind() {
        return "firebreak/root/v1";
    }

    @Override
    public void write(SecretPair keys, KeyLines to) {
        to.bytes("signing", keys.toSecret());
    }

    @Override
    public SecretPair read(KeyLines from) throws FormatException {
        SecretPair pair = readLine(from);
        from.done();
        return pair;
    }

    static SecretPair readLine(KeyLines from) throws FormatException {
        try (Secret seeds = from.bytes("signing", SecretPair.SECRET_SIZE)) {
            return SecretPair.fromSecret(seeds);
        }
    }
}
