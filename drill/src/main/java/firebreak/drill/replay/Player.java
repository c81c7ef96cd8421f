package firebreak.drill.replay;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.chronology.Code;
import firebreak.drill.chronology.EventId;
import firebreak.drill.nodes.Answer;
import firebreak.drill.nodes.Settling;
import firebreak.drill.script.CaseChannel;
import firebreak.drill.script.Habits;
import firebreak.drill.script.Reference;
import firebreak.drill.script.Script;
import firebreak.drill.script.Step;
import firebreak.encoding.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Plays a script step by step: each note is drafted and released at its author's node, and read and
/// acknowledged at the others' when their officers' habits say so, all in the case's time.
final class Player {
    private static final Duration DELIVERY = Duration.ofMinutes(3);
    private static final long LOOK_MS = 5;

    private final Script script;
    private final Habits habits;
    private final Stage stage;
    private final Show show;
    private final Pace pace;
    private final Map<EventId, String> references = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final CaseClock clock;
    private Instant now;
    private int order;

    /// Something an officer will do.
    private record Due(Instant at, int order, PartyCode party, PostCode post, String reference, boolean acknowledge)
            implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Integer.compare(order, other.order);
        }
    }

    Player(Script script, Habits habits, Stage stage, Show show, Pace pace) {
        this.script = script;
        this.habits = habits;
        this.stage = stage;
        this.show = show;
        this.pace = pace;
        this.clock = CaseClock.of(script);
        this.now = CaseClock.begin(script);
    }

    void play() throws IOException {
        for (Step step : script.steps()) {
            until(step.time().at());
            play(step);
        }
        finish();
    }

    private void finish() throws IOException {
        while (!due.isEmpty()) {
            until(due.peek().at());
        }
        Settling.wait(this::statuses, DELIVERY);
    }

    /// Lets the case's time come to an instant; whatever officers would have done meanwhile is done.
    private void until(Instant time) throws IOException {
        while (!due.isEmpty() && !due.peek().at().isAfter(time)) {
            Due next = due.poll();
            advance(next.at());
            act(next);
        }
        advance(time);
    }

    private void advance(Instant time) throws IOException {
        if (time.isAfter(now)) {
            pace.pass(Duration.between(now, time));
            now = time;
            for (Desk desk : stage.desks().values()) {
                desk.setClock(clock.shows(now));
            }
        }
    }

    private void act(Due next) throws IOException {
        Desk desk = stage.desk(next.party());
        if (next.acknowledge()) {
            desk.acknowledge(next.reference(), next.post());
        } else {
            desk.read(next.reference(), next.post());
        }
    }

    private void play(Step step) throws IOException {
        switch (step) {
            case Step.NoteStep note -> say(note);
            case Step.JointNoteStep joint -> sayTogether(joint);
            case Step.ActStep act -> show.say(line(step, "act", names(act.by())));
            case Step.SilenceStep silence -> show.say(line(step, "silence", names(silence.by())));
            case Step.InternalStep internal ->
                show.say(line(step, "internal", internal.party().value()));
        }
    }

    private static String names(List<Code> codes) {
        return String.join(", ", codes.stream().map(Code::value).toList());
    }

    private static String line(Step step, String sort, String who) {
        return step.event() + "  " + step.time().shown() + "  " + sort + "  " + who + ": "
                + step.words().title();
    }

    private void say(Step.NoteStep note) throws IOException {
        PartyCode party = script.cast().post(note.author()).party();
        String reference = stage.desk(party).say(note.channel().value(), note.author(), content(note));
        show.say(line(note, "note", note.author() + " → " + to(note) + "  " + reference));
        recorded(note, reference, List.of(party));
    }

    private void sayTogether(Step.JointNoteStep joint) throws IOException {
        List<PartyCode> parties = joint.authors().stream()
                .map(post -> script.cast().post(post).party())
                .toList();
        Json proposal =
                stage.desk(parties.getFirst()).propose(joint.channel().value(), joint.authors(), content(joint));
        String id = Answer.text(proposal, "proposal");
        for (PartyCode party : parties) {
            Desk desk = stage.desk(party);
            await("the joint note did not reach " + party, () -> desk.hasProposal(id));
            desk.sign(id);
        }
        for (PartyCode party : parties) {
            Desk desk = stage.desk(party);
            await("the joint note did not come on record at " + party, () -> desk.hasRecorded(id));
        }
        String reference = Answer.text(proposal, "reference");
        show.say(line(
                joint,
                "joint note",
                String.join(", ", joint.authors().stream().map(PostCode::value).toList()) + "  " + reference));
        recorded(joint, reference, parties);
    }

    private static String to(Step.Spoken note) {
        List<String> names = new ArrayList<>(
                note.delivery().action().stream().map(PostCode::value).toList());
        note.delivery().outside().forEach(outside -> names.add("(" + outside.value() + ")"));
        return String.join(", ", names);
    }

    private void recorded(Step.Spoken note, String reference, List<PartyCode> authors) throws IOException {
        references.put(note.event(), reference);
        CaseChannel channel = script.channel(note.channel());
        for (PartyCode party : channel.parties()) {
            if (!authors.contains(party)) {
                arrive(stage.desk(party), reference);
            }
        }
        for (PostCode post : note.delivery().action()) {
            PartyCode party = script.cast().post(post).party();
            // Whoever wrote a note, alone or with others, gives no receipt for it.
            if (habits.answers(post) && !authors.contains(party)) {
                Habits.Pace pace = habits.pace(note.precedence());
                due.add(new Due(now.plus(pace.read()), order++, party, post, reference, false));
                due.add(new Due(now.plus(pace.acknowledge()), order++, party, post, reference, true));
            }
        }
    }

    private static void arrive(Desk desk, String reference) throws IOException {
        await("the note " + reference + " did not reach " + desk.party(), () -> desk.has(reference));
    }

    private List<Json> statuses() throws IOException {
        List<Json> statuses = new ArrayList<>();
        for (Desk desk : stage.desks().values()) {
            statuses.add(desk.status());
        }
        return statuses;
    }

    /// A condition that a node answers.
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String otherwise, Condition condition) throws IOException {
        long end = System.nanoTime() + DELIVERY.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException(otherwise + " within " + DELIVERY.toSeconds() + " s");
            }
            Pace.sleep(LOOK_MS);
        }
    }

    private Json content(Step.Spoken note) {
        Json.Builder content = Json.object()
                .with("form", note.form().value())
                .with("action", Json.list(note.delivery().action(), PostCode::toJson))
                .with(
                        "outside",
                        Json.strings(note.delivery().outside().stream()
                                .map(Code::value)
                                .toList()))
                .with("precedence", note.precedence().name())
                .with("fields", fields(note));
        List<String> refs = new ArrayList<>();
        Optional<String> answers = Optional.empty();
        for (Reference reference : note.references()) {
            String known = references.get(reference.event());
            if (known != null && reference.reach() == Reference.Reach.ANSWERED && answers.isEmpty()) {
                answers = Optional.of(known);
            } else if (known != null && reference.reach() == Reference.Reach.SAME_CHANNEL) {
                refs.add(known);
            }
        }
        return content.with("answers", answers.orElse(null))
                .with("refs", Json.strings(refs))
                .build();
    }

    private static Json fields(Step.Spoken note) {
        Json.Builder fields = Json.object()
                .with("subject", note.words().title())
                .with("text", note.words().text())
                .with("source", note.words().source().orElse(null));
        note.words().fields().forEach((name, value) -> fields.with(name, value));
        return fields.build();
    }
}
