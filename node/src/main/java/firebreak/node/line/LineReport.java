package firebreak.node.line;

import firebreak.charter.PartyCode;
import firebreak.line.Condition;
import firebreak.line.LineName;
import firebreak.line.LineState;
import firebreak.line.Sent;
import java.util.List;
import java.util.Optional;

/// One line as people see it.
///
/// @param peer whose post is at the other end
/// @param said what that post said of itself in its last frame
/// @param trouble why the last test brought no answer, in words; nothing after one that did
/// @param history the last frames sent, oldest first
public record LineReport(
        LineName name,
        PartyCode peer,
        Condition condition,
        Optional<LineState.PeerSaid> said,
        Optional<String> trouble,
        List<Sent> history) {
    public LineReport {
        history = List.copyOf(history);
    }
}
