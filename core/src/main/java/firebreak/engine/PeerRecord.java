package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.record.Frontier;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The mirror of one record of another member (or of an own earlier record, when others hold more of it).
///
/// @param held the indexes whose leaf and envelope are stored here
/// @param prefix the leaves from 0 without a gap
/// @param judged the indexes whose content was opened and judged
/// @param receipted the indexes for which a delivered receipt was begun, or none is due
/// @param proved the size of the stored signed checkpoint that was compared with the prefix
/// @param pending signed heads beyond the prefix that it must still be compared with, by size
/// @param highest the largest size its owner has signed, as far as seen
/// @param versions the versions in force from each index on, in order; empty until leaf 0 was opened
/// @param forked whether its owner has signed something that contradicts what is held here
/// @param askAt when to ask others for what is missing; forgotten over a restart
public record PeerRecord(
        PartyCode party,
        Origin origin,
        IndexRanges held,
        Frontier prefix,
        IndexRanges judged,
        IndexRanges receipted,
        long proved,
        List<Head> pending,
        long highest,
        List<From> versions,
        boolean forked,
        Optional<Instant> askAt) {
    /// Most signed heads remembered beyond the prefix: the smallest, which it reaches first, and the largest, which
    /// says how far its owner has gone.
    static final int MAX_PENDING = 64;

    /// The versions in force from an index on.
    record From(long index, InForce inForce) {
        Json toJson() {
            return Json.object()
                    .with("index", index)
                    .with("inForce", inForce.toJson())
                    .build();
        }

        static From read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            From from = new From(fields.integer("index"), fields.required("inForce", InForce::read));
            fields.done();
            return from;
        }
    }

    public PeerRecord {
        pending = List.copyOf(pending);
        versions = List.copyOf(versions);
    }

    static PeerRecord unseen(PartyCode party, Origin origin) {
        return new PeerRecord(
                party,
                origin,
                IndexRanges.EMPTY,
                Frontier.EMPTY,
                IndexRanges.EMPTY,
                IndexRanges.EMPTY,
                0,
                List.of(),
                0,
                List.of(),
                false,
                Optional.empty());
    }

    /// The versions in force at an index, as far as the adoption leaves before it are known.
    Optional<InForce> inForceAt(long index) {
        return versions.stream()
                .filter(from -> from.index() <= index)
                .reduce((a, b) -> b)
                .map(From::inForce);
    }

    /// The indexes that are known to exist and are not held.
    public List<IndexRanges.Range> missing() {
        return held.gaps(highest);
    }

    /// Held and not judged yet, in order.
    List<IndexRanges.Range> unjudged() {
        return judged.gaps(held.end());
    }

    PeerRecord holding(long index, Frontier longer) {
        return new PeerRecord(
                party,
                origin,
                held.with(index),
                longer,
                judged,
                receipted,
                proved,
                pending,
                highest,
                versions,
                forked,
                askAt);
    }

    PeerRecord judged(long index) {
        return new PeerRecord(
                party,
                origin,
                held,
                prefix,
                judged.with(index),
                receipted,
                proved,
                pending,
                highest,
                versions,
                forked,
                askAt);
    }

    PeerRecord receipted(long index) {
        return new PeerRecord(
                party,
                origin,
                held,
                prefix,
                judged,
                receipted.with(index),
                proved,
                pending,
                highest,
                versions,
                forked,
                askAt);
    }

    PeerRecord proved(long size) {
        return new PeerRecord(
                party,
                origin,
                held,
                prefix,
                judged,
                receipted,
                Math.max(proved, size),
                pending,
                highest,
                versions,
                forked,
                askAt);
    }

    PeerRecord pending(List<Head> heads) {
        List<Head> kept = new ArrayList<>(heads);
        kept.sort(Comparator.comparingLong(Head::size));
        if (kept.size() > MAX_PENDING) {
            kept.subList(MAX_PENDING - 1, kept.size() - 1).clear();
        }
        return new PeerRecord(
                party, origin, held, prefix, judged, receipted, proved, kept, highest, versions, forked, askAt);
    }

    PeerRecord seen(long size) {
        return new PeerRecord(
                party,
                origin,
                held,
                prefix,
                judged,
                receipted,
                proved,
                pending,
                Math.max(highest, size),
                versions,
                forked,
                askAt);
    }

    PeerRecord from(long index, InForce inForce) {
        List<From> more = new ArrayList<>(versions);
        more.removeIf(from -> from.index() == index);
        more.add(new From(index, inForce));
        more.sort(Comparator.comparingLong(From::index));
        return new PeerRecord(
                party, origin, held, prefix, judged, receipted, proved, pending, highest, more, forked, askAt);
    }

    PeerRecord markForked() {
        return new PeerRecord(
                party, origin, held, prefix, judged, receipted, proved, pending, highest, versions, true, askAt);
    }

    PeerRecord askAt(Instant time) {
        return new PeerRecord(
                party,
                origin,
                held,
                prefix,
                judged,
                receipted,
                proved,
                pending,
                highest,
                versions,
                forked,
                Optional.of(time));
    }

    Json toJson() {
        return Json.object()
                .with("party", party.value())
                .with("origin", origin.text())
                .with("held", held.toJson())
                .with("prefix", prefix.toJson())
                .with("judged", judged.toJson())
                .with("receipted", receipted.toJson())
                .with("proved", proved)
                .with("pending", Json.list(pending, Head::toJson))
                .with("highest", highest)
                .with("versions", Json.list(versions, From::toJson))
                .with("forked", forked)
                .build();
    }

    static PeerRecord read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        PeerRecord read = new PeerRecord(
                fields.required("party", PartyCode::read),
                fields.required("origin", Origin::read),
                fields.required("held", IndexRanges::read),
                fields.required("prefix", Frontier::read),
                fields.required("judged", IndexRanges::read),
                fields.required("receipted", IndexRanges::read),
                fields.integer("proved"),
                fields.list("pending", Head::read),
                fields.integer("highest"),
                fields.list("versions", From::read),
                fields.bool("forked"),
                Optional.empty());
        fields.done();
        return read;
    }
}
