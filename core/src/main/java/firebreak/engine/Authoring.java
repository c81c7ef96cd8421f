package firebreak.engine;

import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Opening;
import firebreak.note.Place;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.Successor;
import firebreak.note.View;
import java.util.List;
import java.util.Optional;

/// Begins the works of a node: drafts the payload of a statement for where the record stands now, stores it
/// and asks the shell to sign and seal it. A payload that no longer fits when its signature comes back, for
/// example because a version was adopted meanwhile, is drafted again from the same intent.
final class Authoring {
    private static final int SALT = 32;

    private final Turn turn;

    Authoring(Turn turn) {
        this.turn = turn;
    }

    Place place(Channel channel) {
        InForce inForce = channel.own().inForce();
        return new Place(turn.state.agreement(channel).mode(), inForce.charter(), channel.id(), inForce.agreement());
    }

    Author author(Channel channel, Optional<PostCode> post) {
        OwnRecord own = channel.own();
        return new Author(turn.state.self(channel), post, own.inForce().manifest(), own.origin(), own.generation());
    }

    View view(Channel channel) {
        return Views.of(turn.state, channel);
    }

    void opening(Channel channel) {
        begin(
                channel,
                Optional.empty(),
                new Opening(
                        place(channel),
                        author(channel, Optional.empty()),
                        turn.now,
                        turn.state.manifest(channel).node().record()),
                Work.NOBODY);
    }

    void successor(Channel channel, OwnRecord.Earlier previous) {
        begin(
                channel,
                Optional.empty(),
                new Successor(
                        place(channel),
                        author(channel, Optional.empty()),
                        turn.now,
                        turn.state.manifest(channel).node().record(),
                        previous.origin(),
                        previous.size(),
                        previous.root(),
                        view(channel)),
                Work.NOBODY);
    }

    void adoption(Channel channel, Adoption.Adopted adopted) {
        begin(
                channel,
                Optional.empty(),
                new Adoption(place(channel), author(channel, Optional.empty()), turn.now, adopted),
                Work.NOBODY);
    }

    /// What leaves on their way to a channel's record will adopt.
    List<Adoption.Adopted> adopts(Channel channel) {
        return turn.state.works().values().stream()
                .filter(work -> work.channel().equals(channel.id()))
                .flatMap(work -> turn.get(Table.PAYLOAD, work.key()).stream())
                .map(Payloads::statement)
                .<Adoption.Adopted>mapMulti((statement, next) -> {
                    if (statement instanceof Adoption adoption) {
                        next.accept(adoption.adopted());
                    }
                })
                .toList();
    }

    void receipt(
            Channel channel,
            Optional<PostCode> by,
            Receipt.Kind kind,
            LeafRef of,
            Optional<String> reason,
            long request) {
        begin(
                channel,
                by,
                new Receipt(place(channel), author(channel, by), turn.now, kind, of, reason, view(channel)),
                request);
    }

    /// Stores the payload and its work; asks for the signature if the record can take it now.
    void begin(Channel channel, Optional<PostCode> signer, Statement statement, long request) {
        begin(channel, signer, statement, Optional.empty(), request);
    }

    /// @param draft what the statement was released from
    void begin(Channel channel, Optional<PostCode> signer, Statement statement, Optional<String> draft, long request) {
        Bytes payload = statement.payload();
        Work work = new Work(
                turn.state.nextWork(), channel.id(), signer, turn.randomBytes(SALT), Hash.of(payload), draft, request);
        turn.put(Table.PAYLOAD, work.key(), payload);
        turn.state = turn.state.with(work);
        if (mayIssue(channel, statement)) {
            issue(work);
        }
    }

    /// Asks again for all signatures of a channel: after a start, and once its first leaf stands.
    void issueAll(Channel channel) {
        boolean empty = channel.own().size() == 0;
        for (Work work : turn.state.works().values()) {
            if (work.channel().equals(channel.id()) && (!empty || opens(work))) {
                issue(work);
            }
        }
    }

    private boolean opens(Work work) {
        return turn.get(Table.PAYLOAD, work.key())
                .map(payload -> Payloads.statement(payload))
                .filter(statement -> statement instanceof Opening || statement instanceof Successor)
                .isPresent();
    }

    private boolean mayIssue(Channel channel, Statement statement) {
        boolean first = statement instanceof Opening || statement instanceof Successor;
        return channel.own().standing() == OwnRecord.Standing.OPEN
                && (first || channel.own().size() > 0);
    }

    private void issue(Work work) {
        turn.effect(new Effect.Author(work.id(), work.channel(), work.signer(), work.salt()));
    }

    /// Whether the statement still says where the record stands.
    boolean fits(Channel channel, Statement statement) {
        Author own = author(channel, Optional.empty());
        return statement.place().equals(place(channel))
                && statement.authors().stream()
                        .anyMatch(author -> author.origin().equals(own.origin())
                                && author.manifest().equals(own.manifest())
                                && author.generation() == own.generation());
    }

    /// Drafts the same statement for where the record stands now and asks for its signature again. A joint
    /// note cannot be drafted again by one of its authors.
    boolean again(Channel channel, Work work, Statement statement) {
        Optional<Statement> renewed = renewed(channel, work, statement);
        renewed.ifPresent(now -> {
            Bytes payload = now.payload();
            Work changed = work.with(Hash.of(payload));
            turn.put(Table.PAYLOAD, changed.key(), payload);
            turn.state = turn.state.with(changed);
            if (mayIssue(channel, now)) {
                issue(changed);
            }
        });
        return renewed.isPresent();
    }

    private Optional<Statement> renewed(Channel channel, Work work, Statement statement) {
        Place place = place(channel);
        Author author = author(channel, work.signer());
        return switch (statement) {
            case Opening _, Successor _ -> Optional.empty();
            case Adoption adoption -> Optional.of(new Adoption(place, author, adoption.at(), adoption.adopted()));
            case Receipt receipt ->
                Optional.of(new Receipt(
                        place, author, receipt.at(), receipt.kind(), receipt.of(), receipt.reason(), view(channel)));
            case Note note ->
                note.joint()
                        ? Optional.empty()
                        : Optional.of(new Note(
                                place,
                                List.of(author),
                                note.at(),
                                reference(channel, note),
                                note.content(),
                                note.drafted(),
                                view(channel)));
        };
    }

    /// References contain the generation: a note that waited while its record was succeeded gets a new one.
    private String reference(Channel channel, Note note) {
        OwnRecord own = channel.own();
        if (note.authors().getFirst().origin().equals(own.origin())) {
            return note.reference();
        }
        Channel numbered = channel.with(own.numbered(own.serial() + 1));
        turn.state = turn.state.with(numbered);
        return Releasing.reference(turn, numbered);
    }
}
