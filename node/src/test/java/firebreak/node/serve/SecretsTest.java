package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strings planted wherever something is secret, and then looked for wherever a node tells something: its log, its
/// refusals, its measurements, its files in the clear.
final class SecretsTest {
    private static final String TEXT = "planted text of a note";
    private static final String WRONG = "planted wrong password";

    @TempDir
    private Path folder;

    @Test
    void nothing_secret_is_in_logs_refusals_or_measurements() throws Exception {
        List<String> told = new ArrayList<>();
        List<String> secrets = new ArrayList<>(List.of(Parties.PASSPHRASE, Parties.PASSWORD, TEXT, WRONG));
        try (Parties parties = Parties.found(folder, UK, RU);
                NodeProcess process = NodeProcess.start(parties.at(UK), folder.resolve("uk.log"));
                Scribe ru = new Scribe(parties.at(RU), parties.channel("line"))) {
            Station uk = parties.at(UK);
            Desk desk = process.open(uk);
            int api = uk.home.running().orElseThrow().api().port();
            secrets.add(uk.home.consoleToken().orElseThrow());
            secrets.addAll(spellings(ru.node.store()));
            secrets.addAll(spellings(ru.node.tls()));
            secrets.addAll(keysOf(parties, uk));

            String note = desk.say("line", TEXT);
            refusals(desk, new Clerk(api, ""), told);
            ru.opens();
            ru.appends(ru.signed(ru.note(TEXT)));
            Jws whole = ru.signed(ru.note(TEXT + " half signed"));
            ru.appends(Jws.of(whole.payload(), whole.lines().subList(0, 1)));
            told.addAll(ru.brings(uk, ru.parcels()));
            told.addAll(ru.brings(uk, Bytes.ofUtf8(TEXT)));
            told.add(ru.asks(uk, Bytes.ofUtf8(TEXT)).body().utf8("answer"));
            Until.so(
                    "the half signed note is held for its signature",
                    () -> desk.held().stream().anyMatch(held -> held.contains("signature")));
            told.addAll(desk.held());
            told.add(new Clerk(uk.home.running().orElseThrow().metrics().port(), "")
                    .get("/metrics")
                    .text());
            desk.console.post("/v1/console/stop", Json.object().build()).good();
            assertThat(process.await()).isZero();
            assertThat(note).isNotEmpty();
            told.add(process.log());
        }
        assertThat(told).hasSizeGreaterThan(10);
        assertThat(String.join("\n", told)).contains("ALARM").doesNotContain(secrets.toArray(String[]::new));
    }

    private static List<String> keysOf(Parties parties, Station station) throws Exception {
        try (Scribe own = new Scribe(station, parties.channel("line"));
                Secret signing = own.node.signing().toSecret();
                Secret post = own.post.current().signing().toSecret();
                Secret record = own.node.records().getLast().toSecret()) {
            List<String> found = new ArrayList<>();
            for (Secret secret : List.of(signing, post, record, own.node.store(), own.node.tls())) {
                found.addAll(spellings(secret));
            }
            try (Secret recipient = own.post.current().recipient().text()) {
                found.add(recipient.use(bytes -> new String(bytes, StandardCharsets.US_ASCII)));
            }
            return found;
        }
    }

    /// The beginning of a secret as people and programs write bytes.
    private static List<String> spellings(Secret secret) {
        return secret.use(bytes -> {
            byte[] first = Arrays.copyOf(bytes, 30);
            return List.of(
                    HexFormat.of().formatHex(first),
                    Base64.getEncoder().encodeToString(first),
                    Base64.getUrlEncoder().encodeToString(first),
                    Arrays.toString(first));
        });
    }

    /// Everything that an officer or a stranger can get wrong with a secret in hand.
    private static void refusals(Desk desk, Clerk nobody, List<String> told) throws Exception {
        UnaryOperator<String> quoted = text -> "{\"officer\":\"drafter\",\"password\":\"" + text + "\"";
        List<Clerk.Answer> answers = List.of(
                nobody.post("/v1/sign-in", Bytes.ofUtf8(quoted.apply(WRONG) + "}")),
                nobody.post("/v1/sign-in", Bytes.ofUtf8(quoted.apply(Parties.PASSWORD))),
                nobody.post("/v1/sign-in", Bytes.ofUtf8(quoted.apply(Parties.PASSWORD) + ",\"x\":1}")),
                nobody.post("/v1/sign-in", Bytes.ofUtf8(quoted.apply(Parties.PASSWORD) + ",\"officer\":1}")),
                nobody.get("/v1/notes"),
                desk.releaser.post(
                        "/v1/posts/unlock",
                        Json.object()
                                .with("post", "UK-MOD")
                                .with("passphrase", WRONG)
                                .build()),
                desk.releaser.post(
                        "/v1/posts/unlock",
                        Json.object()
                                .with("post", "RU-MOD")
                                .with("passphrase", Parties.PASSPHRASE)
                                .build()),
                desk.drafter.post("/v1/drafts", Bytes.ofUtf8("{\"content\":{\"fields\":{\"text\":\"" + TEXT)),
                desk.drafter.post(
                        "/v1/drafts",
                        Json.object()
                                .with("channel", "line")
                                .with("post", "UK-MOD")
                                .with(
                                        "content",
                                        Json.object()
                                                .with("form", "free-text")
                                                .with(
                                                        "fields",
                                                        Json.object()
                                                                .with("text", TEXT)
                                                                .build())
                                                .build())
                                .build()));
        for (Clerk.Answer answer : answers) {
            assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
            told.add(answer.text());
        }
    }
}
