package firebreak.identity;

import firebreak.encoding.Json;
import java.util.LinkedHashSet;
import java.util.List;

/// The public keys of many signers as a JWK set (RFC 7517 section 5), for verifiers that know nothing of
/// Firebreak. Each pair gives two keys, one after the other; a pair given twice is written once.
public record KeySet(List<PublicPair> pairs) {
    public KeySet {
        pairs = List.copyOf(new LinkedHashSet<>(pairs));
    }

    /// `{"keys":[…]}`.
    public Json toJson() {
        List<VerifyingKey> keys =
                pairs.stream().flatMap(pair -> pair.keys().stream()).toList();
        return Json.object().with("keys", Json.list(keys, VerifyingKey::toJwk)).build();
    }
}
