/// A node as one process: from its home to open ports and back. The only place of the node where home,
/// running node and public interface are wired together.
@NullMarked
package firebreak.node.serve;

import org.jspecify.annotations.NullMarked;
