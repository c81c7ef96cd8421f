package firebreak.charter;

import static firebreak.charter.CharterRulesTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Manifests: whose root signs them, and how they follow each other.
final class ManifestRulesTest {
    private static final Manifest FIRST = Line.manifest(Line.AA);
    private static final Charter CHARTER = Line.charter();

    @Test
    void two_of_three_holders_make_a_manifest_and_one_does_not() {
        assertThat(admit(FIRST, "aa-1", "aa-2")).isInstanceOf(Admission.Admitted.class);
        assertRefused(admit(FIRST, "aa-1"), "signed by 1 root holders of AA, needed are 2");
        assertRefused(admit(FIRST, "bb-1", "aa-1"), "signed by 1 root holders of AA");
    }

    @Test
    void a_manifest_under_an_unknown_charter_is_refused() {
        assertRefused(
                Registry.EMPTY.admit(Line.sign(FIRST.payload(), "aa-1", "aa-2")), "names a charter that is not known");
    }

    @Test
    void a_manifest_names_the_first_version_of_its_charter() {
        Charter second = Line.charter(Line.after(CHARTER.version(), CHARTER.hash()), Line.parties());
        Registry registry = Line.admitted(Line.founded().admit(Line.sign(second.payload(), Line.ALL_ROOTS)));
        Manifest manifest = under(second.hash(), Mode.LIVE);

        assertRefused(
                registry.admit(Line.sign(manifest.payload(), "aa-1", "aa-2")), "names a charter that is not known");
    }

    @Test
    void an_exercise_manifest_does_not_enter_a_live_charter() {
        assertRefused(admit(under(CHARTER.hash(), Mode.EXERCISE), "aa-1", "aa-2"), "differ in live or exercise");
    }

    @Test
    void a_stranger_has_no_manifest() {
        Manifest stranger = Line.manifest(new PartyCode("DD"));

        assertRefused(admit(stranger, "aa-1", "aa-2"), "DD is not a party to the charter");
    }

    @Test
    void versions_follow_one_another_without_gaps() {
        Registry registry = Line.admitted(admit(FIRST, "aa-1", "aa-2"));
        Manifest second = Line.manifest(Line.AA, Line.after(FIRST.version(), FIRST.hash()), "AA-ONE");
        Manifest orphan = Line.manifest(Line.AA, Line.after(FIRST.version(), Hash.of(Bytes.EMPTY)), "AA-ONE");
        Version third = new Version(3, Optional.of(FIRST.hash()), Line.NOW, Line.NOW);
        Manifest skipping = Line.manifest(Line.AA, third, "AA-ONE");

        assertThat(admit(registry, second, "aa-2", "aa-3")).isInstanceOf(Admission.Admitted.class);
        assertRefused(admit(registry, orphan, "aa-1", "aa-2"), "the manifest before this one is not known");
        assertRefused(admit(registry, skipping, "aa-1", "aa-2"), "does not follow the one it names as parent");
    }

    @Test
    void a_manifest_does_not_follow_that_of_another_party() {
        Registry registry = Line.admitted(admit(FIRST, "aa-1", "aa-2"));
        Manifest foreign = Line.manifest(Line.BB, Line.after(FIRST.version(), FIRST.hash()), "BB-ONE");

        assertRefused(admit(registry, foreign, "bb-1"), "does not follow the one it names as parent");
    }

    @Test
    void two_manifests_of_one_version_are_evidence() {
        Registry registry = Line.admitted(admit(FIRST, "aa-1", "aa-2"));
        Manifest other = Line.manifest(Line.AA, Version.first(Line.NOW), "AA-ONE");

        assertThat(admit(registry, other, "aa-1", "aa-2"))
                .isEqualTo(new Admission.Conflicting(FIRST.hash(), other.hash()));
    }

    @Test
    void what_an_old_root_signed_stays_good_in_whatever_order_documents_come() {
        Registry charters = withNewRootOfB();
        Manifest old = Line.manifest(Line.BB);

        assertThat(admit(charters, old, "bb-1")).isInstanceOf(Admission.Admitted.class);
        assertThat(admit(charters, old, "bb-new")).isInstanceOf(Admission.Admitted.class);
        assertRefused(admit(charters, old, "aa-1"), "signed by 0 root holders of BB");
    }

    @Test
    void a_replaced_root_has_no_say_after_the_first_manifest_of_its_successor() {
        Manifest first = Line.manifest(Line.BB);
        Manifest second = Line.manifest(Line.BB, Line.after(first.version(), first.hash()), "BB-ONE");
        Registry registry = Line.admitted(admit(withNewRootOfB(), first, "bb-new"));

        assertRefused(admit(registry, second, "bb-1"), "signed by 0 root holders of BB");
        assertThat(admit(registry, second, "bb-new")).isInstanceOf(Admission.Admitted.class);
    }

    private static Registry withNewRootOfB() {
        Charter second = Line.charter(
                Line.after(CHARTER.version(), CHARTER.hash()),
                List.of(
                        Line.party(Line.AA, 2, "aa-1", "aa-2", "aa-3"),
                        Line.party(Line.BB, 1, "bb-new"),
                        Line.party(Line.CC, 1, "cc-1")));
        return Line.admitted(
                Line.founded().admit(Line.sign(second.payload(), "aa-1", "aa-2", "bb-1", "bb-new", "cc-1")));
    }

    private static Manifest under(Hash charter, Mode mode) {
        return new Manifest(mode, charter, Line.AA, FIRST.version(), FIRST.node(), FIRST.posts());
    }

    private static Admission admit(Manifest manifest, String... signers) {
        return admit(Line.founded(), manifest, signers);
    }

    private static Admission admit(Registry registry, Manifest manifest, String... signers) {
        return registry.admit(Line.sign(manifest.payload(), signers));
    }
}
