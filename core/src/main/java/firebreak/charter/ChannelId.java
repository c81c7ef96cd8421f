package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;

/// The identity of a channel through all its versions: the hash of its first agreement. For a back
/// channel it is also the fingerprint that its members compare.
public record ChannelId(Hash hash) implements Comparable<ChannelId> {
    public static ChannelId read(String place, Json value) throws FormatException {
        return new ChannelId(Fields.asHash(place, value));
    }

    public Json toJson() {
        return Json.of(hash);
    }

    public String brief() {
        return hash.brief();
    }

    @Override
    public int compareTo(ChannelId other) {
        return hash.compareTo(other.hash);
    }

    @Override
    public String toString() {
        return hash.hex();
    }
}
