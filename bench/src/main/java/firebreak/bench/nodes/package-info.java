/// Parties whose nodes run as processes of their own, the officers who use them over HTTP, and a relay that counts
/// what passes between them. Uses the homes of nodes. Deliberately not here: any measurement.
@NullMarked
package firebreak.bench.nodes;

import org.jspecify.annotations.NullMarked;
