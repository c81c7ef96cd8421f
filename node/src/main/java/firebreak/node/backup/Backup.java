package firebreak.node.backup;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.SmallFile;
import firebreak.node.store.DurableFile;
import firebreak.node.store.StoreCopy;
import firebreak.node.store.StoreSnapshot;
import firebreak.seal.Age;
import firebreak.seal.Recipient;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Makes a backup of a home: a tar archive, sealed in the age format. The node may run meanwhile.
///
/// What is being made lies beside its place as `NAME.part`, the copy of the store as `NAME.store`; the name itself
/// appears last, when all is durable and the list of backups tells of it. What a crash leaves never looks whole.
public final class Backup {
    private static final int MAX_SMALL = 16 << 20;
    private static final int BUFFER = 1 << 16;
    private static final String STORE = "store.db";

    private final Home home;
    private final BackupKind kind;
    private final Path out;
    private final Path copy;

    private Backup(Home home, BackupKind kind, Path out) {
        this.home = home;
        this.kind = kind;
        this.out = out;
        this.copy = out.resolveSibling(out.getFileName() + ".store");
    }

    /// @param to whom it is for: recipients, or one passphrase
    /// @param out a file that is not there yet; its folder has room for the store twice
    /// @param progress told bytes sealed
    /// @throws IOException when there is such a file, or another backup is being made, or the disk fails
    public static BackupList.Entry write(
            Home home,
            BackupKind kind,
            List<? extends Recipient> to,
            Path out,
            Instant made,
            RandomGenerator random,
            StoreSnapshot.Progress progress)
            throws IOException, FormatException {
        if (Files.exists(out)) {
            throw new IOException(out + " is there already: choose another name");
        }
        return new Backup(home, kind, out).write(to, made, random, progress);
    }

    private BackupList.Entry write(
            List<? extends Recipient> to, Instant made, RandomGenerator random, StoreSnapshot.Progress progress)
            throws IOException, FormatException {
        Config config = home.config();
        Path part = out.resolveSibling(out.getFileName() + ".part");
        refuseRemains(part);
        refuseRemains(copy);
        try (BackupList list = BackupList.open(home.folder())) {
            List<Tar.File> files = files();
            BackupIndex index =
                    new BackupIndex(kind, config.party(), config.mode(), list.next(), made, storeId(), items(files));
            List<Tar.File> all = new ArrayList<>(List.of(Tar.of(BackupIndex.NAME, index.bytes())));
            all.addAll(files);
            boolean sealed = to.stream().noneMatch(Recipient.Passphrase.class::isInstance);
            Hash hash = seal(new Tar(all, made), to, part, random, total(files), progress);
            BackupList.Entry entry =
                    new BackupList.Entry(index.number(), kind, made, Files.size(part), hash, sealed ? to.size() : 0);
            list.add(entry);
            Files.move(part, out);
            DurableFile.syncFolder(DurableFile.folderOf(out));
            return entry;
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(copy);
        }
    }

    private static void refuseRemains(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IOException(file
                    + " is there, of a backup that is being made or was cut off: remove it, or choose another name");
        }
    }

    private Optional<Bytes> storeId() throws IOException {
        return Files.exists(home.storeFile()) ? Optional.of(StoreCopy.id(home.folder())) : Optional.empty();
    }

    private List<Tar.File> files() throws IOException {
        List<Tar.File> files = new ArrayList<>();
        for (String name : names()) {
            files.add(Tar.of(name, SmallFile.bytes(home.folder().resolve(name), MAX_SMALL)));
        }
        switch (kind) {
            case STORE -> {
                StoreCopy.write(home.folder(), copy);
                files.add(new Tar.File(
                        STORE, Files.size(copy), () -> new BufferedInputStream(Files.newInputStream(copy), BUFFER)));
            }
            case KEYS -> {}
        }
        return files;
    }

    /// The small files, in the order of their names.
    private List<String> names() throws IOException {
        try (Stream<Path> found = Files.walk(home.folder(), 3, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> home.folder().relativize(file).toString())
                    .filter(name -> kind.holds(name) && !name.equals(STORE))
                    .sorted()
                    .toList();
        }
    }

    private static List<BackupIndex.Item> items(List<Tar.File> files) throws IOException {
        List<BackupIndex.Item> items = new ArrayList<>();
        for (Tar.File file : files) {
            MessageDigest digest = Hash.sha256();
            try (InputStream in = new DigestInputStream(file.content().open(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            items.add(new BackupIndex.Item(file.name(), file.bytes(), new Hash(Bytes.wrap(digest.digest()))));
        }
        return items;
    }

    private static long total(List<Tar.File> files) {
        return files.stream().mapToLong(Tar.File::bytes).sum();
    }

    /// @return the hash of the sealed file
    private static Hash seal(
            Tar archive,
            List<? extends Recipient> to,
            Path part,
            RandomGenerator random,
            long total,
            StoreSnapshot.Progress progress)
            throws IOException {
        MessageDigest digest = Hash.sha256();
        createNew(part);
        try (archive;
                FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            OutputStream sealed =
                    new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), digest);
            Age.encrypt(new Told(archive, total, progress), sealed, to, random);
            sealed.flush();
            channel.force(true);
        }
        return new Hash(Bytes.wrap(digest.digest()));
    }

    private static void createNew(Path part) throws IOException {
        try {
            DurableFile.createNew(part);
        } catch (FileAlreadyExistsException there) {
            refuseRemains(part);
        }
    }

    /// Tells how much was read.
    private static final class Told extends FilterInputStream {
        private final long total;
        private final StoreSnapshot.Progress progress;
        private long done;

        Told(InputStream in, long total, StoreSnapshot.Progress progress) {
            super(in);
            this.total = total;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int found = super.read();
            tell(found < 0 ? 0 : 1);
            return found;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            int found = super.read(into, at, most);
            tell(Math.max(found, 0));
            return found;
        }

        private void tell(int more) {
            done += more;
            progress.at(done, total);
        }
    }
}
