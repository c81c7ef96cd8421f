package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Table;
import java.util.EnumMap;
import java.util.Map;

/// What should be in each table: how many rows, and the exclusive-or of one keyed mark per row (the multiset hash
/// MSet-XOR-Hash of Clarke, Devadas, van Dijk, Gassend and Suh, 2003). It is stored sealed and changes in the same
/// commit as the rows, so a row that has vanished, appeared or gone back to an older state shows, which
/// encryption of single values cannot tell. It cannot say which row.
///
/// Mutable and owned by one thread; a commit works on a [#copy] that replaces the original when it is durable.
final class Tally {
    /// How many rows and the exclusive-or of their marks.
    record Sum(long rows, Hash marks) {
        static final Sum NONE = new Sum(0, new Hash(Bytes.wrap(new byte[Hash.SIZE])));

        Sum changed(int by, Hash mark) {
            byte[] mixed = marks.bytes().toArray();
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] ^= mark.bytes().at(i);
            }
            return new Sum(rows + by, new Hash(Bytes.wrap(mixed)));
        }
    }

    private static final int MAX_BYTES = 64 << 10;

    private final Map<Table, Sum> sums = new EnumMap<>(Table.class);

    Sum of(Table table) {
        return sums.getOrDefault(table, Sum.NONE);
    }

    long rows() {
        return sums.values().stream().mapToLong(Sum::rows).sum();
    }

    void add(Table table, Hash mark) {
        sums.put(table, of(table).changed(1, mark));
    }

    void remove(Table table, Hash mark) {
        sums.put(table, of(table).changed(-1, mark));
    }

    Tally copy() {
        Tally copy = new Tally();
        copy.sums.putAll(sums);
        return copy;
    }

    Bytes bytes() {
        Json.Builder object = Json.object();
        sums.forEach((table, sum) -> object.with(table.name(), json(sum)));
        return Canonical.write(object.build());
    }

    private static Json json(Sum sum) {
        return Json.object().with("marks", sum.marks()).with("rows", sum.rows()).build();
    }

    static Tally read(Bytes bytes) throws FormatException {
        Fields fields = Fields.of("tally", Canonical.read("tally", bytes, MAX_BYTES));
        Tally tally = new Tally();
        for (Table table : Table.values()) {
            fields.optional(table.name(), Tally::sum).ifPresent(sum -> tally.sums.put(table, sum));
        }
        fields.done();
        return tally;
    }

    private static Sum sum(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Sum sum = new Sum(fields.integer("rows"), fields.hash("marks"));
        fields.done();
        return sum;
    }
}
