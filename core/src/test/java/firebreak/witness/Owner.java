package firebreak.witness;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointSigner;
import firebreak.record.ConsistencyProof;
import firebreak.record.LeafHashes;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Whoever owns a record, and may have two histories of it: both begin alike.
final class Owner {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final int COMMON = 5;
    static final int MOST = 20;

    final Origin origin = Origin.random(new Random(1));
    private final RecordSecret secret = RecordSecret.generate(new Random(2));
    private final CheckpointSigner signer = new CheckpointSigner(origin, secret);
    private final List<LeafHashes> histories = List.of(history(0), history(1));

    private static LeafHashes history(int number) {
        return new LeafHashes(IntStream.range(0, MOST)
                .mapToObj(leaf -> Merkle.leafHash(Bytes.ofUtf8(leaf < COMMON ? "leaf " + leaf : number + " " + leaf)))
                .toList());
    }

    RecordKeys keys() {
        return secret.keys();
    }

    Hash root(int history, long size) {
        return Merkle.root(size, histories.get(history));
    }

    SignedCheckpoint signed(int history, long size) {
        return signer.sign(new Checkpoint(origin, size, root(history, size)), AT);
    }

    /// Asks for a checkpoint of a history, with the proof that it continues itself from the old size.
    AddCheckpoint asks(int history, long old, long size) {
        ConsistencyProof proof = ConsistencyProof.make(Math.min(old, size), size, histories.get(history));
        return new AddCheckpoint(old, proof.path(), signed(history, size).note());
    }
}
