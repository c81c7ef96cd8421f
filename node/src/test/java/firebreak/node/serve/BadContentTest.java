package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Mode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.identity.Algorithm;
import firebreak.identity.Jws;
import firebreak.identity.SecretPair;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.Note;
import firebreak.note.Place;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.View;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.seal.Envelope;
import firebreak.seal.Identity;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A real member records and sends what is wrong inside, properly proved. A real node keeps it in view with its reason,
/// says so in a receipt, and takes what comes after it.
final class BadContentTest extends WrittenByHand {
    @Test
    void one_of_two_signatures_missing() throws Exception {
        Jws whole = ru.signed(ru.note("half signed"));

        held(one(whole, line -> line.algorithm().equals(Algorithm.ED25519)), "there is no ML-DSA-65 signature");
    }

    @Test
    void the_other_of_two_signatures_missing() throws Exception {
        Jws whole = ru.signed(ru.note("half signed"));

        held(one(whole, line -> !line.algorithm().equals(Algorithm.ED25519)), "signature with its key");
    }

    private static Jws one(Jws whole, Predicate<Jws.Line> kept) {
        return Jws.of(whole.payload(), whole.lines().stream().filter(kept).toList());
    }

    @Test
    void either_signature_bad() throws Exception {
        Jws whole = ru.signed(ru.note("badly signed"));
        for (Jws.Line line : whole.lines()) {
            byte[] spoilt = line.signature().toArray();
            spoilt[spoilt.length / 2] ^= 1;
            Jws.Line bad = new Jws.Line(line.algorithm(), line.keyId(), Bytes.wrap(spoilt));
            Jws.Line other = whole.lines().stream()
                    .filter(each -> !each.equals(line))
                    .findFirst()
                    .orElseThrow();

            held(Jws.of(whole.payload(), List.of(bad, other)), "the " + line.algorithm() + " signature is wrong");
        }
    }

    @Test
    void the_algorithms_of_the_two_lines_swapped() throws Exception {
        Jws whole = ru.signed(ru.note("swapped"));
        Jws.Line one = whole.lines().getFirst();
        Jws.Line two = whole.lines().getLast();

        held(
                Jws.of(
                        whole.payload(),
                        List.of(
                                new Jws.Line(two.algorithm(), one.keyId(), one.signature()),
                                new Jws.Line(one.algorithm(), two.keyId(), two.signature()))),
                "names another algorithm");
    }

    @Test
    void signed_with_keys_of_nobody() throws Exception {
        try (SecretPair stranger = SecretPair.generate(new SecureRandom())) {
            held(Jws.sign(ru.note("from nobody").payload(), stranger), "signature with its key");
        }
    }

    @Test
    void a_note_signed_by_the_node_for_its_minister() throws Exception {
        held(Jws.sign(ru.note("the operator speaks").payload(), ru.node.signing()), "signature with its key");
    }

    @Test
    void an_unknown_post() throws Exception {
        Author nobody = new Author(RU, Optional.of(new PostCode("RU-NOBODY")), ru.manifest.hash(), ru.origin(), 0);

        held(ru.signed(ru.note(ru.place(), nobody, "who am I")), "RU-NOBODY is not in the manifest it names");
    }

    @Test
    void another_charter() throws Exception {
        Hash other = Hash.of(Bytes.ofUtf8("a charter that nobody here has signed"));
        Place elsewhere = new Place(Mode.EXERCISE, Optional.of(other), channel, ru.agreement.hash());

        held(ru.signed(ru.note(elsewhere, ru.byPost(), "elsewhere")), "it names a charter version");
    }

    @Test
    void another_channel_an_unknown_agreement_and_a_live_note_in_an_exercise() throws Exception {
        Place channelOther = new Place(Mode.EXERCISE, ru.agreement.charter(), otherChannel(), ru.agreement.hash());
        held(ru.signed(ru.note(channelOther, ru.byPost(), "to another channel")), "it belongs to another channel");

        Place unknown = new Place(Mode.EXERCISE, ru.agreement.charter(), channel, Hash.of(Bytes.ofUtf8("none")));
        held(ru.signed(ru.note(unknown, ru.byPost(), "under no agreement")), "it names a channel agreement");

        Place live = new Place(Mode.LIVE, ru.agreement.charter(), channel, ru.agreement.hash());
        held(ru.signed(ru.note(live, ru.byPost(), "live")), "it mixes live and exercise");
    }

    @Test
    void non_canonical_json_and_duplicate_keys() throws Exception {
        String plain = ru.note("bent").payload().utf8("payload");
        held(signedBytes(plain.replaceFirst("\\{", "{ ")), "canonical");
        held(signedBytes(plain.replaceFirst("\\{", "{\"at\":\"2026-01-01T00:00:00.000Z\",")), "twice");
        held(signedBytes(plain.replaceFirst("\\{", "{\"aaa\":1,")), "unknown member 'aaa'");
        held(Bytes.ofUtf8("{\"payload\":1}"), "payload");
        held(Bytes.ofUtf8("no JSON at all"), "JSON");
    }

    private Bytes signedBytes(String payload) {
        return Jws.sign(Bytes.ofUtf8(payload), ru.post.current().signing()).bytes();
    }

    @Test
    void an_envelope_that_is_none_and_one_for_other_eyes() throws Exception {
        Bytes noise = Bytes.ofUtf8("this is no age file");
        heldAt(ru.append(new Leaf(LeafType.NOTE, Hash.of(noise), Hash.of(noise)), noise), "age");

        Bytes salt = Bytes.wrap(new byte[Envelope.SALT]);
        Bytes content = ru.signed(ru.note("for other eyes")).bytes();
        Identity.Hybrid stranger = Identity.Hybrid.generate(new SecureRandom());
        Bytes sealed = Envelope.seal(content, salt, List.of(stranger.recipient()), new SecureRandom());
        heldAt(
                ru.append(new Leaf(LeafType.NOTE, Hash.of(sealed), Envelope.commitment(salt, content)), sealed),
                "it is not sealed to the posts of this node");
    }

    @Test
    void a_leaf_that_commits_to_another_content() throws Exception {
        long index = ru.appends(ru.signed(ru.note("the content")));
        Leaf true_ = ru.parcel(index).leaf();
        Bytes envelope = ru.parcel(index).envelope();
        ru.forget();
        ru.append(new Leaf(LeafType.NOTE, true_.envelope(), Hash.of(Bytes.ofUtf8("another"))), envelope);

        heldAt(index, "the content is not the one its leaf commits to");
    }

    @Test
    void a_leaf_that_announces_another_type() throws Exception {
        heldAt(
                ru.append(LeafType.RECEIPT, ru.signed(ru.note("in disguise")).bytes()),
                "its leaf announces another type",
                false);
    }

    @Test
    void a_second_opening() throws Exception {
        heldAt(ru.opens(), "stand at the beginning of a record");
    }

    @Test
    void a_statement_at_the_limit_is_taken_and_one_byte_more_is_held() throws Exception {
        Note largest = filledTo(Statement.MAX_BYTES);
        assertThat(ru.brings(uk, arrive(ru.appends(ru.signed(largest))))).containsOnly("taken");
        uk.desk().arrived(largest.reference());

        held(ru.signed(filledTo(Statement.MAX_BYTES + 1)), "65536 bytes");
    }

    private List<Bytes> arrive(long last) {
        assertThat(last).isEqualTo(ru.parcels().size() - 1L);
        return ru.parcels();
    }

    /// A note of exactly so many bytes: as many letters of four bytes as a text may have, the rest in its source.
    private Note filledTo(int size) {
        String text = "\uD83D\uDD4A".repeat(15_950);
        int missing = size - filled(text, "").payload().size();
        return filled(text, "s".repeat(missing));
    }

    private Note filled(String text, String source) {
        Json.Obj fields = Json.object()
                .with("subject", "a long note")
                .with("text", text)
                .with("source", source)
                .build();
        Content content = ru.content("");
        Content full = new Content(
                content.form(),
                content.formHash(),
                content.action(),
                content.information(),
                content.outside(),
                content.answers(),
                content.refs(),
                content.amends(),
                content.precedence(),
                content.marking(),
                content.language(),
                fields);
        return new Note(
                ru.place(), List.of(ru.byPost()), Scribe.now(), "a/long/note", full, View.NOTHING, View.NOTHING);
    }

    private void held(Jws signed, String reason) throws Exception {
        held(signed.bytes(), reason);
    }

    private void held(Bytes content, String reason) throws Exception {
        heldAt(ru.append(LeafType.NOTE, content), reason);
    }

    private void heldAt(long index, String reason) throws Exception {
        heldAt(index, reason, true);
    }

    /// Brings all, and waits until the leaf is held with this reason, receipted as held, and a note after it is read.
    private void heldAt(long index, String reason, boolean receipted) throws Exception {
        String after = "after " + index + " of " + channel.brief();
        long good = ru.appends(ru.signed(ru.note(after)));

        assertThat(ru.brings(uk, ru.parcels())).hasSize((int) good + 1).containsOnly("taken");

        String key = Keys.leaf(ru.origin(), index);
        Until.so(
                reason,
                () -> uk.desk().held().stream().anyMatch(item -> item.startsWith(key) && item.contains(reason)));
        uk.desk().arrived(after);
        if (receipted) {
            Until.so(
                    "a held receipt that says " + reason,
                    () -> uk.said(channel).stream()
                            .anyMatch(statement -> statement instanceof Receipt receipt
                                    && receipt.kind() == Receipt.Kind.HELD
                                    && receipt.of().equals(ru.ref(index))
                                    && receipt.reason().orElseThrow().contains(reason)));
        }
    }
}
