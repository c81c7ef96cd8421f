package firebreak.node.store;

import firebreak.engine.StoreException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A few reading connections, each used by one thread at a time. Locks are held during I/O: that is what they are
/// for; no other lock is ever taken under one.
final class Readers implements AutoCloseable {
    /// As many as run at once on the smallest node; a read takes some tens of microseconds.
    private static final int COUNT = 4;

    private record Seat(Reader reader, ReentrantLock lock) {}

    /// Work on one connection.
    @FunctionalInterface
    interface Work<T> {
        T with(Reader reader) throws SQLException;
    }

    private final Path file;
    private final List<Seat> seats;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closed;

    private Readers(Path file, List<Seat> seats) {
        this.file = file;
        this.seats = seats;
    }

    static Readers connect(Path file, Supplier<Sealing> sealings) throws SQLException {
        List<Seat> seats = new ArrayList<>();
        Readers readers = new Readers(file, seats);
        try {
            while (seats.size() < COUNT) {
                seats.add(new Seat(Reader.connect(file, sealings.get()), new ReentrantLock()));
            }
            return readers;
        } catch (SQLException failed) {
            readers.closeSeats();
            throw failed;
        }
    }

    <T> T read(Work<T> work) {
        Seat seat = takeSeat();
        try {
            if (closed) {
                throw new IllegalStateException("this store is closed");
            }
            return work.with(seat.reader());
        } catch (SQLException failed) {
            throw new UncheckedIOException(Failure.before(file, failed));
        } finally {
            seat.lock().unlock();
        }
    }

    private Seat takeSeat() {
        for (Seat seat : seats) {
            if (seat.lock().tryLock()) {
                return seat;
            }
        }
        Seat seat = seats.get(Math.floorMod(turn.getAndIncrement(), seats.size()));
        seat.lock().lock();
        return seat;
    }

    @Override
    public void close() throws StoreException {
        closed = true;
        try {
            closeSeats();
        } catch (SQLException failed) {
            throw Failure.before(file, failed);
        }
    }

    private void closeSeats() throws SQLException {
        for (Seat seat : seats) {
            seat.lock().lock();
            try {
                seat.reader().close();
            } finally {
                seat.lock().unlock();
            }
        }
    }
}
