package firebreak.engine;

import firebreak.charter.Admission;
import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.note.Adoption;
import firebreak.record.Frontier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Charter documents coming in: joining a charter, opening channels, adopting later versions.
final class Joining {
    private final Turn turn;

    Joining(Turn turn) {
        this.turn = turn;
    }

    void joinCharter(Event.JoinCharter join) {
        PartyCode before = turn.state.parties().get(join.fingerprint());
        if (before != null && !before.equals(join.party())) {
            turn.refuse(join.request(), "this node is " + before + " in that charter already");
            return;
        }
        Admission admission = turn.state.registry().found(join.charter(), join.fingerprint());
        switch (admission) {
            case Admission.Refused(String reason) -> turn.refuse(join.request(), reason);
            case Admission.Conflicting _ -> turn.refuse(join.request(), "another first version is known already");
            case Admission.Known(Hash hash) -> joined(join, hash);
            case Admission.Admitted(Registry registry, Hash hash) -> {
                Optional<Charter> charter = registry.charter(hash);
                if (charter.isEmpty() || charter.get().party(join.party()).isEmpty()) {
                    turn.refuse(join.request(), join.party() + " is not a party to that charter");
                } else {
                    turn.state = turn.state.with(registry);
                    joined(join, hash);
                }
            }
        }
    }

    private void joined(Event.JoinCharter join, Hash hash) {
        turn.state = turn.state.with(hash, join.party());
        turn.answer(join.request(), new Effect.Result.Done("joined as " + join.party()));
    }

    void admit(Event.AdmitDocument admit) {
        switch (turn.state.registry().admit(admit.document())) {
            case Admission.Refused(String reason) -> turn.refuse(admit.request(), reason);
            case Admission.Known _ -> turn.answer(admit.request(), new Effect.Result.Done("known already"));
            case Admission.Conflicting(Hash kept, Hash shown) -> {
                new Evidence(turn)
                        .againstDocument(
                                kept.hex(),
                                "document/" + shown.hex(),
                                admit.document().bytes());
                turn.refuse(
                        admit.request(),
                        "it contradicts " + kept.brief()
                                + ", which follows the same parent; both are kept as evidence");
            }
            case Admission.Admitted(Registry registry, Hash hash) -> admitted(admit, registry, hash);
        }
    }

    private void admitted(Event.AdmitDocument admit, Registry registry, Hash hash) {
        Registry.Document document = registry.entry(hash).orElseThrow().document();
        if (document instanceof Registry.AgreementDocument(Agreement agreement, Hash version)
                && turn.now.isAfter(agreement.expires())
                && goesOnWithout(registry, version)) {
            turn.refuse(admit.request(), "the proposal expired at " + agreement.expires() + ": draft it again");
            return;
        }
        turn.state = turn.state.with(registry);
        switch (document) {
            case Registry.CharterDocument(Charter _, Hash version) -> adoptCharter(version);
            case Registry.ManifestDocument _, Registry.RevocationDocument _ -> adoptDue();
            case Registry.AgreementDocument(Agreement agreement, Hash version) -> takeAgreement(agreement, version);
        }
        new Receiving(turn).reopenAll();
        turn.answer(admit.request(), new Effect.Result.Done("admitted " + hash.hex() + late(document)));
    }

    private String late(Registry.Document document) {
        return document instanceof Registry.AgreementDocument(Agreement agreement, Hash _)
                        && turn.now.isAfter(agreement.expires())
                ? " to read by: it expired at " + agreement.expires()
                        + ", and this party speaks under it only if others show that it did before"
                : "";
    }

    /// Whether the channel stands here on an earlier version, so that a later one that comes after its time is a
    /// proposal that failed. Where it does not, the home may have been made anew, and the agreement been in force
    /// before: it is taken in to read by, and to go on from if others show that this party spoke under it.
    private boolean goesOnWithout(Registry registry, Hash version) {
        return registry.channel(version)
                .flatMap(turn.state::channel)
                .map(Channel::own)
                .filter(own -> own.size() > 0 && own.generation() == 0)
                .isPresent();
    }

    private void adoptCharter(Hash version) {
        Hash first = turn.state.registry().firstCharter(version).orElseThrow();
        for (Channel channel : turn.state.channels().values()) {
            if (turn.state.agreement(channel).charter().equals(Optional.of(first))) {
                adopt(channel, Adoption.Kind.CHARTER, version);
            }
        }
    }

    /// Adopts own manifests that have taken effect and own revocations, when they come in or their time has come.
    void adoptDue() {
        adoptManifests();
        for (Channel channel : turn.state.channels().values()) {
            new Revoking(turn).adoptIn(channel);
        }
    }

    private void adoptManifests() {
        for (Channel channel : turn.state.channels().values()) {
            Manifest inForce = turn.state.manifest(channel);
            turn.state
                    .registry()
                    .manifestAt(inForce.charter(), inForce.party(), turn.now)
                    .filter(due -> due.version().number() > inForce.version().number())
                    .map(Registry.ManifestDocument::hash)
                    .filter(due -> !isBegun(channel, due))
                    .ifPresent(due -> adopt(channel, Adoption.Kind.MANIFEST, due));
        }
    }

    private boolean isBegun(Channel channel, Hash version) {
        return new Authoring(turn)
                .adopts(channel)
                .contains(new Adoption.Adopted.Document(Adoption.Kind.MANIFEST, version));
    }

    private void takeAgreement(Agreement agreement, Hash version) {
        ChannelId id = turn.state.registry().channel(version).orElseThrow();
        Optional<Channel> known = turn.state.channel(id);
        if (known.isPresent()) {
            if (!turn.now.isAfter(agreement.expires())) {
                adopt(known.get(), Adoption.Kind.AGREEMENT, version);
            }
            meetMembers(known.get(), agreement);
            return;
        }
        ownMember(agreement).ifPresent(self -> open(id, agreement, version, self));
    }

    private void adopt(Channel channel, Adoption.Kind kind, Hash version) {
        new Authoring(turn).adoption(channel, new Adoption.Adopted.Document(kind, version));
    }

    /// Which member this node is, if any.
    private Optional<Member> ownMember(Agreement agreement) {
        return agreement.members().stream()
                .filter(member -> turn.state
                        .registry()
                        .manifest(member.manifest())
                        .filter(manifest ->
                                manifest.party().equals(turn.state.parties().get(manifest.charter())))
                        .isPresent())
                .findFirst();
    }

    private void open(ChannelId id, Agreement agreement, Hash version, Member self) {
        Registry registry = turn.state.registry();
        Manifest manifest = registry.manifest(self.manifest()).orElseThrow();
        InForce inForce = new InForce(
                agreement.charter().flatMap(registry::latestCharter).map(Registry.CharterDocument::hash),
                version,
                registry.manifestAt(manifest.charter(), manifest.party(), turn.now)
                        .orElseThrow()
                        .hash());
        OwnRecord own =
                new OwnRecord(self.origin(), 0, Frontier.EMPTY, inForce, 0, 0, OwnRecord.Standing.OPEN, List.of());
        Channel channel = new Channel(id, own, List.of(), Map.of(), Map.of(), Asking.NOBODY, List.of());
        turn.state = turn.state.with(channel);
        meetMembers(channel, agreement);
        new Continuing(turn).begin(turn.current(channel));
    }

    private void meetMembers(Channel channel, Agreement agreement) {
        PartyCode self = turn.state.self(channel);
        for (Member member : agreement.members()) {
            if (!member.party().equals(self)
                    && turn.current(channel).peer(member.origin()).isEmpty()) {
                turn.state =
                        turn.state.with(turn.current(channel).with(PeerRecord.unseen(member.party(), member.origin())));
            }
        }
    }
}
