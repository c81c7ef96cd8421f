package firebreak.node.serve;

import firebreak.charter.ChannelId;
import firebreak.charter.Mode;
import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Quotas;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Founding;
import firebreak.node.home.FoundingPlan;
import firebreak.node.home.FoundingPlan.ChannelPlan;
import firebreak.node.home.FoundingPlan.OfficerPlan;
import firebreak.node.home.FoundingPlan.PartyPlan;
import firebreak.node.home.FoundingPlan.PostPlan;
import firebreak.node.home.Home;
import firebreak.node.home.Role;
import firebreak.node.log.LogSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;

/// The parties of an exercise, really founded in a folder: each with a home, one post and the cable that its manifest
/// names. Closing ends every node that was started through it.
final class Parties implements AutoCloseable {
    static final String PASSPHRASE = "planted passphrase of every key";
    static final String PASSWORD = "planted password of every officer";
    static final PartyCode UK = new PartyCode("UK");
    static final PartyCode RU = new PartyCode("RU");
    static final PartyCode FR = new PartyCode("FR");

    private final Founding.Founded founded;
    private final SortedMap<PartyCode, Station> stations = new TreeMap<>();

    private Parties(Founding.Founded founded, Map<PartyCode, Cable> cables) {
        this.founded = founded;
        founded.homes()
                .forEach((party, home) -> stations.put(
                        party, new Station(party, post(party), home, Objects.requireNonNull(cables.get(party)))));
    }

    static PostCode post(PartyCode party) {
        return new PostCode(party + "-MOD");
    }

    static Secret secret(String text) {
        return Secret.wrap(Bytes.ofUtf8(text).toArray());
    }

    /// One channel among all the parties, called `line`.
    static Parties found(Path folder, PartyCode... parties) throws IOException {
        return found(folder, List.of(parties), List.of("line"));
    }

    /// @param channels labels of channels among all the parties
    static Parties found(Path folder, List<PartyCode> parties, List<String> channels) throws IOException {
        return found(folder, parties, channels, Quotas.USUAL);
    }

    /// @param quotas of every channel
    static Parties found(Path folder, List<PartyCode> parties, List<String> channels, Quotas quotas)
            throws IOException {
        return found(folder, parties, parties, channels, Neutrals.NONE, Neutrals.NONE, quotas);
    }

    /// One channel called `line` among the members, which neutrals witness.
    static Parties witnessed(Path folder, List<PartyCode> members, Neutrals witnesses) throws IOException {
        return neutral(folder, members, witnesses, Neutrals.NONE);
    }

    /// The same with mailboxes.
    static Parties neutral(Path folder, List<PartyCode> members, Neutrals witnesses, Neutrals mailboxes)
            throws IOException {
        Set<PartyCode> parties = new LinkedHashSet<>(members);
        parties.addAll(witnesses.parties());
        parties.addAll(mailboxes.parties());
        return found(folder, List.copyOf(parties), members, List.of("line"), witnesses, mailboxes, Quotas.USUAL);
    }

    private static Parties found(
            Path folder,
            List<PartyCode> parties,
            List<PartyCode> members,
            List<String> channels,
            Neutrals witnesses,
            Neutrals mailboxes,
            Quotas quotas)
            throws IOException {
        LogSetup.toStandardError(Level.OFF);
        Map<PartyCode, Cable> cables = new TreeMap<>();
        for (PartyCode party : parties) {
            cables.put(party, new Cable());
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<PostCode> posts = members.stream().map(Parties::post).toList();
        try (Secret passphrase = secret(PASSPHRASE);
                Secret password = secret(PASSWORD)) {
            List<PartyPlan> plans = new ArrayList<>();
            cables.forEach((party, cable) -> plans.add(plan(party, cable.port(), password)));
            FoundingPlan plan = new FoundingPlan(
                    "Trial",
                    now.minus(Duration.ofDays(1)),
                    now.plus(Duration.ofDays(90)),
                    plans,
                    channels.stream()
                            .map(label -> new ChannelPlan(label, posts, witnesses, mailboxes, quotas))
                            .toList(),
                    Duration.ofSeconds(1));
            Founding.Founded founded = Founding.found(plan, folder, passphrase, new SecureRandom());
            for (Home home : founded.homes().values()) {
                listenAnywhere(home);
            }
            return new Parties(founded, cables);
        }
    }

    private static PartyPlan plan(PartyCode party, int port, Secret password) {
        TreeSet<PostCode> posts = new TreeSet<>(List.of(post(party)));
        Endpoint any = new Endpoint("127.0.0.1", 0);
        return new PartyPlan(
                party,
                "The party " + party,
                new Endpoint("127.0.0.1", port),
                any,
                any,
                List.of(new PostPlan(post(party), "Minister of Defence of " + party)),
                List.of(
                        new OfficerPlan(Desk.DRAFTER, new TreeSet<>(List.of(Role.DRAFT)), posts, password),
                        new OfficerPlan(
                                Desk.RELEASER, new TreeSet<>(List.of(Role.RELEASE, Role.WATCH)), posts, password)));
    }

    /// The manifest names the cable; the node itself takes any free port behind it.
    private static void listenAnywhere(Home home) throws IOException {
        try {
            Config config = home.config();
            home.write(new Config(
                    config.party(),
                    Mode.EXERCISE,
                    new Endpoint("127.0.0.1", 0),
                    config.address(),
                    config.api(),
                    config.metrics(),
                    config.lease(),
                    config.passphraseFile()));
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    Station at(PartyCode party) {
        return Objects.requireNonNull(stations.get(party));
    }

    ChannelId channel(String label) {
        return Objects.requireNonNull(founded.channels().get(label));
    }

    /// The fingerprint of the charter.
    Hash charter() {
        return founded.charter();
    }

    /// Starts every node in this process and opens its desk.
    void start() throws IOException, FormatException {
        for (Station station : stations.values()) {
            station.start();
        }
    }

    @Override
    public void close() throws IOException {
        for (Station station : stations.values()) {
            station.close();
        }
    }
}
