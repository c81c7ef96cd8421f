package firebreak.drill.script;

import firebreak.charter.PostCode;
import firebreak.drill.chronology.Code;
import firebreak.drill.chronology.EventId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A script for people: every step in order, its time never finer than the precision it is known with.
public record Timeline(List<Entry> entries) {
    public Timeline {
        entries = List.copyOf(entries);
    }

    /// What a reader tells apart at a glance.
    public enum Sort {
        NOTE("note"),
        JOINT_NOTE("joint note"),
        ACT("act"),
        SILENCE("silence"),
        INTERNAL("inside");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// @param when UTC, see [firebreak.drill.chronology.CaseTime#shown]
    /// @param who senders or doers, joined by commas
    /// @param whom addressees, outsiders included; empty for an act towards nobody
    /// @param channel where it was said; absent for what is no note
    /// @param what its title
    /// @param invented whether it is part of a variant and never happened
    public record Entry(
            EventId event,
            String when,
            Sort sort,
            String who,
            String whom,
            Optional<ChannelLabel> channel,
            String what,
            boolean invented) {}

    public static Timeline of(Script script) {
        return new Timeline(script.steps().stream().map(Timeline::entry).toList());
    }

    /// One line an entry, in columns; times are UTC.
    public String text() {
        int when = width(entries.stream().map(Entry::when).toList());
        int sort = width(entries.stream().map(entry -> entry.sort().word()).toList());
        return entries.stream()
                .map(entry ->
                        padded(entry.when(), when) + "  " + padded(entry.sort().word(), sort) + "  " + told(entry))
                .collect(Collectors.joining("\n"));
    }

    private static Entry entry(Step step) {
        return switch (step) {
            case Step.NoteStep note -> spoken(note, Sort.NOTE);
            case Step.JointNoteStep note -> spoken(note, Sort.JOINT_NOTE);
            case Step.ActStep act -> plain(act, Sort.ACT, codes(act.by()), codes(act.towards()));
            case Step.SilenceStep silence ->
                plain(silence, Sort.SILENCE, codes(silence.by()), codes(silence.towards()));
            case Step.InternalStep inside -> plain(inside, Sort.INTERNAL, posts(inside.from()), posts(inside.to()));
        };
    }

    private static Entry spoken(Step.Spoken note, Sort sort) {
        String whom = Stream.concat(
                        note.delivery().action().stream().map(PostCode::value),
                        note.delivery().outside().stream().map(Code::value))
                .collect(Collectors.joining(", "));
        return entry(note, sort, posts(note.authors()), whom, Optional.of(note.channel()));
    }

    private static Entry plain(Step step, Sort sort, String who, String whom) {
        return entry(step, sort, who, whom, Optional.empty());
    }

    private static Entry entry(Step step, Sort sort, String who, String whom, Optional<ChannelLabel> channel) {
        String what = step.words().title();
        return new Entry(
                step.event(),
                step.time().shown(),
                sort,
                who,
                whom,
                channel,
                what,
                step.words().invented());
    }

    private static String told(Entry entry) {
        String whom = entry.whom().isEmpty() ? "" : " to " + entry.whom();
        String channel = entry.channel().map(label -> " [" + label + "]").orElse("");
        return entry.who() + whom + channel + ": " + (entry.invented() ? "(invented) " : "") + entry.what();
    }

    private static String codes(List<Code> codes) {
        return codes.stream().map(Code::value).collect(Collectors.joining(", "));
    }

    private static String posts(List<PostCode> posts) {
        return posts.stream().map(PostCode::value).collect(Collectors.joining(", "));
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
