package firebreak.charter;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.RecordSecret;
import firebreak.identity.SecretPair;
import firebreak.identity.Signer;
import firebreak.record.Origin;
import firebreak.seal.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Three parties with keys from fixed seeds, and well-formed documents of theirs to be bent by tests: AA speaks by two
/// of three root holders, BB and CC by their only one.
final class Line {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final PartyCode AA = new PartyCode("AA");
    static final PartyCode BB = new PartyCode("BB");
    static final PartyCode CC = new PartyCode("CC");

    private static final Map<String, SecretPair> PAIRS = new TreeMap<>();

    private Line() {}

    /// The same name, the same keys.
    static SecretPair keys(String name) {
        return PAIRS.computeIfAbsent(name, n -> SecretPair.generate(random(n)));
    }

    private static SplittableRandom random(String name) {
        return new SplittableRandom(name.hashCode());
    }

    static Party party(PartyCode code, int threshold, String... holders) {
        return new Party(
                code,
                "Party " + code,
                threshold,
                Stream.of(holders)
                        .map(holder -> new Party.Root(holder, keys(holder).keys()))
                        .toList());
    }

    static List<Party> parties() {
        return List.of(party(AA, 2, "aa-1", "aa-2", "aa-3"), party(BB, 1, "bb-1"), party(CC, 1, "cc-1"));
    }

    static Charter charter() {
        return charter(Version.first(NOW), parties());
    }

    static Charter charter(Version version, List<Party> parties) {
        return new Charter(Mode.LIVE, "Test line", version, AlgorithmSet.BASE, parties);
    }

    /// The version after a parent.
    static Version after(Version version, Hash parent) {
        return new Version(version.number() + 1, Optional.of(parent), NOW, NOW);
    }

    static Jws sign(Bytes payload, String... signers) {
        return Jws.sign(payload, Stream.of(signers).map(Line::keys).toArray(Signer[]::new));
    }

    static final String[] ALL_ROOTS = {"aa-1", "aa-2", "bb-1", "cc-1"};

    /// A registry that holds the charter.
    static Registry founded() {
        Charter charter = charter();
        return admitted(Registry.EMPTY.found(sign(charter.payload(), ALL_ROOTS), charter.hash()));
    }

    static Registry admitted(Admission admission) {
        if (admission instanceof Admission.Admitted(Registry registry, Hash _)) {
            return registry;
        }
        throw new AssertionError("not admitted: " + admission);
    }

    static RecordSecret record(PartyCode party) {
        return RecordSecret.generate(random("record " + party));
    }

    static NodeEntry node(PartyCode party) {
        try (RecordSecret record = record(party)) {
            return new NodeEntry(
                    keys("node " + party).keys(),
                    record.keys(),
                    Hash.of(Bytes.ofUtf8("tls " + party)),
                    List.of("https://" + party + ".example:7443"));
        }
    }

    static PostEntry post(String code, String signer) {
        return new PostEntry(
                new PostCode(code),
                "Office " + code,
                keys(signer).keys(),
                Identity.Hybrid.generate(random(signer)).recipient(),
                NOW,
                NOW.plus(Duration.ofDays(90)));
    }

    /// With posts CODE-ONE and CODE-TWO, whose keys bear their names.
    static Manifest manifest(PartyCode party) {
        return manifest(party, Version.first(NOW), party + "-ONE", party + "-TWO");
    }

    /// Each post with the keys that bear its name.
    static Manifest manifest(PartyCode party, Version version, String... posts) {
        return new Manifest(
                Mode.LIVE,
                charter().hash(),
                party,
                version,
                node(party),
                Stream.of(posts).map(code -> post(code, code)).toList());
    }

    static String[] roots(PartyCode party) {
        return party.equals(AA)
                ? new String[] {"aa-1", "aa-3"}
                : new String[] {party.value().toLowerCase(java.util.Locale.ROOT) + "-1"};
    }

    /// A registry that holds the charter and the first manifest of every party.
    static Registry equipped() {
        Registry registry = founded();
        for (PartyCode party : List.of(AA, BB, CC)) {
            registry = admitted(registry.admit(sign(manifest(party).payload(), roots(party))));
        }
        return registry;
    }

    static Origin origin(String name) {
        return Origin.random(random("origin " + name));
    }

    static Member member(PartyCode party, String... posts) {
        return new Member(
                party,
                manifest(party).hash(),
                origin(party.value()),
                node(party).record(),
                Stream.of(posts).map(PostCode::new).toList());
    }

    static Agreement agreement() {
        return agreement(Version.first(NOW), member(AA, "AA-ONE", "AA-TWO"), member(BB, "BB-ONE"));
    }

    static Agreement agreement(Version version, Member... members) {
        return new Agreement(
                Mode.LIVE,
                Optional.of(charter().hash()),
                "AA-BB",
                version,
                NOW.plus(Duration.ofDays(14)),
                AlgorithmSet.BASE,
                List.of(members),
                List.of(new Agreement.FormPin("free-text", Hash.of(Bytes.ofUtf8("form")))),
                Neutrals.NONE,
                Neutrals.NONE,
                Quotas.USUAL,
                Duration.ofMinutes(5));
    }

    static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }
}
