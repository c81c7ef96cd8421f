package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.PostCode;
import firebreak.note.Content;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules for a note's contents that the channel agreement sets. The form's own rules are checked with
/// the form, which the shell holds; see [firebreak.note.Form#faults].
final class ContentCheck {
    private ContentCheck() {}

    static Optional<String> fault(Agreement agreement, Content content) {
        if (!agreement.allows(content.form(), content.formHash())) {
            return Optional.of("the form '" + content.form() + "' in this version is not agreed in this channel");
        }
        Optional<PostCode> stranger = Stream.concat(content.action().stream(), content.information().stream())
                .filter(post -> agreement.memberOf(post).isEmpty())
                .findFirst();
        return stranger.map(post -> "the post " + post + " is not in this channel");
    }
}
