package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Form;
import firebreak.note.Forms;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The channels of this node and the forms it knows: what notes are read against.
record Board(List<Line> lines, Forms forms) {
    Board {
        lines = List.copyOf(lines);
    }

    /// One channel as this node stands in it.
    ///
    /// @param channel its hash
    /// @param self this node's own party there
    record Line(String channel, String label, String self, List<Other> others) {
        Line {
            others = List.copyOf(others);
        }

        static Line read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Line(
                    fields.string("channel"),
                    fields.string("label"),
                    fields.string("party"),
                    fields.list("members", Other::read));
        }

        /// The party of a post; a post of nobody else here is one of our own.
        String partyOf(String post) {
            return others.stream()
                    .filter(other -> other.posts().contains(post))
                    .map(Other::party)
                    .findFirst()
                    .orElse(self);
        }
    }

    /// Another member of a channel.
    record Other(String party, List<String> posts) {
        Other {
            posts = List.copyOf(posts);
        }

        static Other read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Other(fields.string("party"), fields.strings("posts"));
        }
    }

    static Board of(Desk desk) throws Refusal, IOException, FormatException {
        Fields channels = Fields.of("channels", desk.get("/v1/channels"));
        Fields forms = Fields.of("forms", desk.get("/v1/forms"));
        return new Board(channels.list("channels", Line::read), Forms.of(forms.list("forms", Form::read)));
    }

    Optional<Line> line(String channel) {
        return lines.stream().filter(line -> line.channel().equals(channel)).findFirst();
    }

    /// The channel that a person means by its label, or by its hash in full.
    Line named(String name) throws Refusal {
        return lines.stream()
                .filter(line -> line.label().equals(name) || line.channel().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal("there is no channel " + Shown.quoted(name) + " here; there are: " + labels()));
    }

    String labels() {
        return lines.isEmpty()
                ? "none"
                : String.join(", ", lines.stream().map(Line::label).toList());
    }

    /// A channel's label, or the beginning of its hash where this node has left it.
    String label(String channel) {
        return line(channel).map(Line::label).orElseGet(() -> channel.substring(0, Math.min(8, channel.length())));
    }

    boolean asks(String form) {
        return forms.latest(form).map(Form::asks).orElse(false);
    }

    String title(String form) {
        return forms.latest(form).map(Form::title).orElse(form);
    }
}
