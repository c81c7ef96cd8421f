package firebreak.verifier.export;

import firebreak.verifier.paper.Manifest;
import firebreak.verifier.paper.Papers;
import firebreak.verifier.paper.Revocation;
import firebreak.verifier.said.Author;
import firebreak.verifier.said.Statement;
import firebreak.verifier.said.Statement.Says;
import firebreak.verifier.text.Hash;
import firebreak.verifier.tree.Origin;
import java.util.ArrayList;
import java.util.List;

/// Keys that owners revoked in their records (spec/export.md, Checking, 6), and the leaves they dispute, which stay
/// in force.
final class Disputes {
    private final Papers papers;
    private final List<Adopted> adopted = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();

    private record Adopted(Entry record, long at, Statement statement, Says.Revocation says) {}

    /// @param keys by which it stands in its record: its signer's and those of the checkpoints
    private record Leaf(Origin record, long at, List<Revocation.Key> keys) {}

    Disputes(Papers papers) {
        this.papers = papers;
    }

    /// Whether a leaf before in this record revoked the key of this author.
    boolean isRevoked(Entry record, Author author) {
        if (adopted.isEmpty()) {
            return false;
        }
        Revocation.Key key = key(author);
        return adopted.stream()
                .anyMatch(before -> before.record.origin().equals(record.origin())
                        && revocation(before.says.hash()).keys().contains(key));
    }

    /// Takes note of a statement that is right.
    void add(Entry record, long at, Statement statement, Author author) {
        if (!papers.hasRevocations()) {
            return;
        }
        Manifest bound = papers.agreement(statement.place().agreement())
                .flatMap(agreement -> agreement.member(record.party()))
                .flatMap(member -> papers.manifest(member.manifest()))
                .orElseThrow();
        leaves.add(
                new Leaf(record.origin(), at, List.of(key(author), bound.node().checkpoints())));
        if (statement.says() instanceof Says.Revocation says) {
            adopted.add(new Adopted(record, at, statement, says));
        }
    }

    private Revocation revocation(Hash hash) {
        return papers.revocation(hash).orElseThrow();
    }

    private Revocation.Key key(Author author) {
        Manifest manifest = papers.manifest(author.manifest()).orElseThrow();
        return author.post()
                .flatMap(manifest::post)
                .map(Manifest.Post::key)
                .orElse(manifest.node().pair());
    }

    /// In the order in which the adoptions stand in the export.
    List<Result.Disputed> all() {
        return adopted.stream()
                .filter(adoption -> adoption.says.record().isPresent())
                .map(this::disputed)
                .toList();
    }

    private Result.Disputed disputed(Adopted adoption) {
        Origin record = adoption.says.record().orElseThrow();
        List<Revocation.Key> keys = revocation(adoption.says.hash()).keys();
        boolean same = record.equals(adoption.record.origin());
        long count = leaves.stream()
                .filter(leaf -> leaf.record.equals(record)
                        && leaf.at >= adoption.says.size()
                        && (!same || leaf.at < adoption.at)
                        && leaf.keys.stream().anyMatch(keys::contains))
                .count();
        return new Result.Disputed(
                adoption.record.party(),
                record,
                adoption.says.size(),
                adoption.says.hash(),
                adoption.statement.at(),
                count);
    }
}
