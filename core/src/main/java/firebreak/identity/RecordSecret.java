package firebreak.identity;

import firebreak.encoding.Bytes;
import java.util.random.RandomGenerator;

/// The private keys of one record, in memory. Closing wipes both.
public final class RecordSecret implements AutoCloseable {
    /// Two seeds of 32 bytes: Ed25519, then ML-DSA-44.
    public static final int SECRET_SIZE = Ed25519.SEED_SIZE + MlDsa.SEED_SIZE;

    private final Ed25519.PrivateKey ed25519;
    private final MlDsa.PrivateKey mlDsa44;
    private final RecordKeys keys;

    private RecordSecret(Secret ed25519Seed, Secret mlDsaSeed) {
        this.ed25519 = Ed25519.privateKey(ed25519Seed);
        this.mlDsa44 = MlDsa.privateKey(MlDsaSet.ML_DSA_44, mlDsaSeed);
        this.keys = new RecordKeys(ed25519.publicKey(), mlDsa44.publicKey());
    }

    /// @param random the production node passes a `SecureRandom`
    public static RecordSecret generate(RandomGenerator random) {
        try (Secret seeds = Secret.generate(SECRET_SIZE, random)) {
            return fromSecret(seeds);
        }
    }

    /// @param seeds what [#toSecret] gave; stays open and the caller's
    public static RecordSecret fromSecret(Secret seeds) {
        if (seeds.size() != SECRET_SIZE) {
            throw new IllegalArgumentException("the seeds of record keys have 64 bytes");
        }
        return new RecordSecret(seeds.slice(0, Ed25519.SEED_SIZE), seeds.slice(Ed25519.SEED_SIZE, SECRET_SIZE));
    }

    /// Both seeds as a secret of its own, for storing.
    public Secret toSecret() {
        try (Secret first = ed25519.seed();
                Secret second = mlDsa44.seed()) {
            return Secret.concat(first, second);
        }
    }

    public RecordKeys keys() {
        return keys;
    }

    /// @throws IllegalStateException when closed
    public Bytes signEd25519(Bytes message) {
        return ed25519.sign(message);
    }

    /// @throws IllegalStateException when closed
    public Bytes signMlDsa44(Bytes message) {
        return mlDsa44.sign(message);
    }

    @Override
    public void close() {
        ed25519.close();
        mlDsa44.close();
    }

    @Override
    public String toString() {
        return "private keys of a record";
    }
}
