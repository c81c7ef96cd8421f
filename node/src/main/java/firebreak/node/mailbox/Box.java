package firebreak.node.mailbox;

import firebreak.carriage.ProvedParcel;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What is kept for one party under one charter. Knows of each parcel what its carrier sees. Not thread-safe; what it
/// gives out as writes holds once they are committed.
final class Box {
    /// Most parcels of one sender.
    static final int MOST_PARCELS = 4_096;

    /// Most bytes of one sender's parcels.
    static final long MOST_BYTES = 256L << 20;

    /// How long a parcel is kept at most.
    static final Duration KEPT = Duration.ofDays(90);

    private static final int ROW_BYTES = 1_024;

    private final String row;
    private final StoreView store;
    private final NavigableMap<Long, Item> items = new TreeMap<>();
    private final Map<Place, Long> numbers = new HashMap<>();
    private long next;

    private record Place(Origin origin, long index) {}

    private record Item(PartyCode from, Instant at, Place place, int bytes) {
        Json toJson() {
            return Json.object()
                    .with("from", from.value())
                    .with("at", at)
                    .with("origin", place.origin().text())
                    .with("index", place.index())
                    .with("bytes", bytes)
                    .build();
        }

        static Item read(Bytes row) throws FormatException {
            Fields fields = Fields.of("kept parcel", Canonical.read("kept parcel", row, ROW_BYTES));
            Item item = new Item(
                    fields.required("from", PartyCode::read),
                    fields.time("at"),
                    new Place(fields.required("origin", Origin::read), fields.integer("index")),
                    fields.integer("bytes", 0, Integer.MAX_VALUE));
            fields.done();
            return item;
        }
    }

    private Box(String row, StoreView store) {
        this.row = row;
        this.store = store;
    }

    /// @throws FormatException where a row is damaged
    static Box load(Hash charter, PartyCode addressee, StoreView store) throws FormatException {
        Box box = new Box("kept/" + charter.hex() + "/" + addressee + "/", store);
        for (StoreView.Entry entry : store.all(Table.MAILBOX, box.row + "item/", box.row + "item/~")) {
            String number = entry.key().substring(box.row.length() + "item/".length());
            box.put(Long.parseLong(number, 16), Item.read(entry.value()));
        }
        Optional<Bytes> next = store.get(Table.MAILBOX, box.row + "next");
        box.next = next.isPresent() ? Long.parseLong(next.get().utf8("next number")) : 1;
        return box;
    }

    private void put(long number, Item item) {
        items.put(number, item);
        numbers.put(item.place(), number);
    }

    /// Why so much more of one sender is not kept just now.
    Optional<String> full(PartyCode from, int more, long moreBytes) {
        long parcels = more;
        long bytes = moreBytes;
        for (Item item : items.values()) {
            if (item.from().equals(from)) {
                parcels++;
                bytes += item.bytes();
            }
        }
        return parcels > MOST_PARCELS || bytes > MOST_BYTES
                ? Optional.of("there is no room for more of " + from + " here until some is taken: " + MOST_PARCELS
                        + " parcels, " + (MOST_BYTES >> 20) + " MiB")
                : Optional.empty();
    }

    static int size(ProvedParcel proved) {
        return proved.parcel().bytes().size();
    }

    /// Those that are not kept yet.
    List<ProvedParcel> fresh(List<ProvedParcel> brought) {
        return brought.stream()
                .filter(proved -> !numbers.containsKey(new Place(proved.origin(), proved.index())))
                .toList();
    }

    List<Write> keep(PartyCode from, Instant at, List<ProvedParcel> fresh) {
        List<Write> writes = new ArrayList<>();
        for (ProvedParcel proved : fresh) {
            Item item = new Item(from, at, new Place(proved.origin(), proved.index()), size(proved));
            writes.add(new Write.Put(Table.MAILBOX, item(next), Canonical.write(item.toJson())));
            writes.add(
                    new Write.Put(Table.MAILBOX, parcel(next), proved.parcel().bytes()));
            put(next, item);
            next++;
        }
        writes.add(new Write.Put(Table.MAILBOX, row + "next", Bytes.ofUtf8(Long.toString(next))));
        return writes;
    }

    private String item(long number) {
        return row + "item/" + Keys.number(number);
    }

    private String parcel(long number) {
        return row + "parcel/" + Keys.number(number);
    }

    /// A kept parcel and its number.
    record Kept(long number, Bytes parcel) {}

    /// The first kept after a number.
    ///
    /// @param mostBytes of all together; one is given in any case
    List<Kept> after(long number, int most, long mostBytes) {
        List<Kept> kept = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<Long, Item> entry : items.tailMap(number, false).entrySet()) {
            bytes += entry.getValue().bytes();
            if (kept.size() == most || (!kept.isEmpty() && bytes > mostBytes)) {
                break;
            }
            store.get(Table.MAILBOX, parcel(entry.getKey()))
                    .ifPresent(parcel -> kept.add(new Kept(entry.getKey(), parcel)));
        }
        return kept;
    }

    /// No longer keeps what was taken.
    List<Write> taken(long through) {
        return drop(List.copyOf(items.headMap(through, true).keySet()));
    }

    /// No longer keeps what nobody took in time.
    List<Write> expired(Instant now) {
        return drop(items.entrySet().stream()
                .filter(entry -> entry.getValue().at().plus(KEPT).isBefore(now))
                .map(Map.Entry::getKey)
                .toList());
    }

    private List<Write> drop(List<Long> gone) {
        List<Write> writes = new ArrayList<>();
        for (long number : gone) {
            Optional.ofNullable(items.remove(number)).map(Item::place).ifPresent(numbers::remove);
            writes.add(new Write.Delete(Table.MAILBOX, item(number)));
            writes.add(new Write.Delete(Table.MAILBOX, parcel(number)));
        }
        return writes;
    }
}
