package firebreak.note;

import firebreak.encoding.Hash;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The forms a node knows, by hash. Agreements pin the hash, so two nodes that use a form mean the same one.
public final class Forms {
    private final Map<Hash, Form> byHash;

    private Forms(Map<Hash, Form> byHash) {
        this.byHash = Collections.unmodifiableMap(byHash);
    }

    public static Forms of(Collection<Form> forms) {
        Map<Hash, Form> byHash = new TreeMap<>();
        forms.forEach(form -> byHash.put(form.hash(), form));
        return new Forms(byHash);
    }

    public Optional<Form> form(Hash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /// The newest version of a form by its id.
    public Optional<Form> latest(String id) {
        return byHash.values().stream()
                .filter(form -> form.id().equals(id))
                .max((a, b) -> Integer.compare(a.version(), b.version()));
    }

    public List<Form> all() {
        return List.copyOf(byHash.values());
    }
}
