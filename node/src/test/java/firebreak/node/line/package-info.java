/// Lines between nodes: with time by hand and a wire in memory, and over real sockets.
@NullMarked
package firebreak.node.line;

import org.jspecify.annotations.NullMarked;
