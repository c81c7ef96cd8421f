package firebreak.verifier.export;

import firebreak.verifier.text.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// What is wrong, and where. Each file, and each leaf of it, is named once, for the first thing found.
final class Findings {
    /// More than this are counted, not listed.
    private static final int MOST_LISTED = 1_000;

    private final List<Finding> listed = new ArrayList<>();
    private final Set<String> files = new HashSet<>();
    private final Set<String> places = new HashSet<>();
    private long count;

    /// @param what a clause about the file or leaf, for people
    record Finding(String file, OptionalLong leaf, String what) {
        Json toJson() {
            Json.Obj json = Json.object().with("file", file).with("what", what);
            return leaf.isPresent() ? json.with("leaf", leaf.getAsLong()) : json;
        }

        @Override
        public String toString() {
            return file + (leaf.isPresent() ? " (leaf " + leaf.getAsLong() + ")" : "") + ": " + what;
        }
    }

    void add(String file, String what) {
        if (files.add(file)) {
            places.add(file);
            list(new Finding(file, OptionalLong.empty(), what));
        }
    }

    void add(String file, long leaf, String what) {
        if (!has(file, leaf)) {
            places.add(file);
            places.add(place(file, leaf));
            list(new Finding(file, OptionalLong.of(leaf), what));
        }
    }

    private void list(Finding finding) {
        count++;
        if (listed.size() < MOST_LISTED) {
            listed.add(finding);
        }
    }

    private static String place(String file, long leaf) {
        return file + "\n" + leaf;
    }

    boolean has(String file) {
        return files.contains(file);
    }

    boolean has(String file, long leaf) {
        return has(file) || places.contains(place(file, leaf));
    }

    /// Whether the file or a leaf in it is named.
    boolean within(String file) {
        return places.contains(file);
    }

    List<Finding> listed() {
        return List.copyOf(listed);
    }

    long count() {
        return count;
    }
}
