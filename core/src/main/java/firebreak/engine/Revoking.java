package firebreak.engine;

import firebreak.charter.Manifest;
import firebreak.charter.Registry;
import firebreak.charter.Revocation;
import firebreak.charter.RevokedKey;
import firebreak.encoding.Hash;
import firebreak.note.Adoption;
import firebreak.note.LeafRef;
import firebreak.note.Statement;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Own revocations go into each own record, with the last good size of the record that they commit to.
final class Revoking {
    private final Turn turn;

    Revoking(Turn turn) {
        this.turn = turn;
    }

    /// Adopts what this record has not adopted yet. The node's own keys go last: until a manifest is in force that
    /// names others, nothing could be signed after the adoption.
    void adoptIn(Channel channel) {
        Manifest manifest = turn.state.manifest(channel);
        List<Registry.RevocationDocument> known =
                turn.state.registry().revocations(manifest.charter(), manifest.party());
        if (known.isEmpty() || channel.own().standing() != OwnRecord.Standing.OPEN) {
            return;
        }
        Authoring authoring = new Authoring(turn);
        List<Adoption.Adopted> begun = authoring.adopts(channel);
        for (Registry.RevocationDocument document : known) {
            boolean ours = document.revocation().keys().contains(RevokedKey.ofNode(manifest.node()));
            if (ours || isAdopted(channel, document.hash()) || isBegun(begun, document.hash())) {
                continue;
            }
            adoptions(channel, document).forEach(adopted -> authoring.adoption(turn.current(channel), adopted));
        }
    }

    private static boolean isAdopted(Channel channel, Hash revocation) {
        return channel.revoked().stream()
                .anyMatch(adopted -> adopted.record().equals(channel.own().origin())
                        && adopted.revocation().equals(revocation));
    }

    private static boolean isBegun(List<Adoption.Adopted> begun, Hash revocation) {
        return begun.stream()
                .anyMatch(adopted ->
                        adopted instanceof Adoption.Adopted.Revocation(Hash hash, var _) && hash.equals(revocation));
    }

    /// One leaf for each own record with a last good size; one without where there is none.
    private List<Adoption.Adopted> adoptions(Channel channel, Registry.RevocationDocument document) {
        List<Adoption.Adopted> all = new ArrayList<>();
        OwnRecord own = channel.own();
        lastGood(document.revocation(), own.origin(), own.size())
                .ifPresent(good -> all.add(new Adoption.Adopted.Revocation(document.hash(), Optional.of(good))));
        for (OwnRecord.Earlier earlier : own.earlier()) {
            lastGood(document.revocation(), earlier.origin(), earlier.size())
                    .ifPresent(good -> all.add(new Adoption.Adopted.Revocation(document.hash(), Optional.of(good))));
        }
        return all.isEmpty() ? List.of(new Adoption.Adopted.Revocation(document.hash(), Optional.empty())) : all;
    }

    /// The size that the revocation commits to, found by trying: a commitment does not tell it.
    private static Optional<Adoption.LastGood> lastGood(Revocation revocation, Origin origin, long most) {
        for (long size = 0; size <= most && !revocation.good().isEmpty(); size++) {
            if (revocation.good().contains(Revocation.good(origin, size))) {
                return Optional.of(new Adoption.LastGood(origin, size));
            }
        }
        return Optional.empty();
    }

    /// What is wrong with an adoption of a revocation at a place in its owner's record.
    Optional<String> fault(PeerRecord record, long index, Hash hash, Optional<Adoption.LastGood> good) {
        Optional<Revocation> revocation = turn.state
                .registry()
                .revocation(hash)
                .filter(known -> known.party().equals(record.party()));
        if (revocation.isEmpty()) {
            return Optional.of("it adopts a revocation " + Opened.NOT_KNOWN);
        }
        boolean stated = good.isEmpty()
                || revocation
                        .get()
                        .good()
                        .contains(
                                Revocation.good(good.get().origin(), good.get().size()));
        boolean past = good.filter(last -> last.origin().equals(record.origin()) && last.size() > index)
                .isEmpty();
        return stated && past
                ? Optional.empty()
                : Optional.of("it states another last good size than the revocation, or one that is still to come");
    }

    /// Why a statement is not accepted at a place: its owner has revoked the key before.
    Optional<String> revoked(Channel channel, PeerRecord record, LeafRef ref, Statement statement) {
        List<Revoked> before = turn.current(channel).revokedBefore(record.origin(), ref.index());
        if (before.isEmpty()) {
            return Optional.empty(); // as nearly always, and then no key need be hashed
        }
        Registry registry = turn.state.registry();
        RevokedKey signer = Dispute.signer(registry, record.party(), statement);
        return before.stream()
                .filter(adopted -> registry.revocation(adopted.revocation())
                        .filter(revocation -> revocation.keys().contains(signer))
                        .isPresent())
                .findFirst()
                .map(adopted -> "it is signed with a key that " + record.party() + " revoked in leaf " + adopted.index()
                        + " of this record");
    }
}
