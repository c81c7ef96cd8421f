package firebreak.engine;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.Frontier;
import firebreak.record.Origin;
import java.util.Optional;

/// This node's own record in a channel.
///
/// @param serial how many references it has given out
/// @param signed the size of the newest checkpoint that was signed; leaves above it have not left the node
/// @param previous the record it continues, when it was opened as a successor, as far as it was adopted here
public record OwnRecord(
        Origin origin,
        int generation,
        Frontier frontier,
        InForce inForce,
        long serial,
        long signed,
        Standing standing,
        Optional<Previous> previous) {
    /// Whether the node may append.
    public enum Standing {
        /// Just started: other members are being asked whether they hold more than this store does.
        CHECKING,
        /// Appending.
        OPEN
    }

    /// The record continued, as far as this node knows it.
    public record Previous(Origin origin, long size, Hash root) {
        Json toJson() {
            return Json.object()
                    .with("origin", origin.text())
                    .with("size", size)
                    .with("root", root)
                    .build();
        }

        static Previous read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Previous previous =
                    new Previous(fields.required("origin", Origin::read), fields.integer("size"), fields.hash("root"));
            fields.done();
            return previous;
        }
    }

    public long size() {
        return frontier.size();
    }

    OwnRecord appended(Hash leaf) {
        return new OwnRecord(origin, generation, frontier.append(leaf), inForce, serial, signed, standing, previous);
    }

    OwnRecord adopting(InForce versions) {
        return new OwnRecord(origin, generation, frontier, versions, serial, signed, standing, previous);
    }

    OwnRecord numbered(long newSerial) {
        return new OwnRecord(origin, generation, frontier, inForce, newSerial, signed, standing, previous);
    }

    OwnRecord signedTo(long size) {
        return new OwnRecord(origin, generation, frontier, inForce, serial, Math.max(signed, size), standing, previous);
    }

    OwnRecord after(Previous known) {
        return new OwnRecord(origin, generation, frontier, inForce, serial, signed, standing, Optional.of(known));
    }

    OwnRecord standing(Standing now) {
        return new OwnRecord(origin, generation, frontier, inForce, serial, signed, now, previous);
    }

    Json toJson() {
        return Json.object()
                .with("origin", origin.text())
                .with("generation", generation)
                .with("frontier", frontier.toJson())
                .with("inForce", inForce.toJson())
                .with("serial", serial)
                .with("signed", signed)
                .with("previous", previous.map(Previous::toJson).orElse(null))
                .build();
    }

    /// A record read from the store is always [Standing#CHECKING].
    static OwnRecord read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        OwnRecord read = new OwnRecord(
                fields.required("origin", Origin::read),
                fields.integer("generation", 0, Integer.MAX_VALUE),
                fields.required("frontier", Frontier::read),
                fields.required("inForce", InForce::read),
                fields.integer("serial"),
                fields.integer("signed"),
                Standing.CHECKING,
                fields.optional("previous", Previous::read));
        fields.done();
        return read;
    }
}
