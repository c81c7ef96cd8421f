package firebreak.drill.script;

import firebreak.drill.chronology.Kind;
import firebreak.encoding.Bytes;
import firebreak.note.Precedence;
import java.util.Map;
import java.util.Optional;

/// What each kind of event becomes on the line: data, read from `kinds.yaml`.
///
/// @param joint the form of a note with several parties as authors
/// @param publicly the form of a note addressed to the public or to outsiders only
/// @param fallback what an unknown kind becomes; any words fit its form
/// @param standIns the form for an event whose words do not fit the form wanted; the fallback's after that
public record Kinds(
        FormName joint,
        FormName publicly,
        Treatment.Said fallback,
        Map<FormName, FormName> standIns,
        Map<Kind, Treatment> known) {
    public Kinds {
        standIns = Map.copyOf(standIns);
        known = Map.copyOf(known);
    }

    /// How the line treats one kind.
    public sealed interface Treatment {
        /// A timeline entry, whoever is addressed.
        record Act() implements Treatment {}

        record Silence() implements Treatment {}

        /// @param form the form of a note that answers nothing
        /// @param answering the form of a note that answers one; absent where the kind never answers
        record Said(FormName form, Optional<FormName> answering, Precedence precedence) implements Treatment {}
    }

    /// The table that comes with Firebreak.
    public static Kinds standard() {
        return KindsReader.read("kinds.yaml", resource("kinds.yaml"));
    }

    public Optional<Treatment> of(Kind kind) {
        return Optional.ofNullable(known.get(kind));
    }

    Optional<FormName> standIn(FormName form) {
        return Optional.ofNullable(standIns.get(form));
    }

    static Bytes resource(String name) {
        return Resources.read("/firebreak/drill/" + name);
    }
}
