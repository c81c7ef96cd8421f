package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys a store needs, each derived from the one store key by HKDF-SHA256 (RFC 5869) under its own name, so that
/// none tells anything of another. Closing wipes them.
///
/// @param values seals the values
/// @param tally marks the rows in the [Tally]
/// @param check lies in the store in the clear and tells a wrong store key from a damaged store
record StoreKeys(Secret values, Secret tally, Bytes check) implements AutoCloseable {
    static final int STORE_KEY_SIZE = 32;

    static StoreKeys from(Secret storeKey) {
        if (storeKey.size() != STORE_KEY_SIZE) {
            throw new IllegalArgumentException("a store key has 32 bytes, not " + storeKey.size());
        }
        return new StoreKeys(
                Secret.wrap(derive(storeKey, "values")),
                Secret.wrap(derive(storeKey, "tally")),
                Bytes.wrap(derive(storeKey, "check")));
    }

    private static byte[] derive(Secret storeKey, String name) {
        byte[] info = ("firebreak/store/" + name + "/v1").getBytes(StandardCharsets.US_ASCII);
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256");
            return storeKey.use(key ->
                    hkdf.deriveData(HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(info, 32)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java runtime has no HKDF-SHA256", impossible);
        }
    }

    @Override
    public void close() {
        values.close();
        tally.close();
    }
}
