package firebreak.verifier.paper;

import firebreak.verifier.sign.Algorithms;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which posts may talk with each other, and how.
///
/// @param charter absent for a back channel
public record Agreement(
        String mode,
        Optional<Hash> charter,
        String label,
        Version version,
        Algorithms algorithms,
        List<Member> members,
        List<Form> forms,
        Neutrals witnesses,
        Neutrals mailboxes)
        implements Document {
    private static final int MOST_FORMS = 256;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_QUOTA = 10_000_000;

    /// @param origin its first record in this channel
    public record Member(String party, Hash manifest, Origin origin, RecordKeys record, List<String> posts) {}

    /// A form that may be used, by the hash of its canonical JSON.
    public record Form(String id, Hash hash) {}

    /// Witnesses or mailboxes, and how many of them must say the same; with 0 their word counts for nothing.
    public record Neutrals(List<String> parties, int threshold) {
        /// Of the times that they say, the earliest by which so many of them have said it.
        public Optional<Instant> earliest(Map<String, Instant> said) {
            return last(said, Comparator.naturalOrder());
        }

        /// Of the times that they say, the latest that so many of them have said or passed.
        public Optional<Instant> latest(Map<String, Instant> said) {
            return last(said, Comparator.reverseOrder());
        }

        /// The last of as many as it takes.
        private Optional<Instant> last(Map<String, Instant> said, Comparator<Instant> order) {
            List<Instant> times = parties.stream()
                    .filter(said::containsKey)
                    .map(said::get)
                    .sorted(order)
                    .limit(threshold)
                    .toList();
            return threshold == 0 || times.size() < threshold ? Optional.empty() : Optional.of(times.getLast());
        }
    }

    static Agreement read(Members object) throws Malformed {
        Instant expires = object.time("expires");
        Agreement agreement = new Agreement(
                object.need("mode", Names::mode),
                object.may("charter", Members::hash),
                object.need("label", Names::visible),
                object.need("version", Version::read),
                object.need("algorithms", Algorithms::read),
                object.list("members", 2, Charter.MOST_PARTIES, Agreement::member),
                object.list("forms", 1, MOST_FORMS, Agreement::form),
                object.need("witnesses", Agreement::neutrals),
                object.need("mailboxes", Agreement::neutrals));
        object.need("quotas", Agreement::quotas);
        object.whole("frameSeconds", 1, MOST_SECONDS);
        if (!expires.isAfter(agreement.version.issued())) {
            throw new Malformed(object.place("expires"), "expected a time after the version was issued");
        }
        String place = object.place("members");
        Members.once(place, agreement.members.stream().map(Member::party).toList());
        Members.once(place, agreement.members.stream().map(Member::origin).toList());
        Members.once(
                place,
                agreement.members.stream()
                        .flatMap(member -> member.posts.stream())
                        .toList());
        Members.once(
                object.place("forms"), agreement.forms.stream().map(Form::id).toList());
        return agreement;
    }

    private static Member member(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        Member member = new Member(
                members.need("party", Names::party),
                members.hash("manifest"),
                members.need("origin", Origin::read),
                members.need("record", RecordKeys::read),
                members.list("posts", 1, Manifest.MOST_POSTS, Names::post));
        members.end();
        return member;
    }

    private static Form form(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        Form form = new Form(members.need("id", Names::visible), members.hash("hash"));
        members.end();
        return form;
    }

    private static Neutrals neutrals(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        List<String> parties = members.list("parties", 0, Charter.MOST_PARTIES, Names::party);
        int threshold = (int) members.whole("threshold", 0, parties.size());
        members.end();
        Members.once(place, parties);
        return new Neutrals(parties, threshold);
    }

    private static long quotas(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        members.whole("leavesPerMinute", 1, MOST_QUOTA);
        members.whole("flashPerDay", 0, MOST_QUOTA);
        members.whole("heldItems", 1, MOST_QUOTA);
        members.end();
        return MOST_QUOTA;
    }

    public Optional<Member> member(String party) {
        return members.stream().filter(member -> member.party.equals(party)).findFirst();
    }

    /// From 1 on.
    public int number() {
        return version.number();
    }

    /// Witnesses and mailboxes.
    Stream<String> neutrals() {
        return Stream.concat(witnesses.parties.stream(), mailboxes.parties.stream());
    }

    /// The member that has this post here.
    public Optional<Member> memberWith(String post) {
        return members.stream().filter(member -> member.posts.contains(post)).findFirst();
    }

    /// Whether some member has this post here.
    public boolean hasPost(String post) {
        return memberWith(post).isPresent();
    }
}
