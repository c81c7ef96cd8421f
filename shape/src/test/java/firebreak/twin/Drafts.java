package firebreak.twin;

import static firebreak.twin.Made.NOON;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.SecretPair;
import firebreak.twin.Made.Someone;
import java.time.Duration;
import java.util.List;

/// The words of the documents that a story rests on.
final class Drafts {
    static final Json ALGORITHMS = Json.strings(List.of("Ed25519", "ML-DSA-65"));

    private Drafts() {}

    static Json charter(String name, Json.Builder version, SecretPair rootOfB, Someone... parties) {
        return Json.object()
                .with("type", "charter")
                .with("mode", "exercise")
                .with("name", name)
                .with("version", version.build())
                .with("algorithms", ALGORITHMS)
                .with(
                        "parties",
                        Json.list(
                                List.of(parties),
                                party -> party(party, party.code().equals("BB") ? rootOfB : party.root())))
                .build();
    }

    private static Json party(Someone party, SecretPair root) {
        Json holder = Json.object()
                .with("holder", "anna")
                .with("keys", root.keys().toJson())
                .build();
        return Json.object()
                .with("code", party.code())
                .with("name", "Party " + party.code())
                .with("threshold", 1)
                .with("roots", Json.list(List.of(holder), one -> one))
                .build();
    }

    static Json manifest(Someone party, Json.Builder version, Hash charter) {
        Json post = Json.object()
                .with("code", party.postCode())
                .with("title", "Minister of Defence")
                .with("signing", party.post().keys().toJson())
                .with("recipient", party.recipient().recipient().text())
                .with("notBefore", NOON.minus(Duration.ofDays(1)))
                .with("notAfter", NOON.plus(Duration.ofDays(90)))
                .build();
        Json node = Json.object()
                .with("signing", party.node().keys().toJson())
                .with("record", party.record().keys().toJson())
                .with("tls", Hash.of(Bytes.ofUtf8(party.code())))
                .with("addresses", Json.strings(List.of("https://node.example:7443")))
                .build();
        return Json.object()
                .with("type", "manifest")
                .with("mode", "exercise")
                .with("charter", charter)
                .with("party", party.code())
                .with("version", version.build())
                .with("node", node)
                .with("posts", Json.list(List.of(post), one -> one))
                .build();
    }

    static Json neutrals(int threshold, String... parties) {
        return Json.object()
                .with("parties", Json.strings(List.of(parties)))
                .with("threshold", threshold)
                .build();
    }

    /// With every kind of field, and the one that clocks read.
    static Json form(String id, boolean asks) {
        return Json.object()
                .with("id", id)
                .with("version", 1)
                .with("title", "Free text")
                .with("asks", asks)
                .with("answers", false)
                .with(
                        "fields",
                        Json.list(
                                List.of(
                                        field("text", "text", true, 20, List.of()),
                                        field("when", "time", false, 1, List.of()),
                                        field("which", "choice", false, 1, List.of("east", "west")),
                                        field("many", "number", false, 1, List.of()),
                                        field("sure", "flag", false, 1, List.of()),
                                        field("where", "list", false, 2, List.of()),
                                        field("answerBy", "text", false, 30, List.of())),
                                one -> one))
                .build();
    }

    private static Json field(String name, String kind, boolean required, int limit, List<String> choices) {
        return Json.object()
                .with("name", name)
                .with("kind", kind)
                .with("required", required)
                .with("limit", limit)
                .with("choices", Json.strings(choices))
                .build();
    }
}
