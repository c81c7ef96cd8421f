/// A case as data: the `chronology/1` file, read into records or refused with every fault at once, and the
/// overlay that makes a variant of a case. Uses `firebreak.encoding` and `firebreak.drill.yaml`. Pure: it reads
/// bytes and writes nothing. Deliberately not here: what the line makes of an event; that is `firebreak.drill.script`.
@NullMarked
package firebreak.drill.chronology;

import org.jspecify.annotations.NullMarked;
