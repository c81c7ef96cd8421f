package firebreak.sim.world;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Member;
import firebreak.charter.PostEntry;
import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Event;
import firebreak.identity.Jws;
import firebreak.identity.Signer;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.Marking;
import firebreak.note.Note;
import firebreak.note.Place;
import firebreak.note.Precedence;
import firebreak.note.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One note of all members of a channel: agreed elsewhere, signed by a post of each, put into every one's record.
final class JointNote {
    private final World world;
    private final Dice dice;

    JointNote(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    void begin() {
        ChannelId channel = dice.pick(world.papers().channels());
        List<Node> members = world.members(channel).stream().map(world::node).toList();
        boolean ready = members.stream()
                .allMatch(
                        node -> node.running() && node.state().channel(channel).isPresent());
        if (!ready) {
            return;
        }
        Bytes payload = draft(channel, members).payload();
        Signer[] signers = members.stream().map(node -> signer(channel, node)).toArray(Signer[]::new);
        Jws signed = Jws.sign(payload, signers);
        for (Node node : members) {
            world.agenda()
                    .after(
                            dice.between(Duration.ofMillis(10), Duration.ofSeconds(3)),
                            () -> node.ask(
                                    request -> new Event.RecordJointNote(request, channel, signed),
                                    result -> world.log(node.party(), "joint note: " + result)));
        }
    }

    /// The keys of the manifest in force in the node's record, which the note will name.
    private Signer signer(ChannelId channel, Node node) {
        Member member = world.papers().agreement(channel).member(node.party()).orElseThrow();
        Channel in = node.state().channel(channel).orElseThrow();
        PostEntry entry =
                node.state().manifest(in).post(member.posts().getFirst()).orElseThrow();
        return node.keys().signing(entry.signing()).orElseThrow();
    }

    private Note draft(ChannelId channel, List<Node> members) {
        Agreement agreement = world.papers().agreement(channel);
        List<Author> authors = new ArrayList<>();
        for (Node node : members) {
            Channel in = node.state().channel(channel).orElseThrow();
            Member member = agreement.member(node.party()).orElseThrow();
            authors.add(new Author(
                    node.party(),
                    Optional.of(member.posts().getFirst()),
                    node.state().manifest(in).hash(),
                    in.own().origin(),
                    in.own().generation()));
        }
        return new Note(
                new Place(agreement.mode(), world.papers().charterOf(channel), channel, agreement.hash()),
                authors,
                world.agenda().now(),
                agreement.label() + "/joint/" + dice.between(1, 99_999),
                new Content(
                        Papers.JOINT.id(),
                        Papers.JOINT.hash(),
                        agreement.posts().toList(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Precedence.PRIORITY,
                        Marking.NONE,
                        "en",
                        Json.object().with("text", "we all say").build()),
                View.NOTHING,
                View.NOTHING);
    }
}
