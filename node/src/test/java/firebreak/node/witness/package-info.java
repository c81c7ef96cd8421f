@NullMarked
package firebreak.node.witness;

import org.jspecify.annotations.NullMarked;
