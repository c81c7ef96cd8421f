package firebreak.export;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Collects what is wrong with an export: each file and each leaf is blamed once, for the first thing found.
final class Faults {
    /// More than this many are counted, not listed.
    static final int MOST_LISTED = 1_000;

    private final List<ExportFault> listed = new ArrayList<>();
    private final TreeSet<String> blamed = new TreeSet<>();
    private long count;

    void add(String file, String what) {
        add(file, ExportFault.of(file, what));
    }

    void add(String file, long leaf, String what) {
        add(file + " " + leaf, ExportFault.of(file, leaf, what));
    }

    private void add(String key, ExportFault fault) {
        if (blamed.contains(fault.file()) || !blamed.add(key)) {
            return;
        }
        count++;
        if (listed.size() < MOST_LISTED) {
            listed.add(fault);
        }
    }

    boolean has(String file) {
        return blamed.contains(file);
    }

    boolean has(String file, long leaf) {
        return has(file) || blamed.contains(file + " " + leaf);
    }

    /// Whether the file or any leaf in it is blamed.
    boolean within(String file) {
        String next = blamed.higher(file + " ");
        return has(file) || (next != null && next.startsWith(file + " "));
    }

    List<ExportFault> listed() {
        return List.copyOf(listed);
    }

    long count() {
        return count;
    }
}
