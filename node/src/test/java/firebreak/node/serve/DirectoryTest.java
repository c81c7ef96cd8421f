package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two parties with two channels: what each line's history says, what posts say of themselves, what parties declare.
final class DirectoryTest {
    @TempDir
    private Path folder;

    private Parties parties() throws IOException {
        return Parties.found(folder, List.of(UK, RU), List.of("line", "second"));
    }

    private static Json get(Desk desk, String path) throws IOException {
        return desk.releaser.get(path).good().json();
    }

    private static Json line(Desk desk, String label) throws IOException {
        return Clerk.list(get(desk, "/v1/lines"), "lines").stream()
                .filter(line -> Clerk.text(line, "label").equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Json post(Desk desk, String label, String post) throws IOException {
        return Clerk.list(get(desk, "/v1/directory"), "channels").stream()
                .filter(channel -> Clerk.text(channel, "label").equals(label))
                .flatMap(channel -> Clerk.list(channel, "posts").stream())
                .filter(entry -> Clerk.text(entry, "post").equals(post))
                .findFirst()
                .orElseThrow();
    }

    /// What a node shows that a party has declared about a channel.
    private static Json political(Desk desk, String label, String party) throws IOException {
        return Clerk.list(desk.channel(label), "members").stream()
                .map(member -> Clerk.member(member, "political"))
                .filter(declared -> Clerk.text(declared, "party").equals(party))
                .findFirst()
                .orElseThrow();
    }

    private static String says(Desk desk, String channel, String form, Json.Builder fields) throws IOException {
        Json content = Json.object()
                .with("form", form)
                .with(
                        "fields",
                        fields.with("subject", "s").with("text", "because").build())
                .build();
        return Clerk.text(desk.release(desk.draft(channel, content)).good().json(), "reference");
    }

    @Test
    void a_line_that_falls_silent_and_answers_again_has_both_in_its_history_also_after_a_restart() throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            Desk uk = parties.at(UK).desk();
            Until.so("it answers", () -> Clerk.text(line(uk, "line"), "state").equals("answering"));
            assertThat(Clerk.list(line(uk, "line"), "tests")).isNotEmpty();
            parties.at(RU).stop();

            Until.so("it is silent", () -> Clerk.text(line(uk, "line"), "state").equals("silent"));
            parties.at(RU).start();
            Until.so(
                    "it answers again",
                    () -> Clerk.text(line(uk, "line"), "state").equals("answering"));
            Until.so(
                    "both are kept",
                    () -> changes(uk).size() >= 2 && changes(uk).subList(0, 2).equals(List.of("answering", "silent")));
            List<String> before = changes(uk);

            parties.at(UK).stop();
            Desk again = parties.at(UK).start();

            Until.so(
                    "the line is open again",
                    () -> Clerk.list(get(again, "/v1/lines"), "lines").size() == 2);
            assertThat(changes(again)).endsWith(before.toArray(String[]::new));
        }
    }

    private static List<String> changes(Desk desk) throws IOException {
        return Clerk.list(line(desk, "line"), "changes").stream()
                .map(change -> Clerk.text(change, "state"))
                .toList();
    }

    @Test
    void a_post_says_when_it_is_there_and_its_last_word_holds() throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            Desk uk = parties.at(UK).desk();
            Desk ru = parties.at(RU).desk();
            assertThat(Clerk.has(post(uk, "line", "RU-MOD"), "entry")).isFalse();
            says(ru, "line", "directory-entry", Json.object().with("hours", "always"));
            String last = says(
                    ru,
                    "line",
                    "directory-entry",
                    Json.object()
                            .with("hours", "06-22")
                            .with("timeZone", "Europe/Moscow")
                            .with("languages", Json.strings(List.of("ru", "en")))
                            .with("deputy", "RU-CGS"));

            uk.arrived(last);

            Json entry = Clerk.member(post(uk, "line", "RU-MOD"), "entry");
            assertThat(Clerk.text(entry, "hours")).isEqualTo("06-22");
            assertThat(Clerk.text(entry, "reference")).isEqualTo(last);
            assertThat(Clerk.list(entry, "languages")).hasSize(2);
            assertThat(Clerk.has(post(uk, "second", "RU-MOD"), "entry"))
                    .as("a channel is its audience")
                    .isFalse();
            Until.so(
                    "its line answers",
                    () -> Clerk.member(post(uk, "line", "RU-MOD"), "alive").equals(Json.of(true)));
            assertThat(Clerk.text(post(uk, "line", "UK-MOD"), "state")).isEqualTo("own");
        }
    }

    @Test
    void a_line_is_declared_suspended_over_another_and_still_answers_until_it_is_opened_again() throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            Desk uk = parties.at(UK).desk();
            Desk ru = parties.at(RU).desk();
            assertThat(Clerk.text(political(uk, "line", "RU"), "status")).isEqualTo("open");

            String declared = says(
                    ru,
                    "second",
                    "line-status",
                    Json.object().with("status", "suspended").with("line", "line"));

            uk.arrived(declared);
            Json suspended = political(uk, "line", "RU");
            assertThat(Clerk.text(suspended, "status")).isEqualTo("suspended");
            assertThat(Clerk.text(suspended, "reference")).isEqualTo(declared);
            assertThat(Clerk.text(political(uk, "second", "RU"), "status")).isEqualTo("open");
            Until.so(
                    "technically it answers",
                    () -> Clerk.text(line(uk, "line"), "state").equals("answering"));
            String opened = says(ru, "line", "line-status", Json.object().with("status", "open"));
            uk.arrived(opened);
            assertThat(Clerk.text(political(uk, "line", "RU"), "status")).isEqualTo("open");
            assertThat(Optional.of(Clerk.text(political(uk, "line", "RU"), "reference")))
                    .contains(opened);
        }
    }
}
