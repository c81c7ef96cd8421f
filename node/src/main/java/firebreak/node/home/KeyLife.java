package firebreak.node.home;

import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.charter.RevokedKey;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How long the keys of a home last, by its documents and the public halves of what was made: nobody's passphrase is
/// needed. Post keys end with the `notAfter` of their manifest; node keys have no end and are in use as long as a
/// manifest names them. Root keys are elsewhere, with their holders.
///
/// @param rows each key once, those of the node first
/// @param posts what is to be known of each post, in the order of their codes
/// @param further what else to do about keys, as a running node knows it
public record KeyLife(List<KeyRow> rows, List<PostLife> posts, List<String> further) {
    /// From how many days before their end a post's keys are warned of, and again, urgently.
    public static final int WARN_DAYS = 21;

    public static final int URGENT_DAYS = 7;

    /// After how long node keys are advised to be replaced.
    public static final Duration NODE_PERIOD = Duration.ofDays(365);

    private static final String ROTATE = "Make the next with firebreak keys rotate, and have the manifest signed";

    public KeyLife {
        rows = List.copyOf(rows);
        posts = List.copyOf(posts);
        further = List.copyOf(further);
    }

    /// With what a running node knows besides.
    public KeyLife and(List<String> warnings) {
        return new KeyLife(rows, posts, warnings);
    }

    /// One post and how long it can speak.
    ///
    /// @param until when the last of its keys end that the root has signed, later ones counted; empty where no
    ///     manifest names the post
    /// @param made whether there are keys that no manifest names yet
    public record PostLife(PostCode post, Optional<Instant> until, boolean made, Optional<String> warning) {
        /// Whole days left, negative once they have ended.
        public Optional<Long> days(Instant now) {
            return until.map(end -> Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400L));
        }

        Json toJson(Instant now) {
            return Json.object()
                    .with("post", post.value())
                    .with("until", until.orElse(null))
                    .with("daysLeft", days(now).map(Json::of).orElse(null))
                    .with("nextMade", made)
                    .with("warning", warning.orElse(null))
                    .build();
        }
    }

    /// @param parties which party the home is, by the first version of each charter
    public static KeyLife of(PublicKeys made, Registry registry, Map<Hash, PartyCode> parties, Instant now) {
        List<Manifest> manifests = parties.entrySet().stream()
                .flatMap(joined -> registry.manifests(joined.getKey(), joined.getValue()))
                .sorted(Comparator.comparing(Manifest::charter)
                        .thenComparingInt(manifest -> manifest.version().number()))
                .toList();
        return new Reckoning(made, registry, parties, manifests, now).life();
    }

    /// Sentences for people: what ends soon, and what to do.
    public List<String> warnings() {
        return Stream.of(
                        rows.stream().flatMap(row -> row.warning().stream()),
                        posts.stream().flatMap(post -> post.warning().stream()),
                        further.stream())
                .flatMap(told -> told)
                .toList();
    }

    /// Days until the first post of the party can speak no more; empty while no manifest names any.
    public Optional<Long> daysLeft(Instant now) {
        return posts.stream().flatMap(post -> post.days(now).stream()).min(Comparator.naturalOrder());
    }

    public Json toJson(Instant now) {
        return Json.object()
                .with("keys", Json.list(rows, row -> row.toJson(now)))
                .with("posts", Json.list(posts, post -> post.toJson(now)))
                .with("daysLeft", daysLeft(now).map(Json::of).orElse(null))
                .with("warnings", Json.strings(warnings()))
                .build();
    }

    /// Works it out.
    private record Reckoning(
            PublicKeys made, Registry registry, Map<Hash, PartyCode> parties, List<Manifest> manifests, Instant now) {
        KeyLife life() {
            Map<String, KeyRow> rows = new TreeMap<>();
            for (Manifest manifest : manifests) {
                boolean current = isCurrent(manifest);
                boolean coming = manifest.version().effective().isAfter(now);
                if (current || coming) {
                    KeyRow.Standing standing = current ? KeyRow.Standing.IN_FORCE : KeyRow.Standing.COMING;
                    KeyRow.of(manifest).forEach(row -> put(rows, row.standing(standing)));
                }
            }
            KeyRow.of(made).forEach(row -> put(rows, row.standing(KeyRow.Standing.MADE)));
            List<KeyRow> told = rows.values().stream()
                    .map(row -> row.isOfNode() ? row.inUseSince(inUseSince(row), now) : row)
                    .sorted(Comparator.comparing((KeyRow row) -> !row.isOfNode())
                            .thenComparing(KeyRow::holder)
                            .thenComparing(KeyRow::use)
                            .thenComparing(row -> row.standing()))
                    .toList();
            return new KeyLife(told, posts(), List.of());
        }

        private static void put(Map<String, KeyRow> rows, KeyRow row) {
            rows.merge(row.name(), row, KeyRow::and);
        }

        private boolean isCurrent(Manifest manifest) {
            return registry.manifestAt(manifest.charter(), manifest.party(), now)
                    .filter(current -> current.manifest().equals(manifest))
                    .isPresent();
        }

        /// When the first manifest that names it was issued.
        private Optional<Instant> inUseSince(KeyRow row) {
            return manifests.stream()
                    .filter(manifest ->
                            KeyRow.of(manifest).anyMatch(named -> named.name().equals(row.name())))
                    .map(manifest -> manifest.version().issued())
                    .min(Comparator.naturalOrder());
        }

        private List<PostLife> posts() {
            TreeSet<PostCode> codes = new TreeSet<>();
            made.posts().forEach(post -> codes.add(post.code()));
            current().forEach(manifest -> manifest.posts().forEach(post -> codes.add(post.code())));
            return codes.stream().map(this::post).toList();
        }

        private Stream<Manifest> current() {
            return manifests.stream().filter(this::isCurrent);
        }

        /// Under several charters the post speaks everywhere as long as the first of its manifests lasts.
        private PostLife post(PostCode code) {
            Optional<Instant> until = current()
                    .filter(manifest -> manifest.post(code).isPresent())
                    .map(manifest -> until(manifest, code))
                    .min(Comparator.naturalOrder());
            boolean unnamed = made.post(code)
                    .filter(post -> manifests.stream()
                            .flatMap(manifest -> manifest.post(code).stream())
                            .noneMatch(named -> named.signing().equals(post.signing())))
                    .isPresent();
            PostLife life = new PostLife(code, until, unnamed, Optional.empty());
            return new PostLife(code, until, unnamed, warning(life));
        }

        /// That of the manifest in effect, or of a later one that is signed already.
        private Instant until(Manifest from, PostCode code) {
            return manifests.stream()
                    .filter(manifest -> manifest.charter().equals(from.charter())
                            && manifest.version().number() >= from.version().number())
                    .flatMap(manifest -> manifest.post(code).stream())
                    .map(PostEntry::notAfter)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        private Optional<String> warning(PostLife life) {
            if (life.until().isEmpty()) {
                return manifests.isEmpty()
                        ? Optional.empty()
                        : Optional.of(life.post() + " is in no manifest in force and cannot speak: " + sign());
            }
            if (isRevoked(life.post())) {
                return Optional.of("THE KEYS OF " + life.post() + " ARE REVOKED: it cannot speak, only read. "
                        + (life.made() ? "The next are made: " + sign() : ROTATE));
            }
            long days = life.days(now).orElseThrow();
            if (days > WARN_DAYS) {
                return Optional.empty();
            }
            String end = Times.format(life.until().get());
            String what = !life.until().get().isAfter(now)
                    ? "THE KEYS OF " + life.post() + " HAVE ENDED at " + end + ": it cannot speak, only read"
                    : (days <= URGENT_DAYS
                                    ? "THE KEYS OF " + life.post() + " END"
                                    : "the keys of " + life.post() + " end")
                            + " in " + days + (days == 1 ? " day" : " days") + ", at " + end;
            return Optional.of(what + ". " + (life.made() ? "The next are made: " + sign() : ROTATE));
        }

        private boolean isRevoked(PostCode code) {
            return current()
                    .anyMatch(manifest -> manifest.post(code)
                            .filter(post ->
                                    registry.isRevoked(manifest.charter(), manifest.party(), RevokedKey.ofPost(post)))
                            .isPresent());
        }

        private static String sign() {
            return "let the root holders sign the manifest (firebreak ceremony manifest)";
        }
    }
}
