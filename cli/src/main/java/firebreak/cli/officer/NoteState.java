package firebreak.cli.officer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Where a note stands, in words that need neither colour nor a legend.
///
/// @param line the channel, absent where this node is no longer in it
/// @param asks whether the note's form waits for an answer
record NoteState(NoteView note, Optional<Board.Line> line, boolean asks) {
    /// From the step that says most to the one that says least; a party is shown at the first it has reached.
    private static final List<Rung> RUNGS = List.of(
            new Rung("reply", "answered by"),
            new Rung("decline", "declined by"),
            new Rung("holding", "holding reply from"),
            new Rung("acknowledged", "acknowledged by"),
            new Rung("read", "read by"),
            new Rung("held", "HELD at"),
            new Rung("delivered", "delivered to"));

    private record Rung(String word, String phrase) {}

    static NoteState of(NoteView note, Board board) {
        return new NoteState(
                note, board.line(note.channel()), board.asks(note.paper().form()));
    }

    /// The parties whose answer is waited for: addressed for action, and neither replied nor declined.
    List<String> waitsFor() {
        if (!asks || line.isEmpty() || !note.awaited().isEmpty() || isWithdrawn()) {
            return List.of();
        }
        SequencedSet<String> parties = new LinkedHashSet<>();
        note.paper().action().forEach(post -> parties.add(line.get().partyOf(post)));
        return parties.stream()
                .filter(party -> !note.isBy(party) && !note.has("reply", party) && !note.has("decline", party))
                .toList();
    }

    private boolean isWithdrawn() {
        return note.marks().stream()
                .anyMatch(mark -> mark.rung().equals("cancelled") || mark.rung().equals("superseded"));
    }

    /// Whether this node's own party is the one that is waited for.
    boolean waitsForUs() {
        return line.filter(here -> waitsFor().contains(here.self())).isPresent();
    }

    String words() {
        List<String> phrases = new ArrayList<>();
        if (!waitsFor().isEmpty()) {
            phrases.add("ANSWER WAITED FOR from "
                    + String.join(", ", waitsFor().stream().map(this::called).toList()));
        }
        note.disputed().ifPresent(disputed -> phrases.add(disputed.words()));
        if (!note.awaited().isEmpty()) {
            phrases.add("proposed, not yet recorded by " + String.join(", ", note.awaited()));
        }
        note.astray().forEach(mark -> phrases.add(mark.party() + " WAS SHOWN ANOTHER RECORD"));
        note.marks().stream()
                .filter(mark -> List.of("corrected", "cancelled", "superseded").contains(mark.rung()))
                .forEach(mark -> phrases.add(mark.rung() + " by its author"));
        phrases.addAll(reached());
        return String.join("; ", phrases);
    }

    private String called(String party) {
        return line.filter(here -> here.self().equals(party)).isPresent() ? party + " (us)" : party;
    }

    /// How far it has come with each other party, parties at one rung together.
    private List<String> reached() {
        SequencedMap<String, List<String>> byPhrase = new LinkedHashMap<>();
        for (String party : readers()) {
            byPhrase.computeIfAbsent(phrase(party), _ -> new ArrayList<>()).add(party);
        }
        if (note.marks().isEmpty() || byPhrase.isEmpty()) {
            return List.of("recorded");
        }
        List<String> phrases = new ArrayList<>();
        byPhrase.forEach((phrase, parties) -> phrases.add(phrase + " " + String.join(", ", parties)));
        return phrases;
    }

    private List<String> readers() {
        SequencedSet<String> parties = new LinkedHashSet<>();
        line.ifPresent(here -> {
            parties.add(here.self());
            here.others().forEach(other -> parties.add(other.party()));
        });
        note.marks().stream().filter(mark -> !note.isBy(mark.party())).forEach(mark -> parties.add(mark.party()));
        return parties.stream().filter(party -> !note.isBy(party)).toList();
    }

    private String phrase(String party) {
        return RUNGS.stream()
                .filter(rung -> note.has(rung.word(), party))
                .map(Rung::phrase)
                .findFirst()
                .orElse("not yet delivered to");
    }
}
