package firebreak.charter;

import static firebreak.charter.CharterRulesTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Algorithm;
import firebreak.identity.AlgorithmSet;
import firebreak.record.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Channel agreements: members, posts, records, neutrals, signatures and versions.
final class AgreementRulesTest {
    private static final Agreement FIRST = Line.agreement();
    private static final Member A = Line.member(Line.AA, "AA-ONE", "AA-TWO");
    private static final Member B = Line.member(Line.BB, "BB-ONE");
    private static final Member C = Line.member(Line.CC, "CC-ONE");

    @Test
    void any_post_of_each_member_signs_for_it() {
        assertThat(admit(FIRST, "AA-ONE", "BB-ONE")).isInstanceOf(Admission.Admitted.class);
        assertThat(admit(FIRST, "AA-TWO", "BB-ONE")).isInstanceOf(Admission.Admitted.class);
        assertRefused(admit(FIRST, "AA-ONE", "AA-TWO"), "no post of BB has signed with both keys");
        assertRefused(admit(FIRST, "AA-ONE", "BB-TWO"), "no post of BB has signed with both keys");
        assertRefused(admit(FIRST, "AA-ONE", "bb-1"), "no post of BB has signed with both keys");
    }

    @Test
    void members_and_charter_make_the_kind() {
        assertThat(FIRST.kind()).isEqualTo(Agreement.Kind.BILATERAL);
        assertThat(first(A, B, C).kind()).isEqualTo(Agreement.Kind.MULTILATERAL);
        assertThat(back(Neutrals.NONE).kind()).isEqualTo(Agreement.Kind.BACK);
    }

    @Test
    void a_back_channel_needs_no_charter_of_its_own() {
        assertThat(admit(back(Neutrals.NONE), "AA-ONE", "BB-ONE")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void an_agreement_under_an_unknown_charter_is_refused() {
        Agreement elsewhere = with(Mode.LIVE, Optional.of(Hash.of(Bytes.EMPTY)), AlgorithmSet.BASE, Neutrals.NONE);

        assertRefused(admit(elsewhere, "AA-ONE", "BB-ONE"), "names a charter that is not known here");
    }

    @Test
    void an_exercise_channel_does_not_enter_a_live_charter() {
        Agreement exercise = with(Mode.EXERCISE, FIRST.charter(), AlgorithmSet.BASE, Neutrals.NONE);

        assertRefused(admit(exercise, "AA-ONE", "BB-ONE"), "differ in live or exercise");
    }

    @Test
    void a_channel_may_add_an_algorithm_to_the_charters_and_drop_none() {
        Algorithm national = new Algorithm("GOST-X");
        AlgorithmSet more = new AlgorithmSet(List.of(Algorithm.ED25519, Algorithm.ML_DSA_65, national));
        assertThat(admit(with(Mode.LIVE, FIRST.charter(), more, Neutrals.NONE), "AA-ONE", "BB-ONE"))
                .isInstanceOf(Admission.Admitted.class);

        Charter demanding = new Charter(Mode.LIVE, "Other line", Version.first(Line.NOW), more, Line.parties());
        Registry registry =
                Line.admitted(Line.equipped().found(Line.sign(demanding.payload(), Line.ALL_ROOTS), demanding.hash()));
        Agreement dropping = with(Mode.LIVE, Optional.of(demanding.hash()), AlgorithmSet.BASE, Neutrals.NONE);
        assertRefused(admit(registry, dropping, "AA-ONE", "BB-ONE"), "drops an algorithm that the charter demands");
    }

    @Test
    void the_manifest_of_every_member_is_known_and_its_own() {
        Member unknown = new Member(Line.BB, Hash.of(Bytes.EMPTY), B.origin(), B.record(), B.posts());
        Member foreign = new Member(Line.BB, C.manifest(), B.origin(), C.record(), C.posts());

        assertRefused(admit(first(A, unknown), "AA-ONE", "BB-ONE"), "the manifest of BB is not known here");
        assertRefused(admit(first(A, foreign), "AA-ONE", "CC-ONE"), "the manifest named for BB is not its manifest");
    }

    @Test
    void a_manifest_of_another_charter_does_not_serve() {
        Charter other =
                new Charter(Mode.LIVE, "Other line", Version.first(Line.NOW), AlgorithmSet.BASE, Line.parties());
        Registry registry =
                Line.admitted(Line.equipped().found(Line.sign(other.payload(), Line.ALL_ROOTS), other.hash()));
        Agreement elsewhere = with(Mode.LIVE, Optional.of(other.hash()), AlgorithmSet.BASE, Neutrals.NONE);

        assertRefused(admit(registry, elsewhere, "AA-ONE", "BB-ONE"), "the manifest of AA belongs to another charter");
    }

    @Test
    void checkpoint_keys_are_those_of_the_manifest() {
        Member wrong = new Member(Line.BB, B.manifest(), B.origin(), C.record(), B.posts());

        assertRefused(admit(first(A, wrong), "AA-ONE", "BB-ONE"), "the checkpoint keys of BB differ");
    }

    @Test
    void a_post_that_is_not_in_the_manifest_is_no_post() {
        Agreement ghost = first(A, Line.member(Line.BB, "BB-ONE", "BB-GHOST"));

        assertRefused(admit(ghost, "AA-ONE", "BB-ONE"), "the post BB-GHOST is not in the manifest of BB");
    }

    @Test
    void a_record_belongs_to_one_channel() {
        Registry registry = Line.admitted(admit(FIRST, "AA-ONE", "BB-ONE"));
        Agreement reusing = first(A, new Member(Line.CC, C.manifest(), B.origin(), C.record(), C.posts()));
        Agreement fresh = first(withOrigin(A, "other"), C);

        assertRefused(admit(registry, reusing, "AA-ONE", "CC-ONE"), "belongs to another channel");
        assertThat(admit(registry, fresh, "AA-ONE", "CC-ONE")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void neutrals_are_parties_and_no_members() {
        assertThat(admit(neutral(Line.CC), "AA-ONE", "BB-ONE")).isInstanceOf(Admission.Admitted.class);
        assertRefused(admit(neutral(Line.BB), "AA-ONE", "BB-ONE"), "the neutral BB is a member of the channel");
        assertRefused(admit(neutral(new PartyCode("DD")), "AA-ONE", "BB-ONE"), "the neutral DD is not a party");
    }

    @Test
    void neutrals_of_a_back_channel_come_from_a_members_charter() {
        assertThat(admit(back(new Neutrals(1, List.of(Line.CC))), "AA-ONE", "BB-ONE"))
                .isInstanceOf(Admission.Admitted.class);
        assertRefused(
                admit(back(new Neutrals(1, List.of(new PartyCode("DD")))), "AA-ONE", "BB-ONE"), "DD is not a party");
    }

    @Test
    void a_next_version_is_signed_by_the_members_of_both() {
        Agreement joined = next(A, B, C);
        Agreement left = next(A, C);

        assertThat(amend(joined, "AA-ONE", "BB-ONE", "CC-ONE")).isInstanceOf(Admission.Admitted.class);
        assertRefused(amend(joined, "AA-ONE", "BB-ONE"), "no post of CC has signed");
        assertRefused(amend(left, "AA-ONE", "CC-ONE"), "no post of BB has signed");
        assertThat(amend(left, "AA-ONE", "BB-ONE", "CC-ONE")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void a_version_after_an_unknown_or_skipped_one_is_refused() {
        Agreement orphan = Line.agreement(Line.after(FIRST.version(), Hash.of(Bytes.EMPTY)), A, B);
        Agreement skipping = Line.agreement(new Version(3, Optional.of(FIRST.hash()), Line.NOW, Line.NOW), A, B);

        assertRefused(amend(orphan, "AA-ONE", "BB-ONE"), "the agreement before this one is not known");
        assertRefused(amend(skipping, "AA-ONE", "BB-ONE"), "does not follow the one it names as parent");
    }

    @Test
    void a_channel_does_not_move_out_of_its_charter() {
        Agreement moved = bent(
                Line.after(FIRST.version(), FIRST.hash()),
                Mode.LIVE,
                Optional.empty(),
                AlgorithmSet.BASE,
                Neutrals.NONE,
                A,
                B);

        assertRefused(amend(moved, "AA-ONE", "BB-ONE"), "does not follow the one it names as parent");
    }

    @Test
    void a_member_keeps_its_record() {
        assertRefused(amend(next(A, withOrigin(B, "new")), "AA-ONE", "BB-ONE"), "BB keeps its record");
        assertThat(amend(next(A, B), "AA-ONE", "BB-ONE")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void two_versions_after_one_parent_are_evidence() {
        Agreement one = next(A, B);
        Agreement other = next(A, B, C);
        Registry registry = Line.admitted(amend(one, "AA-ONE", "BB-ONE"));

        assertThat(admit(registry, other, "AA-ONE", "BB-ONE", "CC-ONE"))
                .isEqualTo(new Admission.Conflicting(one.hash(), other.hash()));
    }

    @Test
    void keys_of_a_later_manifest_sign_and_those_of_an_earlier_do_not() {
        Manifest old = Line.manifest(Line.BB);
        Manifest renewed = new Manifest(
                Mode.LIVE,
                old.charter(),
                Line.BB,
                Line.after(old.version(), old.hash()),
                old.node(),
                List.of(Line.post("BB-ONE", "BB-ONE renewed")));
        Registry registry = Line.admitted(Line.equipped().admit(Line.sign(renewed.payload(), "bb-1")));
        Agreement byNew = first(A, new Member(Line.BB, renewed.hash(), B.origin(), B.record(), B.posts()));

        assertThat(admit(registry, FIRST, "AA-ONE", "BB-ONE renewed")).isInstanceOf(Admission.Admitted.class);
        assertThat(admit(registry, byNew, "AA-ONE", "BB-ONE renewed")).isInstanceOf(Admission.Admitted.class);
        assertRefused(admit(registry, byNew, "AA-ONE", "BB-ONE"), "no post of BB has signed");
    }

    @Test
    void a_channel_made_before_the_charter_was_amended_stays_good() {
        AlgorithmSet more = new AlgorithmSet(List.of(Algorithm.ED25519, Algorithm.ML_DSA_65, new Algorithm("GOST-X")));
        Charter first = Line.charter();
        Charter second =
                new Charter(Mode.LIVE, first.name(), Line.after(first.version(), first.hash()), more, Line.parties());
        Registry registry = Line.admitted(Line.equipped().admit(Line.sign(second.payload(), Line.ALL_ROOTS)));

        assertThat(admit(registry, FIRST, "AA-ONE", "BB-ONE")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void all_documents_in_order_build_the_same_registry_again() {
        Registry registry = Line.admitted(amend(next(A, B, C), "AA-ONE", "BB-ONE", "CC-ONE"));
        Registry again = Registry.EMPTY;
        for (Registry.Entry entry : registry.inOrder()) {
            Hash hash = entry.document().hash();
            again = Line.admitted(
                    entry.document() instanceof Registry.CharterDocument
                            ? again.found(entry.jws(), hash)
                            : again.admit(entry.jws()));
        }

        assertThat(again.inOrder()).isEqualTo(registry.inOrder()).hasSize(1 + 3 + 2);
        assertThat(again.channel(next(A, B, C).hash())).contains(new ChannelId(FIRST.hash()));
    }

    private static Agreement first(Member... members) {
        return Line.agreement(Version.first(Line.NOW), members);
    }

    private static Agreement next(Member... members) {
        return Line.agreement(Line.after(FIRST.version(), FIRST.hash()), members);
    }

    private static Member withOrigin(Member member, String name) {
        Origin origin = Line.origin(name);
        return new Member(member.party(), member.manifest(), origin, member.record(), member.posts());
    }

    private static Agreement back(Neutrals witnesses) {
        return with(Mode.LIVE, Optional.empty(), AlgorithmSet.BASE, witnesses);
    }

    private static Agreement neutral(PartyCode witness) {
        return with(Mode.LIVE, FIRST.charter(), AlgorithmSet.BASE, new Neutrals(1, List.of(witness)));
    }

    private static Agreement with(Mode mode, Optional<Hash> charter, AlgorithmSet algorithms, Neutrals witnesses) {
        return bent(Version.first(Line.NOW), mode, charter, algorithms, witnesses, A, B);
    }

    private static Agreement bent(
            Version version,
            Mode mode,
            Optional<Hash> charter,
            AlgorithmSet algorithms,
            Neutrals witnesses,
            Member... members) {
        return new Agreement(
                mode,
                charter,
                FIRST.label(),
                version,
                FIRST.expires(),
                algorithms,
                List.of(members),
                FIRST.forms(),
                witnesses,
                Neutrals.NONE,
                Quotas.USUAL,
                FIRST.frameInterval());
    }

    private static Admission admit(Agreement agreement, String... signers) {
        return admit(Line.equipped(), agreement, signers);
    }

    private static Admission amend(Agreement agreement, String... signers) {
        return admit(Line.admitted(admit(FIRST, "AA-ONE", "BB-ONE")), agreement, signers);
    }

    private static Admission admit(Registry registry, Agreement agreement, String... signers) {
        return registry.admit(Line.sign(agreement.payload(), signers));
    }
}
