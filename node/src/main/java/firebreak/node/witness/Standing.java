package firebreak.node.witness;

import firebreak.charter.PartyCode;
import firebreak.encoding.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the own record of a channel stands with its witnesses.
///
/// @param needed k, so many make a time; 0 where all times are claimed
/// @param liars how many of them may lie before a fork can hide or time can be stopped
/// @param size what of the own record was signed here
/// @param witnessed how much of it k witnesses have cosigned
/// @param unwitnessedSince since when something signed here has waited for k of them
public record Standing(
        int needed, int liars, long size, long witnessed, Optional<Instant> unwitnessedSince, List<One> witnesses) {
    /// One witness.
    ///
    /// @param signed how much of the own record it has cosigned
    /// @param trouble why the last request failed, and since when none succeeded
    public record One(PartyCode party, long signed, Optional<String> trouble, Optional<Instant> failingSince) {
        Json toJson() {
            return Json.object()
                    .with("party", party.value())
                    .with("signed", signed)
                    .with("trouble", trouble.orElse(null))
                    .with("failingSince", failingSince.orElse(null))
                    .build();
        }
    }

    public Standing {
        witnesses = List.copyOf(witnesses);
    }

    public Json toJson() {
        return Json.object()
                .with("needed", needed)
                .with("liars", liars)
                .with("size", size)
                .with("witnessed", witnessed)
                .with("unwitnessedSince", unwitnessedSince.orElse(null))
                .with("witnesses", Json.list(witnesses, One::toJson))
                .build();
    }
}
