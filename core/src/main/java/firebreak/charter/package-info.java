/// Who belongs and who may say what: charter, manifests and channel agreements, each chained by hash and
/// signed by those it binds. Uses encoding, identity, seal and record. Deliberately not here: notes, and
/// the question which version a record position falls under, which [firebreak.engine] answers.
@NullMarked
package firebreak.charter;

import org.jspecify.annotations.NullMarked;
