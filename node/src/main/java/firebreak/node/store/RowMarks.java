package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Table;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keyed mark of one version of one row, for the [Tally]: HMAC-SHA256 over table, key and the nonce of its
/// value, which no two versions share. Not thread-safe.
final class RowMarks {
    private final Mac mac;

    RowMarks(StoreKeys keys) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            keys.tally().use(key -> {
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac;
            });
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java runtime has no HMAC-SHA256", impossible);
        }
    }

    Hash of(Table table, String key, byte[] nonce) {
        mac.update((table.name() + '\0' + key + '\0').getBytes(StandardCharsets.UTF_8));
        mac.update(nonce);
        return new Hash(Bytes.wrap(mac.doFinal()));
    }
}
