package firebreak.projection;

import firebreak.charter.ChannelId;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.note.LeafRef;
import java.time.Instant;

/// The keys of the NOTE table. Notes themselves lie under [Keys#note], so that those of a channel lie together;
/// all other rows begin with a word.
final class NoteKeys {
    private NoteKeys() {}

    static String note(ChannelId channel, LeafRef leaf) {
        return Keys.note(channel, leaf.origin(), leaf.index());
    }

    /// The steps taken about a leaf; may be there before the note.
    static String ladder(String noteKey) {
        return "ladder/" + noteKey;
    }

    /// One row for each leaf of a note, newest first by the time the note states.
    static String time(ChannelId channel, Instant at, LeafRef leaf) {
        return times(channel) + newestFirst(at) + "/" + Keys.leaf(leaf.origin(), leaf.index());
    }

    static String times(ChannelId channel) {
        return "time/" + channel.hash().hex() + "/";
    }

    private static String newestFirst(Instant at) {
        return Keys.number(Long.MAX_VALUE - at.toEpochMilli());
    }

    /// Where a joint note stands, by channel and payload.
    static String joint(ChannelId channel, Hash payload) {
        return "joint/" + channel.hash().hex() + "/" + payload.hex();
    }

    /// The last word of a post in a form of which the last word holds.
    static String standing(ChannelId channel, String form, PostCode post) {
        return standings(channel, form) + post;
    }

    static String standings(ChannelId channel, String form) {
        return "standing/" + channel.hash().hex() + "/" + form + "/";
    }

    /// One row for each leaf that bears a reference: references are chosen by their authors and may repeat.
    static String reference(String reference, String noteKey) {
        return references(reference) + noteKey;
    }

    static String references(String reference) {
        return "reference/" + Hash.of(Bytes.ofUtf8(reference)).hex() + "/";
    }
}
