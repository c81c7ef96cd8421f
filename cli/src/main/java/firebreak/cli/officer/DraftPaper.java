package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Yaml;
import firebreak.drill.yaml.YamlReader;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A note as someone writes it down, in a file or in options, before the node has seen it:
///
/// ```yaml
/// channel: RU-UK
/// post: RU-MOD
/// form: allegation
/// to: UK-MOD
/// info: [UK-CDS]
/// precedence: IMMEDIATE
/// marking: CONFIDENTIAL
/// fields:
///   subject: …
///   text: …
/// ```
///
/// Further members: `outside`, `releasableTo`, `language`, `answers`, `refs`, and one of `corrects`, `cancels` and
/// `supersedes`, each with references as lists show them.
final class DraftPaper {
    private static final List<String> TEXTS = List.of(
            "channel",
            "post",
            "form",
            "precedence",
            "marking",
            "language",
            "answers",
            "corrects",
            "cancels",
            "supersedes");
    private static final List<String> LISTS = List.of("to", "info", "outside", "releasableTo", "refs");
    private static final List<String> AS_WRITTEN =
            List.of("form", "precedence", "language", "answers", "corrects", "cancels", "supersedes");

    private final SequencedMap<String, String> texts = new LinkedHashMap<>();
    private final SequencedMap<String, List<String>> lists = new LinkedHashMap<>();
    private final SequencedMap<String, Json> fields = new LinkedHashMap<>();

    /// From a file: YAML, or JSON where its name ends in `.json`.
    static DraftPaper of(Path file) throws Refusal, IOException, FormatException {
        Bytes content = TextArgument.file(file);
        Json written = file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
                ? Canonical.readLoose(file.toString(), content, TextArgument.MAX_BYTES)
                : yaml(file, content);
        DraftPaper paper = new DraftPaper();
        paper.take(Fields.of(file.toString(), written));
        return paper;
    }

    private static Json yaml(Path file, Bytes content) throws Refusal {
        Faults faults = new Faults();
        Optional<Yaml> yaml = YamlReader.read(file.toString(), content, faults);
        if (yaml.isEmpty() || !faults.isEmpty()) {
            throw new Refusal(faults.list().getFirst().line());
        }
        return yaml.get().toJson();
    }

    private void take(Fields written) throws FormatException {
        for (String name : TEXTS) {
            written.optional(name, Fields::asString).ifPresent(text -> texts.put(name, text));
        }
        for (String name : LISTS) {
            written.optional(name, DraftPaper::oneOrMore).ifPresent(list -> lists.put(name, list));
        }
        written.optional("fields", DraftPaper::object).ifPresent(fields::putAll);
        written.done();
    }

    private static List<String> oneOrMore(String place, Json value) throws FormatException {
        return value instanceof Json.Str(String text) ? List.of(text) : Fields.asList(place, value, Fields::asString);
    }

    private static Map<String, Json> object(String place, Json value) throws FormatException {
        if (value instanceof Json.Obj(Map<String, Json> members)) {
            return members;
        }
        throw new FormatException(place, "expected a mapping");
    }

    /// Replaces a text, where one is given.
    DraftPaper with(String name, @Nullable String text) {
        if (text != null) {
            texts.put(name, text);
        }
        return this;
    }

    /// Replaces a list, where one is given.
    DraftPaper with(String name, List<String> list) {
        if (!list.isEmpty()) {
            lists.put(name, List.copyOf(list));
        }
        return this;
    }

    DraftPaper withFields(Map<String, Json> more) {
        fields.putAll(more);
        return this;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /// What is asked of the node. An officer with one post, or a node with one channel, need not name it.
    Json request(Session session, Board board) throws Refusal {
        return Json.object()
                .with("channel", line(board).channel())
                .with("post", post(session))
                .with("content", content(board))
                .build();
    }

    /// The same for a joint note, of one post of each party that is to sign it.
    Json request(List<String> posts, Board board) throws Refusal {
        return Json.object()
                .with("channel", line(board).channel())
                .with("posts", Json.strings(posts))
                .with("content", content(board))
                .build();
    }

    private Json content(Board board) throws Refusal {
        Json.Builder content = Json.object()
                .with("action", list("to"))
                .with("information", list("info"))
                .with("outside", list("outside"))
                .with("refs", list("refs"))
                .with("marking", marking());
        AS_WRITTEN.forEach(name -> content.with(name, texts.get(name)));
        String form = text("form")
                .orElseThrow(
                        () -> new Refusal(Exit.USAGE, "say in which form with --form, for example --form free-text"));
        return content.with(
                        "fields", FieldArguments.fitted(fields, board.forms().latest(form)))
                .build();
    }

    private Board.Line line(Board board) throws Refusal {
        if (texts.get("channel") == null && board.lines().size() == 1) {
            return board.lines().getFirst();
        }
        return board.named(text("channel")
                .orElseThrow(() ->
                        new Refusal(Exit.USAGE, "say in which channel with --channel; there are: " + board.labels())));
    }

    private String post(Session session) throws Refusal {
        if (texts.get("post") == null && session.posts().size() == 1) {
            return session.posts().getFirst();
        }
        return text("post")
                .orElseThrow(() -> new Refusal(
                        Exit.USAGE,
                        "say for which post with --post; " + session.officer() + " acts for: "
                                + String.join(", ", session.posts())));
    }

    private Json list(String name) {
        return Json.strings(lists.getOrDefault(name, List.of()));
    }

    private Json marking() {
        return Json.object()
                .with("handling", text("marking").orElse(""))
                .with("releasableTo", list("releasableTo"))
                .build();
    }
}
