package firebreak.bench.floor;

import firebreak.bench.measure.Samples;
import firebreak.bench.measure.Stopwatch;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.RecordSecret;
import firebreak.identity.SecretPair;
import firebreak.identity.SignatureCheck;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.CheckpointSigner;
import firebreak.record.Origin;
import firebreak.seal.Envelope;
import firebreak.seal.Identity;
import firebreak.seal.Recipient;
import firebreak.seal.Unsealed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The cryptography of a note alone, with the node's own primitives: both signatures of one signer, both checked,
/// one envelope sealed to every post of a channel and opened by one of them, one checkpoint signed and checked.
final class Crypto {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final SecretPair author = SecretPair.generate(random);
    private final List<Identity.Hybrid> posts = new ArrayList<>();
    private final List<Recipient.Hybrid> recipients;
    private final Bytes payload;
    private final Bytes salt;
    private final Jws signed;
    private final Bytes sealed;
    private final Origin origin = Origin.random(random);
    private final RecordSecret records = RecordSecret.generate(random);
    private final CheckpointSigner checkpoints = new CheckpointSigner(origin, records);
    private final Checkpoint checkpoint;
    private final CheckpointNote signedCheckpoint;

    /// @param payloadBytes how large the signed statement is
    /// @param channelPosts how many posts an envelope is sealed to
    Crypto(int payloadBytes, int channelPosts) {
        payload = Bytes.ofUtf8("x".repeat(payloadBytes));
        for (int i = 0; i < channelPosts; i++) {
            posts.add(Identity.Hybrid.generate(random));
        }
        recipients = posts.stream().map(Identity.Hybrid::recipient).toList();
        byte[] drawn = new byte[Envelope.SALT];
        random.nextBytes(drawn);
        salt = Bytes.wrap(drawn);
        signed = Jws.sign(payload, author);
        sealed = Envelope.seal(signed.bytes(), salt, recipients, random);
        checkpoint = new Checkpoint(origin, 1, Hash.of(payload));
        signedCheckpoint = checkpoints.sign(checkpoint, AT).note();
    }

    Samples signing(Stopwatch stopwatch) {
        return stopwatch.time(() -> used(author.sign(payload)));
    }

    Samples checking(Stopwatch stopwatch) {
        return stopwatch.time(this::check);
    }

    Samples sealing(Stopwatch stopwatch) {
        return stopwatch.time(this::seal);
    }

    Samples opening(Stopwatch stopwatch) throws FormatException {
        return stopwatch.time(this::open);
    }

    Samples checkpointSigning(Stopwatch stopwatch) {
        return stopwatch.time(() -> used(checkpoints.sign(checkpoint, AT)));
    }

    Samples checkpointChecking(Stopwatch stopwatch) {
        return stopwatch.time(() -> {
            if (!(signedCheckpoint.verify(origin, records.keys()) instanceof CheckpointCheck.Verified)) {
                throw new IllegalStateException("a good checkpoint was refused");
            }
        });
    }

    private void check() {
        if (!(SignatureCheck.check(signed, author.keys(), AlgorithmSet.BASE) instanceof SignatureCheck.Valid)) {
            throw new IllegalStateException("a good signature was refused");
        }
    }

    private void seal() {
        used(Envelope.seal(signed.bytes(), salt, recipients, random));
    }

    private void open() throws FormatException {
        if (!(Envelope.open(sealed, List.of(posts.getLast()), recipients)
                instanceof Unsealed.Opened<Envelope.Content>)) {
            throw new IllegalStateException("a good envelope was not opened");
        }
    }

    /// How many notes a second the cryptography alone allows on so many cores: a note and its receipt, each signed,
    /// sealed, opened and checked once. Checkpoints are left out, because many notes can share one.
    double rate(int cores, Duration time) throws FormatException {
        runAll(cores, time.dividedBy(2));
        return runAll(cores, time) / (time.toNanos() / 1e9);
    }

    private long runAll(int cores, Duration time) throws FormatException {
        long end = System.nanoTime() + time.toNanos();
        Callable<Long> worker = () -> {
            long notes = 0;
            for (; System.nanoTime() < end; notes++) {
                noteAndReceipt();
            }
            return notes;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            long all = 0;
            for (Future<Long> done : threads.invokeAll(java.util.Collections.nCopies(cores, worker))) {
                all += done.get();
            }
            return all;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", stop);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the cryptography failed while it was measured", failed.getCause());
        }
    }

    private void noteAndReceipt() throws FormatException {
        for (int i = 0; i < 2; i++) {
            used(author.sign(payload));
            seal();
            open();
            check();
        }
    }

    /// Keeps the compiler from leaving out work whose result nobody looks at.
    private static void used(Object result) {
        if (result.equals("")) {
            throw new IllegalStateException("no result is an empty text");
        }
    }
}
