package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.charter.Admission;
import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.Mode;
import firebreak.charter.Neutrals;
import firebreak.charter.NodeEntry;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Quotas;
import firebreak.charter.Registry;
import firebreak.charter.Version;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.RecordSecret;
import firebreak.identity.SecretPair;
import firebreak.record.Origin;
import firebreak.seal.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which lines a node keeps, from documents that are really signed: two parties, UA with two posts in the
/// channel, RU with one of its two.
class LinesOfNodeTest {
    private static final Instant NOW = LineEnd.START;
    private static final Duration INTERVAL = Duration.ofMinutes(30);

    private final SplittableRandom random = new SplittableRandom(31);
    private final Map<String, SecretPair> signing = new TreeMap<>();
    private final Map<String, Identity.Hybrid> keys = new TreeMap<>();
    private final RecordSecret records = RecordSecret.generate(random);
    private Registry registry = Registry.EMPTY;
    private final Hash charter = found();
    private final Hash ua = manifest("UA", Version.first(NOW), "UA-MFA", "UA-MOD");
    private final Hash ru = manifest("RU", Version.first(NOW), "RU-MFA", "RU-GS");
    private final ChannelId channel = new ChannelId(
            agree(Version.first(NOW), List.of(member("UA", ua, "UA-MFA", "UA-MOD"), member("RU", ru, "RU-MFA"))));

    @Test
    void each_held_post_makes_a_line_with_each_post_of_the_other_party_in_the_channel() {
        List<Line> lines = held("UA-MFA", "UA-MOD");
        assertThat(lines).extracting(line -> line.pair().name()).containsExactly(name("UA-MFA"), name("UA-MOD"));
        assertThat(lines).allMatch(line -> line.interval().equals(INTERVAL));
        assertThat(lines.getFirst().pair())
                .isEqualTo(new Pair(
                        channel,
                        LineEnd.end("UA", "UA-MFA", key("UA-MFA")),
                        LineEnd.end("RU", "RU-MFA", key("RU-MFA"))));
    }

    @Test
    void both_nodes_mean_the_same_line() {
        assertThat(held("RU-MFA"))
                .extracting(Line::pair)
                .containsExactlyElementsOf(held("UA-MFA", "UA-MOD").stream()
                        .map(line -> line.pair().reversed())
                        .toList());
    }

    @Test
    void a_locked_post_and_one_outside_every_channel_make_no_line() {
        assertThat(held()).isEmpty();
        assertThat(held("RU-GS")).isEmpty();
    }

    @Test
    void a_new_manifest_makes_a_new_pair_of_the_same_name() {
        Pair before = held("UA-MFA").getFirst().pair();
        keys.remove("RU-MFA");
        manifest("RU", new Version(2, Optional.of(ru), NOW, NOW), "RU-MFA");
        Pair after = held("UA-MFA").getFirst().pair();
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.peer().key()).isNotEqualTo(before.peer().key());
        assertThat(after.tagIn()).isNotEqualTo(before.tagIn());
    }

    @Test
    void the_newest_agreement_says_who_is_in_the_channel() {
        Version second = new Version(2, Optional.of(channel.hash()), NOW, NOW);
        agree(second, List.of(staying("UA", ua, "UA-MFA", "UA-MOD"), staying("RU", ru, "RU-MFA", "RU-GS")));
        assertThat(held("RU-GS")).hasSize(2);
        assertThat(held("UA-MFA")).hasSize(2);
    }

    @Test
    void a_line_joins_two_posts_of_different_parties() {
        Pair pair = held("UA-MFA").getFirst().pair();
        End ally = LineEnd.end("UA", "UA-MOD", key("UA-MOD"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pair(channel, pair.own(), ally));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pair(channel, pair.own(), pair.own()));
    }

    private List<Line> held(String... posts) {
        return Line.all(
                registry,
                Arrays.stream(posts).map(post -> key(post).recipient()).collect(Collectors.toSet()));
    }

    private LineName name(String own) {
        return new LineName(channel, new PostCode(own), new PostCode("RU-MFA"));
    }

    private SecretPair signer(String name) {
        return signing.computeIfAbsent(name, _ -> SecretPair.generate(random));
    }

    private Identity.Hybrid key(String post) {
        return keys.computeIfAbsent(post, _ -> Identity.Hybrid.generate(random));
    }

    private Hash found() {
        List<Party> parties = Stream.of("RU", "UA").map(this::party).toList();
        Charter document = new Charter(Mode.EXERCISE, "A line", Version.first(NOW), AlgorithmSet.BASE, parties);
        Jws jws = Jws.sign(document.payload(), signer("RU"), signer("UA"));
        return admitted(registry.found(jws, document.hash()));
    }

    private Party party(String code) {
        return new Party(
                new PartyCode(code),
                code,
                1,
                List.of(new Party.Root("holder", signer(code).keys())));
    }

    private Hash manifest(String party, Version version, String... posts) {
        NodeEntry node =
                new NodeEntry(signer(party + " node").keys(), records.keys(), Hash.of(Bytes.ofUtf8(party)), List.of());
        Manifest document = new Manifest(
                Mode.EXERCISE,
                charter,
                new PartyCode(party),
                version,
                node,
                Arrays.stream(posts).map(this::post).toList());
        return admitted(registry.admit(Jws.sign(document.payload(), signer(party))));
    }

    private PostEntry post(String code) {
        return new PostEntry(
                new PostCode(code),
                code,
                signer(code).keys(),
                key(code).recipient(),
                NOW,
                NOW.plus(Duration.ofDays(90)));
    }

    private Member member(String party, Hash manifest, String... posts) {
        return new Member(
                new PartyCode(party),
                manifest,
                Origin.random(random),
                records.keys(),
                Arrays.stream(posts).map(PostCode::new).toList());
    }

    /// A member that goes on with the record it has.
    private Member staying(String party, Hash manifest, String... posts) {
        Origin origin = registry.latestAgreement(channel)
                .orElseThrow()
                .agreement()
                .member(new PartyCode(party))
                .orElseThrow()
                .origin();
        Member fresh = member(party, manifest, posts);
        return new Member(fresh.party(), manifest, origin, fresh.record(), fresh.posts());
    }

    private Hash agree(Version version, List<Member> members) {
        Agreement document = new Agreement(
                Mode.EXERCISE,
                Optional.of(charter),
                "RU-UA",
                version,
                NOW.plusSeconds(60),
                AlgorithmSet.BASE,
                members,
                List.of(new Agreement.FormPin("free-text", Hash.of(Bytes.EMPTY))),
                Neutrals.NONE,
                Neutrals.NONE,
                Quotas.USUAL,
                INTERVAL);
        return admitted(registry.admit(Jws.sign(document.payload(), signer("UA-MFA"), signer("RU-MFA"))));
    }

    private Hash admitted(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        Admission.Admitted done = (Admission.Admitted) admission;
        registry = done.registry();
        return done.hash();
    }
}
