package firebreak.drill.script;

import firebreak.charter.PostCode;
import firebreak.drill.chronology.CaseId;
import firebreak.drill.script.Habits.Pace;
import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Members;
import firebreak.drill.yaml.Yaml;
import firebreak.encoding.Bytes;
import firebreak.note.Precedence;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The scripted officers of every case, as data (`officers.yaml`).
///
/// @param never the posts that never answer, by case; a variant has its own entry or, lacking one, its case's
public record Officers(Map<Precedence, Pace> paces, Map<CaseId, List<PostCode>> never) {
    private static final String DURATION = "a duration such as PT5M";

    public Officers {
        paces = Map.copyOf(paces);
        never = Map.copyOf(never);
    }

    /// The table that comes with Firebreak.
    public static Officers standard() {
        return read("officers.yaml", Resources.read("/firebreak/drill/officers.yaml"));
    }

    /// How officers behave in a script. For a case the table does not know, the post that is addressed most
    /// often and never writes is the one that never answers.
    public Habits in(Script script) {
        return new Habits(
                paces,
                listed(script.id())
                        .orElseGet(() -> Wallflower.in(script).stream().toList()));
    }

    private Optional<List<PostCode>> listed(CaseId id) {
        return Optional.ofNullable(never.get(id)).or(() -> Optional.ofNullable(never.get(id.base())));
    }

    static Officers read(String file, Bytes content) {
        Faults faults = new Faults();
        return Resources.table(file, content, faults, top -> officers(top, faults));
    }

    private static Officers officers(Members top, Faults faults) {
        top.text("schema", "'officers/1'");
        Map<Precedence, Pace> paces = new EnumMap<>(Precedence.class);
        entries(top, "pace").forEach((word, value) -> paces.put(Precedence.valueOf(word), pace(word, value, faults)));
        Map<CaseId, List<PostCode>> never = new LinkedHashMap<>();
        entries(top, "cases").forEach((id, value) -> never.put(new CaseId(id), never(id, value, faults)));
        return new Officers(paces, never);
    }

    private static Map<String, Yaml> entries(Members members, String key) {
        return members.entries(key, "a mapping").orElseThrow().members();
    }

    private static Pace pace(String word, Yaml value, Faults faults) {
        Members members = Members.of(value, word, faults).orElseThrow();
        return new Pace(duration(members, "read"), duration(members, "acknowledge"));
    }

    private static Duration duration(Members members, String key) {
        return Duration.parse(members.text(key, DURATION).orElseThrow());
    }

    private static List<PostCode> never(String id, Yaml value, Faults faults) {
        Members members = Members.of(value, id, faults).orElseThrow();
        return members.texts("never", "a list of posts").orElseThrow().stream()
                .map(post -> new PostCode(post.text()))
                .toList();
    }
}
