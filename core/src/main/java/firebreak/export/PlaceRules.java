package firebreak.export;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.charter.Revocation;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Opening;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.Successor;
import firebreak.note.View;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a statement fits the place at which it lies: the rules of DESIGN 5 for a verifier who has all records
/// of an export before him at once. The engine judges by the same rules as leaves come in; this is written apart
/// from it, so that one mistake is not made twice.
final class PlaceRules {
    private final Registry registry;
    private final ExportIndex index;
    private final Map<Origin, RecordTree> trees;
    private long unchecked;

    PlaceRules(Registry registry, ExportIndex index, Map<Origin, RecordTree> trees) {
        this.registry = registry;
        this.index = index;
        this.trees = trees;
    }

    /// Statements about leaves that this export does not hold.
    long unchecked() {
        return unchecked;
    }

    /// The author that speaks for the owner of the record.
    static Optional<Author> author(RecordEntry record, Statement statement) {
        return statement.authors().stream()
                .filter(author -> author.party().equals(record.party()))
                .findFirst();
    }

    Optional<String> fault(RecordEntry record, LeafRef at, Leaf leaf, Statement statement) {
        return first(placeFault(record, at, leaf, statement))
                .or(() -> agreementFault(record, statement))
                .or(() -> contentFault(record, at, statement))
                .or(() -> viewFault(statement));
    }

    private Stream<Optional<String>> placeFault(RecordEntry record, LeafRef at, Leaf leaf, Statement statement) {
        Optional<Author> author = author(record, statement);
        boolean first = statement instanceof Opening || statement instanceof Successor;
        return Stream.of(
                demand(leaf.type() == statement.leafType(), "its leaf announces another type"),
                demand(statement.place().channel().equals(index.channel()), "it belongs to another channel"),
                demand(statement.place().mode() == index.mode(), "it mixes live and exercise"),
                demand(
                        statement
                                .place()
                                .charter()
                                .flatMap(registry::firstCharter)
                                .equals(index.charter()),
                        "it belongs to another charter"),
                demand(
                        author.filter(by ->
                                        by.origin().equals(record.origin()) && by.generation() == record.generation())
                                .isPresent(),
                        "it was signed for another record"),
                demand(
                        first == (at.index() == 0),
                        "openings and successors, and nothing else, stand at the beginning of a record"));
    }

    private Optional<String> agreementFault(RecordEntry record, Statement statement) {
        Hash version = statement.place().agreement();
        Optional<Member> member = registry.agreement(version).flatMap(agreement -> agreement.member(record.party()));
        boolean ofChannel = registry.channel(version).equals(Optional.of(index.channel()));
        return first(Stream.of(
                demand(ofChannel, "it names an agreement of another channel"),
                demand(member.isPresent(), "its author is no member of the channel")));
    }

    private Optional<String> contentFault(RecordEntry record, LeafRef at, Statement statement) {
        Agreement agreement = registry.agreement(statement.place().agreement()).orElseThrow();
        Member member = agreement.member(record.party()).orElseThrow();
        return switch (statement) {
            case Note note -> noteFault(agreement, note);
            case Receipt receipt -> receiptFault(record, member, receipt);
            case Opening opening -> openingFault(record, member, opening);
            case Successor successor -> keysFault(member, successor.keys()).or(() -> successorFault(record, successor));
            case Adoption adoption -> adoptionFault(record, at, adoption);
        };
    }

    private static Optional<String> noteFault(Agreement agreement, Note note) {
        Content content = note.content();
        boolean speak = note.authors().stream()
                .allMatch(author -> agreement
                        .member(author.party())
                        .filter(member -> member.posts().contains(author.post().orElseThrow()))
                        .isPresent());
        boolean hear = Stream.concat(content.action().stream(), content.information().stream())
                .allMatch(post -> agreement.memberOf(post).isPresent());
        return first(Stream.of(
                demand(speak, "its author does not speak in this channel"),
                demand(hear, "it is addressed to a post that is not in this channel"),
                demand(
                        agreement.allows(content.form(), content.formHash()),
                        "its form is not agreed in this channel in this version")));
    }

    private Optional<String> receiptFault(RecordEntry record, Member member, Receipt receipt) {
        Optional<PostCode> post = receipt.author().post();
        return first(Stream.of(
                        demand(
                                post.isEmpty() || member.posts().contains(post.get()),
                                "its author does not speak in this channel"),
                        demand(!receipt.of().origin().equals(record.origin()), "it receipts a leaf of its own record")))
                .or(() -> leafFault(receipt.of()));
    }

    /// That the leaf named is a real one and may be receipted, as far as its record is in this export.
    private Optional<String> leafFault(LeafRef of) {
        RecordTree tree = trees.get(of.origin());
        if (tree == null || of.index() >= tree.entry().size()) {
            unchecked++;
            return Optional.empty();
        }
        boolean receipt = tree.leaf(of.index())
                .filter(leaf -> leaf.type() == LeafType.RECEIPT)
                .isPresent();
        return first(Stream.of(
                demand(tree.leafHash(of.index()).equals(of.leaf()), "it receipts another leaf than stands there"),
                demand(!receipt, "it receipts a receipt")));
    }

    private Optional<String> openingFault(RecordEntry record, Member member, Opening opening) {
        return keysFault(member, opening.keys())
                .or(() -> demand(
                        member.origin().equals(record.origin()) && record.generation() == 0,
                        "it opens another record than the one agreed"));
    }

    private static Optional<String> keysFault(Member member, RecordKeys keys) {
        return demand(member.record().equals(keys), "it opens a record with other keys than agreed");
    }

    private Optional<String> successorFault(RecordEntry record, Successor successor) {
        RecordTree before = trees.get(successor.previous());
        if (before == null) {
            unchecked++;
            return Optional.empty();
        }
        boolean rival = trees.values().stream()
                .filter(tree -> !tree.entry().origin().equals(record.origin()))
                .anyMatch(tree -> tree.entry().party().equals(record.party())
                        && tree.entry().generation() == record.generation());
        return first(Stream.of(
                        demand(
                                before.entry().party().equals(record.party())
                                        && before.entry().generation() == record.generation() - 1,
                                "it does not continue the record before it"),
                        demand(!rival, "two records of one generation: evidence against their owner")))
                .or(() -> rootFault(successor.previous(), successor.size(), successor.root()));
    }

    private Optional<String> adoptionFault(RecordEntry record, LeafRef at, Adoption adoption) {
        return switch (adoption.adopted()) {
            case Adoption.Adopted.Revocation(Hash hash, Optional<Adoption.LastGood> good) ->
                revocationFault(record, at, hash, good);
            case Adoption.Adopted.OldRecord(Origin origin, long size, Hash root) -> rootFault(origin, size, root);
            case Adoption.Adopted.Document(Adoption.Kind kind, Hash hash) ->
                demand(
                        switch (kind) {
                            case CHARTER ->
                                index.charter().isPresent()
                                        && registry.firstCharter(hash).equals(index.charter());
                            case AGREEMENT -> registry.channel(hash).equals(Optional.of(index.channel()));
                            case MANIFEST ->
                                registry.manifest(hash)
                                        .filter(manifest -> manifest.party().equals(record.party()))
                                        .isPresent();
                        },
                        "it adopts a version that is not in this export");
        };
    }

    private Optional<String> revocationFault(
            RecordEntry record, LeafRef at, Hash hash, Optional<Adoption.LastGood> good) {
        Optional<Revocation> revocation =
                registry.revocation(hash).filter(known -> known.party().equals(record.party()));
        boolean stated = good.isEmpty()
                || revocation
                        .filter(known -> known.good()
                                .contains(Revocation.good(
                                        good.get().origin(), good.get().size())))
                        .isPresent();
        boolean past = good.filter(last -> last.origin().equals(record.origin()) && last.size() > at.index())
                .isEmpty();
        return first(Stream.of(
                demand(revocation.isPresent(), "it adopts a revocation that is not in this export"),
                demand(stated && past, "it states another last good size than the revocation, or one still to come")));
    }

    /// What the author says it held of others' records, at release and a note's drafting, must be what those records
    /// were.
    private Optional<String> viewFault(Statement statement) {
        Stream<View> views =
                statement instanceof Note note ? Stream.of(note.view(), note.drafted()) : Stream.of(statement.view());
        return first(views.flatMap(view -> view.seen().stream()).map(this::seenFault));
    }

    private Optional<String> seenFault(View.Seen seen) {
        return rootFault(seen.origin(), seen.size(), seen.root());
    }

    private Optional<String> rootFault(Origin origin, long size, Hash root) {
        RecordTree tree = trees.get(origin);
        if (tree == null || size > tree.entry().size()) {
            return Optional.empty();
        }
        return demand(
                tree.rootAt(size).equals(root),
                "it says another root of " + tree.entry().party() + "'s record at size " + size
                        + " than that record has");
    }

    private static Optional<String> demand(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(otherwise);
    }

    private static Optional<String> first(Stream<Optional<String>> faults) {
        return faults.flatMap(Optional::stream).findFirst();
    }
}
