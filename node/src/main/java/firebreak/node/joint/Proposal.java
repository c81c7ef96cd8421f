package firebreak.node.joint;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Circular;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A joint note as this node knows it.
///
/// @param proposer the officer here who proposed it; absent where another party did
/// @param came when it was proposed or came, by this node's clock
/// @param declined the officer here who declined to sign it
/// @param recorded its reference, once it is on this node's record
public record Proposal(
        Circular circular,
        Optional<String> proposer,
        Instant came,
        Optional<String> declined,
        Optional<String> recorded) {
    /// How long it is kept here, signed or not.
    static final Duration KEPT = Duration.ofDays(30);

    private static final int MAX_ROW = 2 * Circular.MAX_BYTES;

    Proposal with(Circular newer) {
        return new Proposal(newer, proposer, came, declined, recorded);
    }

    Proposal declinedBy(String officer) {
        return new Proposal(circular, proposer, came, Optional.of(officer), recorded);
    }

    Proposal onRecord(String reference) {
        return new Proposal(circular, proposer, came, declined, Optional.of(reference));
    }

    boolean isOver(Instant now) {
        return now.isAfter(came.plus(KEPT));
    }

    Bytes row() {
        return Canonical.write(Json.object()
                .with("circular", circular.bytes().base64Url())
                .with("proposer", proposer.orElse(null))
                .with("came", came)
                .with("declined", declined.orElse(null))
                .with("recorded", recorded.orElse(null))
                .build());
    }

    static Proposal read(String place, Bytes row) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, row, MAX_ROW));
        Proposal proposal = new Proposal(
                Circular.parse(
                        place + ".circular", Bytes.parseBase64Url(place + ".circular", fields.string("circular"))),
                fields.optional("proposer", Fields::asString),
                fields.time("came"),
                fields.optional("declined", Fields::asString),
                fields.optional("recorded", Fields::asString));
        fields.done();
        return proposal;
    }
}
