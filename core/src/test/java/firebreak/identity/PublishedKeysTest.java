package firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples that the standards themselves print.
class PublishedKeysTest {
    private static final String RFC_8037_SEED = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

    private static Secret secret(String base64Url) throws FormatException {
        return Secret.wrap(Bytes.parseBase64Url("example", base64Url).toArray());
    }

    /// RFC 8037 appendices A.1 to A.3.
    @Test
    void the_ed25519_key_of_rfc_8037_has_its_published_thumbprint() throws FormatException {
        try (Ed25519.PrivateKey key = Ed25519.privateKey(secret(RFC_8037_SEED))) {
            assertThat(key.publicKey().bytes().base64Url()).isEqualTo("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
            assertThat(key.publicKey().id()).hasToString("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        }
    }

    /// RFC 8037 appendices A.4 and A.5.
    @Test
    void the_ed25519_signature_of_rfc_8037_is_made_and_verified() throws FormatException {
        Bytes input = Bytes.ofUtf8("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc");
        try (Ed25519.PrivateKey key = Ed25519.privateKey(secret(RFC_8037_SEED))) {
            assertThat(key.sign(input).base64Url())
                    .isEqualTo(
                            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
            assertThat(key.publicKey().verify(input, key.sign(input))).isTrue();
        }
    }

    /// RFC 9964 prints keys made from 32 zero bytes, their thumbprints, and a JWS of each. A signature begins
    /// with a digest of everything that went into it and ends with its hints, so its two ends tell it.
    @ParameterizedTest
    @CsvSource({
        "ML_DSA_44, T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o,"
                + " knI1Q_9CIzLH5Xy94Kkc7WVKqZcAgtJ3mNf0GUj1uLA6YXAWFJfXkh-zQxUtEl3UIC7z,"
                + " 3yMnrjA4PAGDzdKWVplcHJ6jKmrsbrEztHd9QAAAAAAAAAAAAAAABIfMEQ",
        "ML_DSA_65, Suiu29qbfuaBaR4Ats-c6XQBePB_OpAxAwcTR_0KXVM,"
                + " zmO9_0bLgJAegoVNymfRo4nGPK5lVtSFGnDbzfzYAD5mUEXpaBUg4itvZ8rAUZi4,"
                + " BmcY3pGC9TiY6f6Pn-FBUnQkuBhIyPtgAAAAAAAAAABgwVHCUv"
    })
    void the_ml_dsa_examples_of_rfc_9964_come_out_as_published(MlDsaSet set, String kid, String first, String last) {
        try (MlDsa.PrivateKey key = MlDsa.privateKey(set, Secret.wrap(new byte[MlDsa.SEED_SIZE]))) {
            assertThat(key.publicKey().id()).hasToString(kid);
            Bytes payload = Bytes.ofUtf8("It’s a dangerous business, Frodo, going out your door.");
            Jws.Line line = Jws.Line.sign(key, payload);
            assertThat(line.signature().base64Url()).startsWith(first).endsWith(last);
            assertThat(key.publicKey().verify(line.signingInput(payload), line.signature()))
                    .isTrue();
        }
    }
}
