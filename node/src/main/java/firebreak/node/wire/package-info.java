/// Mutual TLS 1.3 between the nodes of members: who is there is decided by pinned public keys alone, and
/// the key exchange is X25519MLKEM768 or there is no connection. Uses `encoding`, Bouncy Castle's JSSE and
/// the routes of `firebreak.node.http`. Deliberately not here: certificate authorities, names and dates in
/// certificates, resumption, any other version, group, suite or signature; and what the requests mean.
@NullMarked
package firebreak.node.wire;

import org.jspecify.annotations.NullMarked;
