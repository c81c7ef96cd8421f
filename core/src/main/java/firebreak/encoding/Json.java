package firebreak.encoding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A JSON value within I-JSON (RFC 7493): no duplicate names, no lone surrogates, numbers that a double
/// holds exactly. Written in the canonical form of RFC 8785 (JCS) by [Canonical].
///
/// Reading a domain type goes through [Fields], which refuses unknown and missing members with their place.
public sealed interface Json {
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new TreeMap<>(members));
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String value) implements Json {}

    /// A finite double; minus zero is zero, as its canonical form is. Integers beyond [#MAX_INTEGER]
    /// in magnitude travel as strings (RFC 7493 section 2.2).
    record Num(double value) implements Json {
        public Num {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("JSON has no infinity and no NaN");
            }
            value += 0.0;
        }
    }

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    Null NULL = new Null();
    /// 2^53 − 1: up to here every integer is a double and no other integer reads as that double.
    long MAX_INTEGER = (1L << 53) - 1;

    static Json of(String value) {
        return new Str(value);
    }

    static Json of(boolean value) {
        return new Bool(value);
    }

    static Json of(long value) {
        if (value > MAX_INTEGER || value < -MAX_INTEGER) {
            throw new IllegalArgumentException("integers beyond 2^53 - 1 travel as strings in I-JSON");
        }
        return new Num(value);
    }

    static Json of(Hash value) {
        return new Str(value.hex());
    }

    static Json of(Instant value) {
        return new Str(Times.format(value));
    }

    static <T> Json list(Collection<T> values, Function<? super T, ? extends Json> each) {
        List<Json> items = new ArrayList<>(values.size());
        values.forEach(value -> items.add(each.apply(value)));
        return new Arr(items);
    }

    static Json strings(Collection<String> values) {
        return list(values, Json::of);
    }

    static Builder object() {
        return new Builder();
    }

    /// Collects members; a null value leaves the member out, a repeated name is a bug.
    final class Builder {
        private final SequencedMap<String, Json> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder with(String name, @Nullable Json value) {
            if (value != null && members.putIfAbsent(name, value) != null) {
                throw new IllegalStateException("member " + name + " given twice");
            }
            return this;
        }

        public Builder with(String name, @Nullable String value) {
            return value == null ? this : with(name, Json.of(value));
        }

        public Builder with(String name, @Nullable Hash value) {
            return value == null ? this : with(name, Json.of(value));
        }

        public Builder with(String name, @Nullable Instant value) {
            return value == null ? this : with(name, Json.of(value));
        }

        public Builder with(String name, long value) {
            return with(name, Json.of(value));
        }

        public Builder with(String name, boolean value) {
            return with(name, Json.of(value));
        }

        public Obj build() {
            return new Obj(members);
        }
    }
}
