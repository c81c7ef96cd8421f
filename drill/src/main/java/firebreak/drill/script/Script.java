package firebreak.drill.script;

import firebreak.drill.chronology.CaseId;
import firebreak.drill.chronology.Cast;
import firebreak.drill.chronology.Chronology;
import firebreak.note.Forms;
import java.util.List;
import java.util.Optional;

/// A case ready to be replayed: who takes part, which channels they need, and every step in order.
///
/// @param label what must be said wherever the script is shown; present for a variant
/// @param channels in the order of their labels
/// @param everyone the channel that statements to the public go to; absent where the case has none
/// @param remarks what the translation decided on its own
public record Script(
        CaseId id,
        String title,
        Optional<String> label,
        Cast cast,
        List<CaseChannel> channels,
        Optional<ChannelLabel> everyone,
        List<Step> steps,
        List<Remark> remarks) {
    public Script {
        channels = List.copyOf(channels);
        steps = List.copyOf(steps);
        remarks = List.copyOf(remarks);
    }

    /// Pure, and never refuses: every valid chronology has a script. Its notes need not fit their forms yet.
    public static Script of(Chronology chronology, Kinds kinds) {
        return new Translation(chronology, kinds).script();
    }

    /// A script whose every note fits its form.
    ///
    /// @param forms those that the channels will pin
    public static Script of(Chronology chronology, Kinds kinds, Forms forms) {
        return of(chronology, kinds).fitted(kinds, forms);
    }

    /// The same script with every note in a form that its words fit, and a remark wherever that is another form
    /// or leaves something out. An accident that does not say what is unknown is free text, for example.
    public Script fitted(Kinds kinds, Forms forms) {
        return new Fitting(kinds, forms).of(this);
    }

    Script with(List<Step> otherSteps, List<Remark> otherRemarks) {
        return new Script(id, title, label, cast, channels, everyone, otherSteps, otherRemarks);
    }

    public CaseChannel channel(ChannelLabel label) {
        return channels.stream()
                .filter(channel -> channel.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no channel " + label + " in this script"));
    }

    /// The steps that become notes.
    public List<Step.Spoken> spoken() {
        return steps.stream()
                .filter(Step.Spoken.class::isInstance)
                .map(Step.Spoken.class::cast)
                .toList();
    }
}
