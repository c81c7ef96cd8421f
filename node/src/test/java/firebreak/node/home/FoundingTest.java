package firebreak.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.Agreement;
import firebreak.charter.Charter;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.identity.Secret;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostSecrets;
import firebreak.node.keys.Unlocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FoundingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private final Secret passphrase = secret("words of an exercise");

    @Test
    void every_home_is_whole_and_all_hold_the_same_documents() throws Exception {
        Founding.Founded founded = found(plan("UA", "RU", "IAEA"));

        assertThat(founded.homes().keySet()).extracting(PartyCode::value).containsExactly("IAEA", "RU", "UA");
        for (Home home : founded.homes().values()) {
            Holdings holdings = home.holdings();
            assertThat(holdings.refused()).isEmpty();
            assertThat(holdings.joined())
                    .containsExactly(
                            new JoinedCharter(founded.charter(), home.config().party()));
            assertThat(holdings.registry().entries()).hasSize(1 + 3 + 2);
            assertThat(holdings.registry().charter(founded.charter()))
                    .map(Charter::mode)
                    .contains(Mode.EXERCISE);
        }
    }

    @Test
    void channels_have_the_kind_their_posts_give_them() throws Exception {
        Founding.Founded founded = found(plan("UA", "RU", "IAEA"));
        Holdings holdings = founded.homes().sequencedValues().getFirst().holdings();

        assertThat(founded.channels().sequencedKeySet()).containsExactly("two", "all");
        assertThat(founded.channels().values())
                .map(id ->
                        holdings.registry().agreement(id.hash()).orElseThrow().kind())
                .containsExactly(Agreement.Kind.BILATERAL, Agreement.Kind.MULTILATERAL);
    }

    @Test
    void the_keys_on_disk_are_those_of_the_manifest() throws Exception {
        Founding.Founded founded = found(plan("UA", "RU"));
        Home home = home(founded, "UA");
        PublicKeys known = home.publicKeys();

        try (NodeKeys node = opened(home.keys(Mode.EXERCISE).node());
                PostSecrets post = opened(home.keys(Mode.EXERCISE).post(new KeyName("UA-MFA")))) {
            assertThat(PublicKeys.node(node, "https://127.0.0.1:7000")).isEqualTo(known.node());
            assertThat(known.post(new PostCode("UA-MFA")))
                    .map(PostEntry::signing)
                    .contains(post.current().signing().keys());
        }
        assertThat(home.holdings()
                        .registry()
                        .latestManifest(founded.charter(), new PartyCode("UA"))
                        .orElseThrow()
                        .manifest()
                        .node())
                .isEqualTo(known.node());
    }

    @Test
    void the_settings_lead_to_the_passphrase() throws Exception {
        Home home = home(found(plan("UA", "RU")), "RU");
        Path file = home.passphraseFile(home.config()).orElseThrow();

        assertThat(SecretFile.read(file)).isEqualTo(passphrase);
        assertThat(home.leaseFile(home.config())).isEqualTo(folder.resolve("RU.lease"));
    }

    @Test
    void officers_sign_in_with_their_own_password_only() throws Exception {
        Officers officers = home(found(plan("UA", "RU")), "UA").officers();

        assertThat(officers.signIn("ua-drafter", secret("drafter's")))
                .map(officer -> officer.may(Role.DRAFT, new PostCode("UA-MFA")))
                .contains(true);
        assertThat(officers.signIn("ua-drafter", secret("releaser's"))).isEmpty();
        assertThat(officers.signIn("nobody", secret("drafter's"))).isEmpty();
    }

    @Test
    void nothing_of_a_home_is_open_to_others() throws Exception {
        found(plan("UA", "RU"));

        try (Stream<Path> files = Files.walk(folder.resolve("UA"))) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
    }

    @Test
    void a_home_that_exists_is_left_alone() throws Exception {
        Files.createDirectory(folder.resolve("RU"));

        assertThatThrownBy(() -> found(plan("UA", "RU")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exists already");
        assertThat(folder.resolve("UA")).doesNotExist();
    }

    @Test
    void a_plan_that_breaks_a_rule_of_channels_is_refused() {
        FoundingPlan.PartyPlan party = party("UA", 7000);
        FoundingPlan.ChannelPlan alone = new FoundingPlan.ChannelPlan("alone", List.of(new PostCode("UA-MFA")));
        FoundingPlan plan = new FoundingPlan(
                "Trial", NOW, NOW.plus(Duration.ofDays(90)), List.of(party), List.of(alone), Duration.ofMinutes(5));

        assertThatThrownBy(() -> found(plan)).isInstanceOf(IllegalArgumentException.class);
        assertThat(folder).isEmptyDirectory();
    }

    private Founding.Founded found(FoundingPlan plan) throws IOException {
        return Founding.found(plan, folder, passphrase, RANDOM);
    }

    private <T extends AutoCloseable> T opened(KeyFile<T> file) throws IOException {
        return ((Unlocked.Opened<T>) file.open(passphrase)).keys();
    }

    private static Home home(Founding.Founded founded, String party) {
        return java.util.Objects.requireNonNull(founded.homes().get(new PartyCode(party)));
    }

    private static FoundingPlan plan(String... parties) {
        List<FoundingPlan.PartyPlan> plans =
                Stream.of(parties).map(code -> party(code, 7000)).toList();
        List<PostCode> all = plans.stream()
                .flatMap(party -> party.posts().stream())
                .map(FoundingPlan.PostPlan::code)
                .toList();
        List<PostCode> two = all.stream()
                .filter(post -> Set.of("UA-MFA", "RU-MOD").contains(post.value()))
                .toList();
        return new FoundingPlan(
                "Trial of a spring morning",
                NOW,
                NOW.plus(Duration.ofDays(90)),
                plans,
                List.of(new FoundingPlan.ChannelPlan("two", two), new FoundingPlan.ChannelPlan("all", all)),
                Duration.ofMinutes(5));
    }

    private static FoundingPlan.PartyPlan party(String code, int port) {
        List<FoundingPlan.PostPlan> posts = Stream.of("-MFA", "-MOD")
                .map(suffix -> new FoundingPlan.PostPlan(new PostCode(code + suffix), "Post " + code + suffix))
                .toList();
        TreeSet<PostCode> codes =
                new TreeSet<>(posts.stream().map(FoundingPlan.PostPlan::code).toList());
        String name = code.toLowerCase(java.util.Locale.ROOT);
        return new FoundingPlan.PartyPlan(
                new PartyCode(code),
                "The party " + code,
                new Endpoint("127.0.0.1", port),
                new Endpoint("127.0.0.1", port + 1),
                new Endpoint("127.0.0.1", port + 2),
                posts,
                List.of(
                        new FoundingPlan.OfficerPlan(
                                name + "-drafter", new TreeSet<>(Set.of(Role.DRAFT)), codes, secret("drafter's")),
                        new FoundingPlan.OfficerPlan(
                                name + "-releaser",
                                new TreeSet<>(Set.of(Role.RELEASE, Role.WATCH)),
                                codes,
                                secret("releaser's"))));
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
