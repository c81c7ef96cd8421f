package firebreak.node.home;

import firebreak.charter.Admission;
import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.Mode;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.charter.Version;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.identity.Signer;
import firebreak.node.store.DurableFile;
import firebreak.note.Form;
import firebreak.record.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Sets up all parties of an exercise at once, without asking anybody: keys, one charter, manifests, the agreement of
/// every channel, officers, settings. What people do by `init`, `ceremony`, `charter` and `channel` over days is done
/// here by one process that holds the keys of all sides for a moment: fit for exercises, and for them alone.
///
/// Each party's home is a folder of its own, ready to be served. The one passphrase of all keys lies in
/// `HOME/passphrase`, which the settings name.
public final class Founding {
    /// What lies in a home of an exercise beside the usual: the passphrase of its keys.
    public static final String PASSPHRASE_FILE = "passphrase";

    private static final Duration SIGNED_WITHIN = Duration.ofDays(30);

    private final FoundingPlan plan;
    private final SortedMap<PartyCode, FoundingParty> parties;
    private final RandomGenerator random;
    private Registry registry = Registry.EMPTY;
    private final List<Jws> documents = new ArrayList<>();

    /// What was founded; nothing in it is secret.
    ///
    /// @param charter its fingerprint
    /// @param channels by label, in the order of the plan
    public record Founded(Hash charter, SequencedMap<String, ChannelId> channels, SortedMap<PartyCode, Home> homes) {
        public Founded {
            channels = Collections.unmodifiableSequencedMap(channels);
            homes = Collections.unmodifiableSortedMap(homes);
        }
    }

    private Founding(FoundingPlan plan, SortedMap<PartyCode, FoundingParty> parties, RandomGenerator random) {
        this.plan = plan;
        this.parties = parties;
        this.random = random;
    }

    /// Makes the home of every party in `folder/<PARTY>`.
    ///
    /// @param passphrase of all keys; stays the caller's
    /// @param random production passes a `SecureRandom`
    /// @throws IOException when a home is there already, or the disk fails
    /// @throws IllegalArgumentException when the plan breaks a rule of charters or channels
    public static Founded found(FoundingPlan plan, Path folder, Secret passphrase, RandomGenerator random)
            throws IOException {
        for (FoundingPlan.PartyPlan party : plan.parties()) {
            Path home = folder.resolve(party.code().value());
            if (Files.exists(home)) {
                throw new IOException(home + " exists already: remove it, or choose another folder");
            }
        }
        SortedMap<PartyCode, FoundingParty> parties = new TreeMap<>();
        try {
            for (FoundingPlan.PartyPlan party : plan.parties()) {
                parties.put(party.code(), FoundingParty.generate(party, plan.now(), plan.until(), random));
            }
            return new Founding(plan, parties, random).found(folder, passphrase);
        } catch (FormatException unfit) {
            throw new IllegalArgumentException("the plan cannot be written down: " + unfit.reason(), unfit);
        } finally {
            parties.values().forEach(FoundingParty::close);
        }
    }

    private Founded found(Path folder, Secret passphrase) throws IOException, FormatException {
        Hash charter = charter();
        SortedMap<PartyCode, Hash> manifests = new TreeMap<>();
        for (FoundingParty party : parties.values()) {
            manifests.put(party.code(), manifest(party, charter));
        }
        SequencedMap<String, ChannelId> channels = new LinkedHashMap<>();
        for (FoundingPlan.ChannelPlan channel : plan.channels()) {
            channels.put(channel.label(), new ChannelId(agreement(channel, charter, manifests)));
        }
        SortedMap<PartyCode, Home> homes = new TreeMap<>();
        for (FoundingParty party : parties.values()) {
            Home home = Home.at(folder.resolve(party.code().value()));
            party.write(home, passphrase, random);
            write(home, passphrase);
            home.join(new JoinedCharter(charter, party.code()));
            homes.put(party.code(), home);
        }
        return new Founded(charter, channels, homes);
    }

    private Hash charter() {
        List<Party> entries = plan.parties().stream()
                .map(party -> party(party.code()).party())
                .toList();
        Charter charter =
                new Charter(Mode.EXERCISE, plan.name(), Version.first(plan.now()), AlgorithmSet.BASE, entries);
        List<Signer> signers = parties.values().stream()
                .flatMap(party -> party.rootSigners().stream())
                .toList();
        return take(charter.payload(), signers, jws -> registry.found(jws, charter.hash()));
    }

    private Hash manifest(FoundingParty party, Hash charter) {
        PublicKeys keys = party.publicKeys();
        Manifest manifest = new Manifest(
                Mode.EXERCISE, charter, party.code(), Version.first(plan.now()), keys.node(), keys.posts());
        return take(manifest.payload(), party.rootSigners(), registry::admit);
    }

    private Hash agreement(FoundingPlan.ChannelPlan channel, Hash charter, Map<PartyCode, Hash> manifests) {
        SortedMap<PartyCode, List<PostCode>> posts = new TreeMap<>();
        for (PostCode post : channel.posts()) {
            posts.computeIfAbsent(plan.owner(post), _ -> new ArrayList<>()).add(post);
        }
        List<Member> members = new ArrayList<>();
        List<Signer> signers = new ArrayList<>();
        posts.forEach((code, own) -> {
            members.add(member(code, Objects.requireNonNull(manifests.get(code)), own));
            signers.add(party(code).signer(own.getFirst()));
        });
        Agreement agreement = new Agreement(
                Mode.EXERCISE,
                Optional.of(charter),
                channel.label(),
                Version.first(plan.now()),
                plan.now().plus(SIGNED_WITHIN),
                AlgorithmSet.BASE,
                members,
                pins(FormPack.builtIn().forms()),
                channel.witnesses(),
                channel.mailboxes(),
                channel.quotas(),
                plan.frames());
        return take(agreement.payload(), signers, registry::admit);
    }

    private Member member(PartyCode code, Hash manifest, List<PostCode> posts) {
        return new Member(
                code,
                manifest,
                Origin.random(random),
                party(code).publicKeys().node().record(),
                posts);
    }

    private FoundingParty party(PartyCode code) {
        return Objects.requireNonNull(parties.get(code));
    }

    /// The forms a channel may use, fixed by their hashes.
    public static List<Agreement.FormPin> pins(List<Form> forms) {
        return forms.stream()
                .map(form -> new Agreement.FormPin(form.id(), form.hash()))
                .toList();
    }

    private interface Door {
        Admission show(Jws jws);
    }

    /// Signs, and lets the document through the same door as any other: what breaks a rule is not written anywhere.
    private Hash take(Bytes payload, List<Signer> signers, Door door) {
        Jws jws = Jws.sign(payload, signers.toArray(Signer[]::new));
        return switch (door.show(jws)) {
            case Admission.Admitted(Registry more, Hash hash) -> {
                registry = more;
                documents.add(jws);
                yield hash;
            }
            case Admission.Refused(String reason) -> throw new IllegalArgumentException(reason);
            case Admission.Known(Hash hash) -> throw new IllegalArgumentException("made twice: " + hash);
            case Admission.Conflicting(Hash kept, Hash _) -> throw new IllegalArgumentException("contradicts " + kept);
        };
    }

    private void write(Home home, Secret passphrase) throws IOException {
        for (Jws document : documents) {
            home.documents().write(document);
        }
        Bytes line = passphrase.use(bytes -> Bytes.copyOf(bytes)).plus(Bytes.ofUtf8("\n"));
        DurableFile.replace(home.folder().resolve(PASSPHRASE_FILE), line);
    }
}
