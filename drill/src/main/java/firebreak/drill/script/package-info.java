/// What the line makes of a case: a chronology becomes a script of parties, posts, channels and steps in order.
/// Uses `firebreak.encoding`, `firebreak.drill.yaml` and `firebreak.drill.chronology`. A pure translation: tables
/// of words are data in `kinds.yaml` and `officers.yaml`. Deliberately not here: nodes, keys, clocks, and the
/// people who act the script out.
@NullMarked
package firebreak.drill.script;

import org.jspecify.annotations.NullMarked;
