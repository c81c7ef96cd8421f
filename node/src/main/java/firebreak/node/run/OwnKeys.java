package firebreak.node.run;

import firebreak.charter.Manifest;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.engine.State;
import firebreak.identity.PublicPair;
import firebreak.identity.SecretPair;
import firebreak.identity.Signer;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostKeys;
import firebreak.node.wire.TlsIdentity;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which of this node's own keys count just now: those that its manifest in effect names. Others keep the manifest of
/// before until they have the new one, so nothing changes before it takes effect.
final class OwnKeys {
    private final NodeKeys keys;
    private final List<TlsIdentity> identities;
    private final Supplier<State> state;
    private final InstantSource clock;

    OwnKeys(NodeKeys keys, Supplier<State> state, InstantSource clock) {
        this.keys = keys;
        this.identities = keys.tlsSeeds().stream()
                .map(seed -> seed.use(TlsIdentity::fromSeed))
                .toList();
        this.state = state;
        this.clock = clock;
    }

    /// What to show other nodes. Whoever calls is not known before it has seen the key, so there is one for all: the
    /// oldest that the manifest in effect of any charter names.
    TlsIdentity tls() {
        List<Hash> named = manifests().map(manifest -> manifest.node().tls()).toList();
        return identities.stream()
                .filter(identity -> named.contains(identity.spkiHash()))
                .findFirst()
                .orElse(identities.getLast());
    }

    private Stream<Manifest> manifests() {
        Registry registry = state.get().registry();
        return state.get().parties().entrySet().stream()
                .flatMap(joined -> registry.manifestAt(joined.getKey(), joined.getValue(), clock.instant()).stream())
                .map(Registry.ManifestDocument::manifest);
    }

    /// Signs with just these keys; empty where they were made after this node started.
    Optional<Signer> signer(PublicPair wanted) {
        return keys.signings().stream()
                .filter(pair -> pair.keys().equals(wanted))
                .<Signer>map(SecretPair.class::cast)
                .findFirst();
    }

    /// What to do where a manifest, in effect or to come, names keys that are not open here.
    List<String> missing(PostKeys posts) {
        List<String> missing = new ArrayList<>();
        if (known().anyMatch(this::lacks)) {
            missing.add(
                    "a manifest names keys of the node that were made after it started: stop it and start it again");
        }
        for (KeyName post : posts.unlocked()) {
            PostCode code = new PostCode(post.text());
            boolean older = known().flatMap(manifest -> manifest.post(code).stream())
                    .anyMatch(entry -> posts.signer(post, entry.signing()).isEmpty());
            if (older) {
                missing.add(post + " was unlocked before the keys were made that the manifest names: unlock it again");
            }
        }
        return missing;
    }

    private boolean lacks(Manifest manifest) {
        return signer(manifest.node().signing()).isEmpty()
                || identities.stream()
                        .noneMatch(identity ->
                                identity.spkiHash().equals(manifest.node().tls()));
    }

    /// Own manifests from those in effect on.
    private Stream<Manifest> known() {
        Registry registry = state.get().registry();
        return manifests()
                .flatMap(current -> registry.manifests(current.charter(), current.party())
                        .filter(other ->
                                other.version().number() >= current.version().number()));
    }
}
