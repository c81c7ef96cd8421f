package firebreak.export;

import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.charter.Revocation;
import firebreak.charter.RevokedKey;
import firebreak.encoding.Canonical;
import firebreak.encoding.Hash;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.Statement;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which keys owners revoked in their records, and which leaves they dispute: gathered statement by statement, and
/// counted when all records were gone through.
final class Disputes {
    private final Registry registry;
    private final boolean any;
    private final Map<Signer, RevokedKey> keys = new HashMap<>();
    private final Map<Agreed, RevokedKey> checkpoints = new HashMap<>();
    private final List<Adopted> adopted = new ArrayList<>();
    private final List<Signed> signed = new ArrayList<>();

    private record Adopted(
            RecordEntry record,
            long index,
            Adoption statement,
            Revocation revocation,
            Optional<Adoption.LastGood> good) {}

    /// @param checkpoints the keys of the record's checkpoints in the agreement that the statement names
    private record Signed(Origin origin, long index, RevokedKey key, RevokedKey checkpoints) {}

    Disputes(Registry registry) {
        this.registry = registry;
        this.any =
                registry.entries().stream().anyMatch(entry -> entry.document() instanceof Registry.RevocationDocument);
    }

    /// Why a statement is not in force where it stands: an earlier leaf of its record revoked the key.
    Optional<String> fault(RecordEntry record, Author author) {
        if (adopted.isEmpty()) {
            return Optional.empty();
        }
        RevokedKey key = signer(author);
        return adopted.stream()
                .filter(before -> before.record().equals(record)
                        && before.revocation().keys().contains(key))
                .findFirst()
                .map(_ -> "it is signed with a key that its owner revoked before");
    }

    /// Takes note of a statement that is right.
    void said(RecordEntry record, long index, Statement statement, Author author) {
        if (!any) {
            return;
        }
        RevokedKey agreed = checkpoints.computeIfAbsent(
                new Agreed(statement.place().agreement(), record.party()), this::checkpoints);
        signed.add(new Signed(record.origin(), index, signer(author), agreed));
        if (statement instanceof Adoption adoption
                && adoption.adopted() instanceof Adoption.Adopted.Revocation(Hash hash, var good)) {
            Revocation revocation = registry.revocation(hash).orElseThrow();
            adopted.add(new Adopted(record, index, adoption, revocation, good));
        }
    }

    private record Agreed(Hash agreement, PartyCode party) {}

    private RevokedKey checkpoints(Agreed agreed) {
        return registry.agreement(agreed.agreement())
                .flatMap(agreement -> agreement.member(agreed.party()))
                .map(member -> Canonical.hash(member.record().toJson()))
                .map(hash -> new RevokedKey(RevokedKey.Use.RECORD, hash))
                .orElseThrow();
    }

    private record Signer(Hash manifest, Optional<PostCode> post) {}

    /// Hashed once: a record has many statements of few signers.
    private RevokedKey signer(Author author) {
        return keys.computeIfAbsent(new Signer(author.manifest(), author.post()), _ -> hashed(author));
    }

    private RevokedKey hashed(Author author) {
        Manifest manifest = registry.manifest(author.manifest()).orElseThrow();
        return author.post()
                .flatMap(manifest::post)
                .map(RevokedKey::ofPost)
                .orElseGet(() -> RevokedKey.ofNode(manifest.node()));
    }

    /// What owners dispute, in the order in which their adoptions were met.
    List<Verification.Disputed> all() {
        return adopted.stream()
                .flatMap(adoption -> adoption.good().stream().map(good -> disputed(adoption, good)))
                .toList();
    }

    private Verification.Disputed disputed(Adopted adoption, Adoption.LastGood good) {
        List<RevokedKey> keys = adoption.revocation().keys();
        long leaves = signed.stream()
                .filter(leaf -> leaf.origin().equals(good.origin()) && leaf.index() >= good.size())
                .filter(leaf -> !leaf.origin().equals(adoption.record().origin()) || leaf.index() < adoption.index())
                .filter(leaf -> keys.contains(leaf.key()) || keys.contains(leaf.checkpoints()))
                .count();
        return new Verification.Disputed(
                adoption.record().party(),
                good.origin(),
                good.size(),
                adoption.revocation().hash(),
                adoption.statement().at(),
                leaves);
    }
}
