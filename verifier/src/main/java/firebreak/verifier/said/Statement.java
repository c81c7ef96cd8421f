package firebreak.verifier.said;

import firebreak.verifier.paper.Names;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Leaf;
import firebreak.verifier.tree.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The payload of one signed object of a record.
///
/// @param authors one, or for a joint note several
/// @param seen every claim about the roots of records: views, and what a successor or adoption continues
public record Statement(Leaf.Type type, Place place, List<Author> authors, Instant at, Says says, List<Seen> seen) {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_AUTHORS = 16;
    private static final int MOST_REFERENCE = 120;
    private static final int MOST_REASON = 300;
    private static final String DELIVERED = "delivered";
    private static final String HELD = "held";
    private static final Set<String> RECEIPTS = Set.of(DELIVERED, HELD, "read", "acknowledged");

    /// Where a statement belongs.
    ///
    /// @param charter the version in force; absent in a back channel
    public record Place(String mode, Optional<Hash> charter, Hash channel, Hash agreement) {
        static Place read(String place, Json value) throws Malformed {
            Members members = Members.of(place, value);
            Place read = new Place(
                    members.need("mode", Names::mode),
                    members.may("charter", Members::hash),
                    members.hash("channel"),
                    members.hash("agreement"));
            members.end();
            return read;
        }
    }

    /// What is said, by type.
    public sealed interface Says {
        record Opening(RecordKeys keys) implements Says {}

        record Note(String reference, Content content) implements Says {}

        /// @param kind `delivered` and `held` are the node's to give, `read` and `acknowledged` a post's
        record Receipt(String kind, LeafName of) implements Says {
            boolean byNode() {
                return kind.equals(HELD) || isDelivered();
            }

            public boolean isDelivered() {
                return kind.equals(DELIVERED);
            }
        }

        /// @param kind `charter`, `agreement` or `manifest`
        record Adoption(String kind, Hash hash) implements Says {}

        record OldRecord() implements Says {}

        /// @param record of which the owner disputes nothing below `size`; absent where it disputes nothing at all
        record Revocation(Hash hash, Optional<Origin> record, long size) implements Says {}

        record Successor(RecordKeys keys, Origin previous) implements Says {}
    }

    public static Statement read(Bytes payload) throws Malformed {
        Members members = Members.of("statement", Canonical.read("statement", payload, MOST_BYTES));
        List<Seen> seen = new ArrayList<>();
        Leaf.Type type = type(members);
        Place place = members.need("place", Place::read);
        Instant at = members.time("at");
        List<Author> authors = type == Leaf.Type.NOTE
                ? members.list("authors", 1, MOST_AUTHORS, Author::read)
                : List.of(members.need("author", Author::read));
        Says says = switch (type) {
            case OPENING -> new Says.Opening(members.need("keys", RecordKeys::read));
            case NOTE -> note(members, authors, seen);
            case RECEIPT -> receipt(members, seen);
            case ADOPTION -> adoption(members, seen);
            case SUCCESSOR -> successor(members, authors.getFirst(), seen);
        };
        members.end();
        Statement statement = new Statement(type, place, List.copyOf(authors), at, says, List.copyOf(seen));
        boolean signedRightly =
                authors.stream().allMatch(author -> author.post().isEmpty() == statement.isByNode());
        if (!signedRightly) {
            throw new Malformed("statement", "expected the node or a post as author, as its type demands");
        }
        return statement;
    }

    private static Leaf.Type type(Members members) throws Malformed {
        return switch (members.text("type")) {
            case "opening" -> Leaf.Type.OPENING;
            case "note" -> Leaf.Type.NOTE;
            case "receipt" -> Leaf.Type.RECEIPT;
            case "adoption" -> Leaf.Type.ADOPTION;
            case "successor" -> Leaf.Type.SUCCESSOR;
            default -> throw new Malformed(members.place("type"), "expected a type of statement");
        };
    }

    private static Says note(Members members, List<Author> authors, List<Seen> seen) throws Malformed {
        String reference = members.text("reference", 1, MOST_REFERENCE);
        Content content = members.need("content", Content::read);
        seen.addAll(members.need("view", Seen::view));
        seen.addAll(members.need("drafted", Seen::view));
        for (int i = 1; i < authors.size(); i++) {
            if (authors.get(i).party().compareTo(authors.get(i - 1).party()) <= 0) {
                throw new Malformed(members.place("authors"), "expected different parties in ascending order");
            }
        }
        return new Says.Note(reference, content);
    }

    private static Says receipt(Members members, List<Seen> seen) throws Malformed {
        String kind = members.text("kind");
        if (!RECEIPTS.contains(kind)) {
            throw new Malformed(members.place("kind"), "expected a kind of receipt");
        }
        Optional<String> reason = members.may("reason", Members::text);
        if (reason.isPresent() != kind.equals(HELD) || reason.orElse("").length() > MOST_REASON) {
            throw new Malformed(members.place("reason"), "expected a short reason exactly where something is held");
        }
        seen.addAll(members.need("view", Seen::view));
        return new Says.Receipt(kind, members.need("of", LeafName::read));
    }

    private static Says adoption(Members members, List<Seen> seen) throws Malformed {
        String kind = members.text("kind");
        return switch (kind) {
            case "charter", "agreement", "manifest" -> new Says.Adoption(kind, members.hash("hash"));
            case "revocation" -> revocation(members);
            case "old-record" -> {
                seen.add(Seen.of(members, "origin"));
                yield new Says.OldRecord();
            }
            default -> throw new Malformed(members.place("kind"), "expected a kind of adoption");
        };
    }

    private static Says revocation(Members members) throws Malformed {
        Hash hash = members.hash("hash");
        Optional<Origin> record = members.may("origin", Origin::read);
        long size = record.isPresent() ? members.whole("size", 0, Json.MOST) : 0;
        return new Says.Revocation(hash, record, size);
    }

    private static Says successor(Members members, Author author, List<Seen> seen) throws Malformed {
        Seen previous = Seen.of(members, "previous");
        seen.add(previous);
        seen.addAll(members.need("view", Seen::view));
        if (author.generation() == 0) {
            throw new Malformed(members.place(), "expected a generation from 1 on");
        }
        return new Says.Successor(members.need("keys", RecordKeys::read), previous.origin());
    }

    /// Whether the party's node signs it, or else a post.
    public boolean isByNode() {
        return switch (says) {
            case Says.Note _ -> false;
            case Says.Receipt receipt -> receipt.byNode();
            case Says.Opening _, Says.Adoption _, Says.OldRecord _, Says.Revocation _, Says.Successor _ -> true;
        };
    }

    /// The author who speaks for this party.
    public Optional<Author> author(String party) {
        return authors.stream().filter(author -> author.party().equals(party)).findFirst();
    }
}
