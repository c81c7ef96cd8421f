package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.note.Note;
import firebreak.note.Statement;
import firebreak.note.View;
import firebreak.record.Leaf;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Views are compared: at the end, where a statement that a node has taken up names another root of a record than the
/// node's own leaves have at that size, the node has kept it as disputed, by author and record. And no view of an
/// honest party of an honest party's record is disputed.
final class ComparedViews implements Checker {
    private static final String PREFIX = "view/";

    private final Truth truth;

    ComparedViews(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void see(Fact fact) {
        if (fact instanceof Fact.Ended(PartyCode node, StoreView store)) {
            Set<String> disputed = new TreeSet<>();
            Rows.all(store, Table.EVIDENCE).stream()
                    .map(StoreView.Entry::key)
                    .filter(key -> key.startsWith(PREFIX))
                    .forEach(disputed::add);
            disputed.forEach(key -> checkAccused(node, key));
            Map<Origin, List<Hash>> roots = roots(store);
            for (StoreView.Entry row : Rows.all(store, Table.BODY)) {
                Statement statement = Rows.statement(Rows.signed(row.value()));
                PartyCode owner = truth.owner(Rows.At.of(row.key()).origin()).orElseThrow();
                if (!owner.equals(node)) {
                    views(statement).forEach(seen -> check(node, owner, seen, roots, disputed));
                }
            }
        }
    }

    /// `view/RECORD/AUTHOR`.
    private void checkAccused(PartyCode node, String key) {
        int end = key.lastIndexOf('/');
        PartyCode author = new PartyCode(key.substring(end + 1));
        Origin record = new Origin(key.substring(PREFIX.length(), end));
        if (truth.honest(author) && truth.owner(record).filter(truth::honest).isPresent()) {
            throw new Violation(
                    Invariant.VIEWS_ARE_COMPARED,
                    node + " disputes what " + author + " says of record " + record + ", and both are honest");
        }
    }

    private static Stream<View.Seen> views(Statement statement) {
        View drafted = statement instanceof Note note ? note.drafted() : View.NOTHING;
        return Stream.concat(drafted.seen().stream(), statement.view().seen().stream());
    }

    /// For each record the roots at the sizes from 1 on, up to the first gap.
    private static Map<Origin, List<Hash>> roots(StoreView store) {
        Map<Origin, List<Hash>> roots = new TreeMap<>();
        Rows.leaves(store).forEach((origin, leaves) -> roots.put(origin, roots(leaves)));
        return roots;
    }

    private static List<Hash> roots(NavigableMap<Long, Leaf> leaves) {
        List<Hash> hashes = new ArrayList<>();
        List<Hash> roots = new ArrayList<>();
        for (Map.Entry<Long, Leaf> leaf : leaves.entrySet()) {
            if (leaf.getKey() != hashes.size()) {
                break;
            }
            hashes.add(leaf.getValue().hash());
            roots.add(Merkle.root(hashes));
        }
        return roots;
    }

    private static void check(
            PartyCode node, PartyCode author, View.Seen seen, Map<Origin, List<Hash>> roots, Set<String> disputed) {
        List<Hash> held = roots.getOrDefault(seen.origin(), List.of());
        boolean differs = seen.size() > 0
                && seen.size() <= held.size()
                && !held.get((int) seen.size() - 1).equals(seen.root());
        if (differs && !disputed.contains(PREFIX + seen.origin().text() + "/" + author)) {
            throw new Violation(
                    Invariant.VIEWS_ARE_COMPARED,
                    node + " has taken up a view of " + author + " with another root of " + seen.origin() + " at size "
                            + seen.size() + " than it holds, and does not show it");
        }
    }
}
