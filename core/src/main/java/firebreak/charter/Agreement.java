package firebreak.charter;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.AlgorithmSet;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A channel agreement: which posts may talk with each other, and how. A small charter in the same
/// format; it changes only by signature of one post of every member. A channel is its audience: all its
/// posts can open all that is said in it.
///
/// @param charter the hash of the first version of the charter it lives under; empty for a back channel
/// @param label a short name for people, for example `RU-UK`
/// @param expires until when the proposal may be signed; a signature after that does not count
public record Agreement(
        Mode mode,
        Optional<Hash> charter,
        String label,
        Version version,
        Instant expires,
        AlgorithmSet algorithms,
        List<Member> members,
        List<FormPin> forms,
        Neutrals witnesses,
        Neutrals mailboxes,
        Quotas quotas,
        Duration frameInterval) {
    public static final String TYPE = "channel";
    public static final int MAX_FORMS = 256;

    public Agreement {
        members = List.copyOf(members);
        forms = List.copyOf(forms);
    }

    /// Bilateral and multilateral are told by counting; back is told by the missing charter.
    public enum Kind {
        BILATERAL,
        MULTILATERAL,
        BACK
    }

    /// A form that may be used in the channel, fixed by the hash of its canonical JSON.
    public record FormPin(String id, Hash hash) {
        Json toJson() {
            return Json.object().with("id", id).with("hash", hash).build();
        }

        static FormPin read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            FormPin pin = new FormPin(Limits.name(fields, "id"), fields.hash("hash"));
            fields.done();
            return pin;
        }
    }

    public Kind kind() {
        if (charter.isEmpty()) {
            return Kind.BACK;
        }
        return members.size() == 2 ? Kind.BILATERAL : Kind.MULTILATERAL;
    }

    public Optional<Member> member(PartyCode party) {
        return members.stream().filter(member -> member.party().equals(party)).findFirst();
    }

    public Optional<Member> memberOf(PostCode post) {
        return members.stream().filter(member -> member.posts().contains(post)).findFirst();
    }

    public Stream<PostCode> posts() {
        return members.stream().flatMap(member -> member.posts().stream());
    }

    public boolean allows(String formId, Hash formHash) {
        return forms.contains(new FormPin(formId, formHash));
    }

    public Json toJson() {
        return Json.object()
                .with("type", TYPE)
                .with("mode", mode.toJson())
                .with("charter", charter.orElse(null))
                .with("label", label)
                .with("version", version.toJson())
                .with("expires", expires)
                .with("algorithms", algorithms.toJson())
                .with("members", Json.list(members, Member::toJson))
                .with("forms", Json.list(forms, FormPin::toJson))
                .with("witnesses", witnesses.toJson())
                .with("mailboxes", mailboxes.toJson())
                .with("quotas", quotas.toJson())
                .with("frameSeconds", frameInterval.toSeconds())
                .build();
    }

    public Bytes payload() {
        return Canonical.write(toJson());
    }

    public Hash hash() {
        return Hash.of(payload());
    }

    public static Agreement parse(String place, Bytes payload) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, payload, Limits.DOCUMENT_BYTES));
        fields.expect("type", TYPE);
        Agreement agreement = new Agreement(
                fields.required("mode", Mode::read),
                fields.optional("charter", Fields::asHash),
                Limits.name(fields, "label"),
                fields.required("version", Version::read),
                fields.time("expires"),
                fields.required("algorithms", AlgorithmSet::read),
                Limits.list(fields, "members", 2, Limits.PARTIES, Member::read),
                Limits.list(fields, "forms", 1, MAX_FORMS, FormPin::read),
                fields.required("witnesses", Neutrals::read),
                fields.required("mailboxes", Neutrals::read),
                fields.required("quotas", Quotas::read),
                Duration.ofSeconds(fields.integer("frameSeconds", 1, 86_400)));
        fields.done();
        if (!agreement.expires().isAfter(agreement.version().issued())) {
            throw new FormatException(place + ".expires", "expected a time after the version was issued");
        }
        Limits.distinct(place + ".members", agreement.members(), Member::party);
        Limits.distinct(place + ".members", agreement.members(), Member::origin);
        Limits.distinct(place + ".members", agreement.posts().toList(), post -> post);
        Limits.distinct(place + ".forms", agreement.forms(), FormPin::id);
        return agreement;
    }

    /// The member whose first record has this origin; later generations are named by successor leaves.
    public Optional<Member> memberWith(Origin origin) {
        return members.stream().filter(member -> member.origin().equals(origin)).findFirst();
    }
}
