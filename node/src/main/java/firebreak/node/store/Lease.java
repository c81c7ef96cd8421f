package firebreak.node.store;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.engine.StoreException;
import firebreak.record.Origin;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The high-water file (DESIGN.md section 5, Continuation): for each own record its channel, its generation, and
/// the greatest size of which a checkpoint may have left the node. So a home put back from before a successor
/// record was opened still learns that there is one. It lies outside the home, so that a home put back from an old
/// copy does not bring its own old file along.
///
/// Two slots of fixed size, written in turn in place: one write and one fdatasync, no rename. A crash or power loss
/// tears at most the slot being written; the other still holds what was acknowledged before. One process at a
/// time has it open. Calls are serialised.
public final class Lease implements AutoCloseable {
    /// @param generation the record's place in its channel's chain of successors, from 0
    /// @param size the greatest size of a checkpoint that may have left
    public record Mark(ChannelId channel, int generation, long size) {
        public Mark {
            if (size < 0 || generation < 0) {
                throw new IllegalArgumentException("size and generation are not negative");
            }
        }
    }

    /// What lay at the path when it was opened.
    public sealed interface Found {
        /// @param whole whether every record that ever let something out is named: not so after a loss
        /// @param torn one slot was unreadable: a raise was under way when the machine stopped, and it
        ///     never returned
        record Present(SortedMap<Origin, Mark> marks, boolean whole, boolean torn) implements Found {
            public Present {
                marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
            }
        }

        /// Nothing: a first start, or somebody removed it.
        record Missing() implements Found {}

        /// Something that is no lease, or one with neither slot intact.
        record Damaged(String finding) implements Found {}
    }

    private final Path file;
    private final ProcessLock lock;
    private final Found found;
    private @Nullable FileChannel channel;
    private LeaseSlots.Slot current;
    private int capacity;
    private boolean failed;

    private Lease(Path file, ProcessLock lock, Found found, LeaseSlots.Slot current, int capacity) {
        this.file = file;
        this.lock = lock;
        this.found = found;
        this.current = current;
        this.capacity = capacity;
    }

    /// Takes the path for this process and reads what is there. Writes nothing.
    ///
    /// @throws StoreException when another process has it
    /// @throws IOException when the disk fails; a missing or damaged file is told by [#found]
    public static Lease open(Path file) throws IOException {
        DurableFile.createFolders(DurableFile.folderOf(file));
        ProcessLock lock = ProcessLock.take(file.resolveSibling(file.getFileName() + ".lock"), file);
        try {
            return read(file, lock);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static Lease read(Path file, ProcessLock lock) throws IOException {
        if (!Files.exists(file)) {
            return new Lease(file, lock, new Found.Missing(), LeaseSlots.Slot.FIRST, 0);
        }
        if (Files.size(file) > LeaseSlots.MAX_FILE) {
            return new Lease(
                    file, lock, new Found.Damaged("it is far too large for a lease"), LeaseSlots.Slot.FIRST, 0);
        }
        Bytes content = Bytes.wrap(Files.readAllBytes(file));
        Optional<LeaseSlots.Slot> newest = LeaseSlots.newest(content);
        if (newest.isEmpty()) {
            return new Lease(
                    file, lock, new Found.Damaged("neither of its two slots is intact"), LeaseSlots.Slot.FIRST, 0);
        }
        Found present = new Found.Present(newest.get().marks(), newest.get().whole(), LeaseSlots.torn(content));
        Lease lease = new Lease(file, lock, present, newest.get(), content.size() / 2);
        lease.channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return lease;
    }

    public Found found() {
        return found;
    }

    /// Whether it names every record that ever let something out: not so once it was lost, nor before [#begin] of a
    /// missing or damaged one.
    public synchronized boolean isWhole() {
        return channel != null && current.whole();
    }

    /// What is now acknowledged; empty before [#begin] of a missing or damaged lease.
    public synchronized SortedMap<Origin, Mark> marks() {
        return current.marks();
    }

    /// Makes the file anew with these marks: for the first start, and after the node has opened successor records
    /// because the old file was missing, damaged or ahead of the store. A damaged file is kept beside it. Durable
    /// on return.
    ///
    /// @param whole whether these are all that ever let something out; what was lost once stays lost
    public synchronized void begin(Map<Origin, Mark> marks, boolean whole) throws IOException {
        if (found instanceof Found.Damaged && channel == null && Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            rewrite(new LeaseSlots.Slot(current.sequence() + 1, whole, new TreeMap<>(marks)));
        } catch (IOException broken) {
            throw cannotWrite(broken);
        }
    }

    /// Begins it anew as one that knows of nothing, so that the next start asks the other members and opens a
    /// successor: for a home that a person has chosen to go on. What it said before is kept beside it. Durable on
    /// return.
    public synchronized void forget() throws IOException {
        if (Files.exists(file)) {
            Files.copy(
                    file,
                    file.resolveSibling(file.getFileName() + ".before-takeover"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        rewrite(new LeaseSlots.Slot(current.sequence() + 1, false, new TreeMap<>()));
    }

    /// Lifts the marks that are below these, and adds those that are not there; a mark never falls. Durable on
    /// return; only then may a checkpoint of such a size leave the node. When it throws, the call may be repeated.
    ///
    /// @throws IllegalArgumentException when a record is said to be of another channel or generation than before
    public synchronized void raise(Map<Origin, Mark> marks) throws IOException {
        if (channel == null) {
            throw new IllegalStateException("this lease is not begun, or it is closed");
        }
        SortedMap<Origin, Mark> raised = new TreeMap<>(current.marks());
        marks.forEach((origin, mark) -> raised.merge(origin, mark, Lease::higher));
        if (!raised.equals(current.marks())) {
            write(new LeaseSlots.Slot(current.sequence() + 1, current.whole(), raised), channel);
        }
    }

    private static Mark higher(Mark known, Mark said) {
        if (known.generation() != said.generation() || !known.channel().equals(said.channel())) {
            throw new IllegalArgumentException("a record never changes its channel or generation");
        }
        return known.size() >= said.size() ? known : said;
    }

    private void write(LeaseSlots.Slot next, FileChannel open) throws IOException {
        try {
            inPlaceOrAnew(next, open);
        } catch (IOException broken) {
            throw cannotWrite(broken);
        }
    }

    private IOException cannotWrite(IOException broken) {
        return new IOException("cannot write the lease file " + file + ": " + broken, broken);
    }

    private void inPlaceOrAnew(LeaseSlots.Slot next, FileChannel open) throws IOException {
        Optional<Bytes> slot = failed ? Optional.empty() : LeaseSlots.format(next, capacity);
        if (slot.isEmpty()) {
            rewrite(next);
            return;
        }
        failed = true;
        DurableFile.writeFully(open, slot.get().buffer(), LeaseSlots.offset(next, capacity));
        open.force(false);
        failed = false;
        current = next;
    }

    /// A whole new file by rename, for more records than the slots have room for, and after a failed write: what
    /// then lies in the slot is not known, and what was open may never be writable again.
    private void rewrite(LeaseSlots.Slot next) throws IOException {
        Bytes fresh = LeaseSlots.fresh(next);
        DurableFile.replace(file, fresh);
        FileChannel old = channel;
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (old != null) {
            old.close();
        }
        capacity = fresh.size() / 2;
        current = next;
        failed = false;
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
        lock.close();
    }
}
