package firebreak.node.backup;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.node.store.DurableFile;
import firebreak.node.store.StoreCopy;
import firebreak.seal.Age;
import firebreak.seal.Identity;
import firebreak.seal.Unsealed;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A backup taken apart into a folder: read to its end, every file there, of its size and hash. Nothing of it was
/// ever secret in the clear: keys are under their passphrases, and the store under its key.
///
/// @param entry as the list of backups tells it
public record Unpacked(BackupIndex index, BackupList.Entry entry, Path folder) {
    private static final int BUFFER = 1 << 16;
    private static final byte[] UNDER_PASSPHRASE =
            "age-encryption.org/v1\n-> scrypt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    /// Whether a passphrase opens the file, and no identity.
    public static boolean isUnderPassphrase(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Bytes.wrap(in.readNBytes(UNDER_PASSPHRASE.length)).equals(Bytes.wrap(UNDER_PASSPHRASE));
        }
    }

    /// @param folder is not there yet; after a failure it is the caller's to remove
    /// @throws FormatException when the file is damaged, cut off, or no backup
    public static Unsealed<Unpacked> unpack(Path file, List<? extends Identity> identities, Path folder)
            throws IOException, FormatException {
        DurableFile.createFolders(folder);
        MessageDigest digest = Hash.sha256();
        try (Content content = new Content(folder);
                InputStream in =
                        new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), digest)) {
            Untar archive = new Untar(content);
            Unsealed<Long> unsealed = Age.decrypt(in, archive, identities, Long.MAX_VALUE);
            if (unsealed instanceof Unsealed.NotForUs<Long>) {
                return new Unsealed.NotForUs<>();
            }
            in.transferTo(OutputStream.nullOutputStream());
            archive.finish();
            BackupIndex index = content.whole();
            Hash hash = new Hash(Bytes.wrap(digest.digest()));
            BackupList.Entry entry = new BackupList.Entry(
                    index.number(),
                    index.kind(),
                    index.made(),
                    Files.size(file),
                    hash,
                    isUnderPassphrase(file) ? 0 : 1);
            return new Unsealed.Opened<>(new Unpacked(index, entry, folder));
        } catch (BadBackup bad) {
            throw bad.fault();
        }
    }

    /// What is wrong with it although every file is the one that was put in; empty when it can be restored.
    public List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>();
        switch (index.kind()) {
            case STORE -> faults.addAll(StoreCopy.faults(folder));
            case KEYS -> {
                for (BackupIndex.Item item : index.files()) {
                    if (item.name().endsWith(".age") && !isAsWritten(item)) {
                        faults.add(item.name() + " is not as it was written: the keys were changed meanwhile");
                    }
                }
            }
        }
        return faults;
    }

    /// A key file has its hash beside it, as sha256sum writes it; or none, when it was being replaced.
    private boolean isAsWritten(BackupIndex.Item key) throws IOException {
        Path beside = folder.resolve(key.name() + ".sha256");
        return !Files.exists(beside)
                || Files.readString(beside).startsWith(key.sha256().hex());
    }

    /// Where the files of an archive go: what the index says must come, in its order.
    private static final class Content implements Untar.Files, AutoCloseable {
        private final Path folder;
        private final ByteArrayOutputStream first = new ByteArrayOutputStream();
        private @Nullable BackupIndex index;
        private @Nullable FileChannel open;
        private boolean begun;
        private int next;

        Content(Path folder) {
            this.folder = folder;
        }

        @Override
        public OutputStream next(String name, long bytes) throws IOException {
            if (!begun) {
                begun = true;
                return index(name, bytes);
            }
            List<BackupIndex.Item> files = Objects.requireNonNull(index).files();
            if (next == files.size()
                    || !files.get(next).name().equals(name)
                    || files.get(next).bytes() != bytes) {
                throw new BadBackup(BackupIndex.NAME, "expected the files that it names, in their order");
            }
            return file(files.get(next++));
        }

        private OutputStream index(String name, long bytes) throws BadBackup {
            if (!name.equals(BackupIndex.NAME) || bytes > BackupIndex.MAX_BYTES) {
                throw new BadBackup("backup", "expected " + BackupIndex.NAME + " to come first");
            }
            return new FilterOutputStream(first) {
                @Override
                public void close() throws IOException {
                    try {
                        index = BackupIndex.read(Bytes.wrap(first.toByteArray()));
                    } catch (FormatException malformed) {
                        throw new BadBackup(malformed);
                    }
                }
            };
        }

        private OutputStream file(BackupIndex.Item item) throws IOException {
            Path file = folder.resolve(item.name());
            DurableFile.createFolders(DurableFile.folderOf(file));
            DurableFile.createNew(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            open = channel;
            MessageDigest digest = Hash.sha256();
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            return new DigestOutputStream(out, digest) {
                @Override
                public void close() throws IOException {
                    flush();
                    channel.force(true);
                    channel.close();
                    if (!new Hash(Bytes.wrap(digest.digest())).equals(item.sha256())) {
                        throw new BadBackup(item.name(), "expected the content that " + BackupIndex.NAME + " names");
                    }
                }
            };
        }

        BackupIndex whole() throws BadBackup {
            if (index == null || next != index.files().size()) {
                throw new BadBackup(BackupIndex.NAME, "expected all files that it names");
            }
            return index;
        }

        /// A file that was not finished is let go.
        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
            }
        }
    }
}
