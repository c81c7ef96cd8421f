/// Nodes in processes of their own, and what they answer: shared by whatever plays or measures on real nodes.
/// Uses the home alone, which says where a node listens. Deliberately not here: whom a node is asked as, and how.
@NullMarked
package firebreak.drill.nodes;

import org.jspecify.annotations.NullMarked;
