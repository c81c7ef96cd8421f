package firebreak.drill.chronology;

import firebreak.charter.Limits;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.yaml.Fault;
import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Members;
import firebreak.drill.yaml.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Reads `parties` and `posts` and gives every post its party.
final class CastReader {
    static final String PARTIES = "parties";
    static final String POSTS = "posts";

    private static final String MADE = "-GOV";
    private static final String MADE_NAME = "Government";
    private static final String PARTY_RULE = "a party code: 2 to 16 capital letters and digits, a letter first";
    private static final String POST_RULE =
            "a post code: 2 to 32 capital letters, digits and inner hyphens, a letter first";
    private static final String PARTIES_EXPECTED = "a mapping of party code to name";
    private static final String POSTS_EXPECTED = "a mapping of post code to name";

    private final Members top;
    private final Faults faults;
    private final SequencedMap<PartyCode, String> partyNames = new LinkedHashMap<>();
    private final SequencedMap<PartyCode, List<CasePost>> posts = new LinkedHashMap<>();
    private final Map<String, Code> declared = new HashMap<>();
    private final Set<String> faulty = new HashSet<>();
    private boolean complete = true;
    private boolean sound = true;

    CastReader(Members top, Faults faults) {
        this.top = top;
        this.faults = faults;
    }

    Codes read() {
        readParties();
        readPosts();
        partyNames.keySet().forEach(this::makePostIfNone);
        return new Codes(declared, faulty, complete, sound ? Optional.of(cast()) : Optional.empty());
    }

    private void readParties() {
        Optional<Yaml.Entries> entries = top.entries(PARTIES, PARTIES_EXPECTED);
        if (entries.isEmpty()) {
            complete = false;
            sound = false;
            return;
        }
        int count = entries.get().members().size();
        if (count < 2 || count > Chronology.MAX_PARTIES) {
            fault(entries.get(), PARTIES, count + " parties", "2 to " + Chronology.MAX_PARTIES + " parties");
        }
        entries.get().members().forEach(this::readParty);
    }

    private void readParty(String code, Yaml value) {
        Names.party(code)
                .ifPresentOrElse(
                        party -> {
                            declared.put(code, new Code.OfParty(party));
                            name(code, value, PARTIES).ifPresent(name -> partyNames.put(party, name));
                        },
                        () -> refuse(code, value, PARTIES, Fault.quoted(code), PARTY_RULE));
    }

    private void readPosts() {
        boolean present = top.optional(POSTS).isPresent();
        Optional<Yaml.Entries> entries = top.optionalEntries(POSTS, POSTS_EXPECTED);
        if (entries.isEmpty()) {
            complete &= !present;
            sound &= !present;
            return;
        }
        int count = entries.get().members().size();
        if (count > Chronology.MAX_POSTS) {
            fault(entries.get(), POSTS, count + " posts", "at most " + Chronology.MAX_POSTS + " posts");
        }
        entries.get().members().forEach(this::readPost);
    }

    private void readPost(String code, Yaml value) {
        Optional<PostCode> post = Names.post(code);
        if (post.isEmpty()) {
            refuse(code, value, POSTS, Fault.quoted(code), POST_RULE);
        } else if (declared.containsKey(code)) {
            refuse(code, value, POSTS, Fault.quoted(code) + ", a party's code", "a code that names one thing");
        } else {
            owner(code).ifPresentOrElse(party -> addPost(post.get(), value, party), () -> refuseUnowned(code, value));
        }
    }

    /// A post of a party that could not be read is no second fault.
    private void refuseUnowned(String code, Yaml value) {
        if (!complete || faulty.stream().anyMatch(code::startsWith)) {
            faulty.add(code);
        } else {
            String found = Fault.quoted(code) + ", which begins with no party's code";
            refuse(code, value, POSTS, found, "a post code that begins with the code of its party");
        }
    }

    private void addPost(PostCode code, Yaml value, PartyCode party) {
        declared.put(code.value(), new Code.OfPost(code));
        name(code.value(), value, POSTS).ifPresent(name -> postsOf(party).add(new CasePost(code, name, party, false)));
    }

    /// The party with the longest code that begins the post's code.
    private Optional<PartyCode> owner(String post) {
        return declared.values().stream()
                .filter(Code.OfParty.class::isInstance)
                .map(code -> ((Code.OfParty) code).code())
                .filter(party -> post.startsWith(party.value()))
                .max(Comparator.comparingInt(party -> party.value().length()));
    }

    /// The made code is free, since party codes hold no hyphen and a declared `UN-GOV` would be a post of UN.
    /// It is not declared: events name the party, never the made post.
    private void makePostIfNone(PartyCode party) {
        if (postsOf(party).isEmpty()) {
            postsOf(party).add(new CasePost(new PostCode(party.value() + MADE), MADE_NAME, party, true));
        }
    }

    private List<CasePost> postsOf(PartyCode party) {
        return posts.computeIfAbsent(party, _ -> new ArrayList<>());
    }

    private Optional<String> name(String code, Yaml value, String field) {
        if (value instanceof Yaml.Scalar scalar && Names.isName(scalar.text()) && !scalar.isNothing()) {
            return Optional.of(scalar.text());
        }
        fault(
                value,
                field,
                value.described() + " for " + code,
                "a name of 1 to " + Limits.NAME_CHARS + " visible characters");
        return Optional.empty();
    }

    private void refuse(String code, Yaml value, String field, String found, String expected) {
        faulty.add(code);
        fault(value, field, found, expected);
    }

    private void fault(Yaml value, String field, String found, String expected) {
        faults.add(value.place(), top.subject(), field, found, expected);
        sound = false;
    }

    private Cast cast() {
        return new Cast(partyNames.entrySet().stream()
                .map(entry -> new CaseParty(entry.getKey(), entry.getValue(), postsOf(entry.getKey())))
                .toList());
    }
}
