package firebreak.engine;

import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.charter.RevokedKey;
import firebreak.encoding.Canonical;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.Author;
import firebreak.note.LeafRef;
import firebreak.note.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// The owner of a record disputes one of its leaves, because the key that signed it was in wrong hands, as it says. A
/// label and no more: the leaf keeps every effect.
///
/// @param since when the owner said so in its record, as claimed; not when the key was lost
/// @param revocation the document by which it did
public record Dispute(PartyCode owner, Instant since, Hash revocation) {
    /// The first time a leaf was disputed, if it is.
    public static Optional<Dispute> of(State state, Channel channel, LeafRef ref, Statement statement) {
        PartyCode owner = channel.peer(ref.origin()).map(PeerRecord::party).orElseGet(() -> state.self(channel));
        return channel.revoked().stream()
                .filter(revoked -> covers(state.registry(), revoked, ref, owner, statement))
                .min(Comparator.comparing(Revoked::at).thenComparing(Revoked::revocation))
                .map(revoked -> new Dispute(owner, revoked.at(), revoked.revocation()));
    }

    private static boolean covers(
            Registry registry, Revoked revoked, LeafRef ref, PartyCode owner, Statement statement) {
        boolean within = revoked.good()
                .filter(good -> good.origin().equals(ref.origin()) && ref.index() >= good.size())
                .isPresent();
        boolean earlier = !revoked.record().equals(ref.origin()) || ref.index() < revoked.index();
        return within && earlier && isRevoked(registry, revoked, owner, statement);
    }

    /// Whether a revocation names a key by which this statement stands in its owner's record.
    static boolean isRevoked(Registry registry, Revoked revoked, PartyCode owner, Statement statement) {
        return registry.revocation(revoked.revocation())
                .filter(revocation -> revocation.keys().contains(signer(registry, owner, statement))
                        || registry.agreement(statement.place().agreement())
                                .flatMap(agreement -> agreement.member(owner))
                                .filter(member -> revocation.names(
                                        RevokedKey.Use.RECORD,
                                        Canonical.hash(member.record().toJson())))
                                .isPresent())
                .isPresent();
    }

    /// The key that signed for the owner.
    static RevokedKey signer(Registry registry, PartyCode owner, Statement statement) {
        Author author = statement.authors().stream()
                .filter(by -> by.party().equals(owner))
                .findFirst()
                .orElseThrow();
        Manifest manifest = registry.manifest(author.manifest()).orElseThrow();
        return author.post()
                .flatMap(manifest::post)
                .map(RevokedKey::ofPost)
                .orElseGet(() -> RevokedKey.ofNode(manifest.node()));
    }

    public Json toJson() {
        return Json.object()
                .with("by", owner.value())
                .with("since", since)
                .with("revocation", revocation)
                .build();
    }
}
