/// From records to what people look up: the fold of recorded statements into the NOTE table, and its reading.
/// Uses encoding, record, charter, note and of the engine its store port alone. Deliberately not here: any
/// decision; a row says what stands in the records, and can be thrown away and folded again.
@NullMarked
package firebreak.projection;

import org.jspecify.annotations.NullMarked;
