package firebreak.verifier.said;

import firebreak.verifier.paper.Names;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What people decide of a note (spec/note.md, Note).
///
/// @param action posts addressed; `information` those that are told besides
/// @param answers the leaf that it answers
public record Content(
        String form,
        Hash formHash,
        List<String> action,
        List<String> information,
        Optional<LeafName> answers,
        Json.Obj fields) {
    private static final int MOST_POSTS = 128;
    private static final int MOST_OTHERS = 64;
    private static final int MOST_WORDS = 120;
    private static final int MOST_FORM = 60;
    private static final int MOST_LANGUAGE = 64;
    private static final Set<String> ACTS = Set.of("corrects", "cancels", "supersedes");
    private static final Set<String> PRECEDENCES = Set.of("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}+)*+");

    static Content read(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        members.list("outside", 0, MOST_OTHERS, (at, text) -> Members.text(at, text, 1, MOST_WORDS));
        Members.once(members.place("refs"), members.list("refs", 0, MOST_OTHERS, LeafName::read));
        members.may("amends", Content::amends);
        word(members, "precedence", PRECEDENCES);
        members.need("marking", Content::marking);
        if (!LANGUAGE.matcher(members.text("language", 1, MOST_LANGUAGE)).matches()) {
            throw new Malformed(members.place("language"), "expected a language tag such as en");
        }
        Content content = new Content(
                members.text("form", 1, MOST_FORM),
                members.hash("formHash"),
                members.list("action", 0, MOST_POSTS, Names::post),
                members.list("information", 0, MOST_POSTS, Names::post),
                members.may("answers", LeafName::read),
                members.need("fields", Content::object));
        members.end();
        Members.once(place, content.posts());
        return content;
    }

    /// All that are addressed.
    public List<String> posts() {
        return Stream.concat(action.stream(), information.stream()).toList();
    }

    /// The time in a field; nothing where it is not filled or holds no time.
    public Optional<Instant> time(String field) {
        Json value = fields.members().get(field);
        return value == null ? Optional.empty() : Members.ifTime(value);
    }

    private static Json.Obj object(String place, Json value) throws Malformed {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw new Malformed(place, "expected an object");
    }

    private static LeafName amends(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        word(members, "act", ACTS);
        LeafName earlier = members.need("earlier", LeafName::read);
        members.end();
        return earlier;
    }

    private static String marking(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        String handling = members.text("handling", 0, MOST_FORM);
        members.list("releasableTo", 0, MOST_OTHERS, Names::party);
        members.end();
        return handling;
    }

    private static void word(Members members, String name, Set<String> words) throws Malformed {
        if (!words.contains(members.text(name))) {
            throw new Malformed(members.place(name), "expected one of the words for it");
        }
    }
}
