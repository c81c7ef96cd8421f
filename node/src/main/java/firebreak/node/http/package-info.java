/// The small routing interface that every listening port of the node shares, and the loopback door for
/// officers' tools, health and metrics. Uses `encoding`, `log` and Helidon. Deliberately not here: TLS and
/// members (`firebreak.node.wire`), what any route does, sessions, cookies, and cross-origin sharing.
@NullMarked
package firebreak.node.http;

import org.jspecify.annotations.NullMarked;
