package firebreak.node.backup;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.store.DurableFile;
import firebreak.node.store.Lease;
import firebreak.seal.Identity;
import firebreak.seal.Unsealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes a home of backups: a key backup, with a store backup or without one. The home appears whole, or not at
/// all: until then everything lies in a folder beside it, which [#close] removes.
public final class Restoring implements AutoCloseable {
    private final Path home;
    private final Path workshop;
    private final List<Unpacked> parts = new ArrayList<>();

    private Restoring(Path home, Path workshop) {
        this.home = home;
        this.workshop = workshop;
    }

    /// What was made.
    ///
    /// @param lease where the high-water file lies
    /// @param leaseFound whether it was there: what has left the node before is then known
    public record Restored(Home home, BackupIndex keys, Optional<BackupIndex> store, Path lease, boolean leaseFound) {}

    /// @param home a folder that is not there yet
    /// @throws IOException when it is, or what an earlier attempt left lies beside it
    public static Restoring into(Path home) throws IOException {
        if (Files.exists(home)) {
            throw new IOException(home + " is there already: nothing is restored over a home; choose another name");
        }
        Path workshop = home.resolveSibling(home.getFileName() + ".restoring");
        if (Files.exists(workshop)) {
            throw new IOException(workshop + " is there, of an attempt that runs or was cut off: remove it");
        }
        DurableFile.createFolders(workshop);
        return new Restoring(home, workshop);
    }

    /// Reads a backup to its end.
    ///
    /// @throws FormatException when it is damaged, or no backup
    /// @throws IOException when it does not fit the one that was read before
    public Unsealed<Unpacked> add(Path file, List<? extends Identity> identities) throws IOException, FormatException {
        Unsealed<Unpacked> unsealed = Unpacked.unpack(file, identities, workshop.resolve("part-" + parts.size()));
        if (unsealed instanceof Unsealed.Opened<Unpacked>(Unpacked part)) {
            requireSound(file, part);
            requireFit(part);
            parts.add(part);
        }
        return unsealed;
    }

    private static void requireSound(Path file, Unpacked part) throws IOException {
        List<String> faults = part.faults();
        if (!faults.isEmpty()) {
            throw new IOException(file + " cannot be used: " + faults.getFirst());
        }
    }

    private void requireFit(Unpacked part) throws IOException {
        for (Unpacked other : parts) {
            if (other.index().kind() == part.index().kind()) {
                throw new IOException(
                        "two backups of the " + part.index().kind().word() + ": one is enough");
            }
            boolean same = other.index().party().equals(part.index().party())
                    && other.index().mode() == part.index().mode();
            if (!same || !sameStore(other.index().store(), part.index().store())) {
                throw new IOException(
                        part.index().title() + " and " + other.index().title()
                                + " are not of one home: the keys of the one do not open the store of the other");
            }
        }
    }

    private static boolean sameStore(Optional<Bytes> one, Optional<Bytes> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /// The settings that the home will have.
    public Config settings() throws IOException, FormatException {
        if (parts.isEmpty()) {
            throw new IOException("there is nothing to make a home of");
        }
        return Home.at(byAge().getLast().folder()).config();
    }

    /// Puts the home in its place.
    ///
    /// @throws IOException when there are no keys among the backups, or a node uses the high-water file
    public Restored finish() throws IOException, FormatException {
        Unpacked keys = part(BackupKind.KEYS)
                .orElseThrow(() -> new IOException("without a backup of the keys nothing opens the store"));
        Optional<Unpacked> store = part(BackupKind.STORE);
        Path made = workshop.resolve(home.getFileName().toString());
        DurableFile.createFolders(made);
        for (Unpacked part : byAge()) {
            move(part, made);
        }
        try (BackupList list = BackupList.open(made)) {
            for (Unpacked part : byAge()) {
                list.add(part.entry());
            }
        }
        Path lease = Home.at(home).leaseFile(Home.at(made).config());
        boolean found = begin(lease);
        Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.syncFolder(DurableFile.folderOf(home));
        return new Restored(Home.at(home), keys.index(), store.map(Unpacked::index), lease, found);
    }

    private Optional<Unpacked> part(BackupKind kind) {
        return parts.stream().filter(part -> part.index().kind() == kind).findFirst();
    }

    /// The later one last: of what is in both, its copy stays.
    private List<Unpacked> byAge() {
        return parts.stream()
                .sorted(Comparator.comparing((Unpacked part) -> part.index().made())
                        .thenComparingLong(part -> part.index().number()))
                .toList();
    }

    private static void move(Unpacked part, Path to) throws IOException {
        for (BackupIndex.Item item : part.index().files()) {
            Path file = to.resolve(item.name());
            DurableFile.createFolders(DurableFile.folderOf(file));
            Files.move(part.folder().resolve(item.name()), file, StandardCopyOption.REPLACE_EXISTING);
            DurableFile.syncFolder(DurableFile.folderOf(file));
        }
    }

    /// Where no high-water file is, one is made that knows of nothing: the node asks the other members what has
    /// left it before it says a word, even when it has no store and looks like one that never spoke.
    private static boolean begin(Path file) throws IOException {
        try (Lease lease = Lease.open(file)) {
            if (lease.found() instanceof Lease.Found.Missing) {
                lease.begin(Map.of(), false);
                return false;
            }
            return true;
        }
    }

    /// Removes what lies beside the home.
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(workshop)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
