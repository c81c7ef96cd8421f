package firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static MLDSAParameters parameters(MlDsaSet set) {
        return switch (set) {
            case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
            case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
        };
    }

    private static byte[] bySigner(CipherParameters key, byte[] message) throws CryptoException {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    private static boolean byVerifier(CipherParameters key, byte[] message, Bytes signature) {
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature.toArray());
    }

    @ParameterizedTest
    @EnumSource
    void the_jdk_and_bouncy_castle_agree_on_ml_dsa_both_ways(MlDsaSet set) throws CryptoException {
        long seed = 204;
        Random random = new Random(seed);
        for (int draw = 0; draw < 20; draw++) {
            String about = "seed " + seed + ", draw " + draw;
            byte[] keySeed = bytes(random, MlDsa.SEED_SIZE);
            byte[] message = bytes(random, random.nextInt(3000));
            MLDSAPrivateKeyParameters theirs = new MLDSAPrivateKeyParameters(parameters(set), keySeed.clone());
            try (MlDsa.PrivateKey ours = MlDsa.privateKey(set, Secret.wrap(keySeed))) {
                Bytes signature = ours.sign(Bytes.copyOf(message));
                assertThat(signature.size()).isEqualTo(set.signatureSize());
                assertThat(ours.publicKey().bytes().size()).isEqualTo(set.publicSize());
                MLDSAPublicKeyParameters key = new MLDSAPublicKeyParameters(
                        parameters(set), ours.publicKey().bytes().toArray());
                assertThat(byVerifier(key, message, signature)).as(about).isTrue();
                assertThat(Bytes.wrap(bySigner(theirs, message))).as(about).isEqualTo(signature);
                byte[] randomized = bySigner(new ParametersWithRandom(theirs, new SecureRandom()), message);
                assertThat(ours.publicKey().verify(Bytes.wrap(message), Bytes.wrap(randomized)))
                        .as(about)
                        .isTrue();
            }
        }
    }

    @Test
    void the_jdk_verifies_what_ed25519_signs() throws GeneralSecurityException {
        long seed = 8032;
        Random random = new Random(seed);
        for (int draw = 0; draw < 10; draw++) {
            byte[] message = bytes(random, random.nextInt(3000));
            try (Ed25519.PrivateKey key = Ed25519.privateKey(Secret.generate(32, random))) {
                byte[] spki = HexFormat.of()
                        .parseHex("302a300506032b6570032100"
                                + key.publicKey().bytes().hex());
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
                verifier.update(message);
                assertThat(verifier.verify(key.sign(Bytes.copyOf(message)).toArray()))
                        .as("seed %d, draw %d", seed, draw)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ml_dsa_signs_and_verifies_and_refuses_another_message_or_key(MlDsaSet set) {
        Random random = new Random(44);
        try (MlDsa.PrivateKey key = MlDsa.privateKey(set, Secret.generate(32, random));
                MlDsa.PrivateKey other = MlDsa.privateKey(set, Secret.generate(32, random))) {
            Bytes message = Bytes.ofUtf8("line");
            Bytes signature = key.sign(message);
            assertThat(key.publicKey().verify(message, signature)).isTrue();
            assertThat(key.publicKey().verify(Bytes.ofUtf8("lime"), signature)).isFalse();
            assertThat(other.publicKey().verify(message, signature)).isFalse();
            assertThat(key.publicKey().verify(message, Bytes.EMPTY)).isFalse();
            assertThat(key.sign(message)).as("deterministic").isEqualTo(signature);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
            })
    void an_ed25519_key_of_another_length_or_of_small_order_is_refused(String hex) throws FormatException {
        Bytes encoded = Bytes.parseHex("test", hex);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Ed25519.publicKey("key", encoded))
                .withMessageStartingWith("key: expected an Ed25519 public key");
    }

    @ParameterizedTest
    @EnumSource
    void an_ml_dsa_key_of_another_length_is_refused(MlDsaSet set) throws FormatException {
        assertThat(MlDsa.publicKey("key", set, Bytes.wrap(new byte[set.publicSize()]))
                        .set())
                .isEqualTo(set);
        for (int size : new int[] {0, set.publicSize() - 1, set.publicSize() + 1}) {
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> MlDsa.publicKey("key", set, Bytes.wrap(new byte[size])));
        }
    }

    @Test
    void a_seed_has_32_bytes() {
        for (int size : new int[] {0, 31, 33, 64}) {
            Secret seed = Secret.wrap(new byte[size]);
            assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.privateKey(seed));
            assertThatIllegalArgumentException().isThrownBy(() -> MlDsa.privateKey(MlDsaSet.ML_DSA_65, seed));
        }
    }

    @Test
    void a_pair_comes_back_from_its_secret() {
        try (SecretPair pair = SecretPair.generate(new Random(3));
                Secret stored = pair.toSecret();
                SecretPair again = SecretPair.fromSecret(stored)) {
            assertThat(stored.size()).isEqualTo(64);
            assertThat(again.keys()).isEqualTo(pair.keys());
            assertThat(again.keys()).hasSameHashCodeAs(pair.keys());
            assertThat(again.sign(Bytes.EMPTY)).isEqualTo(pair.sign(Bytes.EMPTY));
            assertThat(stored.isClosed()).as("stays the caller's").isFalse();
        }
    }

    @Test
    void record_keys_come_back_from_their_secret_and_their_json() throws FormatException {
        Bytes message = Bytes.ofUtf8("checkpoint");
        try (RecordSecret secret = RecordSecret.generate(new Random(4));
                Secret stored = secret.toSecret();
                RecordSecret again = RecordSecret.fromSecret(stored)) {
            RecordKeys keys = secret.keys();
            assertThat(again.keys()).isEqualTo(keys);
            assertThat(keys.ed25519().verify(message, again.signEd25519(message)))
                    .isTrue();
            assertThat(keys.mlDsa44().verify(message, again.signMlDsa44(message)))
                    .isTrue();
            assertThat(RecordKeys.read("keys", keys.toJson())).isEqualTo(keys);
            Json.Obj more = Json.object()
                    .with("ed25519", keys.ed25519().bytes().base64Url())
                    .with("mlDsa44", keys.mlDsa44().bytes().base64Url())
                    .with("mlDsa65", "")
                    .build();
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> RecordKeys.read("keys", more))
                    .withMessage("keys: unknown member 'mlDsa65'");
        }
    }

    @Test
    void the_two_kinds_of_ml_dsa_keys_do_not_stand_for_each_other() {
        try (SecretPair pair = SecretPair.generate(new Random(5));
                RecordSecret record = RecordSecret.generate(new Random(5))) {
            Ed25519.PublicKey ed25519 = pair.keys().ed25519();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PublicPair(ed25519, record.keys().mlDsa44()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RecordKeys(ed25519, pair.keys().mlDsa65()));
        }
    }

    @Test
    void stored_seeds_of_another_size_are_refused() {
        for (int size : new int[] {0, 32, 63, 65}) {
            Secret seeds = Secret.wrap(new byte[size]);
            assertThatIllegalArgumentException().isThrownBy(() -> SecretPair.fromSecret(seeds));
            assertThatIllegalArgumentException().isThrownBy(() -> RecordSecret.fromSecret(seeds));
        }
    }

    @Test
    void a_closed_pair_signs_no_more_but_still_names_its_keys() {
        SecretPair pair = SecretPair.generate(new Random(6));
        PublicPair keys = pair.keys();
        pair.close();
        pair.close();
        assertThatIllegalStateException().isThrownBy(() -> pair.sign(Bytes.EMPTY));
        assertThatIllegalStateException().isThrownBy(pair::toSecret);
        assertThat(pair.keys()).isEqualTo(keys);
    }

    @Test
    void a_pair_closed_while_threads_sign_makes_no_bad_signature() throws Exception {
        SecretPair pair = SecretPair.generate(new Random(7));
        Bytes payload = Bytes.ofUtf8("payload");
        List<Jws.Line> expected = pair.sign(payload);
        CountDownLatch signed = new CountDownLatch(50);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> signers = Stream.generate(
                            () -> threads.submit(() -> signsUntilClosed(pair, payload, expected, signed)))
                    .limit(4)
                    .toList();
            assertThat(signed.await(1, TimeUnit.MINUTES)).isTrue();
            pair.close();
            for (Future<Boolean> signer : signers) {
                assertThat(signer.get()).isTrue();
            }
        }
    }

    /// True when every signature made before the pair closed was the right one.
    private static boolean signsUntilClosed(
            SecretPair pair, Bytes payload, List<Jws.Line> expected, CountDownLatch signed) {
        try {
            while (pair.sign(payload).equals(expected)) {
                signed.countDown();
            }
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }

    @Test
    void nothing_secret_is_printed() {
        try (SecretPair pair = SecretPair.fromSecret(Secret.wrap(new byte[64]));
                RecordSecret record = RecordSecret.fromSecret(Secret.wrap(new byte[64]));
                Ed25519.PrivateKey key = Ed25519.privateKey(Secret.wrap(new byte[32]))) {
            assertThat(pair).hasToString("private keys of " + pair.keys().keyIds());
            assertThat(record).hasToString("private keys of a record");
            assertThat(key)
                    .hasToString("private key of Ed25519 " + key.publicKey().id());
        }
    }

    @Test
    void a_key_set_holds_every_key_of_every_pair_once() throws FormatException {
        try (SecretPair first = SecretPair.generate(new Random(8));
                SecretPair second = SecretPair.generate(new Random(9))) {
            KeySet set = new KeySet(List.of(first.keys(), second.keys(), first.keys()));
            String json = Canonical.write(set.toJson()).utf8("test");
            String both = Canonical.write(first.keys().toJson()).utf8("test")
                    + Canonical.write(second.keys().toJson()).utf8("test");
            assertThat(json).isEqualTo("{\"keys\":" + both.replace("][", ",") + "}");
        }
    }

    @Test
    void an_algorithm_set_has_both_algorithms_and_at_most_16_names() throws FormatException {
        assertThat(AlgorithmSet.read("set", AlgorithmSet.BASE.toJson())).isEqualTo(AlgorithmSet.BASE);
        AlgorithmSet widest = AlgorithmSet.read("set", names(14));
        assertThat(widest.algorithms()).hasSize(16);
        assertThat(widest.includes(AlgorithmSet.BASE)).isTrue();
        assertThat(AlgorithmSet.BASE.includes(widest)).isFalse();
        for (Json bad : List.of(
                names(15),
                Json.strings(List.of("Ed25519")),
                Json.strings(List.of("ML-DSA-65")),
                Json.strings(List.of("Ed25519", "ML-DSA-65", "Ed25519")),
                Json.strings(List.of("Ed25519", "ML-DSA-65", "")),
                Json.strings(List.of("Ed25519", "ML-DSA-65", "a b")),
                Json.of("Ed25519 ML-DSA-65"))) {
            assertThatExceptionOfType(FormatException.class).isThrownBy(() -> AlgorithmSet.read("set", bad));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new AlgorithmSet(List.of()));
    }

    private static Json names(int further) {
        List<String> names = new ArrayList<>(List.of("Ed25519", "ML-DSA-65"));
        for (int i = 0; i < further; i++) {
            names.add("X-" + i);
        }
        return Json.strings(names);
    }
}
