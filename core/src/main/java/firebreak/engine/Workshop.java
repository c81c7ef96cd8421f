package firebreak.engine;

import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.identity.PublicPair;
import firebreak.identity.RecordKeys;
import firebreak.identity.Signer;
import firebreak.note.Forms;
import firebreak.record.CheckpointNote;
import firebreak.record.HashSource;
import firebreak.record.InclusionProof;
import firebreak.record.Leaf;
import firebreak.record.Origin;
import firebreak.record.TlogProof;
import firebreak.seal.Envelope;
import firebreak.seal.Identity;
import firebreak.seal.Recipient;
import firebreak.seal.Unsealed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The handwork behind the effects, pure given keys and stored bytes: any shell, real or simulated, calls
/// the same. May run on any thread.
public final class Workshop {
    private Workshop() {}

    /// Signs a work's payload, unless it is a joint note that came with all its signatures, and seals it to
    /// every post of the channel.
    public static Event author(
            Effect.Author work, State state, Lookup stored, Optional<Signer> signer, RandomGenerator random) {
        Optional<Bytes> payload = stored.get(Table.PAYLOAD, Keys.number(work.work()));
        Optional<Channel> channel = state.channel(work.channel());
        if (payload.isEmpty() || channel.isEmpty()) {
            return new Event.AuthoringFailed(work.work(), "the work is done already");
        }
        Optional<Jws> signed = joint(stored, payload.get()).or(() -> signer.map(by -> Jws.sign(payload.get(), by)));
        if (signed.isEmpty()) {
            return new Event.AuthoringFailed(
                    work.work(), "the post is locked, or its keys have changed since: unlock it");
        }
        Bytes envelope = Envelope.seal(signed.get().bytes(), work.salt(), recipients(state, channel.get()), random);
        return new Event.Authored(work.work(), signed.get(), envelope);
    }

    /// The keys that must sign a work: those which the manifest names that it is said under. While keys change,
    /// their holder has older and newer ones beside them.
    public static Optional<PublicPair> keys(Effect.Author work, State state, Lookup stored) {
        return stored.get(Table.PAYLOAD, Keys.number(work.work())).map(Payloads::statement).stream()
                .flatMap(statement -> statement.authors().stream())
                .filter(author -> author.post().equals(work.signer()))
                .findFirst()
                .flatMap(author -> state.registry()
                        .manifest(author.manifest())
                        .flatMap(manifest -> author.post().isEmpty()
                                ? Optional.of(manifest.node().signing())
                                : author.post().flatMap(manifest::post).map(PostEntry::signing)));
    }

    private static Optional<Jws> joint(Lookup stored, Bytes payload) {
        return stored.get(Table.CIRCULAR, Keys.signedJoint(Hash.of(payload))).map(bytes -> {
            try {
                return Jws.parse("stored joint note", bytes);
            } catch (FormatException damaged) {
                throw new IllegalStateException(
                        "the store gives back a damaged joint note: " + damaged.getMessage(), damaged);
            }
        });
    }

    /// Every post of the channel, the own ones included, by the newest manifest known of each member.
    static List<Recipient.Hybrid> recipients(State state, Channel channel) {
        Registry registry = state.registry();
        Agreement agreement = state.agreement(channel);
        return agreement.members().stream()
                .flatMap(member -> registry.latestAfter(member.manifest()).stream()
                        .flatMap(latest ->
                                member.posts().stream().flatMap(post -> latest.manifest().post(post).stream())))
                .map(post -> post.recipient())
                .distinct()
                .toList();
    }

    /// Opens a stored envelope and checks what it holds.
    public static Event open(
            Effect.Open open, State state, Forms forms, Lookup stored, List<Identity.Hybrid> identities) {
        return new Event.LeafOpened(open.origin(), open.index(), opening(open, state, forms, stored, identities));
    }

    private static Event.Opening opening(
            Effect.Open open, State state, Forms forms, Lookup stored, List<Identity.Hybrid> identities) {
        String key = Keys.leaf(open.origin(), open.index());
        if (identities.isEmpty()) {
            return new Event.Opening.Locked();
        }
        try {
            Leaf leaf = Leaf.read("stored leaf", stored.get(Table.LEAF, key).orElseThrow());
            Bytes envelope = stored.get(Table.ENVELOPE, key).orElseThrow();
            return switch (Envelope.open(envelope, identities, posts(open, state))) {
                case Unsealed.NotForUs<Envelope.Content> _ ->
                    hasAll(identities, open, state)
                            ? new Event.Opening.Bad("it is not sealed to the posts of this node")
                            : new Event.Opening.Locked();
                case Unsealed.Opened<Envelope.Content>(Envelope.Content content) ->
                    Opened.check(content.jws(), content.salt(), leaf.commitment(), state.registry(), forms);
            };
        } catch (FormatException malformed) {
            return new Event.Opening.Bad(malformed.reason());
        }
    }

    /// Whether all current keys of this node's own posts in the channel are open. If not, the envelope may be for
    /// those that are locked, or that were made after their post was unlocked.
    private static boolean hasAll(List<Identity.Hybrid> identities, Effect.Open open, State state) {
        Channel channel = state.channel(open.channel()).orElseThrow();
        Agreement agreement = state.agreement(channel);
        List<Recipient.Hybrid> opened =
                identities.stream().map(Identity.Hybrid::recipient).toList();
        return agreement.member(state.self(channel)).stream()
                .flatMap(self ->
                        state.registry().latestAfter(self.manifest()).map(Registry.ManifestDocument::manifest).stream()
                                .flatMap(manifest ->
                                        self.posts().stream().flatMap(post -> manifest.post(post).stream())))
                .allMatch(post -> opened.contains(post.recipient()));
    }

    private static List<Recipient.Hybrid> posts(Effect.Open open, State state) {
        return state.channel(open.channel())
                .map(channel -> recipients(state, channel))
                .orElse(List.of());
    }

    /// Makes the parcel for one stored leaf under a signed checkpoint that covers it.
    ///
    /// @param tree of the leaf's record, as far as the checkpoint covers it or further
    public static Parcel parcel(
            ChannelId channel, CheckpointNote checkpoint, long index, HashSource tree, Lookup stored)
            throws FormatException {
        Origin origin = checkpoint.checkpoint().origin();
        long size = checkpoint.checkpoint().size();
        String key = Keys.leaf(origin, index);
        Leaf leaf = Leaf.read("stored leaf", stored.get(Table.LEAF, key).orElseThrow());
        InclusionProof proof = InclusionProof.make(index, size, tree);
        TlogProof written = new TlogProof(Optional.empty(), index, proof.path(), checkpoint);
        return new Parcel(
                channel, leaf, written.bytes(), stored.get(Table.ENVELOPE, key).orElseThrow());
    }

    /// The parcel of a mirrored leaf that lies behind a gap, under the checkpoint it came with.
    public static Optional<Parcel> parcelBehindGap(ChannelId channel, Origin origin, long index, Lookup stored)
            throws FormatException {
        String key = Keys.leaf(origin, index);
        Optional<Bytes> proof = stored.get(Table.TILE, key);
        return proof.isEmpty()
                ? Optional.empty()
                : Optional.of(new Parcel(
                        channel,
                        Leaf.read("stored leaf", stored.get(Table.LEAF, key).orElseThrow()),
                        proof.get(),
                        stored.get(Table.ENVELOPE, key).orElseThrow()));
    }

    /// Proves a parcel with the keys of the channel it names.
    public static ProvedParcel.Result prove(Parcel parcel, State state) {
        return prove(parcel, state, Optional.empty());
    }

    /// @param before another parcel, whose checkpoint need not be checked twice
    public static ProvedParcel.Result prove(Parcel parcel, State state, Optional<ProvedParcel> before) {
        Optional<Channel> channel = state.channel(parcel.channel());
        if (channel.isEmpty()) {
            return new ProvedParcel.Result.Refused("this node is not in that channel");
        }
        return ProvedParcel.prove(parcel, recordKeys(state.agreement(channel.get())), before);
    }

    private static Map<PartyCode, RecordKeys> recordKeys(Agreement agreement) {
        Map<PartyCode, RecordKeys> keys = new TreeMap<>();
        for (Member member : agreement.members()) {
            keys.put(member.party(), member.record());
        }
        return keys;
    }
}
