package firebreak.sim.world;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.identity.PublicPair;
import firebreak.identity.RecordSecret;
import firebreak.identity.SecretPair;
import firebreak.seal.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The private keys of one party: its root, its node, its record and, version by version, its posts.
final class Keyring {
    private final RandomGenerator random;
    private final PartyCode party;
    private final SecretPair root;
    private final SecretPair node;
    private final RecordSecret record;
    private final Map<PostCode, List<PostKeys>> posts = new TreeMap<>();

    /// One version of the keys of a post.
    record PostKeys(SecretPair signing, Identity.Hybrid recipient) {}

    Keyring(PartyCode party, RandomGenerator random) {
        this.party = party;
        this.random = random;
        this.root = SecretPair.generate(random);
        this.node = SecretPair.generate(random);
        this.record = RecordSecret.generate(random);
    }

    PartyCode party() {
        return party;
    }

    SecretPair root() {
        return root;
    }

    SecretPair node() {
        return node;
    }

    RecordSecret record() {
        return record;
    }

    /// New keys for a post; the ones before stay readable.
    PostKeys renew(PostCode post) {
        PostKeys keys = new PostKeys(SecretPair.generate(random), Identity.Hybrid.generate(random));
        posts.computeIfAbsent(post, _ -> new ArrayList<>()).add(keys);
        return keys;
    }

    List<PostCode> posts() {
        return List.copyOf(posts.keySet());
    }

    List<PostKeys> versions(PostCode post) {
        return posts.getOrDefault(post, List.of());
    }

    /// The private keys to these public ones, if they are this party's posts'.
    Optional<SecretPair> signing(PublicPair keys) {
        return posts.values().stream()
                .flatMap(List::stream)
                .map(PostKeys::signing)
                .filter(pair -> pair.keys().equals(keys))
                .findFirst();
    }

    /// What opens envelopes to these posts, under any version of their keys.
    List<Identity.Hybrid> identities(Iterable<PostCode> unlocked) {
        List<Identity.Hybrid> identities = new ArrayList<>();
        for (PostCode post : unlocked) {
            versions(post).forEach(keys -> identities.add(keys.recipient()));
        }
        return identities;
    }
}
