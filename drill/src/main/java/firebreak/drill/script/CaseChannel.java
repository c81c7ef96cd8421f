package firebreak.drill.script;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import java.util.List;

/// One channel: every distinct set of parties that converse has exactly one.
///
/// @param parties in alphabetical order
/// @param posts every post that speaks or is addressed there, in the order of the file; in the channel of all
///     parties also every party's default post, so that each party has somebody there
public record CaseChannel(ChannelLabel label, List<PartyCode> parties, List<PostCode> posts) {
    public CaseChannel {
        parties = List.copyOf(parties);
        posts = List.copyOf(posts);
    }
}
