package firebreak.bench;

import firebreak.bench.measure.Figure;
import firebreak.carriage.Parcel;
import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The bytes of parcels, by what they are for.
///
/// @param payload of the signed objects: what is said
/// @param signatures the rest of the signed objects, base64 included
/// @param padding to the size class, with the length and the salt
/// @param recipients the envelopes' headers: one stanza for each post
/// @param sealing nonces and tags of the envelopes
/// @param checkpoints with both their signatures
/// @param proofs of inclusion
/// @param framing leaves, channel and lengths of the parcels
record Parts(
        long payload,
        long signatures,
        long padding,
        long recipients,
        long sealing,
        long checkpoints,
        long proofs,
        long framing) {
    static final Parts NONE = new Parts(0, 0, 0, 0, 0, 0, 0, 0);

    /// An age payload begins with a nonce, and each 64 KiB of it end with a tag.
    private static final int NONCE = 16;

    private static final int TAG = 16;
    private static final int CHUNK = 64 << 10;

    static Parts of(Parcel parcel, long checkpoint, Jws signed) {
        long jws = signed.bytes().size();
        long payload = signed.payload().size();
        long header = headerSize(parcel.envelope());
        long sealed = parcel.envelope().size() - header;
        long tags = Math.ceilDiv(sealed - NONCE, CHUNK + TAG) * TAG;
        long padded = sealed - NONCE - tags;
        return new Parts(
                payload,
                jws - payload,
                padded - jws,
                header,
                NONCE + tags,
                checkpoint,
                parcel.proof().size() - checkpoint,
                parcel.bytes().size()
                        - parcel.envelope().size()
                        - parcel.proof().size());
    }

    /// The header of an age file ends with the line that begins with `---`.
    private static long headerSize(Bytes envelope) {
        for (int at = 1; at < envelope.size() - 3; at++) {
            if (envelope.at(at - 1) == '\n' && envelope.at(at) == '-' && envelope.at(at + 1) == '-') {
                while (envelope.at(at) != '\n') {
                    at++;
                }
                return at + 1L;
            }
        }
        throw new IllegalArgumentException("an envelope without a header");
    }

    /// What the padded content is sealed from: a size class.
    long sizeClass() {
        return payload + signatures + padding;
    }

    long sum() {
        return payload + signatures + padding + recipients + sealing + checkpoints + proofs + framing;
    }

    Parts plus(Parts other) {
        return new Parts(
                payload + other.payload,
                signatures + other.signatures,
                padding + other.padding,
                recipients + other.recipients,
                sealing + other.sealing,
                checkpoints + other.checkpoints,
                proofs + other.proofs,
                framing + other.framing);
    }

    Parts times(int copies) {
        Parts all = NONE;
        for (int i = 0; i < copies; i++) {
            all = all.plus(this);
        }
        return all;
    }

    /// In words, in the order in which they lie.
    SequencedMap<String, Long> items() {
        SequencedMap<String, Long> items = new LinkedHashMap<>();
        items.put("statements (payloads)", payload);
        items.put("signatures and JWS", signatures);
        items.put("padding, length, salt", padding);
        items.put("recipient stanzas", recipients);
        items.put("envelope nonces and tags", sealing);
        items.put("checkpoints", checkpoints);
        items.put("inclusion proofs", proofs);
        items.put("leaves and parcel framing", framing);
        return items;
    }

    Json toJson() {
        return Json.object()
                .with("payload", payload)
                .with("signatures", signatures)
                .with("padding", padding)
                .with("recipients", recipients)
                .with("sealing", sealing)
                .with("checkpoints", checkpoints)
                .with("proofs", proofs)
                .with("framing", framing)
                .build();
    }

    @Override
    public String toString() {
        return Figure.kb(sum());
    }
}
