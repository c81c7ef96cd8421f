package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.RevokedKey;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Statement;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.util.List;
import java.util.Optional;

/// People's acts: releasing a note, putting a joint note on record, giving a receipt.
final class Releasing {
    private final Turn turn;

    Releasing(Turn turn) {
        this.turn = turn;
    }

    void release(Event.ReleaseNote release) {
        Optional<Channel> found = turn.state.channel(release.channel());
        if (found.isEmpty()) {
            turn.refuse(release.request(), "this node is not in that channel");
            return;
        }
        Channel channel = found.get();
        Optional<String> fault =
                postFault(channel, release.author()).or(() -> contentFault(channel, release.content()));
        if (fault.isPresent()) {
            turn.refuse(release.request(), fault.get());
            return;
        }
        Optional<Work> begun = release.draft().flatMap(this::begunFrom);
        if (begun.isPresent()) {
            again(release, begun.get());
            return;
        }
        Optional<String> outdated = release.draft().flatMap(this::outdated);
        if (outdated.isPresent()) {
            turn.refuse(release.request(), outdated.get());
            return;
        }
        OwnRecord own = channel.own().numbered(channel.own().serial() + 1);
        Channel numbered = channel.with(own);
        turn.state = turn.state.with(numbered);
        Authoring authoring = new Authoring(turn);
        Note note = new Note(
                authoring.place(numbered),
                List.of(authoring.author(numbered, Optional.of(release.author()))),
                turn.now,
                reference(turn, numbered),
                release.content(),
                release.drafted(),
                authoring.view(numbered));
        if (note.payload().size() > Statement.MAX_BYTES) {
            turn.state = turn.state.with(channel);
            turn.refuse(release.request(), "the note is larger than " + Statement.MAX_BYTES + " bytes: shorten it");
            return;
        }
        authoring.begin(
                numbered,
                Optional.of(release.author()),
                note,
                release.draft().map(Event.FromDraft::key),
                release.request());
    }

    /// Returned or deleted: whoever is first has it. A release under way cannot be stopped any more.
    void decide(Event.DecideDraft decide) {
        Optional<String> fault = begunFrom(decide.draft())
                .map(_ -> "this draft is released already and waits to be recorded")
                .or(() -> outdated(decide.draft()));
        if (fault.isPresent()) {
            turn.refuse(decide.request(), fault.get());
            return;
        }
        decide.writes().forEach(turn::write);
        turn.answer(decide.request(), new Effect.Result.Done("decided"));
    }

    /// Whether a draft was recorded, deleted or returned after whoever decides on it had looked: it must not be said
    /// again, nor otherwise than it was read.
    private Optional<String> outdated(Event.FromDraft draft) {
        Optional<Bytes> row = turn.get(Table.DRAFT, draft.key());
        if (row.isEmpty()) {
            return Optional.of("the draft is gone: it was released just now, or deleted");
        }
        return Hash.of(row.get()).equals(draft.row())
                ? Optional.empty()
                : Optional.of("another officer returned the draft just now: look at it again");
    }

    /// The work that an earlier release of this draft began, before a crash or just now.
    private Optional<Work> begunFrom(Event.FromDraft draft) {
        return turn.state.works().values().stream()
                .filter(work -> work.draft().equals(Optional.of(draft.key())))
                .findFirst();
    }

    /// Nothing is said twice: whoever releases a draft again is told of the note that is already on its way.
    private void again(Event.ReleaseNote release, Work begun) {
        if (begun.request() == Work.NOBODY) {
            turn.state = turn.state.with(begun.askedBy(release.request()));
        } else {
            turn.answer(release.request(), new Effect.Result.Later("this draft is being recorded just now"));
        }
    }

    /// `channel/party/generation/serial`, for people to say on a telephone.
    static String reference(Turn turn, Channel channel) {
        return turn.state.agreement(channel).label() + "/" + turn.state.self(channel) + "/"
                + channel.own().generation() + "/" + channel.own().serial();
    }

    private Optional<String> postFault(Channel channel, PostCode post) {
        if (turn.state.lapsed(channel, turn.now)) {
            return Optional.of("the agreement expired at "
                    + turn.state.agreement(channel).expires()
                    + " and this party had not begun to speak under it, as far as others show: draft it again");
        }
        Member self =
                turn.state.agreement(channel).member(turn.state.self(channel)).orElseThrow();
        if (!self.posts().contains(post)) {
            return Optional.of("the post " + post + " does not speak for " + self.party() + " in this channel");
        }
        Manifest manifest = turn.state.manifest(channel);
        Optional<PostEntry> entry = manifest.post(post);
        if (entry.isEmpty()) {
            return Optional.of("the manifest in force does not name the post " + post
                    + ": have the next one signed (firebreak ceremony manifest)");
        }
        if (turn.state.registry().isRevoked(manifest.charter(), manifest.party(), RevokedKey.ofPost(entry.get()))) {
            return Optional.of("the keys of " + post + " are revoked: make the next with firebreak keys rotate and have"
                    + " the manifest signed");
        }
        if (!entry.get().validAt(turn.now)) {
            return Optional.of("the keys of " + post + " are valid from "
                    + entry.get().notBefore() + " until "
                    + entry.get().notAfter() + " and not now: make the next with firebreak keys rotate and have the"
                    + " manifest signed");
        }
        return turn.state.unlocked().contains(post)
                ? Optional.empty()
                : Optional.of("the post " + post + " is locked: unlock it first");
    }

    private Optional<String> contentFault(Channel channel, Content content) {
        Agreement agreement = turn.state.agreement(channel);
        return ContentCheck.fault(agreement, content).or(() -> content.answers().flatMap(this::unknownLeaf));
    }

    private Optional<String> unknownLeaf(LeafRef ref) {
        Optional<Leaf> leaf = turn.leaf(ref.origin(), ref.index());
        return leaf.filter(known -> known.hash().equals(ref.leaf())).isPresent()
                ? Optional.empty()
                : Optional.of("the note it answers is not held here");
    }

    /// The complete joint note, with every author's signatures, is only sealed and appended.
    void recordJoint(Event.RecordJointNote joint) {
        Optional<Channel> channel = turn.state.channel(joint.channel());
        if (channel.isEmpty()) {
            turn.refuse(joint.request(), "this node is not in that channel");
            return;
        }
        String key = Keys.signedJoint(Hash.of(joint.note().payload()));
        if (turn.get(Table.CIRCULAR, key).isPresent()) {
            turn.answer(joint.request(), new Effect.Result.Done("this joint note was put on record here before"));
            return;
        }
        Statement statement = Payloads.statement(joint.note().payload());
        if (!(statement instanceof Note note) || !note.joint() || !new Authoring(turn).fits(channel.get(), note)) {
            turn.refuse(joint.request(), "the joint note was drafted for another version or record: draft it again");
            return;
        }
        Optional<String> fault = Opened.fault(note, joint.note(), turn.state.registry())
                .or(() -> ContentCheck.fault(turn.state.agreement(channel.get()), note.content()));
        if (fault.isPresent()) {
            turn.refuse(joint.request(), fault.get());
            return;
        }
        Optional<PostCode> post = note.authors().stream()
                .filter(author -> author.party().equals(turn.state.self(channel.get())))
                .findFirst()
                .flatMap(Author::post);
        turn.put(Table.CIRCULAR, key, joint.note().bytes());
        new Authoring(turn).begin(channel.get(), post, note, joint.request());
    }

    void receipt(Event.GiveReceipt give) {
        Optional<Channel> channel = turn.state.channel(give.channel());
        if (channel.isEmpty()) {
            turn.refuse(give.request(), "this node is not in that channel");
            return;
        }
        Optional<String> fault = postFault(channel.get(), give.by()).or(() -> receiptFault(channel.get(), give));
        if (fault.isPresent()) {
            turn.refuse(give.request(), fault.get());
            return;
        }
        new Authoring(turn)
                .receipt(
                        channel.get(),
                        Optional.of(give.by()),
                        give.kind(),
                        give.of(),
                        Optional.empty(),
                        give.request());
    }

    private Optional<String> receiptFault(Channel channel, Event.GiveReceipt give) {
        if (give.kind().byNode()) {
            return Optional.of("only the node says delivered or held");
        }
        Origin origin = give.of().origin();
        boolean theirs = channel.peer(origin)
                .filter(peer -> !peer.party().equals(turn.state.self(channel)))
                .isPresent();
        Optional<Leaf> leaf = turn.leaf(origin, give.of().index());
        boolean note = leaf.filter(known -> known.hash().equals(give.of().leaf()) && known.type() == LeafType.NOTE)
                .isPresent();
        boolean judged = channel.peer(origin)
                .filter(peer -> peer.judged().contains(give.of().index()))
                .isPresent();
        return theirs && note && judged
                ? Optional.empty()
                : Optional.of("only a note of another member that was opened here can be "
                        + give.kind().word());
    }
}
