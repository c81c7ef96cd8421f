package firebreak.verifier.export;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.paper.Papers;
import firebreak.verifier.paper.Revocation;
import firebreak.verifier.said.Author;
import firebreak.verifier.said.Content;
import firebreak.verifier.said.LeafName;
import firebreak.verifier.said.Seen;
import firebreak.verifier.said.Statement;
import firebreak.verifier.said.Statement.Says;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Hash;
import firebreak.verifier.tree.Leaf;
import firebreak.verifier.tree.Origin;
import java.util.Map;
import java.util.Optional;

/// Whether a statement belongs where it lies, and what it says of other records is true (spec/export.md, Checking, 6
/// and 7). Each rule gives what is wrong, or nothing.
final class PlaceRules {
    private final Papers papers;
    private final Index index;
    private final Map<Origin, HeldRecord> records;
    private long unchecked;

    PlaceRules(Papers papers, Index index, Map<Origin, HeldRecord> records) {
        this.papers = papers;
        this.index = index;
        this.records = records;
    }

    /// Statements about leaves that this export does not hold.
    long unchecked() {
        return unchecked;
    }

    Optional<String> objection(Entry record, long at, Leaf.Type type, Statement statement) {
        Statement.Place place = statement.place();
        Optional<Author> author = statement.author(record.party());
        boolean ours = author.filter(
                        by -> by.origin().equals(record.origin()) && by.generation() == record.generation())
                .isPresent();
        boolean first = statement.type() == Leaf.Type.OPENING || statement.type() == Leaf.Type.SUCCESSOR;
        Optional<Agreement.Member> member =
                papers.agreement(place.agreement()).flatMap(agreement -> agreement.member(record.party()));
        return unless(type == statement.type(), "its leaf announces another type")
                .or(() -> unless(place.channel().equals(index.channel()), "it belongs to another channel"))
                .or(() -> unless(place.mode().equals(index.mode()), "it mixes live and exercise"))
                .or(() -> unless(
                        place.charter().flatMap(papers::charterOf).equals(index.charter()),
                        "it belongs to another charter"))
                .or(() -> unless(ours, "it was signed for another record"))
                .or(() -> unless(
                        first == (at == 0),
                        "openings and successors, and nothing else, stand at the beginning of a record"))
                .or(() -> unless(
                        papers.channelOf(place.agreement()).equals(Optional.of(index.channel())),
                        "it names an agreement of another channel"))
                .or(() -> unless(member.isPresent(), "its author is no member of the channel"))
                .or(() -> said(record, at, member.orElseThrow(), statement))
                .or(() -> statement.seen().stream()
                        .flatMap(seen -> root(seen).stream())
                        .findFirst());
    }

    private Optional<String> said(Entry record, long at, Agreement.Member member, Statement statement) {
        return switch (statement.says()) {
            case Says.Note(String _, Content content) -> note(statement, content);
            case Says.Receipt(String _, LeafName of) -> receipt(record, member, statement, of);
            case Says.Opening(RecordKeys keys) ->
                unless(
                        keys.equals(member.record())
                                && member.origin().equals(record.origin())
                                && record.generation() == 0,
                        "it opens another record, or with other keys, than agreed");
            case Says.Successor(RecordKeys keys, Origin previous) ->
                unless(keys.equals(member.record()), "it opens a record with other keys than agreed")
                        .or(() -> successor(record, previous));
            case Says.Adoption(String kind, Hash hash) ->
                unless(isHere(record, kind, hash), "it adopts a version that is not in this export");
            case Says.OldRecord() -> Optional.empty();
            case Says.Revocation revoked -> revocation(record, at, revoked);
        };
    }

    private Optional<String> note(Statement statement, Content content) {
        Agreement agreement = papers.agreement(statement.place().agreement()).orElseThrow();
        boolean speak = statement.authors().stream()
                .allMatch(author -> agreement
                        .member(author.party())
                        .filter(member -> member.posts().contains(author.post().orElseThrow()))
                        .isPresent());
        return unless(speak, "its author does not speak in this channel")
                .or(() -> unless(
                        content.posts().stream().allMatch(agreement::hasPost),
                        "it is addressed to a post that is not in this channel"))
                .or(() -> unless(
                        agreement.forms().contains(new Agreement.Form(content.form(), content.formHash())),
                        "its form is not agreed in this version"));
    }

    private Optional<String> receipt(Entry record, Agreement.Member member, Statement statement, LeafName of) {
        Optional<String> post = statement.authors().getFirst().post();
        return unless(
                        post.isEmpty() || member.posts().contains(post.get()),
                        "its author does not speak in this channel")
                .or(() -> unless(!of.origin().equals(record.origin()), "it receipts a leaf of its own record"))
                .or(() -> receipted(of));
    }

    private Optional<String> receipted(LeafName of) {
        HeldRecord record = records.get(of.origin());
        if (record == null || of.index() >= record.entry().size()) {
            unchecked++;
            return Optional.empty();
        }
        boolean receipt = record.leaf(of.index())
                .filter(leaf -> leaf.type() == Leaf.Type.RECEIPT)
                .isPresent();
        return unless(record.tree().leaf(of.index()).equals(of.leaf()), "it receipts another leaf than stands there")
                .or(() -> unless(!receipt, "it receipts a receipt"));
    }

    private Optional<String> successor(Entry record, Origin previous) {
        HeldRecord before = records.get(previous);
        if (before == null) {
            unchecked++;
            return Optional.empty();
        }
        boolean rival = records.values().stream()
                .map(HeldRecord::entry)
                .anyMatch(other -> !other.origin().equals(record.origin())
                        && other.party().equals(record.party())
                        && other.generation() == record.generation());
        return unless(
                        before.entry().party().equals(record.party())
                                && before.entry().generation() == record.generation() - 1,
                        "it does not continue the record before it")
                .or(() -> unless(!rival, "two records of one generation: evidence against their owner"));
    }

    private Optional<String> revocation(Entry record, long at, Says.Revocation says) {
        Optional<Revocation> revocation =
                papers.revocation(says.hash()).filter(known -> known.party().equals(record.party()));
        boolean stated = says.record().isEmpty()
                || revocation
                        .filter(known -> known.commitsTo(says.record().get(), says.size()))
                        .isPresent();
        boolean past = says.size() <= at || !says.record().equals(Optional.of(record.origin()));
        return unless(revocation.isPresent(), "it adopts a revocation that is not in this export")
                .or(() -> unless(
                        stated && past, "it states another last good size than the revocation, or one still to come"));
    }

    private boolean isHere(Entry record, String kind, Hash hash) {
        return switch (kind) {
            case "charter" ->
                index.charter().isPresent() && papers.charterOf(hash).equals(index.charter());
            case "agreement" -> papers.channelOf(hash).equals(Optional.of(index.channel()));
            default ->
                papers.manifest(hash)
                        .filter(manifest -> manifest.party().equals(record.party()))
                        .isPresent();
        };
    }

    private Optional<String> root(Seen seen) {
        HeldRecord record = records.get(seen.origin());
        if (record == null || seen.size() > record.entry().size()) {
            return Optional.empty();
        }
        return unless(
                record.tree().root(seen.size()).equals(seen.root()),
                "it says another root of a record at size " + seen.size() + " than that record has");
    }

    private static Optional<String> unless(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(otherwise);
    }
}
