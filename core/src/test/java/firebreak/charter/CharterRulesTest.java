package firebreak.charter;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Charters: founding, thresholds, versions, contradictions.
final class CharterRulesTest {
    private static final Charter FIRST = Line.charter();

    @Test
    void a_charter_whose_fingerprint_was_compared_is_founded() {
        Registry registry = Line.founded();

        assertThat(registry.charters()).containsExactly(FIRST.hash());
        assertThat(registry.charter(FIRST.hash())).contains(FIRST);
    }

    @Test
    void another_fingerprint_than_the_compared_one_is_refused() {
        Jws signed = Line.sign(FIRST.payload(), Line.ALL_ROOTS);

        assertRefused(Registry.EMPTY.found(signed, Hash.of(Bytes.EMPTY)), "fingerprint differs");
    }

    @Test
    void a_first_version_is_not_taken_by_receiving_it() {
        assertRefused(
                Registry.EMPTY.admit(Line.sign(FIRST.payload(), Line.ALL_ROOTS)),
                "joined by comparing its fingerprint");
    }

    @Test
    void what_is_no_charter_cannot_be_founded() {
        Manifest manifest = Line.manifest(Line.BB);

        assertRefused(
                Registry.EMPTY.found(Line.sign(manifest.payload(), "bb-1"), manifest.hash()), "only the first version");
    }

    @Test
    void any_two_of_three_holders_speak_for_their_party_and_one_does_not() {
        assertThat(found("aa-2", "aa-3", "bb-1", "cc-1")).isInstanceOf(Admission.Admitted.class);
        assertThat(found("aa-1", "aa-2", "aa-3", "bb-1", "cc-1")).isInstanceOf(Admission.Admitted.class);
        assertRefused(found("aa-2", "bb-1", "cc-1"), "signed by 1 root holders of AA, needed are 2");
    }

    @Test
    void every_party_must_sign() {
        assertRefused(found("aa-1", "aa-2", "bb-1"), "signed by 0 root holders of CC, needed are 1");
    }

    @Test
    void a_signature_of_a_stranger_counts_for_nobody() {
        assertThat(found("aa-1", "aa-2", "bb-1", "cc-1", "stranger")).isInstanceOf(Admission.Admitted.class);
        assertRefused(found("aa-1", "stranger", "bb-1", "cc-1"), "signed by 1 root holders of AA");
    }

    @Test
    void one_of_two_algorithms_is_no_signature() {
        Jws whole = Line.sign(FIRST.payload(), Line.ALL_ROOTS);
        for (int left = 0; left < 2; left++) {
            var kept = Line.keys("cc-1").keys().keyIds().get(left);
            Jws half = Jws.of(
                    whole.payload(),
                    whole.lines().stream()
                            .filter(line -> !line.keyId().equals(kept))
                            .toList());
            assertRefused(Registry.EMPTY.found(half, FIRST.hash()), "signed by 0 root holders of CC");
        }
    }

    @Test
    void shown_again_it_is_known() {
        assertThat(Line.founded().admit(Line.sign(FIRST.payload(), Line.ALL_ROOTS)))
                .isEqualTo(new Admission.Known(FIRST.hash()));
    }

    @Test
    void a_next_version_follows_its_parent() {
        Charter second = next(Line.parties());
        Registry registry = Line.admitted(Line.founded().admit(Line.sign(second.payload(), Line.ALL_ROOTS)));

        assertThat(registry.latestCharter(FIRST.hash()).orElseThrow().hash()).isEqualTo(second.hash());
        assertThat(registry.firstCharter(second.hash())).contains(FIRST.hash());
        assertThat(registry.charters()).containsExactly(FIRST.hash());
    }

    @Test
    void a_version_after_an_unknown_one_is_refused() {
        Charter orphan = Line.charter(Line.after(FIRST.version(), Hash.of(Bytes.EMPTY)), Line.parties());

        assertRefused(
                Line.founded().admit(Line.sign(orphan.payload(), Line.ALL_ROOTS)),
                "version before this one is not known");
    }

    @Test
    void a_version_number_is_never_skipped() {
        Version third = new Version(3, Optional.of(FIRST.hash()), Line.NOW, Line.NOW);
        Charter skipping = Line.charter(third, Line.parties());

        assertRefused(
                Line.founded().admit(Line.sign(skipping.payload(), Line.ALL_ROOTS)), "does not follow its parent's");
    }

    @Test
    void a_charter_never_changes_between_live_and_exercise() {
        Charter exercise = new Charter(
                Mode.EXERCISE,
                FIRST.name(),
                Line.after(FIRST.version(), FIRST.hash()),
                AlgorithmSet.BASE,
                Line.parties());

        assertRefused(
                Line.founded().admit(Line.sign(exercise.payload(), Line.ALL_ROOTS)), "never changes between live");
    }

    @Test
    void a_new_root_needs_the_old_and_the_new_holders() {
        Charter second = next(List.of(
                Line.party(Line.AA, 2, "aa-1", "aa-2", "aa-3"),
                Line.party(Line.BB, 1, "bb-new"),
                Line.party(Line.CC, 1, "cc-1")));

        assertRefused(amend(second, "aa-1", "aa-2", "bb-1", "cc-1"), "signed by 0 root holders of BB");
        assertRefused(amend(second, "aa-1", "aa-2", "bb-new", "cc-1"), "signed by 0 root holders of BB");
        assertThat(amend(second, "aa-1", "aa-2", "bb-1", "bb-new", "cc-1")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void a_party_that_is_left_out_must_agree() {
        Charter second = next(Line.parties().subList(0, 2));

        assertRefused(amend(second, "aa-1", "aa-2", "bb-1"), "signed by 0 root holders of CC");
        assertThat(amend(second, Line.ALL_ROOTS)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void two_versions_after_one_parent_are_evidence_and_the_first_stays() {
        Charter one = next(Line.parties());
        Charter other = next(List.of(
                Line.party(Line.AA, 1, "aa-1", "aa-2", "aa-3"),
                Line.party(Line.BB, 1, "bb-1"),
                Line.party(Line.CC, 1, "cc-1")));
        Registry registry = Line.admitted(Line.founded().admit(Line.sign(one.payload(), Line.ALL_ROOTS)));

        assertThat(registry.admit(Line.sign(other.payload(), Line.ALL_ROOTS)))
                .isEqualTo(new Admission.Conflicting(one.hash(), other.hash()));
    }

    private static Charter next(List<Party> parties) {
        return Line.charter(Line.after(FIRST.version(), FIRST.hash()), parties);
    }

    private static Admission found(String... signers) {
        return Registry.EMPTY.found(Line.sign(FIRST.payload(), signers), FIRST.hash());
    }

    private static Admission amend(Charter next, String... signers) {
        return Line.founded().admit(Line.sign(next.payload(), signers));
    }

    static void assertRefused(Admission admission, String reason) {
        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
    }
}
