/// What a witness does: it looks at no leaf, and signs, with the time, only what continues what it signed before.
/// Pure; the node around it keeps the newest checkpoint of each record durably before a signature leaves it.
@NullMarked
package firebreak.witness;

import org.jspecify.annotations.NullMarked;
