package firebreak.node.keys;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.node.store.DurableFile;
import firebreak.seal.Age;
import firebreak.seal.Identity;
import firebreak.seal.Recipient;
import firebreak.seal.Unsealed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// One holder's keys on disk: an age file under a passphrase, mode 0600, written whole or not at all. Beside it lies
/// `NAME.age.sha256` as sha256sum writes it, which tells a damaged file from a wrong passphrase.
///
/// @param <T> the keys inside; closing them wipes them
public final class KeyFile<T extends AutoCloseable> {
    private static final int MAX_FILE = 2 * KeyLines.MAX_BYTES;

    /// One at a time in the whole process: each takes 256 MiB for about a second.
    private static final ReentrantLock SCRYPT = new ReentrantLock();

    private final Path file;
    private final KeyCodec<T> codec;
    private final WorkFactor work;

    KeyFile(Path file, KeyCodec<T> codec, WorkFactor work) {
        this.file = file;
        this.codec = codec;
        this.work = work;
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /// Writes a file where there is none. Durable on return.
    ///
    /// @param keys stay the caller's, as does the passphrase (UTF-8, not empty)
    /// @throws FileAlreadyExistsException when there is one
    public void create(T keys, Secret passphrase, RandomGenerator random) throws IOException {
        if (exists()) {
            throw new FileAlreadyExistsException(
                    file.toString(), null, "these keys exist already; nothing was changed");
        }
        replace(keys, passphrase, random);
    }

    /// Writes a file in place of the old one, with other keys or another passphrase. After a crash one of the two is
    /// there whole, and no checksum of the other beside it, which would make a wrong passphrase look like damage.
    public void replace(T keys, Secret passphrase, RandomGenerator random) throws IOException {
        if (passphrase.size() == 0) {
            throw new IllegalArgumentException("an empty passphrase protects nothing");
        }
        Bytes age = seal(keys, passphrase, random);
        DurableFile.createFolders(DurableFile.folderOf(file));
        Files.deleteIfExists(checksumFile());
        DurableFile.replace(file, age);
        DurableFile.replace(checksumFile(), checksum(age));
    }

    private Bytes seal(T keys, Secret passphrase, RandomGenerator random) throws IOException {
        Recipient to = new Recipient.Passphrase(passphrase, work.exponent());
        SCRYPT.lock();
        try (KeyLines lines = KeyLines.of(codec.kind())) {
            codec.write(keys, lines);
            ByteArrayOutputStream age = new ByteArrayOutputStream();
            try (Secret plaintext = lines.toSecret()) {
                plaintext.use(bytes -> {
                    Age.encrypt(new ByteArrayInputStream(bytes), age, List.of(to), random);
                    return age;
                });
            }
            return Bytes.wrap(age.toByteArray());
        } finally {
            SCRYPT.unlock();
        }
    }

    /// A wrong passphrase takes as long as the right one. Whatever lies there, at most 128 KiB of it are read, and
    /// scrypt takes at most 256 MiB and about a second: a file that asks for more work is unusable.
    ///
    /// @param passphrase stays the caller's
    public Unlocked<T> open(Secret passphrase) throws IOException {
        if (!exists()) {
            return new Unlocked.Missing<>();
        }
        Optional<String> unfit = unfit();
        return unfit.isPresent() ? new Unlocked.Unusable<>(unfit.get()) : unseal(read(), passphrase);
    }

    private Optional<String> unfit() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.of(file + " is no file");
        }
        Optional<String> open = DurableFile.tooOpen(file);
        if (open.isPresent()) {
            return open;
        }
        return Files.size(file) > MAX_FILE ? Optional.of(file + " is far too large for a key file") : Optional.empty();
    }

    private Bytes read() throws IOException {
        return Bytes.wrap(Files.readAllBytes(file));
    }

    private Unlocked<T> unseal(Bytes age, Secret passphrase) throws IOException {
        if (AgeWork.of(age).filter(exponent -> exponent < work.least()).isPresent()) {
            return unusable(
                    "was made for exercises, with too little work against guessing, and is no key for a live home");
        }
        SCRYPT.lock();
        try (Identity.Passphrase identity = new Identity.Passphrase(passphrase);
                SecretOutput plaintext = new SecretOutput(KeyLines.MAX_BYTES)) {
            ByteArrayInputStream in = new ByteArrayInputStream(age.toArray());
            return switch (Age.decrypt(in, plaintext, List.of(identity), KeyLines.MAX_BYTES)) {
                case Unsealed.Opened<Long> _ -> new Unlocked.Opened<>(parse(plaintext));
                case Unsealed.NotForUs<Long> _ -> refused(age);
            };
        } catch (FormatException damaged) {
            return unusable("is damaged or no key file of this kind (" + damaged.getMessage() + ")");
        } finally {
            SCRYPT.unlock();
        }
    }

    private T parse(SecretOutput plaintext) throws FormatException {
        try (Secret text = plaintext.toSecret();
                KeyLines lines = KeyLines.parse(text, codec.kind())) {
            return codec.read(lines);
        }
    }

    /// A passphrase that does not fit and a changed salt or wrapped key look alike to age; the checksum tells.
    private Unlocked<T> refused(Bytes age) throws IOException {
        return isChanged(age) ? unusable("is not as it was written") : new Unlocked.WrongPassphrase<>();
    }

    /// What has not the length of a checksum is none, and tells nothing.
    private boolean isChanged(Bytes age) throws IOException {
        Path beside = checksumFile();
        Bytes written = checksum(age);
        return Files.isRegularFile(beside)
                && Files.size(beside) == written.size()
                && !Bytes.wrap(Files.readAllBytes(beside)).equals(written);
    }

    private Unlocked<T> unusable(String why) {
        return new Unlocked.Unusable<>(
                file + " " + why + ": put a backup in its place, or see whether it is the right file");
    }

    private Bytes checksum(Bytes age) {
        return Bytes.wrap((Hash.of(age).hex() + "  " + file.getFileName() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private Path checksumFile() {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }
}
