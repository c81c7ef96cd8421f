package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.note.Adoption;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Statement;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.seal.Envelope;

/// The own record grows: leaf, envelope, body and the work's end in one durable step; then its checkpoint.
final class Appending {
    private final Turn turn;

    Appending(Turn turn) {
        this.turn = turn;
    }

    void authored(Event.Authored authored) {
        Work work = turn.state.works().get(authored.work());
        if (work == null || !Hash.of(authored.signed().payload()).equals(work.payload())) {
            return; // appended already, or drafted again meanwhile
        }
        Channel channel = turn.state.channel(work.channel()).orElseThrow();
        if (channel.own().standing() != OwnRecord.Standing.OPEN) {
            return; // issued again once the record may grow
        }
        Statement statement = Payloads.statement(authored.signed().payload());
        Authoring authoring = new Authoring(turn);
        if (authoring.fits(channel, statement) && opensOnlyFirst(channel, statement)) {
            append(channel, work, statement, authored.signed(), authored.envelope());
        } else if (!authoring.again(channel, work, statement)) {
            drop(work, "the record moved on meanwhile: draft it again");
        }
    }

    private static boolean opensOnlyFirst(Channel channel, Statement statement) {
        boolean opens = statement.leafType() == LeafType.OPENING || statement.leafType() == LeafType.SUCCESSOR;
        return opens == (channel.own().size() == 0);
    }

    private void append(Channel channel, Work work, Statement statement, Jws signed, Bytes envelope) {
        OwnRecord own = channel.own();
        Leaf leaf = new Leaf(statement.leafType(), Hash.of(envelope), Envelope.commitment(work.salt(), signed.bytes()));
        LeafRef ref = new LeafRef(own.origin(), own.size(), leaf.hash());
        String key = Keys.leaf(ref.origin(), ref.index());
        turn.put(Table.LEAF, key, leaf.bytes());
        turn.put(Table.ENVELOPE, key, envelope);
        turn.put(Table.BODY, key, Body.write(work.salt(), signed.bytes()));
        turn.delete(Table.PAYLOAD, work.key());
        work.draft().ifPresent(draft -> turn.delete(Table.DRAFT, draft));
        OwnRecord longer = own.appended(leaf.hash());
        if (statement instanceof Adoption adoption) {
            longer = longer.adopting(longer.inForce().adopting(adoption.adopted()));
        }
        Channel grown = channel.with(longer);
        if (statement instanceof Adoption adoption
                && adoption.adopted() instanceof Adoption.Adopted.Revocation(Hash hash, var good)) {
            grown = grown.with(new Revoked(ref.origin(), ref.index(), adoption.at(), hash, good));
        }
        turn.state = turn.state.with(grown).without(work);
        new StoredTree(turn, index -> turn.leaf(own.origin(), index))
                .grown(own.origin(), own.frontier(), longer.frontier());
        new Comparing(turn).grown(grown, own.origin(), own.frontier(), longer.frontier());
        turn.said(grown, ref, statement);
        turn.sign(grown);
        turn.answer(
                work.request(),
                new Effect.Result.Recorded(ref, statement instanceof Note note ? note.reference() : ""));
        if (ref.index() == 0) {
            new Authoring(turn).issueAll(grown);
        }
    }

    void failed(Event.AuthoringFailed failed) {
        Work work = turn.state.works().get(failed.work());
        if (work != null && work.request() != Work.NOBODY) {
            drop(work, failed.reason());
        }
    }

    /// Ends a work whose requester is told so; one whose requester is gone waits instead.
    private void drop(Work work, String reason) {
        turn.delete(Table.PAYLOAD, work.key());
        turn.state = turn.state.without(work);
        turn.refuse(work.request(), reason);
    }

    void checkpointSigned(Event.CheckpointSigned signed) {
        turn.state
                .channelWith(signed.origin())
                .ifPresent(channel -> channel.ownRecord(signed.origin())
                        .filter(record -> signed.size() > record.signed())
                        .ifPresent(record -> {
                            turn.put(Table.CHECKPOINT, signed.origin().text(), signed.text());
                            turn.state = turn.state.with(channel.signed(record.signedTo(signed.size())));
                            new Delivering(turn).pump(turn.current(channel));
                        }));
    }
}
