package firebreak.node.home;

import firebreak.charter.Mode;
import firebreak.charter.Party;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;
import firebreak.identity.Signer;
import firebreak.node.keys.KeyFolder;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostSecrets;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// One party while it is being founded: all its keys in memory, root included. Closing wipes them.
final class FoundingParty implements AutoCloseable {
    private static final int ROOTS = 3;
    private static final int THRESHOLD = 2;

    private final FoundingPlan.PartyPlan plan;
    private final Instant until;
    private final List<SecretPair> roots;
    private final NodeKeys node;
    private final SortedMap<PostCode, PostSecrets> posts;

    private FoundingParty(
            FoundingPlan.PartyPlan plan,
            Instant until,
            List<SecretPair> roots,
            NodeKeys node,
            SortedMap<PostCode, PostSecrets> posts) {
        this.plan = plan;
        this.until = until;
        this.roots = roots;
        this.node = node;
        this.posts = posts;
    }

    static FoundingParty generate(FoundingPlan.PartyPlan plan, Instant now, Instant until, RandomGenerator random) {
        List<SecretPair> roots = new ArrayList<>();
        for (int i = 0; i < ROOTS; i++) {
            roots.add(SecretPair.generate(random));
        }
        SortedMap<PostCode, PostSecrets> posts = new TreeMap<>();
        plan.posts().forEach(post -> posts.put(post.code(), PostSecrets.generate(now, random)));
        return new FoundingParty(plan, until, roots, NodeKeys.generate(random), posts);
    }

    PartyCode code() {
        return plan.code();
    }

    Party party() {
        List<Party.Root> holders = new ArrayList<>();
        for (SecretPair root : roots) {
            holders.add(new Party.Root(holder(holders.size()), root.keys()));
        }
        return new Party(plan.code(), plan.name(), THRESHOLD, holders);
    }

    private static String holder(int index) {
        return "holder-" + (index + 1);
    }

    /// As many as must sign.
    List<Signer> rootSigners() {
        return List.copyOf(roots.subList(0, THRESHOLD));
    }

    Signer signer(PostCode post) {
        return Objects.requireNonNull(posts.get(post)).current().signing();
    }

    PublicKeys publicKeys() {
        List<PostEntry> entries = plan.posts().stream()
                .map(post -> PublicKeys.post(
                        post.code(), post.title(), Objects.requireNonNull(posts.get(post.code())), until))
                .toList();
        return new PublicKeys(PublicKeys.node(node, address()), entries);
    }

    private String address() {
        return "https://" + plan.listen();
    }

    /// Settings last: a home without them is none.
    void write(Home home, Secret passphrase, RandomGenerator random) throws IOException, FormatException {
        home.write(publicKeys());
        home.write(officers(random));
        writeKeys(home.keys(Mode.EXERCISE), passphrase, random);
        home.write(new Config(
                plan.code(),
                Mode.EXERCISE,
                plan.listen(),
                address(),
                plan.api(),
                plan.metrics(),
                Config.usualLease(plan.code().value()),
                Optional.of(Founding.PASSPHRASE_FILE)));
    }

    private void writeKeys(KeyFolder folder, Secret passphrase, RandomGenerator random) throws IOException {
        folder.node().create(node, passphrase, random);
        for (Map.Entry<PostCode, PostSecrets> post : posts.entrySet()) {
            folder.post(new KeyName(post.getKey().value())).create(post.getValue(), passphrase, random);
        }
        for (int i = 0; i < ROOTS; i++) {
            folder.root(new KeyName(holder(i))).create(roots.get(i), passphrase, random);
        }
    }

    private Officers officers(RandomGenerator random) {
        Officers officers = Officers.NONE;
        for (FoundingPlan.OfficerPlan officer : plan.officers()) {
            PasswordHash hash = PasswordHash.of(officer.password(), PasswordHash.EXERCISE_EXPONENT, random);
            officers = officers.with(new Officer(officer.name(), officer.roles(), officer.posts(), hash));
        }
        return officers;
    }

    @Override
    public void close() {
        roots.forEach(SecretPair::close);
        node.close();
        posts.values().forEach(PostSecrets::close);
    }
}
