/// What a carrier moves and how a receiver proves it: parcels and bundles of parcels. Uses encoding,
/// identity, record and charter. Deliberately not here: any carrier; carriers are the node's, move opaque
/// bytes and do not know each other.
@NullMarked
package firebreak.carriage;

import org.jspecify.annotations.NullMarked;
