package firebreak.cli.setup;

import firebreak.cli.console.Refusal;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Fingerprint;
import firebreak.node.home.Home;
import firebreak.node.home.JoinedCharter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Which of a home's charters a command means.
final class CharterChoice {
    private CharterChoice() {}

    /// @param given a fingerprint; else the only charter joined
    static Hash of(Home home, Optional<String> given) throws IOException, FormatException, Refusal {
        List<Hash> joined =
                home.charters().stream().map(JoinedCharter::fingerprint).toList();
        if (given.isPresent()) {
            Hash chosen = Fingerprint.parse("--charter", given.get()).hash();
            if (!joined.contains(chosen)) {
                throw new Refusal(
                        "this home has not joined that charter: firebreak charter join --home " + home + " FILE");
            }
            return chosen;
        }
        if (joined.isEmpty()) {
            throw new Refusal("this home has joined no charter: firebreak charter join --home " + home + " FILE");
        }
        if (joined.size() > 1) {
            throw new Refusal("this home has joined several charters: say which with --charter FINGERPRINT");
        }
        return joined.getFirst();
    }
}
