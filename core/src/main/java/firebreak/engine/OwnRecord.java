package firebreak.engine;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.Frontier;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;

/// This node's own record in a channel.
///
/// @param serial how many references it has given out
/// @param signed the size of the newest checkpoint that was signed; leaves above it have not left the node
/// @param earlier this node's earlier records, each as far as it was held when this one was opened or adopted since
public record OwnRecord(
        Origin origin,
        int generation,
        Frontier frontier,
        InForce inForce,
        long serial,
        long signed,
        Standing standing,
        List<Earlier> earlier) {
    /// Whether the node may append.
    public enum Standing {
        /// Just started, and the high-water file agrees: other members are asked whether they hold more than this
        /// store.
        CHECKING,
        /// Not to be continued, and the high-water file does not say which record is the newest: members are asked.
        SEARCHING,
        /// Appending.
        OPEN,
        /// Never again to be continued here: another node with this party's keys has continued it. Nothing is said
        /// until a person has decided which of the two goes on.
        YIELDED
    }

    public OwnRecord {
        earlier = List.copyOf(earlier);
    }

    /// An earlier record of this node, up to some size.
    public record Earlier(Origin origin, long size, Hash root) {
        Json toJson() {
            return Json.object()
                    .with("origin", origin.text())
                    .with("size", size)
                    .with("root", root)
                    .build();
        }

        static Earlier read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Earlier earlier =
                    new Earlier(fields.required("origin", Origin::read), fields.integer("size"), fields.hash("root"));
            fields.done();
            return earlier;
        }
    }

    public long size() {
        return frontier.size();
    }

    OwnRecord appended(Hash leaf) {
        return new OwnRecord(origin, generation, frontier.append(leaf), inForce, serial, signed, standing, earlier);
    }

    OwnRecord adopting(InForce versions) {
        return new OwnRecord(origin, generation, frontier, versions, serial, signed, standing, earlier);
    }

    OwnRecord numbered(long newSerial) {
        return new OwnRecord(origin, generation, frontier, inForce, newSerial, signed, standing, earlier);
    }

    OwnRecord signedTo(long size) {
        return new OwnRecord(origin, generation, frontier, inForce, serial, Math.max(signed, size), standing, earlier);
    }

    /// How much of an earlier record is taken over already.
    long taken(Origin old) {
        return earlier.stream()
                .filter(record -> record.origin().equals(old))
                .mapToLong(Earlier::size)
                .findFirst()
                .orElse(0);
    }

    OwnRecord after(Earlier adopted) {
        List<Earlier> more = new ArrayList<>(earlier);
        more.removeIf(record -> record.origin().equals(adopted.origin()));
        more.add(adopted);
        return new OwnRecord(origin, generation, frontier, inForce, serial, signed, standing, more);
    }

    OwnRecord standing(Standing now) {
        return new OwnRecord(origin, generation, frontier, inForce, serial, signed, now, earlier);
    }

    Json toJson() {
        return Json.object()
                .with("origin", origin.text())
                .with("generation", generation)
                .with("frontier", frontier.toJson())
                .with("inForce", inForce.toJson())
                .with("serial", serial)
                .with("signed", signed)
                .with("earlier", Json.list(earlier, Earlier::toJson))
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
                fields.list("earlier", Earlier::read));
        fields.done();
        return read;
    }
}
