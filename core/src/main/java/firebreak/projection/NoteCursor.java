package firebreak.projection;

import firebreak.charter.ChannelId;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the list of notes, newest first: behind one note, wherever newer ones were added meanwhile.
///
/// @param time the key's time, of which later ones are smaller
/// @param leaf origin and index as in keys
public record NoteCursor(String time, ChannelId channel, String leaf) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{16})/([0-9a-f]{64})/([!-}]{1,300})");

    /// The place behind a row of the index by time.
    static NoteCursor behind(ChannelId channel, String timeKey) {
        String rest = timeKey.substring(NoteKeys.times(channel).length());
        int slash = rest.indexOf('/');
        return new NoteCursor(rest.substring(0, slash), channel, rest.substring(slash + 1));
    }

    /// Where another page begins in a channel's index. Notes of one time are in the order of their channels.
    String from(ChannelId other) {
        int order = other.compareTo(channel);
        String times = NoteKeys.times(other) + time + "/";
        return order == 0 ? times + leaf + "!" : order < 0 ? times + "~" : times;
    }

    /// As it travels; means nothing to whoever passes it on.
    public String text() {
        return time + "/" + channel.hash().hex() + "/" + leaf;
    }

    public static NoteCursor parse(String place, String text) throws FormatException {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new FormatException(place, "expected the 'after' of an earlier page");
        }
        return new NoteCursor(matcher.group(1), new ChannelId(Hash.parse(place, matcher.group(2))), matcher.group(3));
    }
}
