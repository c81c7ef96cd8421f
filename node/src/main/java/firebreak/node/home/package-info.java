/// A node's home on disk: its settings, officers, joined charters, documents and forms, and where passphrases come
/// from. Uses core's documents and forms, `firebreak.node.keys`, the durable files of `firebreak.node.store` and the
/// TLS pin of `firebreak.node.wire`. Deliberately not here: anything that runs, and any rule about documents, which
/// `firebreak.charter` holds.
@NullMarked
package firebreak.node.home;

import org.jspecify.annotations.NullMarked;
