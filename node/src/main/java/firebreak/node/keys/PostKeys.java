package firebreak.node.keys;

import firebreak.identity.PublicPair;
import firebreak.identity.Secret;
import firebreak.identity.Signer;
import firebreak.seal.Identity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/// Which posts are unlocked now, and their keys while they are. Starts with all locked; every post has a passphrase of
/// its own, so that the operator cannot speak for the head of state. Closing locks all for good.
///
/// Any thread may call. Locking wipes: a signature or opening under way ends first, later use of a [Signer] or
/// [Identity] handed out before is an `IllegalStateException`.
public final class PostKeys implements AutoCloseable {
    private final KeyFolder folder;

    /// Guarded by itself; never held while scrypt works.
    private final Map<KeyName, PostSecrets> unlocked = new TreeMap<>();

    /// Guarded by `unlocked`.
    private boolean closed;

    public PostKeys(KeyFolder folder) {
        this.folder = folder;
    }

    /// Reads the post's file again even when it is unlocked already, so that renewed keys come into use.
    ///
    /// Older keys that are done with are destroyed then: they leave the file, which nobody can write without the
    /// passphrase.
    ///
    /// @param passphrase stays the caller's
    /// @param done which older keys nobody needs any more
    /// @return as [KeyFile#open]; what is unlocked changes only with `Opened`, whose content is the post
    public Unlocked<KeyName> unlock(
            KeyName post, Secret passphrase, BiPredicate<KeyName, PostSecrets.Period> done, RandomGenerator random)
            throws IOException {
        KeyFile<PostSecrets> file = folder.post(post);
        Unlocked<PostSecrets> opened = file.open(passphrase);
        if (opened instanceof Unlocked.Opened<PostSecrets>(PostSecrets secrets)) {
            PostSecrets left = secrets.without(period -> done.test(post, period));
            if (left.periods().size() < secrets.periods().size()) {
                rewrite(file, left, passphrase, random);
            }
            replace(post, left);
        }
        return opened.map(_ -> post);
    }

    /// A disk that takes nothing keeps nobody from unlocking: the next time writes it.
    private static void rewrite(
            KeyFile<PostSecrets> file, PostSecrets left, Secret passphrase, RandomGenerator random) {
        try {
            file.replace(left, passphrase, random);
        } catch (IOException full) {
            return;
        }
    }

    /// Wipes older keys that are done with since their post was unlocked.
    public void forget(BiPredicate<KeyName, PostSecrets.Period> done) {
        synchronized (unlocked) {
            unlocked.replaceAll((post, secrets) -> secrets.without(period -> done.test(post, period)));
        }
    }

    private void replace(KeyName post, PostSecrets secrets) {
        synchronized (unlocked) {
            if (closed) {
                secrets.close();
                throw new IllegalStateException("these posts are closed");
            }
            close(Optional.ofNullable(unlocked.put(post, secrets)));
        }
    }

    /// Wipes the post's keys; does nothing when it is locked.
    public void lock(KeyName post) {
        synchronized (unlocked) {
            close(Optional.ofNullable(unlocked.remove(post)));
        }
    }

    private static void close(Optional<PostSecrets> secrets) {
        secrets.ifPresent(PostSecrets::close);
    }

    /// Signs with the post's current keys; empty while it is locked.
    public Optional<Signer> signer(KeyName post) {
        synchronized (unlocked) {
            return Optional.ofNullable(unlocked.get(post))
                    .map(secrets -> secrets.current().signing());
        }
    }

    /// Signs with just these keys of the post, current or older; empty while it is locked, and where it was unlocked
    /// before these were made.
    public Optional<Signer> signer(KeyName post, PublicPair keys) {
        synchronized (unlocked) {
            return Optional.ofNullable(unlocked.get(post)).stream()
                    .flatMap(secrets -> secrets.periods().stream())
                    .<Signer>map(PostSecrets.Period::signing)
                    .filter(signer -> signer.keys().equals(keys))
                    .findFirst();
        }
    }

    /// What opens envelopes to the posts that are unlocked, current keys of every post first.
    public List<Identity> identities() {
        List<Identity> current = new ArrayList<>();
        List<Identity> older = new ArrayList<>();
        synchronized (unlocked) {
            for (PostSecrets secrets : unlocked.values()) {
                List<PostSecrets.Period> periods = secrets.periods().reversed();
                current.add(periods.getFirst().recipient());
                periods.stream().skip(1).map(PostSecrets.Period::recipient).forEach(older::add);
            }
        }
        current.addAll(older);
        return List.copyOf(current);
    }

    public SortedSet<KeyName> unlocked() {
        synchronized (unlocked) {
            return new TreeSet<>(unlocked.keySet());
        }
    }

    @Override
    public void close() {
        synchronized (unlocked) {
            closed = true;
            unlocked.values().forEach(PostSecrets::close);
            unlocked.clear();
        }
    }
}
