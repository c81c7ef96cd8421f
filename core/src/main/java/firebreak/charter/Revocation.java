package firebreak.charter;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.Origin;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/// A party takes the trust from keys of its own, signed by the threshold of its own root. It works forward, from the
/// adoption leaf of each record on: what was signed before keeps every effect, and above the last good size that the
/// owner states it is labelled as disputed, no more (`spec/revocation.md`).
///
/// @param charter the hash of the *first* version of the charter it belongs to
/// @param since from when the owner believes the keys to be in wrong hands, as claimed
/// @param good a commitment ([#good]) for each record that has a last good size: it tells nothing to whoever does
///     not know the record
public record Revocation(
        Mode mode,
        Hash charter,
        PartyCode party,
        Version version,
        Instant since,
        List<RevokedKey> keys,
        List<Hash> good) {
    public static final String TYPE = "revocation";
    public static final int MAX_KEYS = 256;
    public static final int MAX_GOOD = 1_024;

    private static final Bytes COMMITMENT = Bytes.ofUtf8("firebreak/last-good/v1\0");

    public Revocation {
        keys = List.copyOf(keys);
        good = List.copyOf(good);
    }

    /// What commits to the last good size of a record: SHA-256 of `firebreak/last-good/v1`, a zero byte, the origin,
    /// a zero byte and the size in 8 bytes. An origin has 128 random bits, so that only its readers can try sizes.
    public static Hash good(Origin origin, long size) {
        Bytes number = Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
        return Hash.of(Bytes.concat(COMMITMENT, Bytes.ofUtf8(origin.text() + "\0"), number));
    }

    public boolean names(RevokedKey.Use use, Hash key) {
        return keys.contains(new RevokedKey(use, key));
    }

    public Json toJson() {
        return Json.object()
                .with("type", TYPE)
                .with("mode", mode.toJson())
                .with("charter", charter)
                .with("party", party.value())
                .with("version", version.toJson())
                .with("since", since)
                .with("keys", Json.list(keys, RevokedKey::toJson))
                .with("good", Json.list(good, Json::of))
                .build();
    }

    public Bytes payload() {
        return Canonical.write(toJson());
    }

    public Hash hash() {
        return Hash.of(payload());
    }

    public static Revocation parse(String place, Bytes payload) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, payload, Limits.DOCUMENT_BYTES));
        fields.expect("type", TYPE);
        Revocation revocation = new Revocation(
                fields.required("mode", Mode::read),
                fields.hash("charter"),
                fields.required("party", PartyCode::read),
                fields.required("version", Version::read),
                fields.time("since"),
                Limits.list(fields, "keys", 1, MAX_KEYS, RevokedKey::read),
                Limits.list(fields, "good", 0, MAX_GOOD, Fields::asHash));
        fields.done();
        Limits.distinct(place + ".keys", revocation.keys(), key -> key);
        Limits.distinct(place + ".good", revocation.good(), hash -> hash);
        return revocation;
    }
}
