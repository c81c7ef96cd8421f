package firebreak.verifier.paper;

import firebreak.verifier.sign.Algorithms;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which posts may talk with each other, and how.
///
/// @param charter absent for a back channel
/// @param neutrals witnesses and mailboxes
public record Agreement(
        String mode,
        Optional<Hash> charter,
        String label,
        Version version,
        Algorithms algorithms,
        List<Member> members,
        List<Form> forms,
        List<String> neutrals)
        implements Document {
    private static final int MOST_FORMS = 256;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_QUOTA = 10_000_000;

    /// @param origin its first record in this channel
    public record Member(String party, Hash manifest, Origin origin, RecordKeys record, List<String> posts) {}

    /// A form that may be used, by the hash of its canonical JSON.
    public record Form(String id, Hash hash) {}

    static Agreement read(Members object) throws Malformed {
        Instant expires = object.time("expires");
        List<String> neutrals = new ArrayList<>(object.need("witnesses", Agreement::neutrals));
        neutrals.addAll(object.need("mailboxes", Agreement::neutrals));
        Agreement agreement = new Agreement(
                object.need("mode", Names::mode),
                object.may("charter", Members::hash),
                object.need("label", Names::visible),
                object.need("version", Version::read),
                object.need("algorithms", Algorithms::read),
                object.list("members", 2, Charter.MOST_PARTIES, Agreement::member),
                object.list("forms", 1, MOST_FORMS, Agreement::form),
                List.copyOf(neutrals));
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

    private static List<String> neutrals(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        List<String> parties = members.list("parties", 0, Charter.MOST_PARTIES, Names::party);
        members.whole("threshold", 0, parties.size());
        members.end();
        Members.once(place, parties);
        return parties;
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

    /// Whether some member has this post here.
    public boolean hasPost(String post) {
        return members.stream().anyMatch(member -> member.posts.contains(post));
    }
}
