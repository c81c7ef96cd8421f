package firebreak.twin;

import static firebreak.twin.Made.NOON;
import static firebreak.twin.Story.A;
import static firebreak.twin.Story.C;
import static firebreak.twin.Story.D;
import static firebreak.twin.Story.E;
import static firebreak.twin.Story.LATER_C;
import static firebreak.twin.Story.known;

import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Signer;
import firebreak.record.LeafType;
import firebreak.twin.Made.Log;
import firebreak.twin.Made.Signing;
import firebreak.twin.Made.Someone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is asked and answered at the end of a story, under its third agreement, and what witnesses and mailboxes sign
/// of
/// it: a wait of every state.
final class Asked {
    private final Story story;
    private final Made made;
    private final Log a;
    private final Log later;
    private final Log e;
    private int minutes;

    Asked(Story story) {
        this.story = story;
        this.made = story.made;
        this.a = story.a;
        this.later = story.later;
        this.e = story.e;
    }

    private Instant at(int minute) {
        minutes = minute;
        return NOON.plus(Duration.ofMinutes(minute));
    }

    /// Both witnesses sign what there is of a record, one a minute after the other.
    private void witness(Log... logs) {
        for (Log log : logs) {
            Instant at = at(minutes + 1);
            made.witnessed(
                    log,
                    new Signing(minutes % 2 == 0 ? C : LATER_C, at),
                    new Signing(D, at.plus(Duration.ofMinutes(1))));
        }
    }

    private void deposit(Log log, Someone mailbox, Instant at, Someone addressee, Integer... leaves) {
        made.deposit(
                log,
                new Signing(mailbox, at),
                known(mailbox.equals(C) ? story.manifestOfC : story.manifestOfD),
                known(story.first),
                addressee,
                Stream.of(leaves).sorted().toList());
    }

    /// @param by `answerBy`; empty where no deadline is named
    /// @param to posts for action
    private int say(
            String reference, Hash pinned, Json.@Nullable Builder answers, String by, List<String> to, Log... authors) {
        String id =
                pinned.equals(story.form) ? "free-text" : pinned.equals(story.holding) ? "holding-reply" : "decline";
        Json fields = Json.object()
                .with("text", "twenty characters ok")
                .with("answerBy", by.isEmpty() ? null : by)
                .build();
        Json content = Json.object()
                .with("form", id)
                .with("formHash", pinned)
                .with("action", Json.strings(to))
                .with("information", Json.strings(List.of()))
                .with("outside", Json.strings(List.of()))
                .with("answers", answers == null ? null : answers.build())
                .with("refs", Json.strings(List.of()))
                .with("precedence", "ROUTINE")
                .with(
                        "marking",
                        Json.object()
                                .with("handling", "")
                                .with("releasableTo", Json.strings(List.of()))
                                .build())
                .with("language", "en")
                .with("fields", fields)
                .build();
        Json note = story.begin("note")
                .with("authors", Json.list(List.of(authors), log -> story.author(log, true)))
                .with("reference", reference)
                .with("content", content)
                .with("drafted", Story.view())
                .with("view", Story.view())
                .build();
        Signer[] signers = Stream.of(authors).map(log -> log.owner.post()).toArray(Signer[]::new);
        for (Log log : authors) {
            made.say(log, LeafType.NOTE, note, signers);
        }
        return authors[0].leaves.size() - 1;
    }

    private static Json.Builder answering(Log log, int index) {
        return Json.object()
                .with("origin", log.origin.text())
                .with("index", index)
                .with("leaf", log.hashes().get(index));
    }

    private static String due(int minute) {
        return NOON.plus(Duration.ofMinutes(minute)).toString();
    }

    /// @param padding leaves without content at the end of AA's record, of which a mailbox has as many as it may
    void told(int padding) {
        made.witnessed(story.b, new Signing(C, at(3)));
        made.witnessed(later, new Signing(C, at(4)));
        story.third();
        witness(a, later, e);
        int asked = say("ASK/1", known(story.form), null, due(60), List.of("BB-MOD", "EE-MOD"), a);
        witness(a);
        story.receipt(later, "delivered", a, asked);
        story.receipt(e, "delivered", a, asked);
        witness(later, e);
        int held = say("HOLD/1", known(story.holding), answering(a, asked), due(120), List.of("AA-MOD"), later);
        int declined = say("NO/1", known(story.decline), answering(a, asked), "", List.of("AA-MOD"), e);
        witness(later, e);
        story.receipt(a, "delivered", later, held);
        witness(a);
        at(70);
        story.receipt(a, "delivered", e, declined);
        witness(a);
        int replied = say("REPLY/1", known(story.form), answering(a, asked), due(100), List.of("AA-MOD"), later);
        story.receipt(a, "delivered", later, replied);
        witness(later, a);
        int joint = say("JOINT/1", known(story.form), null, due(90), List.of("EE-MOD"), a, later);
        story.receipt(e, "delivered", a, joint);
        witness(a, later, e);
        at(95);
        int yes = say("YES/1", known(story.form), answering(later, later.leaves.size() - 1), "soon", List.of(), e);
        story.receipt(later, "delivered", e, yes);
        witness(e, later);
        int overdue = say("ASK/2", known(story.form), null, due(300), List.of("AA-MOD"), later);
        int withheld = say("ASK/3", known(story.form), null, due(300), List.of(), later);
        story.receipt(a, "delivered", later, overdue);
        story.receipt(a, "read", later, withheld);
        int waiting = say("ASK/4", known(story.form), null, due(9_000), List.of("AA-MOD"), e);
        story.receipt(a, "delivered", e, waiting);
        witness(later, e, a);
        deposit(later, C, at(130), E, withheld);
        deposit(later, D, at(131), E, withheld - 1, withheld);
        deposit(later, D, at(129), A, withheld);
        deposit(a, C, at(71), E, joint, joint - 1);
        deposit(a, D, at(71), E, joint);
        deposit(later, D, at(20), E, 2);
        deposit(later, D, at(6), A, 2);
        say("ASK/5", known(story.form), null, due(300), List.of("EE-MOD"), a);
        made.witnessedLast(e, new Signing(C, at(600)), new Signing(D, at(601)));
        made.pad(a, padding);
        if (padding > 0) {
            deposit(a, C, at(900), E, IntStream.range(0, 64).boxed().toArray(Integer[]::new));
        }
    }
}
