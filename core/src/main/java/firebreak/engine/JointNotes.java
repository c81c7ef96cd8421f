package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Hash;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.Note;
import firebreak.note.Opening;
import firebreak.note.Place;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.Successor;
import firebreak.note.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Drafts joint notes: one payload that a post of each named party signs and each puts into its own record.
/// It circulates unsigned; nothing is recorded by drafting it.
public final class JointNotes {
    private static final int REFERENCE_DIGITS = 8;

    private JointNotes() {}

    /// What came of drafting.
    public sealed interface Result {
        record Drafted(Note note) implements Result {}

        record Refused(String reason) implements Result {}
    }

    /// @param posts one of each party that is to sign, this node's among them
    public static Result draft(
            State state, Channel channel, List<PostCode> posts, Content content, Instant now, Lookup stored) {
        Agreement agreement = state.agreement(channel);
        Optional<String> fault = ContentCheck.fault(agreement, content);
        if (fault.isPresent()) {
            return new Result.Refused(fault.get());
        }
        List<Author> authors = new ArrayList<>();
        for (PostCode post : posts) {
            Optional<Author> author =
                    agreement.memberOf(post).flatMap(member -> author(state, channel, member, post, stored));
            if (author.isEmpty()) {
                return new Result.Refused(
                        "the post " + post + " is not in this channel, or its record is not known here yet");
            }
            authors.add(author.get());
        }
        authors.sort(Comparator.comparing(Author::party));
        if (authors.size() < 2 || authors.stream().map(Author::party).distinct().count() != authors.size()) {
            return new Result.Refused("a joint note has one post of each of two or more parties");
        }
        View view = Views.of(state, channel);
        Place place = new Place(
                agreement.mode(),
                channel.own().inForce().charter(),
                channel.id(),
                channel.own().inForce().agreement());
        return new Result.Drafted(
                new Note(place, authors, now, reference(agreement, authors, content, now), content, view, view));
    }

    /// `channel/A+B/joint/digits`: joint notes have no serial of any one record.
    private static String reference(Agreement agreement, List<Author> authors, Content content, Instant now) {
        String parties = authors.stream().map(author -> author.party().value()).collect(Collectors.joining("+"));
        Hash digits = Hash.of(Canonical.write(content.toJson()).plus(Bytes.ofUtf8(now.toString())));
        return agreement.label() + "/" + parties + "/joint/" + digits.hex().substring(0, REFERENCE_DIGITS);
    }

    private static Optional<Author> author(State state, Channel channel, Member member, PostCode post, Lookup stored) {
        if (member.party().equals(state.self(channel))) {
            OwnRecord own = channel.own();
            return Optional.of(new Author(
                    member.party(), Optional.of(post), own.inForce().manifest(), own.origin(), own.generation()));
        }
        return newest(channel, member.party(), stored)
                .map(record -> new Author(
                        member.party(),
                        Optional.of(post),
                        record.inForceAt(record.prefix().size()).orElseThrow().manifest(),
                        record.origin(),
                        generation(record, stored)));
    }

    private static Optional<PeerRecord> newest(Channel channel, PartyCode party, Lookup stored) {
        return channel.recordsOf(party).stream()
                .filter(record -> record.inForceAt(record.prefix().size()).isPresent())
                .max(Comparator.comparingInt(record -> generation(record, stored)));
    }

    private static int generation(PeerRecord record, Lookup stored) {
        Optional<Statement> first =
                stored.get(Table.BODY, Keys.leaf(record.origin(), 0)).map(Stored::statement);
        return first.map(statement -> switch (statement) {
                    case Opening opening -> opening.author().generation();
                    case Successor successor -> successor.author().generation();
                    case Note _, Receipt _, Adoption _ -> 0;
                })
                .orElse(0);
    }
}
