package firebreak.projection;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;

/// The steps taken about one leaf, folded from receipts and answers in whatever order they come: the same
/// statements give the same ladder. It can exist before its note does.
///
/// @param marks at most one for each rung, party and post, in a fixed order
public record Ladder(List<Mark> marks) {
    public static final Ladder EMPTY = new Ladder(List.of());

    public Ladder {
        marks = marks.stream().sorted(Mark.LISTED).toList();
    }

    Ladder with(Mark mark) {
        List<Mark> others = new ArrayList<>();
        Mark kept = mark;
        for (Mark other : marks) {
            if (other.sameStep(mark)) {
                kept = mark.kept(other);
            } else {
                others.add(other);
            }
        }
        others.add(kept);
        return new Ladder(others);
    }

    /// The marks about the leaf with this hash. Those about another leaf at the same place are left out.
    public Ladder about(Hash leaf) {
        return new Ladder(marks.stream().filter(mark -> mark.of().equals(leaf)).toList());
    }

    public List<Mark> at(Rung rung) {
        return marks.stream().filter(mark -> mark.rung() == rung).toList();
    }

    Json toJson() {
        return Json.list(marks, Mark::toJson);
    }

    static Ladder read(String place, Json value) throws FormatException {
        return new Ladder(Fields.asList(place, value, Mark::read));
    }
}
