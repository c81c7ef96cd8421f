package firebreak.verifier.text;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A value of I-JSON (RFC 7493). Members stand in the order of their names as UTF-16, which is how Java compares.
public sealed interface Json {
    /// Inside how many arrays and objects a value may stand.
    int DEPTH = 32;

    /// The greatest whole number that is written as a number.
    long MOST = (1L << 53) - 1;

    record Obj(SortedMap<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        /// The same with one member more.
        public Obj with(String name, Json value) {
            SortedMap<String, Json> more = new TreeMap<>(members);
            more.put(name, value);
            return new Obj(more);
        }

        public Obj with(String name, String value) {
            return with(name, new Str(value));
        }

        public Obj with(String name, long value) {
            return with(name, new Num(value));
        }

        public Obj with(String name, boolean value) {
            return with(name, new Bool(value));
        }

        public Obj without(String name) {
            SortedMap<String, Json> fewer = new TreeMap<>(members);
            fewer.remove(name);
            return new Obj(fewer);
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String value) implements Json {}

    /// A finite double; minus zero is zero.
    record Num(double value) implements Json {
        public Num {
            value += 0.0;
        }
    }

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    static Obj object() {
        return new Obj(new TreeMap<>());
    }

    static Arr list(List<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }
}
