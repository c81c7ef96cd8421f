/// The node's disk: the encrypted SQLite store, the high-water file (lease) and durable small files. Uses core's
/// encoding, identity, record and the port in `firebreak.engine`. Deliberately not here: what is stored and why
/// (the engine decides), threads (the caller brings them), and backups (here is only how a running store is copied).
@NullMarked
package firebreak.node.store;

import org.jspecify.annotations.NullMarked;
