package firebreak.node.home;

import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.node.keys.PostSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How long an older key of a post stays, so that slow parcels to it can still be read (DESIGN.md section 5, Keys).
public final class OldRecipients {
    /// Counted from when the first manifest took effect that does not name it any more.
    public static final Duration READABLE = Duration.ofDays(90);

    private OldRecipients() {}

    /// Whether an older period of a post has had its time under every charter. One that a newest manifest still names
    /// has not, however old. One that no manifest ever named counts from when it would have ended.
    public static boolean isDone(
            Registry registry, Map<Hash, PartyCode> parties, PostCode post, PostSecrets.Period period, Instant now) {
        List<Optional<Instant>> ends = parties.entrySet().stream()
                .map(joined -> registry.manifests(joined.getKey(), joined.getValue())
                        .sorted(Comparator.comparingInt(
                                manifest -> manifest.version().number()))
                        .toList())
                .filter(chain -> chain.stream().anyMatch(manifest -> names(manifest, post, period)))
                .map(chain -> replaced(chain, post, period))
                .toList();
        Instant unnamed = period.since().plus(PublicKeys.POST_PERIOD);
        return ends.isEmpty()
                ? isPast(unnamed, now)
                : ends.stream()
                        .allMatch(end -> end.filter(at -> isPast(at, now)).isPresent());
    }

    private static boolean isPast(Instant end, Instant now) {
        return !now.isBefore(end.plus(READABLE));
    }

    private static boolean names(Manifest manifest, PostCode post, PostSecrets.Period period) {
        return manifest.post(post)
                .map(PostEntry::recipient)
                .filter(period.recipient().recipient()::equals)
                .isPresent();
    }

    /// When the first manifest after the last that names it took effect.
    private static Optional<Instant> replaced(List<Manifest> chain, PostCode post, PostSecrets.Period period) {
        Optional<Instant> end = Optional.empty();
        for (Manifest manifest : chain.reversed()) {
            if (names(manifest, post, period)) {
                return end;
            }
            end = Optional.of(manifest.version().effective());
        }
        return end;
    }
}
