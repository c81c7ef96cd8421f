package firebreak.node.keys;

import firebreak.encoding.FormatException;
import firebreak.identity.RecordSecret;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// What a node needs at all times, whoever is on duty: it signs *delivered* receipts, openings, adoptions and
/// checkpoints with them, speaks TLS and opens its store. While keys change there are older ones beside the current,
/// which come last: which of them count is what the manifest in effect says. Closing wipes them.
///
/// @param signings the node's own pairs; at least one
/// @param tlsSeeds Ed25519 seeds of TLS certificates, 32 bytes each; at least one
/// @param records for checkpoints; at least one
/// @param store the key of the store, 32 bytes
public record NodeKeys(List<SecretPair> signings, List<Secret> tlsSeeds, List<RecordSecret> records, Secret store)
        implements AutoCloseable {
    /// Bytes of the TLS seed and of the store key.
    public static final int SEED = 32;

    public NodeKeys {
        signings = List.copyOf(signings);
        tlsSeeds = List.copyOf(tlsSeeds);
        records = List.copyOf(records);
        boolean seeds = store.size() == SEED && tlsSeeds.stream().allMatch(seed -> seed.size() == SEED);
        if (!seeds || signings.isEmpty() || tlsSeeds.isEmpty() || records.isEmpty()) {
            throw new IllegalArgumentException(
                    "node keys hold a pair, a TLS seed and a store key of 32 bytes each, and a record secret");
        }
    }

    /// @param random production passes a `SecureRandom`
    public static NodeKeys generate(RandomGenerator random) {
        return new NodeKeys(
                List.of(SecretPair.generate(random)),
                List.of(Secret.generate(SEED, random)),
                List.of(RecordSecret.generate(random)),
                Secret.generate(SEED, random));
    }

    /// The pair that was made last.
    public SecretPair signing() {
        return signings.getLast();
    }

    /// The TLS seed that was made last.
    public Secret tls() {
        return tlsSeeds.getLast();
    }

    /// With a new pair and a new TLS seed, and of the older ones those still needed; the others are wiped. Shares what
    /// stays with this, which is not to be used again. The keys of checkpoints stay: each channel's agreement names
    /// them.
    public NodeKeys rotated(Predicate<SecretPair> needed, Predicate<Secret> neededTls, RandomGenerator random) {
        List<SecretPair> pairs = new ArrayList<>(signings);
        List<Secret> seeds = new ArrayList<>(tlsSeeds);
        pairs.removeIf(pair -> !needed.test(pair) && closed(pair));
        seeds.removeIf(seed -> !neededTls.test(seed) && closed(seed));
        pairs.add(SecretPair.generate(random));
        seeds.add(Secret.generate(SEED, random));
        return new NodeKeys(pairs, seeds, records, store);
    }

    private static boolean closed(SecretPair pair) {
        pair.close();
        return true;
    }

    private static boolean closed(Secret seed) {
        seed.close();
        return true;
    }

    @Override
    public void close() {
        signings.forEach(SecretPair::close);
        tlsSeeds.forEach(Secret::close);
        records.forEach(RecordSecret::close);
        store.close();
    }

    @Override
    public String toString() {
        return "NodeKeys";
    }

    /// Lines `signing`, `tls` and `record`, each once or more, then `store`.
    static final class Codec implements KeyCodec<NodeKeys> {
        @Override
        public String kind() {
            return "firebreak/node/v1";
        }

        @Override
        public void write(NodeKeys keys, KeyLines to) {
            keys.signings().forEach(pair -> to.bytes("signing", pair.toSecret()));
            keys.tlsSeeds().forEach(seed -> to.bytes("tls", seed.copy()));
            keys.records().forEach(record -> to.bytes("record", record.toSecret()));
            to.bytes("store", keys.store().copy());
        }

        @Override
        public NodeKeys read(KeyLines from) throws FormatException {
            List<SecretPair> signings = new ArrayList<>();
            do {
                signings.add(Pairs.readLine(from));
            } while (from.has("signing"));
            List<Secret> seeds = new ArrayList<>();
            do {
                seeds.add(from.bytes("tls", SEED));
            } while (from.has("tls"));
            List<RecordSecret> records = new ArrayList<>();
            do {
                try (Secret secret = from.bytes("record", RecordSecret.SECRET_SIZE)) {
                    records.add(RecordSecret.fromSecret(secret));
                }
            } while (from.has("record"));
            Secret store = from.bytes("store", SEED);
            from.done();
            return new NodeKeys(signings, seeds, records, store);
        }
    }
}
