package firebreak.engine;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one other member is known to hold of this node's records in a channel: the outbox is what is missing.
///
/// @param acked per own record the indexes the member has taken; an acknowledgement between nodes, not a receipt
/// @param inFlight what is being sent just now; forgotten over a restart
/// @param failures attempts that failed since the last success
/// @param retryAt no attempt before this time
/// @param silentSince the first of the failures; absent while the member answers
/// @param trouble why the last attempt failed, for people
public record Delivery(
        Map<Origin, IndexRanges> acked,
        List<Batch> inFlight,
        int failures,
        Optional<Instant> retryAt,
        Optional<Instant> silentSince,
        Optional<String> trouble) {
    static final Delivery NEW =
            new Delivery(Map.of(), List.of(), 0, Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    /// A run of indexes sent in one request.
    public record Batch(Origin origin, IndexRanges.Range range) {}

    public Delivery {
        acked = Collections.unmodifiableMap(new TreeMap<>(acked));
        inFlight = List.copyOf(inFlight);
    }

    /// Nothing taken yet, nothing tried.
    public static Delivery none() {
        return NEW;
    }

    /// What the member has taken of one own record.
    public IndexRanges acked(Origin origin) {
        return acked.getOrDefault(origin, IndexRanges.EMPTY);
    }

    /// A run of indexes below `limit` that is neither taken nor on its way, at most `most` long: the first, and after
    /// each failure another, so that a leaf that never goes does not keep back all others.
    Optional<IndexRanges.Range> next(Origin origin, long limit, int most) {
        IndexRanges covered = acked(origin);
        for (Batch batch : inFlight) {
            covered = batch.origin().equals(origin) ? covered.with(batch.range()) : covered;
        }
        List<IndexRanges.Range> gaps = covered.gaps(limit);
        return gaps.isEmpty() ? Optional.empty() : Optional.of(cut(gaps.get(failures % gaps.size()), most));
    }

    private static IndexRanges.Range cut(IndexRanges.Range gap, int most) {
        return new IndexRanges.Range(gap.first(), Math.min(gap.last(), gap.first() + most - 1));
    }

    /// Whether the wait is over. One that is longer than any wait was set before the clock was set back, and is over.
    boolean mayTry(Instant now) {
        return retryAt.isEmpty()
                || !now.isBefore(retryAt.get())
                || now.plus(LONGEST_WAIT).isBefore(retryAt.get());
    }

    Delivery sending(Batch batch) {
        List<Batch> more = new ArrayList<>(inFlight);
        more.add(batch);
        return new Delivery(acked, more, failures, retryAt, silentSince, trouble);
    }

    Delivery landed(Batch batch) {
        List<Batch> fewer = new ArrayList<>(inFlight);
        fewer.remove(batch);
        return new Delivery(acked, fewer, failures, retryAt, silentSince, trouble);
    }

    Delivery acked(Origin origin, IndexRanges indexes) {
        Map<Origin, IndexRanges> changed = new TreeMap<>(acked);
        changed.put(origin, indexes);
        return new Delivery(changed, inFlight, failures, retryAt, silentSince, trouble);
    }

    /// The member takes again; forgets every failure.
    Delivery answered() {
        return failures == 0 && silentSince.isEmpty()
                ? this
                : new Delivery(acked, inFlight, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// To be tried without waiting longer; the failures are not forgotten.
    Delivery atOnce() {
        return new Delivery(acked, inFlight, failures, Optional.empty(), silentSince, trouble);
    }

    /// Doubles the wait with each failure, half of it drawn at random so that many nodes do not call at once.
    ///
    /// @param draw from 0 to 1
    Delivery failed(Instant now, String why, double draw) {
        long wait = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(failures, 10));
        Instant next = now.plusMillis((long) (wait * (0.5 + draw / 2)));
        return new Delivery(
                acked,
                inFlight,
                failures + 1,
                Optional.of(next),
                Optional.of(silentSince.orElse(now)),
                Optional.of(why));
    }

    Json toJson() {
        Json.Builder taken = Json.object();
        acked.forEach((origin, ranges) -> taken.with(origin.text(), ranges.toJson()));
        return Json.object()
                .with("acked", taken.build())
                .with("silentSince", silentSince.orElse(null))
                .build();
    }

    static Delivery read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Map<Origin, IndexRanges> acked = fields.required("acked", (at, json) -> {
            Map<Origin, IndexRanges> read = new TreeMap<>();
            if (json instanceof Json.Obj(Map<String, Json> members)) {
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    read.put(Origin.parse(at, member.getKey()), IndexRanges.read(at, member.getValue()));
                }
            }
            return read;
        });
        Optional<Instant> silentSince = fields.optional("silentSince", Fields::asTime);
        fields.done();
        return new Delivery(acked, List.of(), 0, Optional.empty(), silentSince, Optional.empty());
    }
}
