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
/// @param putOff leaves that the member answered for and did not take; forgotten over a restart
public record Delivery(
        Map<Origin, IndexRanges> acked,
        List<Batch> inFlight,
        int failures,
        Optional<Instant> retryAt,
        Optional<Instant> silentSince,
        Optional<String> trouble,
        PutOff putOff) {
    static final Delivery NEW =
            new Delivery(Map.of(), List.of(), 0, Optional.empty(), Optional.empty(), Optional.empty(), PutOff.NOTHING);

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

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

    /// A run of indexes below `limit` that is neither taken nor on its way nor put off, at most `most` long: the first,
    /// and after each failure another, so that a leaf that never goes does not keep back all others.
    Optional<IndexRanges.Range> next(Origin origin, long limit, int most, Instant now) {
        IndexRanges covered = putOff.waiting(origin, acked(origin), now);
        for (Batch batch : inFlight) {
            covered = batch.origin().equals(origin) ? covered.with(batch.range()) : covered;
        }
        List<IndexRanges.Range> gaps = covered.gaps(limit);
        return gaps.isEmpty() ? Optional.empty() : Optional.of(cut(gaps.get(failures % gaps.size()), most));
    }

    private static IndexRanges.Range cut(IndexRanges.Range gap, int most) {
        return new IndexRanges.Range(gap.first(), Math.min(gap.last(), gap.first() + most - 1));
    }

    boolean mayTry(Instant now) {
        return retryAt.isEmpty() || isOver(retryAt.get(), now);
    }

    /// Whether a wait is over. One that is longer than any wait was set before the clock was set back, and is over.
    static boolean isOver(Instant until, Instant now) {
        return !now.isBefore(until) || now.plus(LONGEST_WAIT).isBefore(until);
    }

    /// The wait after so many failures: twice as long with each, half of it drawn at random so that many nodes do not
    /// call at once.
    ///
    /// @param draw from 0 to 1
    static Duration wait(int failures, double draw) {
        long wait = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis((long) (wait * (0.5 + draw / 2)));
    }

    Delivery sending(Batch batch) {
        List<Batch> more = new ArrayList<>(inFlight);
        more.add(batch);
        return new Delivery(acked, more, failures, retryAt, silentSince, trouble, putOff);
    }

    Delivery landed(Batch batch) {
        List<Batch> fewer = new ArrayList<>(inFlight);
        fewer.remove(batch);
        return new Delivery(acked, fewer, failures, retryAt, silentSince, trouble, putOff);
    }

    Delivery acked(Origin origin, IndexRanges indexes) {
        Map<Origin, IndexRanges> changed = new TreeMap<>(acked);
        changed.put(origin, indexes);
        return new Delivery(changed, inFlight, failures, retryAt, silentSince, trouble, putOff);
    }

    /// The member answers; forgets every failure to reach it.
    Delivery answered() {
        return failures == 0 && silentSince.isEmpty()
                ? this
                : new Delivery(acked, inFlight, 0, Optional.empty(), Optional.empty(), Optional.empty(), putOff);
    }

    Delivery putOff(PutOff changed) {
        return new Delivery(acked, inFlight, failures, retryAt, silentSince, trouble, changed);
    }

    /// To be tried without waiting longer; the failures are not forgotten. What the member put off a moment ago is not
    /// offered again at each of its words.
    Delivery atOnce(Instant now) {
        boolean waits = retryAt.isPresent() || !putOff.isEmpty();
        return waits
                ? new Delivery(acked, inFlight, failures, Optional.empty(), silentSince, trouble, putOff.soon(now))
                : this;
    }

    /// @param draw from 0 to 1
    Delivery failed(Instant now, String why, double draw) {
        return new Delivery(
                acked,
                inFlight,
                failures + 1,
                Optional.of(now.plus(wait(failures, draw))),
                Optional.of(silentSince.orElse(now)),
                Optional.of(why),
                putOff);
    }

    /// Why something waits, for people: the line's own trouble, or what was said of a leaf that the member put off.
    public Optional<String> hindrance() {
        return trouble.or(putOff::reason);
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
        return new Delivery(acked, List.of(), 0, Optional.empty(), silentSince, Optional.empty(), PutOff.NOTHING);
    }
}
