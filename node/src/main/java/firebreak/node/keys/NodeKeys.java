package firebreak.node.keys;

import firebreak.encoding.FormatException;
import firebreak.identity.RecordSecret;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a node needs at all times, whoever is on duty: it signs *delivered* receipts, openings, adoptions and
/// checkpoints with them, speaks TLS and opens its store. Closing wipes them.
///
/// @param signing the node's own pair
/// @param tls the Ed25519 seed of the TLS certificate, 32 bytes
/// @param records for checkpoints, the current ones last; at least one
/// @param store the key of the store, 32 bytes
public record NodeKeys(SecretPair signing, Secret tls, List<RecordSecret> records, Secret store)
        implements AutoCloseable {
    /// Bytes of the TLS seed and of the store key.
    public static final int SEED = 32;

    public NodeKeys {
        records = List.copyOf(records);
        if (tls.size() != SEED || store.size() != SEED || records.isEmpty()) {
            throw new IllegalArgumentException("node keys hold two seeds of 32 bytes and at least one record secret");
        }
    }

    /// @param random production passes a `SecureRandom`
    public static NodeKeys generate(RandomGenerator random) {
        return new NodeKeys(
                SecretPair.generate(random),
                Secret.generate(SEED, random),
                List.of(RecordSecret.generate(random)),
                Secret.generate(SEED, random));
    }

    @Override
    public void close() {
        signing.close();
        tls.close();
        records.forEach(RecordSecret::close);
        store.close();
    }

    @Override
    public String toString() {
        return "NodeKeys";
    }

    /// Lines `signing`, `tls`, `record` (once or more), `store`.
    static final class Codec implements KeyCodec<NodeKeys> {
        @Override
        public String kind() {
            return "firebreak/node/v1";
        }

        @Override
        public void write(NodeKeys keys, KeyLines to) {
            to.bytes("signing", keys.signing().toSecret())
                    .bytes("tls", keys.tls().copy());
            keys.records().forEach(record -> to.bytes("record", record.toSecret()));
            to.bytes("store", keys.store().copy());
        }

        @Override
        public NodeKeys read(KeyLines from) throws FormatException {
            SecretPair signing = Pairs.readLine(from);
            Secret tls = from.bytes("tls", SEED);
            List<RecordSecret> records = new ArrayList<>();
            do {
                try (Secret seeds = from.bytes("record", RecordSecret.SECRET_SIZE)) {
                    records.add(RecordSecret.fromSecret(seeds));
                }
            } while (from.has("record"));
            Secret store = from.bytes("store", SEED);
            from.done();
            return new NodeKeys(signing, tls, records, store);
        }
    }
}
