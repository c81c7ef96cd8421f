package firebreak.line;

import firebreak.charter.ChannelId;
import firebreak.charter.PostCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.Comparator;

/// Which line, through all changes of its keys.
///
/// @param own the post at this end
/// @param peer the post at the other
public record LineName(ChannelId channel, PostCode own, PostCode peer) implements Comparable<LineName> {
    private static final Comparator<LineName> ORDER =
            Comparator.comparing(LineName::channel).thenComparing(LineName::own).thenComparing(LineName::peer);

    public Json toJson() {
        return Json.object()
                .with("channel", channel.toJson())
                .with("own", own.toJson())
                .with("peer", peer.toJson())
                .build();
    }

    public static LineName read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        LineName name = new LineName(
                fields.required("channel", ChannelId::read),
                fields.required("own", PostCode::read),
                fields.required("peer", PostCode::read));
        fields.done();
        return name;
    }

    @Override
    public int compareTo(LineName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return own + "–" + peer + " in " + channel.brief();
    }
}
