package firebreak.sim.world;

import firebreak.charter.ChannelId;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Json;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.note.Content;
import firebreak.note.Form;
import firebreak.note.LeafRef;
import firebreak.note.Marking;
import firebreak.note.Precedence;
import firebreak.note.Receipt;
import firebreak.note.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Officers and operators: they release notes, read and acknowledge, answer or decline, and change keys and
/// agreements. What is refused, for example because the post is locked, they try again.
final class People {
    private static final Duration REACTION = Duration.ofSeconds(6);
    private static final int PATIENCE = 12;

    private final World world;
    private final Dice dice;
    private final Plan.Traffic traffic;

    People(World world, Dice dice, Plan.Traffic traffic) {
        this.world = world;
        this.dice = dice;
        this.traffic = traffic;
    }

    void begin() {
        for (int i = 0; i < traffic.notes(); i++) {
            sometime(this::newNote);
        }
        for (int i = 0; i < traffic.jointNotes(); i++) {
            sometime(() -> new JointNote(world, dice).begin());
        }
        for (int i = 0; i < traffic.changes(); i++) {
            sometime(this::change);
        }
    }

    private void sometime(Runnable act) {
        world.agenda().after(dice.between(Duration.ZERO, traffic.busy()), act);
    }

    private void newNote() {
        Node node = dice.pick(world.nodes());
        List<ChannelId> channels = world.papers().channelsOf(node.party()).toList();
        if (!channels.isEmpty()) {
            release(node, dice.pick(channels), Papers.FREE_TEXT, Optional.empty(), PATIENCE);
        }
    }

    /// When all is quiet every honest party says one more note in each of its channels: what its node holds by then is
    /// told to the others, for a view goes with what is said and nobody may have said anything since.
    void lastWords() {
        for (Node node : world.nodes()) {
            if (world.honest(node.party())) {
                world.papers()
                        .channelsOf(node.party())
                        .forEach(channel -> release(node, channel, Papers.FREE_TEXT, Optional.empty(), PATIENCE));
            }
        }
    }

    private void release(Node node, ChannelId channel, Form form, Optional<LeafRef> answers, int patience) {
        PostCode post = dice.pick(posts(node.party(), channel));
        Content content = content(node.party(), channel, form, answers);
        boolean[] answered = {false};
        node.ask(request -> new Event.ReleaseNote(request, channel, post, content, View.NOTHING), result -> {
            answered[0] = true;
            if (result instanceof Effect.Result.Refused(String reason)) {
                world.log(node.party(), "release refused: " + reason);
                again(node, channel, form, answers, patience);
            }
        });
        if (!node.running() && !answered[0]) {
            again(node, channel, form, answers, patience);
        }
    }

    private void again(Node node, ChannelId channel, Form form, Optional<LeafRef> answers, int patience) {
        if (patience > 0) {
            world.agenda()
                    .after(
                            dice.between(Duration.ofSeconds(1), Duration.ofSeconds(9)),
                            () -> release(node, channel, form, answers, patience - 1));
        }
    }

    private List<PostCode> posts(PartyCode party, ChannelId channel) {
        return world.papers()
                .agreement(channel)
                .member(party)
                .map(Member::posts)
                .orElseThrow();
    }

    private Content content(PartyCode from, ChannelId channel, Form form, Optional<LeafRef> answers) {
        List<PostCode> others = world.papers().agreement(channel).members().stream()
                .filter(member -> !member.party().equals(from))
                .flatMap(member -> member.posts().stream())
                .toList();
        return new Content(
                form.id(),
                form.hash(),
                List.of(dice.pick(others)),
                List.of(),
                List.of(),
                answers,
                List.of(),
                Optional.empty(),
                dice.pick(List.of(Precedence.values())),
                Marking.NONE,
                "en",
                Json.object()
                        .with("text", "simulated " + dice.between(0, 999_999) + "x".repeat(dice.between(0, 600)))
                        .build());
    }

    /// Somebody is called to a note that arrived.
    void called(Node node, Effect.Alarm alarm) {
        if (alarm.precedence().isEmpty() || world.quiet()) {
            return;
        }
        world.agenda().after(dice.between(Duration.ofMillis(50), REACTION), () -> react(node, alarm));
    }

    private void react(Node node, Effect.Alarm alarm) {
        ChannelId channel = alarm.channel();
        PostCode post = dice.pick(posts(node.party(), channel));
        if (dice.chance(0.6)) {
            receipt(node, channel, post, Receipt.Kind.READ, alarm.leaf());
        }
        if (dice.chance(0.5)) {
            receipt(node, channel, post, Receipt.Kind.ACKNOWLEDGED, alarm.leaf());
        }
        if (dice.chance(answering(channel))) {
            Form form = dice.pick(List.of(Papers.REPLY, Papers.HOLDING, Papers.DECLINE));
            release(node, channel, form, Optional.of(alarm.leaf()), 5);
        }
    }

    /// How often a post answers a note. All who hear a note together answer it less than once on average: otherwise a
    /// conversation of many would go on for as long as the world lasts.
    private double answering(ChannelId channel) {
        int others = world.members(channel).size() - 1;
        return Math.min(0.25, 0.5 / others);
    }

    private void receipt(Node node, ChannelId channel, PostCode post, Receipt.Kind kind, LeafRef of) {
        node.ask(request -> new Event.GiveReceipt(request, channel, post, kind, of), _ -> {});
    }

    private void change() {
        int what = dice.between(0, 2);
        List<PartyCode> parties = world.parties();
        ChannelId channel = dice.pick(world.papers().channels());
        switch (what) {
            case 0 ->
                world.papers().renewKeys(dice.pick(parties), world.agenda().now());
            case 1 -> world.papers().amendCharter(world.agenda().now());
            default -> world.papers().amendAgreement(channel, world.agenda().now());
        }
        world.spreadPapers();
    }
}
