package firebreak.note;

import firebreak.charter.PostCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What people decide of a note: form and fields, addressees, what it answers, how urgent it is. The rest
/// of a [Note] follows from where and when it is released.
///
/// @param form the id of its form, for example `allegation`
/// @param formHash which version of the form, fixed by the channel agreement
/// @param action posts that must act; @param information posts that only need to know
/// @param outside addressees that are not on the line, as words, for example `public`
/// @param answers the note this one replies to, holds or declines
/// @param refs other leaves it refers to
/// @param language of the text, a BCP 47 tag such as `en`
/// @param fields what the form asks for, checked against it
public record Content(
        String form,
        Hash formHash,
        List<PostCode> action,
        List<PostCode> information,
        List<String> outside,
        Optional<LeafRef> answers,
        List<LeafRef> refs,
        Optional<Amends> amends,
        Precedence precedence,
        Marking marking,
        String language,
        Json.Obj fields) {
    // Possessive, so that it is matched without a call for each part: a long tag must not exhaust the stack.
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}+)*+");

    public Content {
        action = List.copyOf(action);
        information = List.copyOf(information);
        outside = List.copyOf(outside);
        refs = List.copyOf(refs);
    }

    public Json toJson() {
        return Json.object()
                .with("form", form)
                .with("formHash", formHash)
                .with("action", Json.list(action, PostCode::toJson))
                .with("information", Json.list(information, PostCode::toJson))
                .with("outside", Json.strings(outside))
                .with("answers", answers.map(LeafRef::toJson).orElse(null))
                .with("refs", Json.list(refs, LeafRef::toJson))
                .with("amends", amends.map(Amends::toJson).orElse(null))
                .with("precedence", precedence.name())
                .with("marking", marking.toJson())
                .with("language", language)
                .with("fields", fields)
                .build();
    }

    public static Content read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Content content = new Content(
                NoteLimits.text(fields, "form", 1, 60),
                fields.hash("formHash"),
                posts(fields, "action"),
                posts(fields, "information"),
                fields.list(
                        "outside",
                        (at, item) -> NoteLimits.within(at, Fields.asString(at, item), 1, NoteLimits.OUTSIDE_CHARS)),
                fields.optional("answers", LeafRef::read),
                fields.list("refs", LeafRef::read),
                fields.optional("amends", Amends::read),
                fields.required("precedence", Precedence::read),
                fields.required("marking", Marking::read),
                fields.string("language"),
                fields.required("fields", Content::object));
        fields.done();
        content.check(place);
        return content;
    }

    private void check(String place) throws FormatException {
        if (outside.size() > NoteLimits.OUTSIDE) {
            throw new FormatException(place + ".outside", "expected at most " + NoteLimits.OUTSIDE + " addressees");
        }
        if (refs.size() > NoteLimits.REFS || new HashSet<>(refs).size() != refs.size()) {
            throw new FormatException(
                    place + ".refs", "expected at most " + NoteLimits.REFS + " references, each once");
        }
        if (language.length() > NoteLimits.LANGUAGE_CHARS
                || !LANGUAGE.matcher(language).matches()) {
            throw new FormatException(place + ".language", "expected a language tag such as en or fr");
        }
        Set<PostCode> both = new HashSet<>(action);
        if (information.stream().anyMatch(both::contains)) {
            throw new FormatException(place + ".information", "expected no post that is addressed for action as well");
        }
    }

    private static List<PostCode> posts(Fields fields, String member) throws FormatException {
        List<PostCode> posts = fields.list(member, PostCode::read);
        if (posts.size() > NoteLimits.ADDRESSEES || new HashSet<>(posts).size() != posts.size()) {
            throw new FormatException(
                    fields.place() + "." + member, "expected at most " + NoteLimits.ADDRESSEES + " posts, each once");
        }
        return posts;
    }

    private static Json.Obj object(String place, Json value) throws FormatException {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw new FormatException(place, "expected an object");
    }

    /// The kind of answer this note is to what it [#answers], by its form.
    public Answer answer() {
        return switch (form.toLowerCase(Locale.ROOT)) {
            case "holding-reply" -> Answer.HOLDING;
            case "decline" -> Answer.DECLINE;
            default -> answers.isPresent() ? Answer.REPLY : Answer.NONE;
        };
    }

    /// How a note answers another: a holding reply moves the deadline it states, a reply or decline ends the wait.
    public enum Answer {
        NONE,
        HOLDING,
        REPLY,
        DECLINE
    }
}
