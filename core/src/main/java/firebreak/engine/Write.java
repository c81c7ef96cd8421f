package firebreak.engine;

import firebreak.encoding.Bytes;

/// One change of a [Store]; a list of them is committed together.
///
/// A key is 1 to [#MAX_KEY] characters of printable ASCII without space (0x21 to 0x7e), so that bytewise
/// order, string order and what a person reads are the same. Numbers in keys are fixed-width hex, for
/// example `origin/000000000000002a`.
public sealed interface Write {
    /// Longest key, in characters.
    int MAX_KEY = 512;

    /// Largest value, in bytes. Far above any format of the line: a bound for mistakes, not a quota.
    int MAX_VALUE = 16 << 20;

    Table table();

    String key();

    /// Afterwards the key has this value, whatever it had before.
    record Put(Table table, String key, Bytes value) implements Write {
        public Put {
            checkKey(key);
            if (value.size() > MAX_VALUE) {
                throw new IllegalArgumentException("a value has at most " + MAX_VALUE + " bytes, not " + value.size());
            }
        }
    }

    /// Afterwards the key is absent, whether or not it was there before.
    record Delete(Table table, String key) implements Write {
        public Delete {
            checkKey(key);
        }
    }

    private static void checkKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "a key is 1 to " + MAX_KEY + " characters of printable ASCII without space");
        }
    }
}
