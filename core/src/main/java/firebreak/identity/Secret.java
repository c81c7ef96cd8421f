package firebreak.identity;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Secret bytes with one owner, who closes them; closing wipes. Cannot be printed by accident, and is
/// compared in constant time.
///
/// Safe for use by several threads: closing waits until every use has ended. Without that a signature made
/// from half-wiped bytes could give the rest of the key away.
public final class Secret implements AutoCloseable {
    private final byte[] content;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /// Work on the bare bytes; it must neither keep nor change the array.
    @FunctionalInterface
    public interface Use<T extends @Nullable Object, X extends Exception> {
        T with(byte[] bytes) throws X;
    }

    private Secret(byte[] content) {
        this.content = content;
    }

    /// Takes ownership: the caller promises never to touch the array again.
    public static Secret wrap(byte[] content) {
        return new Secret(content);
    }

    public static Secret copyOf(byte[] content) {
        return new Secret(content.clone());
    }

    /// @param random the production node passes a `SecureRandom`
    public static Secret generate(int size, RandomGenerator random) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return new Secret(content);
    }

    /// The parts one after the other, as a new secret; the parts stay open.
    public static Secret concat(Secret... parts) {
        byte[] whole = new byte[Arrays.stream(parts).mapToInt(Secret::size).sum()];
        int at = 0;
        for (Secret part : parts) {
            int to = at;
            part.use(bytes -> {
                System.arraycopy(bytes, 0, whole, to, bytes.length);
                return to;
            });
            at += part.size();
        }
        return new Secret(whole);
    }

    public int size() {
        return content.length;
    }

    /// A part as a new secret; this one stays open.
    public Secret slice(int from, int to) {
        Objects.checkFromToIndex(from, to, content.length);
        return use(bytes -> new Secret(Arrays.copyOfRange(bytes, from, to)));
    }

    public Secret copy() {
        return slice(0, content.length);
    }

    /// @throws IllegalStateException when closed
    public <T extends @Nullable Object, X extends Exception> T use(Use<T, X> work) throws X {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("this secret is closed");
            }
            return work.with(content);
        } finally {
            lock.readLock().unlock();
        }
    }

    public boolean isClosed() {
        lock.readLock().lock();
        try {
            return closed;
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Wipes. Closing again does nothing.
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            Arrays.fill(content, (byte) 0);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// In constant time for secrets of one size. Closed secrets equal nothing but themselves.
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Secret that && !isClosed() && !that.isClosed() && sameContent(that);
    }

    /// Works on a copy, so that no thread ever holds the locks of two secrets.
    private boolean sameContent(Secret that) {
        try (Secret copy = that.copy()) {
            return use(bytes -> MessageDigest.isEqual(bytes, copy.content));
        }
    }

    /// Says nothing about the content.
    @Override
    public int hashCode() {
        return content.length;
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
