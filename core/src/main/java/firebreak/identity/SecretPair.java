package firebreak.identity;

import firebreak.encoding.Bytes;
import java.util.List;
import java.util.random.RandomGenerator;

/// The private keys of one signer, in memory. Closing wipes both.
public final class SecretPair implements Signer, AutoCloseable {
    /// Two seeds of 32 bytes: Ed25519, then ML-DSA-65.
    public static final int SECRET_SIZE = Ed25519.SEED_SIZE + MlDsa.SEED_SIZE;

    private final Ed25519.PrivateKey ed25519;
    private final MlDsa.PrivateKey mlDsa65;
    private final PublicPair keys;

    private SecretPair(Secret ed25519Seed, Secret mlDsaSeed) {
        this.ed25519 = Ed25519.privateKey(ed25519Seed);
        this.mlDsa65 = MlDsa.privateKey(MlDsaSet.ML_DSA_65, mlDsaSeed);
        this.keys = new PublicPair(ed25519.publicKey(), mlDsa65.publicKey());
    }

    /// @param random the production node passes a `SecureRandom`
    public static SecretPair generate(RandomGenerator random) {
        try (Secret seeds = Secret.generate(SECRET_SIZE, random)) {
            return fromSecret(seeds);
        }
    }

    /// @param seeds what [#toSecret] gave; stays open and the caller's
    public static SecretPair fromSecret(Secret seeds) {
        if (seeds.size() != SECRET_SIZE) {
            throw new IllegalArgumentException("the seeds of a key pair have 64 bytes");
        }
        return new SecretPair(seeds.slice(0, Ed25519.SEED_SIZE), seeds.slice(Ed25519.SEED_SIZE, SECRET_SIZE));
    }

    /// Both seeds as a secret of its own, for storing.
    public Secret toSecret() {
        try (Secret first = ed25519.seed();
                Secret second = mlDsa65.seed()) {
            return Secret.concat(first, second);
        }
    }

    @Override
    public PublicPair keys() {
        return keys;
    }

    @Override
    public List<Jws.Line> sign(Bytes payload) {
        return List.of(Jws.Line.sign(ed25519, payload), Jws.Line.sign(mlDsa65, payload));
    }

    @Override
    public void close() {
        ed25519.close();
        mlDsa65.close();
    }

    @Override
    public String toString() {
        return "private keys of " + keys.keyIds();
    }
}
