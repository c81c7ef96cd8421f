package firebreak.node.home;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The people who may sign in at a node, by name: `officers.json`. Immutable.
public final class Officers {
    public static final Officers NONE = new Officers(new TreeMap<>());

    static final int MAX_BYTES = 1 << 20;
    private static final int MOST = 1_000;

    private final SortedMap<String, Officer> byName;

    private Officers(SortedMap<String, Officer> byName) {
        this.byName = Collections.unmodifiableSortedMap(byName);
    }

    public Collection<Officer> all() {
        return byName.values();
    }

    public Optional<Officer> officer(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// With this officer, in place of one of the same name.
    ///
    /// @throws IllegalArgumentException beyond 1,000 officers
    public Officers with(Officer officer) {
        SortedMap<String, Officer> more = new TreeMap<>(byName);
        more.put(officer.name(), officer);
        if (more.size() > MOST) {
            throw new IllegalArgumentException("a home has at most " + MOST + " officers");
        }
        return new Officers(more);
    }

    public Officers without(String name) {
        SortedMap<String, Officer> fewer = new TreeMap<>(byName);
        fewer.remove(name);
        return new Officers(fewer);
    }

    /// The officer whose name and password these are. An unknown name takes as long as a wrong password, so that
    /// nobody learns who serves here.
    ///
    /// @param password stays the caller's
    public Optional<Officer> signIn(String name, Secret password) {
        @Nullable Officer known = byName.get(name);
        Officer tried =
                known == null && !byName.isEmpty() ? byName.sequencedValues().getFirst() : known;
        boolean fits = tried != null && tried.password().fits(password);
        return Optional.ofNullable(fits ? known : null);
    }

    Json toJson() {
        return Json.object()
                .with("officers", Json.list(byName.values(), Officer::toJson))
                .build();
    }

    static Officers read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        SortedMap<String, Officer> byName = new TreeMap<>();
        for (Officer officer : fields.list("officers", Officer::read)) {
            if (byName.putIfAbsent(officer.name(), officer) != null) {
                throw new FormatException(place + ".officers", "expected '" + officer.name() + "' once");
            }
        }
        fields.done();
        return new Officers(byName);
    }
}
