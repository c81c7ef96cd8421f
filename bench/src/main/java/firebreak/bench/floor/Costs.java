package firebreak.bench.floor;

import firebreak.bench.measure.Figure;
import firebreak.bench.measure.Samples;
import firebreak.bench.measure.Stopwatch;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;

/// What single things cost, each the median of one thing done alone on one thread, in milliseconds.
///
/// @param sign one signer's two signatures over a note of 1 kB
/// @param check both of them
/// @param seal one envelope to the posts of the channel
/// @param open it, by one of them
/// @param checkpointSign both signatures of a checkpoint
/// @param checkpointCheck both of them
/// @param sync the bytes of one appended note to a bare file, with fdatasync
/// @param commit the same rows by one commit of the node's store
/// @param trip a parcel and its short answer over a kept mutual TLS connection on loopback
public record Costs(
        Samples sign,
        Samples check,
        Samples seal,
        Samples open,
        Samples checkpointSign,
        Samples checkpointCheck,
        Samples sync,
        Samples commit,
        Samples trip) {
    private static final int PARCEL = 16_000;
    private static final int ANSWER = 200;

    /// How many fdatasync no design can do without: the author's leaf, the receiver's copy with its receipt, the
    /// receipt's copy at the author.
    public static final int SYNCS = 3;

    /// @param folder on the disk that the nodes' stores lie on
    static Costs measure(Crypto crypto, Path folder, Stopwatch stopwatch) throws IOException {
        Disk disk = new Disk(folder);
        try {
            return new Costs(
                    crypto.signing(stopwatch),
                    crypto.checking(stopwatch),
                    crypto.sealing(stopwatch),
                    crypto.opening(stopwatch),
                    crypto.checkpointSigning(stopwatch),
                    crypto.checkpointChecking(stopwatch),
                    disk.bare(stopwatch),
                    disk.store(stopwatch),
                    new Trip(PARCEL, ANSWER).time(stopwatch));
        } catch (FormatException impossible) {
            throw new IllegalStateException("an envelope just sealed is malformed", impossible);
        }
    }

    /// Of two measurements the lower cost, one by one: what disturbed one of them does not flatter what is compared
    /// with them.
    Costs lower(Costs other) {
        return new Costs(
                lower(sign, other.sign),
                lower(check, other.check),
                lower(seal, other.seal),
                lower(open, other.open),
                lower(checkpointSign, other.checkpointSign),
                lower(checkpointCheck, other.checkpointCheck),
                lower(sync, other.sync),
                lower(commit, other.commit),
                lower(trip, other.trip));
    }

    private static Samples lower(Samples one, Samples other) {
        return one.p50() <= other.p50() ? one : other;
    }

    /// The least a note can take from its release to its recorded receipt: two signed and checked statements, one
    /// sealed and opened, three fdatasync of a bare file, one round trip. All by their medians.
    public double sum() {
        return 2 * sign.p50() + 2 * check.p50() + seal.p50() + open.p50() + SYNCS * sync.p50() + trip.p50();
    }

    /// What the protocol as it stands does in series on that way: the receipt is sealed and opened as the note is,
    /// each comes under a checkpoint signed and checked, and the receipt has a trip of its own.
    public double path() {
        return 2 * (sign.p50() + check.p50() + seal.p50() + open.p50())
                + 2 * (checkpointSign.p50() + checkpointCheck.p50())
                + SYNCS * commit.p50()
                + 2 * trip.p50();
    }

    Json toJson() {
        return Json.object()
                .with("signMs", Figure.json(sign.p50()))
                .with("checkMs", Figure.json(check.p50()))
                .with("sealMs", Figure.json(seal.p50()))
                .with("openMs", Figure.json(open.p50()))
                .with("checkpointSignMs", Figure.json(checkpointSign.p50()))
                .with("checkpointCheckMs", Figure.json(checkpointCheck.p50()))
                .with("syncMs", Figure.json(sync.p50()))
                .with("storeCommitMs", Figure.json(commit.p50()))
                .with("tlsTripMs", Figure.json(trip.p50()))
                .with("sumMs", Figure.json(sum()))
                .with("pathMs", Figure.json(path()))
                .build();
    }
}
