@NullMarked
package firebreak.node.wire;

import org.jspecify.annotations.NullMarked;
