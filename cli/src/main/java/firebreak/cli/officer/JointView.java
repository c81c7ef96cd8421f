package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A joint note under way, as the node tells it.
///
/// @param id the hash of what its authors sign
/// @param declined by whom of this node's officers, where they will not sign
record JointView(
        String id,
        String reference,
        Instant came,
        Optional<String> declined,
        boolean recorded,
        List<Signatory> authors,
        Bytes payload) {
    private static final int BRIEF = 8;

    JointView {
        authors = List.copyOf(authors);
    }

    /// @param refuses why that author's node does not take it, or that it is declined there
    record Signatory(String party, String post, boolean signed, Optional<String> refuses) {
        static Signatory read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Signatory(
                    fields.string("party"),
                    fields.string("post"),
                    fields.bool("signed"),
                    fields.optional("refuses", Fields::asString));
        }
    }

    static JointView read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        return new JointView(
                fields.string("proposal"),
                fields.string("reference"),
                fields.time("came"),
                fields.optional("declined", Fields::asString),
                fields.bool("recorded"),
                fields.list("authors", Signatory::read),
                Bytes.parseBase64Url(place + ".payload", fields.string("payload")));
    }

    static List<JointView> all(Json answer) throws FormatException {
        return Fields.of("joint", answer).list("proposals", JointView::read);
    }

    /// The one of this reference, or whose id begins like this.
    static JointView one(Desk desk, String name) throws Refusal, IOException, FormatException {
        List<JointView> found = all(desk.get("/v1/joint")).stream()
                .filter(view -> view.reference().equals(name)
                        || (name.length() >= BRIEF / 2 && view.id().startsWith(name)))
                .toList();
        if (found.size() != 1) {
            throw new Refusal(
                    found.isEmpty()
                            ? "no joint note '" + name + "' is under way here: firebreak note joint list"
                            : "several joint notes begin with " + name + ": give more of it");
        }
        return found.getFirst();
    }

    List<String> posts() {
        return authors.stream().map(Signatory::post).toList();
    }

    String brief() {
        return id.substring(0, Math.min(BRIEF, id.length()));
    }

    JointPaper paper() throws FormatException {
        return JointPaper.of("proposal", payload, Optional.empty());
    }

    /// Where it stands, in words.
    String state() {
        if (recorded) {
            return "on record here";
        }
        List<String> words = new ArrayList<>();
        declined.ifPresent(officer -> words.add("declined here by " + officer));
        List<String> waiting = authors.stream()
                .filter(author -> !author.signed())
                .map(Signatory::post)
                .toList();
        words.add(waiting.isEmpty() ? "signed by all" : "not signed by " + String.join(", ", waiting));
        authors.forEach(
                author -> author.refuses().ifPresent(reason -> words.add(author.party() + " refuses: " + reason)));
        return String.join("; ", words);
    }
}
