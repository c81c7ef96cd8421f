package firebreak.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The form of charter documents, both sides of every limit.
final class DocumentFormTest {
    @Test
    void every_document_is_read_as_it_was_written() throws Exception {
        assertThat(Charter.parse("charter", Line.charter().payload())).isEqualTo(Line.charter());
        assertThat(Manifest.parse("manifest", Line.manifest(Line.AA).payload())).isEqualTo(Line.manifest(Line.AA));
        assertThat(Agreement.parse("channel", Line.agreement().payload())).isEqualTo(Line.agreement());
    }

    @Test
    void what_is_no_charter_document_is_refused() {
        Bytes other = Canonical.write(Json.object().with("type", "note").build());

        assertThatThrownBy(() -> Registry.read("document", other))
                .isInstanceOf(FormatException.class)
                .hasMessage("document: expected a charter, a manifest, a channel agreement or a revocation");
    }

    @Test
    void unknown_missing_and_unsorted_members_are_refused() {
        Json.Obj charter = (Json.Obj) Line.charter().toJson();
        Bytes loose = Bytes.ofUtf8(" ").plus(Line.charter().payload());

        refused(bent(charter, "colour", Json.of("red")), "unknown member 'colour'");
        refused(without(charter, "mode"), "member 'mode' is missing");
        assertThatThrownBy(() -> Registry.read("document", loose)).hasMessageContaining("canonical form");
    }

    @Test
    void a_charter_holds_64_parties_and_no_more() {
        assertThat(parse(withParties(Limits.PARTIES, 1))).isNotNull();
        refused(withParties(Limits.PARTIES + 1, 1), "parties: expected 1 to 64 entries");
    }

    @Test
    void together_64_root_holders_sign_and_no_more() {
        assertThat(parse(withParties(32, 2))).isNotNull();
        refused(withParties(33, 2), "thresholds of together at most 64 signers");
    }

    @Test
    void no_root_key_stands_for_two() {
        refused(
                Line.charter(
                                Version.first(Line.NOW),
                                List.of(Line.party(Line.AA, 1, "shared"), Line.party(Line.BB, 1, "shared")))
                        .toJson(),
                "parties: expected every entry once");
        refused(
                Line.charter(Version.first(Line.NOW), List.of(Line.party(Line.AA, 1, "aa-1", "aa-1")))
                        .toJson(),
                "parties[0].roots: expected every entry once");
    }

    @Test
    void the_threshold_lies_between_one_and_the_number_of_roots() {
        Json three = Line.party(Line.AA, 3, "aa-1", "aa-2", "aa-3").toJson();

        assertThat(partyFault((Json.Obj) three, 3)).isEmpty();
        assertThat(partyFault((Json.Obj) three, 1)).isEmpty();
        assertThat(partyFault((Json.Obj) three, 0)).contains("expected an integer from 1 to 3");
        assertThat(partyFault((Json.Obj) three, 4)).contains("expected an integer from 1 to 3");
    }

    @Test
    void nobody_who_unlocks_one_post_speaks_for_another() {
        Manifest sound = Line.manifest(Line.AA);
        Manifest shared = new Manifest(
                Mode.LIVE,
                sound.charter(),
                Line.AA,
                sound.version(),
                sound.node(),
                List.of(Line.post("AA-ONE", "same"), Line.post("AA-TWO", "same")));
        Manifest nodes = new Manifest(
                Mode.LIVE,
                sound.charter(),
                Line.AA,
                sound.version(),
                sound.node(),
                List.of(Line.post("AA-ONE", "node AA")));

        refused(shared.toJson(), "posts: expected every entry once");
        refused(nodes.toJson(), "document: expected every entry once");
    }

    @Test
    void a_post_is_named_once_in_a_channel() {
        Member twice = Line.member(Line.BB, "AA-ONE");
        Agreement agreement = Line.agreement(Version.first(Line.NOW), Line.member(Line.AA, "AA-ONE"), twice);

        refused(agreement.toJson(), "members: expected every entry once");
    }

    @Test
    void a_channel_has_two_members_at_least() {
        refused(
                Line.agreement(Version.first(Line.NOW), Line.member(Line.AA, "AA-ONE"))
                        .toJson(),
                "members: expected 2 to 64 entries");
    }

    @Test
    void a_proposal_expires_after_it_was_issued() {
        Json.Obj agreement = (Json.Obj) Line.agreement().toJson();

        assertThat(parse(bent(agreement, "expires", Json.of(Line.NOW.plus(Duration.ofSeconds(1))))))
                .isNotNull();
        refused(bent(agreement, "expires", Json.of(Line.NOW)), "expires: expected a time after the version was issued");
    }

    @Test
    void frames_come_every_second_to_every_day() {
        Json.Obj agreement = (Json.Obj) Line.agreement().toJson();

        assertThat(parse(bent(agreement, "frameSeconds", Json.of(1)))).isNotNull();
        assertThat(parse(bent(agreement, "frameSeconds", Json.of(86_400)))).isNotNull();
        refused(bent(agreement, "frameSeconds", Json.of(0)), "expected an integer from 1 to 86400");
        refused(bent(agreement, "frameSeconds", Json.of(86_401)), "expected an integer from 1 to 86400");
    }

    @Test
    void exactly_the_first_version_has_no_parent() {
        Json.Obj version = (Json.Obj) Version.first(Line.NOW).toJson();
        Json.Obj charter = (Json.Obj) Line.charter().toJson();
        Json withParent = bent(version, "parent", Json.of(Hash.of(Bytes.EMPTY)));

        assertThat(parse(bent(charter, "version", bent((Json.Obj) withParent, "number", Json.of(2)))))
                .isNotNull();
        refused(bent(charter, "version", withParent), "expected a parent exactly in versions after the first");
        refused(
                bent(charter, "version", bent(version, "number", Json.of(2))),
                "expected a parent exactly in versions after the first");
    }

    @Test
    void names_have_1_to_120_visible_characters() {
        Json.Obj charter = (Json.Obj) Line.charter().toJson();

        assertThat(parse(bent(charter, "name", Json.of("n".repeat(120))))).isNotNull();
        for (String name : List.of("", " ", "n".repeat(121), "a\u202eb", "a\nb")) {
            refused(bent(charter, "name", Json.of(name)), "name: expected 1 to 120 visible characters");
        }
    }

    @Test
    void codes_have_their_lengths() {
        assertThat(new PartyCode("A".repeat(16)).value()).hasSize(16);
        assertThat(new PostCode("A".repeat(32)).value()).hasSize(32);
        for (String code : List.of("A", "A".repeat(17), "aa", "1A", "A-A")) {
            assertThatThrownBy(() -> PartyCode.parse("code", code)).isInstanceOf(FormatException.class);
        }
        for (String code : List.of("A", "A".repeat(33), "aa", "1A", "A-", "-A", "A--B")) {
            assertThatThrownBy(() -> PostCode.parse("code", code)).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void an_address_is_https_with_host_and_port_and_nothing_else() throws Exception {
        assertThat(NodeEntry.address("at", "https://node.example:7443")).isNotEmpty();
        assertThat(NodeEntry.address("at", "https://[::1]:7443")).isNotEmpty();
        assertThat(NodeEntry.address("at", "https://node.example:65535")).isNotEmpty();
        for (String address : List.of(
                "https://node.example:65536",
                "http://node.example:7443",
                "https://node.example",
                "https://node.example:7443/",
                "https://node.example:7443?a",
                "https://a@node.example:7443",
                "node.example:7443",
                "")) {
            assertThatThrownBy(() -> NodeEntry.address("at", address)).isInstanceOf(FormatException.class);
        }
    }

    private static Json withParties(int count, int threshold) {
        List<Party> parties = IntStream.rangeClosed(1, count)
                .mapToObj(i -> Line.party(
                        new PartyCode("P" + i),
                        threshold,
                        Line.names("p" + i + "-", threshold).toArray(String[]::new)))
                .toList();
        return Line.charter(Version.first(Line.NOW), parties).toJson();
    }

    private static String partyFault(Json.Obj party, int threshold) {
        try {
            Party.read("party", bent(party, "threshold", Json.of(threshold)));
            return "";
        } catch (FormatException refused) {
            return refused.reason();
        }
    }

    private static Json.Obj bent(Json.Obj object, String member, Json value) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.put(member, value);
        return new Json.Obj(members);
    }

    private static Json.Obj without(Json.Obj object, String member) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.remove(member);
        return new Json.Obj(members);
    }

    private static Registry.Document parse(Json document) {
        try {
            return Registry.read("document", Canonical.write(document));
        } catch (FormatException refused) {
            throw new AssertionError(refused.reason(), refused);
        }
    }

    private static void refused(Json document, String expectation) {
        assertThatThrownBy(() -> Registry.read("document", Canonical.write(document)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(expectation);
    }
}
